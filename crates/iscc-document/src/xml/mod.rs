//! XML of any kind: all of its text, and what Dublin Core elements say (Apache Tika 3, `DcXMLParser`).
//!
//! Of the single files of Office 2003 only the text of the document counts (`WordMLParser`, `SpreadsheetMLParser`).

mod declared;
mod feed;
mod kind;

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesStart, Event};

use self::declared::{Entity, declared};
use self::kind::{Kind, Special, special};
use super::format::Format;
use super::output::{Output, within};
use super::properties::{Properties, dublin_core};
use super::refined::root_counts;
use super::xml_events::decode;
use crate::error::Error;

const DUBLIN_CORE: &str = "http://purl.org/dc/elements/1.1/";

/// How deep entities may stand in entities.
const ENTITY_DEPTH: u32 = 16;

/// The text of all elements, CDATA sections and entities declared in the file, in order; attributes are none.
///
/// What is not well-formed is an error, as in the reference. Nothing outside of the file is read: entities that are
/// declared elsewhere are empty.
pub(super) fn read_xml(bytes: &[u8], out: &mut Output<'_>) -> Result<Properties, Error> {
    let source = decode(bytes, Format::Xml)?;
    match special(&source).filter(|_| root_counts(bytes)) {
        Some(Special::Feed) => return feed::read_feed(&source, out),
        #[cfg(feature = "odf")]
        Some(Special::OpenDocument) => return super::odf::read_flat(&source, out),
        _ => {}
    }
    let mut walk = Walk {
        entities: Vec::new(),
        outside: false,
        bindings: Vec::new(),
        depth: 0,
        roots: 0,
        kind: Kind::Any,
        counting: None,
        muted: None,
        open: None,
        properties: Properties::default(),
    };
    walk.fragment(&source, 0, out)?;
    if walk.roots == 0 {
        return Err(Error::damaged(Format::Xml, "no element"));
    }
    Ok(walk.properties)
}

struct Walk {
    entities: Vec<Entity>,
    /// Whether there may be declarations outside of the file.
    outside: bool,
    /// Prefixes, whether they stand for Dublin Core, and the depth of the element that declares them.
    bindings: Vec<(String, bool, u32)>,
    depth: u32,
    roots: u32,
    kind: Kind,
    /// The depth of the element all of whose text counts, and of one in it that does not.
    counting: Option<u32>,
    muted: Option<u32>,
    /// The Dublin Core element that is open: its depth, Tika's name and the text so far.
    open: Option<(u32, &'static str, String)>,
    properties: Properties,
}

impl Walk {
    /// Walks through the file, or through the text of an entity.
    fn fragment(&mut self, source: &str, nested: u32, out: &mut Output<'_>) -> Result<(), Error> {
        let mut reader = Reader::from_str(source);
        reader.config_mut().expand_empty_elements = true;
        let around = self.depth;
        loop {
            let event = reader.read_event();
            match event.map_err(|e| Error::damaged_by(Format::Xml, "not well-formed", e))? {
                Event::Start(tag) => self.start(&tag, nested, out)?,
                Event::End(_) => self.end(),
                Event::Text(text) => self.text(&text.xml10_content(), nested, out)?,
                Event::CData(text) => self.text(&text.xml10_content(), nested, out)?,
                Event::GeneralRef(name) => match name.resolve_char_ref() {
                    Ok(Some(c)) => self.text(c.encode_utf8(&mut [0; 4]), nested, out)?,
                    Ok(None) => self.entity(&name.xml10_content(), nested, out)?,
                    Err(e) => return Err(Error::damaged_by(Format::Xml, "not well-formed", e)),
                },
                Event::DocType(doctype) if nested == 0 => {
                    (self.entities, self.outside) = declared(&doctype.xml10_content());
                }
                Event::Eof if self.depth == around => return Ok(()),
                Event::Eof => return Err(Error::damaged(Format::Xml, "cut off")),
                // with `expand_empty_elements` there are no `Empty`
                Event::Empty(_)
                | Event::Comment(_)
                | Event::Decl(_)
                | Event::PI(_)
                | Event::DocType(_) => {}
            }
            if out.is_full() {
                return Ok(());
            }
        }
    }

