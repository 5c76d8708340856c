//! The part of a record that the ISCC metadata schema allows.

use super::Record;
use crate::additions::Additions;

/// The properties of `IsccMeta` (iscc-schema 0.8.0) that have no field in [`Record`].
const PROPERTIES: [&str; 38] = [
    "media_id",
    "iscc_id",
    "iscc_code",
    "image",
    "content",
    "previous",
    "form",
    "version",
    "tdm",
    "genai",
    "created",
    "datasize",
    "parts",
    "part_of",
    "text",
    "external_url",
    "animation_url",
    "properties",
    "attributes",
    "nft",
    "tophash",
    "nonce",
    "signature",
    "original",
    "redirect",
    "chain",
    "wallet",
    "credentials",
    "verifications",
    // Of which there are several, or in another form than that of the field.
    "creator",
    "identifier",
    "keywords",
    "language",
    "mediatype",
    "fps",
    "features",
    "units",
    "thumbnail",
];

impl Record {
    /// The record without what the ISCC metadata schema 0.8.0 forbids: additions, members of other programs, and values
    /// that the schema refuses, such as a licence that is no URI.
    ///
    /// ```
    /// use iscc_schema::{Metadata, NoteCode, Record};
    ///
    /// let license = Some("ask me".into());
    /// let record = Record::new("ISCC:KACYPXW445FTYNJ3CYSXHAFJMA2HUWULUNRFE3BLHRSCXYH2M5AEGQY".parse()?)
    ///     .metadata(Metadata { license, ..Metadata::default() })
    ///     .note(NoteCode::NoName);
    /// assert_eq!(record.strict(), Record::new(record.iscc));
    /// # Ok::<(), iscc_core::ParseError>(())
    /// ```
    #[must_use]
    pub fn strict(&self) -> Self {
        let mut record = Self { additions: Additions::default(), ..self.clone() };
        record.other.retain(|name, _| PROPERTIES.contains(&name));
        let metadata = &mut record.metadata;
        metadata.license = metadata.license.take().filter(|address| is_uri(address));
        metadata.acquire = metadata.acquire.take().filter(|address| is_uri(address));
        metadata.name = metadata.name.take().filter(|name| is_short(name, 1, 128));
        metadata.description = metadata.description.take().filter(|text| is_short(text, 1, 4096));
        metadata.meta = metadata.meta.take().filter(|meta| is_short(meta, 0, 16_384));
        metadata.identifier = metadata.identifier.take().filter(|text| !text.is_empty());
        record.fps = record.fps.filter(|fps| *fps >= 1.0);
        record.height = record.height.filter(|height| *height > 0);
        record.thumbnail = record.thumbnail.take().filter(|address| is_uri(address));
        record
    }
}

/// Whether the number of characters is within bounds.
fn is_short(text: &str, least: usize, most: usize) -> bool {
    (least..=most).contains(&text.chars().take(most + 1).count())
}

/// Whether it is a URI (RFC 3986) by its scheme and its characters, and names a host where its scheme asks for one.
fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    let is_allowed = rest.chars().all(|c| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c));
    let has_host = match rest.strip_prefix("//") {
        Some(rest) => !rest.is_empty() && !rest.starts_with(['/', '?', '#', ':', '@']),
        None => !["http", "https", "ftp", "ws", "wss"].contains(&&*scheme.to_ascii_lowercase()),
    };
    is_scheme && is_allowed && has_host && !rest.is_empty()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::value::{Members, Value};

    #[test]
    fn uris() {
        for text in
            ["https://example.org/a?b=c#d", "urn:isbn:9780141036144", "data:image/jpeg;base64,/9j/"]
        {
            assert!(is_uri(text), "{text}");
        }
        for text in [
            "",
            "CC BY",
            "example.org/a",
            "https:",
            "https://",
            "http:a",
            "a:b c",
            "1:x",
            "ä:x",
            "a:ä",
        ] {
            assert!(!is_uri(text), "{text}");
        }
    }

    #[test]
    fn members_of_the_schema_stay() {
        let iscc = "ISCC:KACYPXW445FTYNJ3CYSXHAFJMA2HUWULUNRFE3BLHRSCXYH2M5AEGQY";
        let mut members = Members::new();
        members.push("iscc", iscc);
        members.push("created", "2026-11-30T12:00:00Z");
        members.push("creator", alloc::vec![Value::from("A"), Value::from("B")]);
        members.push("x_mine", 7_u64);
        let record = Record::from_members(members).unwrap();
        assert_eq!(record.other.len(), 3);
        let strict = record.strict().to_members();
        assert!(strict.get("created").is_some() && strict.get("creator").is_some());
        assert_eq!(strict.get("x_mine"), None);
    }
}
