//! JSON that two readers cannot understand differently, and its canonical form (RFC 8785).
//!
//! A signature covers the canonical bytes of a document. So that everybody who reads the text sees what
//! was signed, parsing refuses what canonicalisation would silently change: a member that stands twice
//! (readers keep the first or the last), and integers beyond ±(2^53 - 1), which a double rounds.

use alloc::string::String;
use alloc::vec::Vec;
use core::cell::RefCell;
use core::fmt;

use serde::de::{self, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

use crate::error::Error;

/// The largest magnitude of an integer: 2^53 - 1 (RFC 7493, section 2.2).
pub const MAX_INTEGER: u64 = (1 << 53) - 1;

/// A JSON object.
pub type Object = Map<String, Value>;

/// Parses one JSON value, strictly.
///
/// ```
/// use iscc_sign::{Error, json};
///
/// assert!(json::parse(r#"{"seq": 1}"#).is_ok());
/// assert_eq!(json::parse(r#"{"a": 1, "a": 2}"#), Err(Error::DuplicateMember("a".into())));
/// assert_eq!(json::parse("9007199254740993"), Err(Error::NumberRange));
/// ```
///
/// # Errors
/// [`Error::Json`] for text that is not JSON, nests deeper than 128 levels or has a number outside the range of a
/// double; [`Error::DuplicateMember`]; [`Error::NumberRange`].
pub fn parse(text: &str) -> Result<Value, Error> {
    let duplicate = RefCell::new(None);
    let mut reader = serde_json::Deserializer::from_str(text);
    let value = Strict { duplicate: &duplicate }
        .deserialize(&mut reader)
        .and_then(|value| reader.end().map(|()| value))
        .map_err(|error| match duplicate.take() {
            Some(name) => Error::DuplicateMember(name),
            None => Error::Json { line: error.line(), column: error.column() },
        })?;
    check_integers(text)?;
    Ok(value)
}

/// Parses one JSON object, strictly.
///
/// # Errors
/// Those of [`parse`], and [`Error::Json`] for a value of another type.
pub fn parse_object(text: &str) -> Result<Object, Error> {
    match parse(text)? {
        Value::Object(object) => Ok(object),
        _ => Err(Error::Json { line: 1, column: 1 }),
    }
}

/// The canonical bytes of a value: members sorted by their UTF-16 code units, no white space, numbers as
/// ECMAScript prints them (RFC 8785).
///
/// ```
/// let value = iscc_sign::json::parse("{\"b\": 1.50, \"a\": [1e21, -0]}")?;
/// assert_eq!(iscc_sign::json::canonical(&value)?, br#"{"a":[1e+21,0],"b":1.5}"#);
/// # Ok::<(), iscc_sign::Error>(())
/// ```
///
/// # Errors
/// [`Error::NumberRange`] for an integer beyond ±(2^53 - 1).
pub fn canonical(value: &Value) -> Result<Vec<u8>, Error> {
    check_numbers(value)?;
    // Values hold neither infinities nor keys that are not strings: nothing else can fail.
    serde_json_canonicalizer::to_vec(value).map_err(|_| Error::NumberRange)
}

/// The canonical bytes of an object; see [`canonical`].
///
/// # Errors
/// [`Error::NumberRange`] for an integer beyond ±(2^53 - 1).
pub fn canonical_object(object: &Object) -> Result<Vec<u8>, Error> {
    object.values().try_for_each(check_numbers)?;
    serde_json_canonicalizer::to_vec(object).map_err(|_| Error::NumberRange)
}

fn check_numbers(value: &Value) -> Result<(), Error> {
    match value {
        Value::Number(number) => check_number(number),
        Value::Array(values) => values.iter().try_for_each(check_numbers),
        Value::Object(members) => members.values().try_for_each(check_numbers),
        Value::Null | Value::Bool(_) | Value::String(_) => Ok(()),
    }
}

fn check_number(number: &Number) -> Result<(), Error> {
    let magnitude =
        number.as_u64().or_else(|| number.as_i64().map(i64::unsigned_abs)).unwrap_or_default();
    if magnitude > MAX_INTEGER { Err(Error::NumberRange) } else { Ok(()) }
}

/// Looks at the numbers as they are written: an integer of many digits becomes a double in a [`Value`], and
/// its last digits are gone. `text` is valid JSON.
fn check_integers(text: &str) -> Result<(), Error> {
    let mut bytes = text.bytes().peekable();
    let mut in_string = false;
    while let Some(byte) = bytes.next() {
        match byte {
            b'\\' if in_string => _ = bytes.next(),
            b'"' => in_string = !in_string,
            b'0'..=b'9' if !in_string => {
                let (mut value, mut is_integer) = (u64::from(byte - b'0'), true);
                while let Some(next) = bytes
                    .next_if(|byte| matches!(byte, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'))
                {
                    if next.is_ascii_digit() {
                        value = value.saturating_mul(10).saturating_add(u64::from(next - b'0'));
                    } else {
                        is_integer = false;
                    }
                }
                if is_integer && value > MAX_INTEGER {
                    return Err(Error::NumberRange);
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Builds a [`Value`], and keeps the name of the first member that stands twice.
#[derive(Clone, Copy)]
struct Strict<'a> {
    duplicate: &'a RefCell<Option<String>>,
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut sequence: A) -> Result<Value, A::Error> {
        let mut values = Vec::new();
        while let Some(value) = sequence.next_element_seed(self)? {
            values.push(value);
        }
        Ok(Value::Array(values))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        let mut object = Object::new();
        while let Some(name) = map.next_key::<String>()? {
            if object.contains_key(&name) {
                *self.duplicate.borrow_mut() = Some(name);
                return Err(de::Error::custom("a member stands twice"));
            }
            let value = map.next_value_seed(self)?;
            object.insert(name, value);
        }
        Ok(Value::Object(object))
    }
}