    fn start(
        &mut self,
        tag: &BytesStart<'_>,
        nested: u32,
        out: &mut Output<'_>,
    ) -> Result<(), Error> {
        if self.depth == 0 {
            self.roots += 1;
            if self.roots > 1 {
                return Err(Error::damaged(Format::Xml, "more than one root element"));
            }
        }
        self.depth += 1;
        within("nested elements", u64::from(self.depth), u64::from(out.limits().nesting))?;
        for attribute in tag.attributes().with_checks(false).flatten() {
            let prefix = match attribute.key.0.strip_prefix("xmlns") {
                Some("") => "",
                Some(rest) if rest.starts_with(':') => &rest[1..],
                _ => continue,
            };
            self.bindings.push((prefix.to_owned(), &*attribute.value == DUBLIN_CORE, self.depth));
        }
        let name = tag.name().0;
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        if self.depth == 1 {
            self.kind = Kind::of_root(local, tag.attributes_raw());
        }
        if self.counting.is_none() && self.kind.counts(local) {
            self.counting = Some(self.depth);
        }
        if self.muted.is_none() && self.kind.mutes(local) {
            self.muted = Some(self.depth);
        }
        let dublin = || {
            let binding = self.bindings.iter().rev().find(|(known, ..)| known == prefix);
            binding.filter(|binding| binding.1).and_then(|_| dublin_core(local))
        };
        if self.open.is_none()
            && let Some(name) = self.kind.property(local).or_else(dublin)
        {
            self.open = Some((self.depth, name, String::new()));
        }
        // Words of different elements are different words.
        self.text(" ", nested.max(1), out)
    }

