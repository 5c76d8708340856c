//! [`Events`]: the elements and the text of an XML part, in order, under limits. No tree is ever built.
//!
//! Document types are passed over: entities that they declare are empty, so there is nothing to expand.
#![allow(dead_code, reason = "by the readers of some formats")]

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use encoding_rs::{Encoding, UTF_8};
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event as Raw};
use quick_xml::{Reader, XmlVersion};

use super::format::Format;
use super::limits::Limits;
use super::output::within;
use super::xml_spaces::Space;
use crate::error::Error;

/// The name of an element, its namespace known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Name<'a> {
    pub(super) space: Space,
    pub(super) local: &'a str,
}

/// What comes next in a part.
#[derive(Debug)]
pub(super) enum Event<'e, 'a> {
    /// An element begins. Each has its `End`, empty ones too.
    Start(Element<'e, 'a>),
    /// An element ends.
    End(Name<'a>),
    /// Characters; those between two tags may come in several pieces.
    Text(Cow<'a, str>),
    /// The part is over.
    Eof,
}

/// The start of an element.
#[derive(Debug)]
pub(super) struct Element<'e, 'a> {
    pub(super) name: Name<'a>,
    tag: BytesStart<'a>,
    bindings: &'e [Binding],
}

impl Element<'_, '_> {
    /// Whether this is the element of that name.
    pub(super) fn is(&self, space: Space, local: &str) -> bool {
        self.name.space == space && self.name.local == local
    }

    /// The value of an attribute; [`Space::None`] for one without prefix.
    pub(super) fn attribute(&self, space: Space, local: &str) -> Option<Cow<'_, str>> {
        let found = self.attributes().find(|(name, _)| name.space == space && name.local == local);
        found.map(|(_, value)| value)
    }

    /// The value of an attribute without prefix.
    pub(super) fn plain(&self, local: &str) -> Option<Cow<'_, str>> {
        self.attribute(Space::None, local)
    }

    /// All attributes but declarations of namespaces.
    pub(super) fn attributes(&self) -> impl Iterator<Item = (Name<'_>, Cow<'_, str>)> {
        let mut attributes = self.tag.attributes();
        attributes.with_checks(false);
        attributes.flatten().filter_map(|attribute| {
            let (prefix, local) = match attribute.key.0.split_once(':') {
                Some((prefix, local)) => (Some(prefix), local),
                None => (None, attribute.key.0),
            };
            let space = match prefix {
                Some("xmlns") => return None,
                None if local == "xmlns" => return None,
                None => Space::None,
                Some(prefix) => space_of(self.bindings, prefix),
            };
            // An entity that is not predefined leaves the value as it stands.
            let value = match attribute.normalized_value(XmlVersion::Implicit1_0) {
                Ok(value) => value,
                Err(_) => attribute.value,
            };
            Some((Name { space, local }, value))
        })
    }
}

/// A prefix, declared by the element that is nested so deep.
#[derive(Debug)]
struct Binding {
    prefix: String,
    space: Space,
    depth: usize,
}

fn space_of(bindings: &[Binding], prefix: &str) -> Space {
    match bindings.iter().rev().find(|binding| binding.prefix == prefix) {
        Some(binding) => binding.space,
        None if prefix == "xml" => Space::Xml,
        None if prefix.is_empty() => Space::None,
        None => Space::Other,
    }
}

/// The events of a part.
pub(super) struct Events<'a> {
    source: &'a str,
    reader: Reader<&'a [u8]>,
    format: Format,
    bindings: Vec<Binding>,
    open: Vec<Name<'a>>,
    nesting: u32,
}

impl<'a> Events<'a> {
    /// Reads a part; `source` is what [`decode`] makes of its bytes.
    pub(super) fn new(source: &'a str, format: Format, limits: &Limits) -> Self {
        let mut reader = Reader::from_str(source);
        reader.config_mut().expand_empty_elements = true;
        reader.config_mut().allow_dangling_amp = true;
        let nesting = limits.nesting;
        Self { source, reader, format, bindings: Vec::new(), open: Vec::new(), nesting }
    }

