//! What a PDF says about itself: the document information.

use alloc::string::String;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, ObjectIdentifier, String as PdfString};

use super::marks::text;
use crate::extract::properties::Properties;

/// The properties by the names that Tika gives them.
pub(super) fn properties(pdf: &Pdf, bytes: &[u8]) -> Properties {
    let mut properties = Properties::default();
    let Some(info) = dictionary(pdf, bytes) else { return properties };
    let get = |key: &str| -> String {
        info.get::<PdfString<'_>>(key).map(|value| text(value.as_bytes())).unwrap_or_default()
    };
    for (key, names) in [
        ("Title", &["pdf:docinfo:title", "dc:title"][..]),
        ("Author", &["pdf:docinfo:author", "dc:creator"]),
        ("Subject", &["pdf:docinfo:subject", "dc:description"]),
        ("Keywords", &["pdf:docinfo:keywords", "meta:keyword"]),
    ] {
        for name in names {
            properties.push(*name, get(key));
        }
    }
    properties
}

/// The document information: the last dictionary that a trailer calls so.
fn dictionary<'a>(pdf: &'a Pdf, bytes: &[u8]) -> Option<Dict<'a>> {
    let mut end = bytes.len();
    while let Some(at) = bytes[..end].windows(5).rposition(|part| part == b"/Info") {
        let rest = bytes.get(at + 5..(at + 40).min(bytes.len())).unwrap_or_default();
        let mut numbers = rest
            .split(|byte| !byte.is_ascii_digit())
            .filter(|part| !part.is_empty())
            .map(|part| core::str::from_utf8(part).ok()?.parse::<u32>().ok());
        if rest.first().is_some_and(|byte| byte.is_ascii_whitespace())
            && let (Some(Some(number)), Some(Some(generation))) = (numbers.next(), numbers.next())
            && let Ok(generation) = i32::try_from(generation)
            && let Some(dict) =
                pdf.xref().get::<Dict<'a>>(ObjectIdentifier::new(number, generation))
        {
            return Some(dict);
        }
        end = at;
    }
    None
}
