//! XMP packets (ISO 16684-1): from a packet to the tags that count.

mod property;
mod rdf;
mod repair;
mod xml;

use alloc::format;

use super::fields::{Fields, is_space};
use crate::decode::Limits;

/// Sets what a packet says. Gives whether it has any property; one with a mistake in it has none.
///
/// DIFFERENCE: packets are UTF-8. Those in UTF-16 are not read.
pub(super) fn read(packet: &[u8], limits: &Limits, fields: &mut Fields) -> bool {
    if packet.len() as u64 > limits.max_metadata_bytes {
        return false;
    }
    // Padding after C strings.
    let end = packet.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    let packet = packet.get(..end).and_then(|packet| core::str::from_utf8(packet).ok());
    let Some(root) = packet.and_then(|packet| xml::parse(packet, limits)) else { return false };
    let Some(mut properties) = rdf::parse(&root) else { return false };
    properties.iter_mut().for_each(repair::repair);
    for property in &properties {
        let tag = format!("Xmp.{}.{}", property.name.prefix, property.name.local);
        if let Some(value) = property.value() {
            fields.set(&tag, without_language(value.trim_matches(is_space)));
        }
        // The one member of a structure that counts.
        let licensor = property.items().filter(|_| tag == "Xmp.plus.Licensor");
        let members = licensor.and_then(|items| items.first()?.members()).unwrap_or_default();
        for member in members.iter().filter(|member| member.name.is("plus", "LicensorURL")) {
            if let Some(value) = member.value() {
                let tag = format!("{tag}[1]/plus:LicensorURL");
                fields.set(&tag, without_language(value.trim_matches(is_space)));
            }
        }
    }
    !properties.is_empty()
}

/// Leaves out the `lang="x-default" ` that exiv2 puts before a text in several languages.
///
/// Only the first one goes, and only if text comes after it (`_clean_xmp_value` of the reference).
fn without_language(value: &str) -> &str {
    let rest = value.strip_prefix("lang=\"").and_then(|rest| rest.split_once('"'));
    match rest.filter(|(_, text)| text.chars().nth(1).is_some()) {
        Some((_, text)) => {
            text.get(text.chars().next().map_or(0, char::len_utf8)..).unwrap_or_default()
        }
        None => value,
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::super::fields::{Field, Fields};
    use super::{Limits, read};

    fn name_of(body: &str) -> Option<alloc::string::String> {
        let packet = format!(
            "<x:xmpmeta xmlns:x='adobe:ns:meta/'>\
             <rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#' \
             xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:xmp='http://ns.adobe.com/xap/1.0/'>\
             <rdf:Description rdf:about=''>{body}</rdf:Description></rdf:RDF></x:xmpmeta>"
        );
        let mut fields = Fields::default();
        read(packet.as_bytes(), &Limits::default(), &mut fields);
        fields.take(Field::Name)
    }

    #[test]
    fn titles() {
        for (body, name) in [
            ("<dc:title>T</dc:title>", Some("T")),
            (
                "<dc:title><rdf:Alt><rdf:li xml:lang='x-default'>T</rdf:li></rdf:Alt></dc:title>",
                Some("T"),
            ),
            (
                "<dc:title><rdf:Alt><rdf:li xml:lang='de'>D</rdf:li><rdf:li xml:lang='EN'>E</rdf:li></rdf:Alt></dc:title>",
                Some("E, lang=\"de\" D"),
            ),
            (
                "<xmp:Nickname rdf:parseType='Resource'><rdf:value>V</rdf:value></xmp:Nickname>",
                Some("V"),
            ),
            ("<xmp:Nickname>a &amp; b<!-- c --><![CDATA[<d>]]></xmp:Nickname>", Some("a & b<d>")),
            ("<xmp:Nickname/>", None),
            // One mistake, and nothing counts.
            ("<xmp:Nickname>N</xmp:Nickname>text", None),
            ("<xmp:Nickname>N</xmp:Nickname><xmp:Nickname>N</xmp:Nickname>", None),
            ("<xmp:Nickname>&nbsp;</xmp:Nickname>", None),
            ("<xmp:Nickname><b>N</b></xmp:Nickname>", None),
        ] {
            assert_eq!(name_of(body).as_deref(), name, "{body}");
        }
    }
}