    /// What comes next.
    ///
    /// # Errors
    /// `Damaged` where it is not well-formed, `Limit` where it is nested too deep.
    pub(super) fn next(&mut self) -> Result<Event<'_, 'a>, Error> {
        loop {
            let begin = self.reader.buffer_position();
            let event = self.reader.read_event();
            match event.map_err(|error| Error::damaged_by(self.format, "XML in it", error))? {
                Raw::Start(tag) => return self.start(tag, begin).map(Event::Start),
                Raw::End(_) => return Ok(Event::End(self.end())),
                Raw::Text(text) => return Ok(Event::Text(text.xml10_content())),
                Raw::CData(text) => return Ok(Event::Text(text.xml10_content())),
                Raw::GeneralRef(name) => {
                    if let Some(text) = resolved(&name) {
                        return Ok(Event::Text(text));
                    }
                }
                Raw::Eof if self.open.is_empty() => return Ok(Event::Eof),
                Raw::Eof => return Err(Error::damaged(self.format, "XML in it is cut off")),
                // with `expand_empty_elements` there are no `Empty`
                Raw::Empty(_) | Raw::Comment(_) | Raw::Decl(_) | Raw::PI(_) | Raw::DocType(_) => {}
            }
        }
    }

    /// Leaves the element that was last entered, whatever is in it.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        let around = self.open.len().saturating_sub(1);
        while self.open.len() > around {
            self.next()?;
        }
        Ok(())
    }

    /// The characters up to the end of the element that was last entered, of elements in it too.
    pub(super) fn text(&mut self) -> Result<String, Error> {
        let around = self.open.len().saturating_sub(1);
        let mut text = String::new();
        while self.open.len() > around {
            if let Event::Text(more) = self.next()? {
                text.push_str(&more);
            }
        }
        Ok(text)
    }

    /// How many elements are open.
    pub(super) fn depth(&self) -> usize {
        self.open.len()
    }

    fn start(&mut self, tag: BytesStart<'a>, begin: u64) -> Result<Element<'_, 'a>, Error> {
        let depth = self.open.len() + 1;
        within("nested elements", depth as u64, u64::from(self.nesting))?;
        // The name as a part of the source, which outlives the event: it begins behind `<`.
        let begin = usize::try_from(begin).unwrap_or(usize::MAX).saturating_add(1);
        let name = self.source.get(begin..begin.saturating_add(tag.name().0.len())).unwrap_or("");
        if tag.attributes_raw().contains("xmlns") {
            for attribute in tag.attributes().with_checks(false).flatten() {
                let prefix = match attribute.key.0.strip_prefix("xmlns") {
                    Some("") => "",
                    Some(rest) if rest.starts_with(':') => &rest[1..],
                    _ => continue,
                };
                let space = Space::of(&attribute.value);
                self.bindings.push(Binding { prefix: prefix.into(), space, depth });
            }
        }
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let name = Name { space: space_of(&self.bindings, prefix), local };
        self.open.push(name);
        Ok(Element { name, tag, bindings: &self.bindings })
    }

    fn end(&mut self) -> Name<'a> {
        let depth = self.open.len();
        while self.bindings.last().is_some_and(|binding| binding.depth == depth) {
            self.bindings.pop();
        }
        self.open.pop().unwrap_or(Name { space: Space::None, local: "" })
    }
}

impl core::fmt::Debug for Events<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Events").field("open", &self.open).finish_non_exhaustive()
    }
}

/// What a reference stands for, if it is one to a character or predefined.
fn resolved(name: &BytesRef<'_>) -> Option<Cow<'static, str>> {
    if let Ok(Some(c)) = name.resolve_char_ref() {
        return Some(Cow::Owned(c.into()));
    }
    resolve_predefined_entity(&name.xml10_content()).map(Cow::Borrowed)
}

/// The characters of a part: UTF-8 unless a byte order mark or the declaration says otherwise.
///
/// # Errors
/// `Damaged` if they are malformed.
pub(super) fn decode(bytes: &[u8], format: Format) -> Result<Cow<'_, str>, Error> {
    let (encoding, bytes) = match Encoding::for_bom(bytes) {
        Some((encoding, mark)) => (Some(encoding), &bytes[mark..]),
        None => (declared(bytes), bytes),
    };
    match encoding {
        Some(encoding) if encoding != UTF_8 => {
            encoding.decode_without_bom_handling_and_without_replacement(bytes)
        }
        _ => core::str::from_utf8(bytes).ok().map(Cow::Borrowed),
    }
    .ok_or_else(|| Error::damaged(format, "XML in it has malformed characters"))
}

