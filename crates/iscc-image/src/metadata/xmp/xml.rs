//! The XML of a packet as a tree, with what exiv2 refuses refused: undeclared names, document types
//! and everything that is not well-formed.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use quick_xml::NsReader;
use quick_xml::events::{BytesStart, Event};
use quick_xml::name::{QName, ResolveResult};

use crate::decode::Limits;

const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const XML: &str = "http://www.w3.org/XML/1998/namespace";

/// The name spaces that count and the prefixes that exiv2 gives them. Those of others stay as they are.
const PREFIXES: [(&str, &str); 10] = [
    (RDF, "rdf"),
    (XML, "xml"),
    ("http://purl.org/dc/elements/1.1/", "dc"),
    ("http://purl.org/dc/1.1/", "dc"),
    ("http://ns.adobe.com/xap/1.0/", "xmp"),
    ("http://ns.adobe.com/xap/1.0/rights/", "xmpRights"),
    ("http://ns.adobe.com/xmp/1.0/DynamicMedia/", "xmpDM"),
    ("http://ns.adobe.com/photoshop/1.0/", "photoshop"),
    ("http://iptc.org/std/Iptc4xmpExt/2008-02-29/", "iptcExt"),
    ("http://ns.useplus.org/ldf/xmp/1.0/", "plus"),
];

/// The name of an element or an attribute.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Name {
    /// That of [`PREFIXES`], or that of the file.
    pub(super) prefix: String,
    pub(super) local: String,
    /// Whether the prefix is one of [`PREFIXES`].
    pub(super) known: bool,
}

impl Name {
    /// Whether it has this prefix, be it that of a known name space or the file's own.
    pub(super) fn is(&self, prefix: &str, local: &str) -> bool {
        self.prefix == prefix && self.local == local
    }

    /// The name within RDF, which exiv2 knows by its prefix.
    pub(super) fn rdf(&self) -> Option<&str> {
        (self.prefix == "rdf").then_some(&self.local)
    }

    pub(super) fn is_lang(&self) -> bool {
        self.known && self.is("xml", "lang")
    }
}

#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: Name,
    pub(super) attributes: Vec<(Name, String)>,
    pub(super) children: Vec<Node>,
}

#[derive(Debug)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

/// The root element of a packet.
pub(super) fn parse(packet: &str, limits: &Limits) -> Option<Element> {
    let packet = packet.strip_prefix('\u{feff}').unwrap_or(packet);
    if packet.contains(|c: char| is_no_xml(u32::from(c))) {
        return None;
    }
    let mut reader = NsReader::from_str(packet);
    reader.config_mut().check_comments = true;
    let mut open: Vec<Element> = Vec::new();
    let mut root = None;
    let mut room = limits.max_metadata_elements;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) => {
                open.push(element(&reader, &start, &mut room)?);
                if root.is_some() || open.len() as u64 > limits.max_depth {
                    return None;
                }
            }
            Event::Empty(start) => {
                let element = element(&reader, &start, &mut room)?;
                close(element, &mut open, &mut root)?;
            }
            Event::End(_) => {
                let element = open.pop()?;
                close(element, &mut open, &mut root)?;
            }
            Event::Text(text) => {
                let text = text.into_inner();
                if text.contains("]]>") {
                    return None;
                }
                push_text(&text, &mut open)?;
            }
            Event::CData(text) => {
                open.last()?;
                push_text(&text.into_inner(), &mut open)?;
            }
            Event::GeneralRef(reference) => {
                open.last()?;
                let mut buffer = [0; 4];
                push_text(character(&reference.into_inner())?.encode_utf8(&mut buffer), &mut open)?;
            }
            Event::Comment(_) | Event::Decl(_) | Event::PI(_) => {}
            Event::DocType(_) => return None,
            Event::Eof => break,
        }
    }
    root.filter(|_| open.is_empty())
}

/// Characters that XML 1.0 does not have.
const fn is_no_xml(c: u32) -> bool {
    matches!(c, 0..=8 | 0x0b | 0x0c | 0x0e..=0x1f | 0xfffe | 0xffff)
}

fn close(element: Element, open: &mut [Element], root: &mut Option<Element>) -> Option<()> {
    match open.last_mut() {
        Some(parent) => parent.children.push(Node::Element(element)),
        None if root.is_some() => return None,
        None => *root = Some(element),
    }
    Some(())
}

/// Adds text to the innermost element; outside of the root there may only be white space.
fn push_text(text: &str, open: &mut [Element]) -> Option<()> {
    let Some(parent) = open.last_mut() else {
        return text.bytes().all(is_space).then_some(());
    };
    match parent.children.last_mut() {
        Some(Node::Text(before)) => before.push_str(text),
        _ => parent.children.push(Node::Text(text.to_owned())),
    }
    Some(())
}

