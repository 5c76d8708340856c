//! What a PDF says about itself: the document information and the XMP packet, as Tika tells them.

use alloc::string::String;
use alloc::vec::Vec;

use hayro_syntax::Pdf;
use hayro_syntax::object::{Dict, Name, ObjectIdentifier, Stream, String as PdfString};

use super::marks::text;
use super::stream::Streams;
use crate::error::Error;
use crate::format::Format;
use crate::limits::Limits;
use crate::properties::Properties;
use crate::xml_events::{Event, Events, decode};
use crate::xml_spaces::Space;

/// Entries of the document information with names of their own in Tika; others keep theirs.
const KNOWN: [(&str, &str); 4] = [
    ("Title", "pdf:docinfo:title"),
    ("Author", "pdf:docinfo:creator"),
    ("Subject", "pdf:docinfo:subject"),
    ("Keywords", "pdf:docinfo:keywords"),
];

/// The properties by the names that Tika gives them.
pub(super) fn properties(
    pdf: &Pdf,
    bytes: &[u8],
    streams: &mut Streams<'_, '_>,
) -> Result<Properties, Error> {
    let mut properties = Properties::default();
    let info = dictionary(pdf, bytes);
    for key in info.iter().flat_map(Dict::keys) {
        let name = KNOWN.iter().find(|(known, _)| known.as_bytes() == &*key).map(|(_, name)| *name);
        if (name.is_some() || key.starts_with(b"iscc_"))
            && let Some(value) = info.as_ref().and_then(|info| info.get::<PdfString<'_>>(&*key))
        {
            let value = text(value.as_bytes());
            if !value.trim().is_empty() {
                properties.push(name.unwrap_or(key.as_str()), value);
            }
        }
    }
    let Some(root) = pdf.xref().get::<Dict<'_>>(pdf.xref().root_id()) else {
        return Ok(properties);
    };
    if let Some(language) = root.get::<PdfString<'_>>("Lang") {
        properties.push("dc:language", text(language.as_bytes()));
    }
    if let Some(stream) = root.get::<Stream<'_>>("Metadata")
        && let Some(packet) = streams.decode(&stream)?
    {
        let limits = *streams.out.limits();
        let mut found = Vec::new();
        // A packet that breaks off has said what it has said.
        let _ = xmp(&packet, &limits, &mut found);
        for (name, value) in found {
            properties.push(name, value);
        }
    }
    Ok(properties)
}

/// The fields of Dublin Core and the keywords of a packet.
fn xmp(
    packet: &[u8],
    limits: &Limits,
    found: &mut Vec<(&'static str, String)>,
) -> Result<(), Error> {
    let source = decode(packet, Format::Pdf)?;
    let mut events = Events::new(&source, Format::Pdf, limits);
    loop {
        match events.next()? {
            Event::Start(element) => {
                let keywords = element
                    .attributes()
                    .find(|(name, _)| name.space == Space::Other && name.local == "Keywords");
                found.extend(keywords.map(|(_, value)| ("meta:keyword", value.into_owned())));
                let field = match (element.name.space, element.name.local) {
                    (Space::Dc, "title") => "dc:title",
                    (Space::Dc, "description") => "dc:description",
                    (Space::Dc, "creator") => "dc:creator",
                    (Space::Dc, "rights") => "dc:rights",
                    (Space::Dc, "language") => "dc:language",
                    (Space::Other, "Keywords") => {
                        let text = events.text()?;
                        if !text.trim().is_empty() {
                            found.push(("meta:keyword", text.trim().into()));
                        }
                        continue;
                    }
                    _ => continue,
                };
                let containers: &[&str] = match field {
                    "dc:creator" | "dc:language" => &["Seq", "Bag"],
                    _ => &["Alt"],
                };
                items(&mut events, field, containers, found)?;
            }
            Event::Eof => return Ok(()),
            Event::End(_) | Event::Text(_) => {}
        }
    }
}

/// The items of a field, if they are in one of these containers, as those of the field's type are (XMP 1, 8.2): alternatives in
/// languages for texts, bags and sequences for lists.
fn items(
    events: &mut Events<'_>,
    field: &'static str,
    containers: &[&str],
    found: &mut Vec<(&'static str, String)>,
) -> Result<(), Error> {
    let around = events.depth();
    let mut counts = false;
    while events.depth() >= around {
        match events.next()? {
            Event::Start(element) if element.name.local == "li" && counts => {
                let value = events.text()?;
                found.push((field, value.trim().into()));
            }
            Event::Start(element) => {
                counts |= containers.contains(&element.name.local);
            }
            Event::Eof => break,
            Event::Text(_) | Event::End(_) => {}
        }
    }
    Ok(())
}

/// The document information: the last dictionary that a trailer calls so.
fn dictionary<'a>(pdf: &'a Pdf, bytes: &[u8]) -> Option<Dict<'a>> {
    let mut end = bytes.len();
    for _ in 0..100 {
        let at = bytes[..end].windows(5).rposition(|part| part == b"/Info")?;
        let rest = bytes.get(at + 5..(at + 40).min(bytes.len())).unwrap_or_default();
        let mut numbers = rest
            .split(|byte| !byte.is_ascii_digit())
            .filter(|part| !part.is_empty())
            .map(|part| core::str::from_utf8(part).ok()?.parse::<u32>().ok());
        if rest.first().is_some_and(u8::is_ascii_whitespace)
            && let (Some(Some(number)), Some(Some(generation))) = (numbers.next(), numbers.next())
            && let Ok(generation) = i32::try_from(generation)
            && let Some(dict) =
                pdf.xref().get::<Dict<'a>>(ObjectIdentifier::new(number, generation))
            && dict.get::<Name<'_>>("Type").is_none_or(|name| *name != *b"Catalog")
        {
            return Some(dict);
        }
        end = at;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_alternatives_and_names_are_lists() {
        let read = |field: &str, value: &str| {
            let packet = alloc::format!(
                "<RDF><Description xmlns:dc='http://purl.org/dc/elements/1.1/'><dc:{field}>{value}</dc:{field}></Description></RDF>"
            );
            let mut found = Vec::new();
            xmp(packet.as_bytes(), &Limits::default(), &mut found).unwrap();
            found.into_iter().map(|(_, value)| value).collect::<Vec<_>>().join("|")
        };
        for (container, text, list) in
            [("Alt", "a|b", ""), ("Seq", "", "a|b"), ("Bag", "", "a|b"), ("Other", "", "")]
        {
            let value = alloc::format!("<{container}><li>a</li><li> b </li></{container}>");
            for field in ["title", "description", "rights"] {
                assert_eq!(read(field, &value), text, "{field} {container}");
            }
            for field in ["creator", "language"] {
                assert_eq!(read(field, &value), list, "{field} {container}");
            }
        }
        assert_eq!(read("description", "a"), "");
        assert_eq!(read("title", "<li>a</li>"), "");
    }
}