/// The encoding that an XML declaration names.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let declaration = bytes.strip_prefix(b"<?xml")?;
    let end = declaration.iter().take(200).position(|&byte| byte == b'>')?;
    let declaration = core::str::from_utf8(&declaration[..end]).ok()?;
    let (_, rest) = declaration.split_once("encoding")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let label = rest.split(['"', '\'']).nth(1)?;
    // What could be read this far is not UTF-16, whatever it says.
    Encoding::for_label(label.as_bytes()).filter(|encoding| encoding.is_ascii_compatible())
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::*;

    #[allow(clippy::format_push_string, reason = "short texts")]
    fn walked(source: &str, limits: &Limits) -> Result<String, Error> {
        let mut events = Events::new(source, Format::Docx, limits);
        let mut all = String::new();
        loop {
            match events.next()? {
                Event::Start(e) => {
                    all.push_str(&format!("<{:?} {}", e.name.space, e.name.local));
                    for (name, value) in e.attributes() {
                        all += &format!(" {:?} {}={value}", name.space, name.local);
                    }
                    all.push('>');
                }
                Event::End(name) => all += &format!("</{:?} {}>", name.space, name.local),
                Event::Text(text) => all += &text,
                Event::Eof => return Ok(all),
            }
        }
    }

    #[test]
    fn names_have_spaces() {
        let source = "<?xml version='1.0'?><!-- c --><x:p xmlns:x='http://purl.oclc.org/ooxml/wordprocessingml/main' \
                      a='1&lt;' x:b='2'><t xmlns='urn:none'/>A&amp;&#66;<![CDATA[<&]]>&unknown;</x:p>";
        assert_eq!(
            walked(source, &Limits::default()).unwrap(),
            "<Word p None a=1< Word b=2><Other t></Other t>A&B<&</Word p>"
        );
        assert_eq!(
            walked("<a><b/></a>", &Limits::default()).unwrap(),
            "<None a><None b></None b></None a>"
        );
    }

    #[test]
    fn nesting_is_limited() {
        let limits = Limits { nesting: 2, ..Limits::default() };
        assert!(walked("<a><b></b><c/></a>", &limits).is_ok());
        assert!(matches!(
            walked("<a><b><c/></b></a>", &limits),
            Err(Error::Limit { limit: 2, .. })
        ));
    }

    #[test]
    fn damage_is_an_error() {
        for source in ["<a>", "<a></b>", "<a", "<a b='", "</a>", "<a><![CDATA[</a>", "<!--"] {
            let error = walked(source, &Limits::default());
            assert!(matches!(error, Err(Error::Damaged { .. })), "{source}: {error:?}");
        }
    }

    #[test]
    fn entities_are_not_expanded() {
        let bomb = "<!DOCTYPE a [<!ENTITY b 'bbbb'><!ENTITY c '&b;&b;&b;'>]><a d='&c;'>&c;</a>";
        assert_eq!(walked(bomb, &Limits::default()).unwrap(), "<None a None d=&c;></None a>");
    }

    #[test]
    fn parts_of_other_encodings() {
        let decoded = |bytes: &[u8]| decode(bytes, Format::Odt).map(Cow::into_owned);
        assert_eq!(decoded(b"\xef\xbb\xbf<a/>").unwrap(), "<a/>");
        assert_eq!(decoded(b"\xff\xfe<\0a\0/\0>\0").unwrap(), "<a/>");
        let latin = b"<?xml version=\"1.0\" encoding = 'ISO-8859-1'?><a>\xe4</a>";
        assert!(decoded(latin).unwrap().ends_with("<a>ä</a>"));
        assert!(decoded(b"<a>\xe4</a>").is_err());
    }

    #[test]
    fn skipping_and_reading_on() {
        let source = "<a><b>1<c>2</c></b><d>3<e>4</e></d>5</a>";
        let mut events = Events::new(source, Format::Docx, &Limits::default());
        let mut all = String::new();
        loop {
            match events.next().unwrap() {
                Event::Start(e) if e.name.local == "b" => events.skip().unwrap(),
                Event::Start(e) if e.name.local == "d" => all += &events.text().unwrap(),
                Event::Text(text) => all += &text,
                Event::Eof => break,
                _ => {}
            }
        }
        assert_eq!(all, "345");
    }
}