/// White space of XML.
pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r')
}

/// `room`: how many more elements and attributes there may be.
fn element(reader: &NsReader<&[u8]>, start: &BytesStart<'_>, room: &mut u64) -> Option<Element> {
    let mut attributes: Vec<(Name, String)> = Vec::new();
    *room = room.checked_sub(1)?;
    for attribute in start.attributes() {
        *room = room.checked_sub(1)?;
        let attribute = attribute.ok()?;
        let value = attribute_value(&attribute.value)?;
        if attribute.key.as_namespace_binding().is_some() {
            attribute.key.0.split(':').all(is_name).then_some(())?;
            continue;
        }
        let name = attribute_name(reader, attribute.key)?;
        attributes.push((name, value));
    }
    if has_twice(attributes.iter().map(|(name, _)| name)) {
        return None;
    }
    let (space, local) = reader.resolver().resolve_element(start.name());
    let prefix = start.name().prefix().map(|prefix| prefix.into_inner().to_owned());
    let name = name(&space, prefix.as_deref().unwrap_or_default(), local.into_inner())?;
    Some(Element { name, attributes, children: Vec::new() })
}

fn attribute_name(reader: &NsReader<&[u8]>, key: QName<'_>) -> Option<Name> {
    // As RDF was written once.
    if matches!(key.0, "about" | "ID") {
        return Some(Name { prefix: "rdf".to_owned(), local: key.0.to_owned(), known: true });
    }
    let (space, local) = reader.resolver().resolve_attribute(key);
    name(&space, key.prefix()?.into_inner(), local.into_inner())
}

/// Whether the ASCII characters of a name may be in one, which the parser does not look at.
fn is_name(name: &str) -> bool {
    let may_start = |c: char| c.is_ascii_alphabetic() || c == '_' || !c.is_ascii();
    let may_follow = |c: char| may_start(c) || c.is_ascii_digit() || c == '-' || c == '.';
    name.starts_with(may_start) && name.chars().all(may_follow)
}

/// Every name has to be in a name space.
fn name(space: &ResolveResult<'_>, prefix: &str, local: &str) -> Option<Name> {
    let ResolveResult::Bound(space) = space else { return None };
    if !is_name(local) || !(prefix.is_empty() || is_name(prefix)) {
        return None;
    }
    let known = PREFIXES.iter().find(|(uri, _)| *uri == space.0).map(|(_, prefix)| *prefix);
    let local = local.to_owned();
    Some(Name { prefix: known.unwrap_or(prefix).to_owned(), local, known: known.is_some() })
}

/// Whether a name is there more than once.
pub(super) fn has_twice<'a>(names: impl Iterator<Item = &'a Name>) -> bool {
    let mut names: Vec<&Name> = names.collect();
    names.sort_unstable();
    names.windows(2).any(|pair| matches!(pair, [first, second] if first == second))
}

fn attribute_value(raw: &str) -> Option<String> {
    if raw.contains('<') {
        return None;
    }
    let mut value = String::with_capacity(raw.len());
    let mut parts = raw.split('&');
    let push = |part: &str, value: &mut String| {
        value.extend(part.chars().map(|c| if c.is_ascii_whitespace() { ' ' } else { c }));
    };
    push(parts.next()?, &mut value);
    for part in parts {
        let (reference, rest) = part.split_once(';')?;
        value.push(character(reference)?);
        push(rest, &mut value);
    }
    Some(value)
}

/// What is between `&` and `;`: a number or one of the five names that need no declaration.
fn character(reference: &str) -> Option<char> {
    let number = match reference {
        "amp" => return Some('&'),
        "lt" => return Some('<'),
        "gt" => return Some('>'),
        "quot" => return Some('"'),
        "apos" => return Some('\''),
        _ => reference.strip_prefix('#')?,
    };
    // A mistake of exiv2: it takes these for control characters.
    if let [b'x', b'2'..=b'9' | b'a'..=b'f' | b'A'..=b'F', low] = number.as_bytes()
        && low.is_ascii_hexdigit()
    {
        return Some(' ');
    }
    let number = match number.strip_prefix('x') {
        Some(digits) if !digits.starts_with('+') => u32::from_str_radix(digits, 16).ok()?,
        None if !number.starts_with('+') => number.parse().ok()?,
        _ => return None,
    };
    char::from_u32(number).filter(|_| !is_no_xml(number))
}