    fn end(&mut self) {
        if let Some((_, name, text)) = self.open.take_if(|(depth, ..)| *depth == self.depth) {
            self.properties.push(name, text.trim());
        }
        self.counting.take_if(|depth| *depth == self.depth);
        self.muted.take_if(|depth| *depth == self.depth);
        while self.bindings.last().is_some_and(|(.., depth)| *depth == self.depth) {
            self.bindings.pop();
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn text(&mut self, text: &str, nested: u32, out: &mut Output<'_>) -> Result<(), Error> {
        if self.depth == 0 {
            // between the prolog and the root, and behind it
            return if nested == 0 && !text.trim_start_matches('\u{feff}').trim().is_empty() {
                Err(Error::damaged(Format::Xml, "text outside of the root element"))
            } else {
                Ok(())
            };
        }
        if let Some((.., value)) = &mut self.open {
            value.push_str(text);
        }
        if self.counting.is_some() && self.muted.is_none() {
            out.push_str(text);
        }
        Ok(())
    }

    fn entity(&mut self, name: &str, nested: u32, out: &mut Output<'_>) -> Result<(), Error> {
        if let Some(text) = resolve_predefined_entity(name) {
            return self.text(text, nested, out);
        }
        let Some(entity) = self.entities.iter().find(|entity| entity.name == name) else {
            return if self.outside {
                Ok(())
            } else {
                Err(Error::damaged(Format::Xml, "an entity that is not declared"))
            };
        };
        within("entities in entities", u64::from(nested) + 1, u64::from(ENTITY_DEPTH))?;
        let text = entity.text.clone();
        out.unpacked(text.len() as u64)?;
        out.work(16 + text.len() as u64)?;
        self.fragment(&text, nested + 1, out)
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::*;
    use crate::Limits;

    fn read(file: &str) -> Result<(String, Properties), Error> {
        let limits = Limits { unpacked_bytes: 1_000_000, ..Limits::default() };
        let mut out = Output::new(&limits);
        let properties = read_xml(file.as_bytes(), &mut out)?;
        Ok((out.finish().0.split_whitespace().collect::<Vec<_>>().join(" "), properties))
    }

    #[test]
    fn all_text_and_nothing_else() {
        let file = "<?xml version='1.0'?><!DOCTYPE r [<!ENTITY e 'x<b>y&f;</b>'><!ENTITY f \"&#38;lt;>\">\
                    <!-- <!ENTITY g 'no'> --><!ENTITY h SYSTEM 'file:///etc/passwd'>]>\
                    <r a='no'><?no?><!-- no -->1 &e; &h;<![CDATA[<2>]]>&amp;&#65;</r>";
        assert_eq!(read(file).unwrap().0, "1 x y<> <2>&A");
        assert_eq!(read("<!DOCTYPE r SYSTEM 'r.dtd'><r>a&b;c</r>").unwrap().0, "ac");
    }

    #[test]
    fn office_2003() {
        let file = "<w:wordDocument xmlns:w='http://schemas.microsoft.com/office/word/2003/wordml'>\
                    <o:DocumentProperties><o:Title>T</o:Title><o:Author>A</o:Author></o:DocumentProperties>\
                    <w:body><w:t>a</w:t><w:binData>no</w:binData></w:body></w:wordDocument>";
        let (text, properties) = read(file).unwrap();
        assert_eq!((&*text, properties.metadata().name.as_deref()), ("a", Some("T")));
        let file = "<pkg:package xmlns:pkg='http://schemas.microsoft.com/office/2006/xmlPackage'><pkg:part>\
                    <o:App>no</o:App><w:p><w:t>a</w:t></w:p></pkg:part><pkg:binaryData>no</pkg:binaryData></pkg:package>";
        assert_eq!(read(file).unwrap().0, "a");
        let file = "<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'><Style>no</Style>\
                    <Cell><Data>a</Data></Cell></Workbook>";
        assert_eq!(read(file).unwrap().0, "a");
    }

    #[cfg(feature = "odf")]
    #[test]
    fn open_document() {
        let spaces = ["office", "text", "meta"].map(|name| {
            format!(" xmlns:{name}='urn:oasis:names:tc:opendocument:xmlns:{name}:1.0'")
        });
        let file = format!(
            "<?xml version='1.0'?><office:document{} xmlns:dc='{DUBLIN_CORE}'><office:meta><dc:title>T</dc:title></office:meta>\
             <office:settings>no</office:settings><office:body><text:p>a<dc:creator>no</dc:creator></text:p>\
             </office:body></office:document>",
            spaces.concat()
        );
        let (text, properties) = read(&file).unwrap();
        let metadata = properties.metadata();
        assert_eq!((&*text, metadata.name.as_deref(), metadata.creator), ("a", Some("T"), None));
    }

    /// What stands at the start of a file decides whether its root element counts.
    #[test]
    fn feeds_without_a_declaration() {
        let feed = |start: &str| {
            let channel = "<channel><title>T</title><link>no</link></channel></rss>";
            read(&alloc::format!("{start}{channel}")).unwrap().0.trim().to_owned()
        };
        assert_eq!(
            feed(
                "<?xml version='1.0'?><rss xmlns:a='urn:some-name-space-that-is-long-enough-to-matter'>"
            ),
            "T"
        );
        assert_eq!(feed("<rss version='2.0'>"), "T");
        assert_eq!(
            feed("<rss xmlns:a='urn:some-name-space-that-is-long-enough-to-matter'>"),
            "T no"
        );
    }

    #[test]
    fn dublin_core() {
        let file = "<r xmlns:d='http://purl.org/dc/elements/1.1/' xmlns='urn:x'><d:title> A <b>B</b></d:title>\
                    <title>no</title><d:creator>C</d:creator><d:creator>D</d:creator></r>";
        let metadata = read(file).unwrap().1.metadata();
        assert_eq!(metadata.name.as_deref(), Some("A B"));
        assert_eq!(metadata.creator.as_deref(), Some("C, D"));
    }

    #[test]
    fn what_is_not_well_formed_is_an_error() {
        for file in
            ["", "text", "<a>", "<a></b>", "<a/><b/>", "<a/>text", "<a>&b;</a>", "<a", "<!-- -->"]
        {
            assert!(matches!(read(file), Err(Error::Damaged { .. })), "{file}");
        }
    }

    #[test]
    fn bombs_end_early() {
        let mut file = String::from("<!DOCTYPE r [<!ENTITY e0 'lol lol lol'>");
        for i in 1..12 {
            let value = format!("&e{};", i - 1).repeat(10);
            file.extend(["<!ENTITY e", &format!("{i}"), " '", &value, "'>"]);
        }
        assert!(matches!(read(&format!("{file}]><r>&e11;</r>")), Err(Error::Limit { .. })));
        let file = "<!DOCTYPE r [<!ENTITY a '&a;'>]><r>&a;</r>";
        assert!(matches!(read(file), Err(Error::Limit { limit: 16, .. })));
        assert!(matches!(read(&"<a>".repeat(5000)), Err(Error::Limit { limit: 1000, .. })));
    }
}
