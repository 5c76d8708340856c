//! The data model of XMP: properties that are simple, structures or arrays, and how exiv2 shows them.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use core::cmp::Ordering;

use super::xml::Name;

/// A property, a member of a structure or an item of an array.
#[derive(Debug)]
pub(super) struct Property {
    pub(super) name: Name,
    pub(super) form: Form,
    /// The qualifier `xml:lang`, normalised.
    pub(super) lang: Option<String>,
    /// Whether there are other qualifiers.
    pub(super) qualified: bool,
}

#[derive(Debug)]
pub(super) enum Form {
    Simple(String),
    Struct(Vec<Property>),
    Array(Array, Vec<Property>),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Array {
    Bag,
    Seq,
    Alt,
    /// The same text in several languages.
    Text,
}

impl Property {
    pub(super) fn simple(name: Name, value: String) -> Self {
        Self { name, form: Form::Simple(value), lang: None, qualified: false }
    }

    /// The items, if this is an array that exiv2 goes into: one that it does not show as one value.
    pub(super) fn items(&self) -> Option<&[Self]> {
        match &self.form {
            Form::Array(kind, items) if *kind != Array::Text => Some(items),
            _ => None,
        }
    }

    /// The members, if this is a structure.
    pub(super) fn members(&self) -> Option<&[Self]> {
        match &self.form {
            Form::Struct(members) => Some(members),
            _ => None,
        }
    }

    fn as_simple(&self) -> Option<&str> {
        match &self.form {
            Form::Simple(value) => Some(value),
            _ => None,
        }
    }

    /// The value as exiv2 shows it; `None` for a structure.
    pub(super) fn value(&self) -> Option<Cow<'_, str>> {
        match &self.form {
            Form::Simple(value) => Some(Cow::Borrowed(value)),
            Form::Struct(_) => None,
            Form::Array(Array::Text, items) => Some(Cow::Owned(by_language(items))),
            Form::Array(kind, items) => Some(joined(items).map_or_else(
                || {
                    Cow::Borrowed(match kind {
                        Array::Bag => "type=\"Bag\"",
                        Array::Seq => "type=\"Seq\"",
                        Array::Alt | Array::Text => "type=\"Alt\"",
                    })
                },
                Cow::Owned,
            )),
        }
    }
}

/// Items that are not empty with commas between them, if all of them are simple and not qualified.
fn joined(items: &[Property]) -> Option<String> {
    let mut joined = String::new();
    for item in items {
        let value = item.as_simple().filter(|_| item.lang.is_none() && !item.qualified)?;
        if !joined.is_empty() && !value.is_empty() {
            joined.push_str(", ");
        }
        joined.push_str(value);
    }
    Some(joined)
}

/// All languages, the default one first, then those of longer names, then from Z to A. Of two of the
/// same language the last counts.
fn by_language(items: &[Property]) -> String {
    let mut items: Vec<(&str, &str)> =
        items.iter().filter_map(|item| Some((item.lang.as_deref()?, item.as_simple()?))).collect();
    // Stable, so that the last of one language stays the last.
    items.sort_by(|(first, _), (second, _)| order(first, second));
    let mut shown = String::new();
    for (at, (lang, value)) in items.iter().enumerate() {
        if items.get(at + 1).is_some_and(|(next, _)| order(lang, next) == Ordering::Equal) {
            continue;
        }
        let comma = if shown.is_empty() { "" } else { ", " };
        shown.extend([comma, "lang=\"", lang, "\" ", value]);
    }
    shown
}

fn order(first: &str, second: &str) -> Ordering {
    let default = |lang: &str| lang != "x-default";
    let folded = |lang: &str| lang.to_ascii_lowercase();
    (default(first).cmp(&default(second)))
        .then_with(|| second.len().cmp(&first.len()))
        .then_with(|| folded(second).cmp(&folded(first)))
}

/// A language in the form that exiv2 gives it: small letters, but capitals for a country of two.
pub(super) fn normalised_language(lang: &str) -> String {
    let mut normalised = String::with_capacity(lang.len());
    for (at, part) in lang.split('-').enumerate() {
        if at > 0 {
            normalised.push('-');
        }
        if at == 1 && part.len() == 2 {
            normalised.push_str(&part.to_ascii_uppercase());
        } else {
            normalised.push_str(&part.to_ascii_lowercase());
        }
    }
    normalised
}
