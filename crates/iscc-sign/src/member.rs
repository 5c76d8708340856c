//! Members of JSON objects, with the errors of this crate.

use serde_json::Value;

use crate::error::Error;
use crate::json::Object;

/// A member that must be a string.
pub(crate) fn text<'a>(object: &'a Object, name: &'static str) -> Result<&'a str, Error> {
    object.get(name).and_then(Value::as_str).ok_or(Error::Member(name))
}

/// A member that is a string if it is there.
pub(crate) fn optional_text<'a>(
    object: &'a Object,
    name: &'static str,
) -> Result<Option<&'a str>, Error> {
    object.get(name).map(|value| value.as_str().ok_or(Error::Member(name))).transpose()
}

/// A member that must be an object.
pub(crate) fn object<'a>(object: &'a Object, name: &'static str) -> Result<&'a Object, Error> {
    object.get(name).and_then(Value::as_object).ok_or(Error::Member(name))
}

/// A member that must be a number without sign and fraction.
pub(crate) fn number(object: &Object, name: &'static str) -> Result<u64, Error> {
    object.get(name).and_then(Value::as_u64).ok_or(Error::Member(name))
}

/// A string member in one of the types that are parsed.
pub(crate) fn parsed<T: core::str::FromStr>(
    object: &Object,
    name: &'static str,
) -> Result<T, Error> {
    text(object, name)?.parse().map_err(|_| Error::Member(name))
}

/// As [`parsed`], of a member that may be missing.
pub(crate) fn optional_parsed<T: core::str::FromStr>(
    object: &Object,
    name: &'static str,
) -> Result<Option<T>, Error> {
    let text = optional_text(object, name)?;
    text.map(|text| text.parse().map_err(|_| Error::Member(name))).transpose()
}

/// An error if there is a member that `known` does not list.
pub(crate) fn forbid_others(object: &Object, known: &[&str]) -> Result<(), Error> {
    match object.keys().find(|name| !known.contains(&name.as_str())) {
        Some(name) => Err(Error::ForbiddenMember(name.clone())),
        None => Ok(()),
    }
}
