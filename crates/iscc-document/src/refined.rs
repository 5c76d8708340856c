//! [`Format::refined`]: what a file is by its content, whatever it is called.

use super::format::Format;
use super::sniff::COMPOUND;

/// How far into a file Tika looks for the start of a page.
const STARTS: usize = 64;
const HTML_STARTS: usize = 8192;
/// In what may be MATLAB, which comes before a page that begins late.
const MATLAB_HTML_STARTS: usize = 128;

/// How much of a file Tika looks at for control characters.
const TEXT: usize = 512;

/// Name spaces of Atom, 1.0 and 0.3.
const ATOM: [&[u8]; 2] = [b"http://www.w3.org/2005/Atom", b"http://purl.org/atom/ns#"];

/// How far the root element of an XML file is looked for.
const ROOT: usize = 1 << 16;

impl Format {
    /// What the reference takes a file of this format for: the content decides, whatever the file is called. Packages, compound
    /// files, PDF and RTF are [sniffed](Self::sniff); plain text, HTML and XML are told apart by how the file begins (`MimeTypes`
    /// of Apache Tika 3 with its table of magic numbers). Where the content says nothing, it stays what it is.
    ///
    /// ```
    /// use iscc_document::Format;
    ///
    /// assert_eq!(Format::Plain.refined(b"<h1>A page</h1>, maybe of Markdown"), Format::Html);
    /// assert_eq!(Format::Plain.refined(b"Some <h1>text</h1>"), Format::Plain);
    /// assert_eq!(Format::Html.refined(b"<?xml version='1.0'?><book/>"), Format::Xml);
    /// assert_eq!(Format::Xls.refined(b"<html><table>"), Format::Html);
    /// assert_eq!(Format::Doc.refined(b"{\\rtf1 text}"), Format::Rtf);
    /// ```
    #[must_use]
    pub fn refined(self, bytes: &[u8]) -> Self {
        if let Some(found) = Self::sniff(bytes) {
            // An encrypted package may be any of the newer Office.
            let is_office = matches!(self, Self::Docx | Self::Pptx | Self::Xlsx);
            return if is_office && bytes.starts_with(&COMPOUND) && found == Self::Docx {
                self
            } else {
                found
            };
        }
        if begins_as_xml(bytes)
            && let Some(root) = root(bytes)
        {
            return if is_page(root) { Self::Html } else { Self::Xml };
        }
        match () {
            () if begins_as_html(bytes) && is_feed(bytes) => Self::Xml,
            () if begins_as_html(bytes) => Self::Html,
            () if matches!(self, Self::Plain | Self::Html | Self::Xhtml | Self::Xml) => self,
            // Even a damaged PDF is no text: its source would be that.
            () if self == Self::Pdf || !is_text(bytes) => self,
            () => Self::Plain,
        }
    }
}

/// Whether a page or XML file is looked into for what it is: where neither a declaration or a comment nor an element of a page
/// stands at its start, the reference takes XML for XML of no better known kind.
#[cfg(feature = "xml")]
pub(super) fn root_counts(bytes: &[u8]) -> bool {
    begins_as_xml(bytes) || begins_as_html(bytes)
}

/// Whether the root element is that of RSS or Atom, white space before it aside.
fn is_feed(bytes: &[u8]) -> bool {
    let Some(root) = root(bytes) else { return false };
    let name = root.split(|byte| byte.is_ascii_whitespace() || *byte == b'>').next();
    match name.unwrap_or_default() {
        b"rss" => true,
        b"feed" => ATOM.iter().any(|space| root.windows(space.len()).any(|part| part == *space)),
        _ => false,
    }
}

/// Whether the first bytes are those of a text: none of the control characters that texts do not have.
fn is_text(bytes: &[u8]) -> bool {
    let start = &bytes[..bytes.len().min(TEXT)];
    !start.trim_ascii().is_empty()
        && !start.iter().any(|byte| matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f))
}

fn begins_as_xml(bytes: &[u8]) -> bool {
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    bytes.starts_with(b"<?xml")
        || bytes.starts_with(b"<!--")
        || bytes.starts_with(b"\xff\xfe<\0?\0x\0")
        || bytes.starts_with(b"\xfe\xff\0<\0?\0x")
}

fn begins_as_html(bytes: &[u8]) -> bool {
    let tag = |name: &[u8]| {
        bytes.len() > name.len() + 1
            && bytes[0] == b'<'
            && bytes[1..=name.len()].eq_ignore_ascii_case(name)
            && matches!(bytes[name.len() + 1], b' ' | b'>')
    };
    let within = |most: usize, start: &[u8]| {
        bytes[..bytes.len().min(most + start.len())].windows(start.len()).any(|w| w == start)
    };
    if bytes.starts_with(b"function ") {
        return false;
    }
    [&b"html"[..], b"head", b"body", b"title", b"div", b"h1", b"h2", b"h3"].into_iter().any(tag)
        || [
            &b"<!DOCTYPE html"[..],
            b"<!DOCTYPE HTML",
            b"<!doctype html",
            b"<!doctype HTML",
            b"<head",
            b"<HEAD",
            b"<title",
            b"<TITLE",
            b"<HTML",
        ]
        .into_iter()
        .any(|start| within(STARTS, start))
        || within(if is_matlab(bytes) { MATLAB_HTML_STARTS } else { HTML_STARTS }, b"<html")
}

/// What Tika takes for MATLAB, and so for text: comments at the start, as in the title blocks of Pandoc.
fn is_matlab(bytes: &[u8]) -> bool {
    bytes.starts_with(b"%%")
        || bytes.starts_with(b"%")
            && bytes[..bytes.len().min(124)].windows(2).any(|w| w == b"\n%" || w == b"\r%")
}

/// The start tag of the root element, or nothing if something else comes first.
fn root(bytes: &[u8]) -> Option<&[u8]> {
    let wide = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    if wide {
        // the name of no page: XHTML is not written this way
        return Some(b"");
    }
    let mut rest = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    rest = &rest[..rest.len().min(ROOT)];
    loop {
        rest = rest.trim_ascii_start().strip_prefix(b"<")?;
        let end =
            |end: &[u8]| rest.windows(end.len()).position(|w| w == end).map(|at| at + end.len());
        if rest.starts_with(b"!--") {
            rest = &rest[end(b"-->")?..];
        } else if rest.starts_with(b"?") {
            rest = &rest[end(b"?>")?..];
        } else if rest.starts_with(b"!DOCTYPE") {
            // up to the bracket that is not within the brackets of the internal subset
            let close = end(b">")?;
            rest = if rest[..close].contains(&b'[') {
                &rest[end(b"]>").or(end(b"] >"))?..]
            } else {
                &rest[close..]
            };
        } else if rest.first().is_some_and(|b| b.is_ascii_alphabetic() || *b == b'_' || *b >= 0x80)
        {
            return Some(&rest[..end(b">").unwrap_or(rest.len())]);
        } else {
            return None;
        }
    }
}

/// Whether an XML file with this root element is read as a page.
fn is_page(tag: &[u8]) -> bool {
    const NAMES: [&[u8]; 7] = [b"html", b"link", b"body", b"p", b"script", b"frameset", b"iframe"];
    let end = tag
        .iter()
        .position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))
        .unwrap_or(tag.len());
    let (name, attributes) = tag.split_at(end);
    let contains = |part: &[u8]| attributes.windows(part.len()).any(|w| w == part);
    if contains(b"http://www.w3.org/1999/xhtml") {
        return name.split(|b| *b == b':').next_back() == Some(b"html");
    }
    !contains(b"xmlns=")
        && NAMES.iter().any(|page| *page == name || page.to_ascii_uppercase() == name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_files_begin() {
        use Format::{Html, Plain, Rtf, Xml};
        for (start, plain, xml) in [
            ("<DIV >x", Html, Html),
            ("<h3>x", Html, Html),
            ("<h4>x", Plain, Xml),
            ("<h1\n>x", Plain, Xml),
            ("<p>x", Plain, Xml),
            ("  <div>x", Plain, Xml),
            (" \n<head/>", Html, Html),
            ("a <title", Html, Html),
            ("a <body>", Plain, Xml),
            ("<!DOCTYPE html>", Html, Html),
            ("<!DocType html>", Plain, Xml),
            ("<!-- a --> b", Plain, Xml),
            ("<!-- <html> --> b", Html, Html),
            ("<!-- a --><r/>", Xml, Xml),
            ("<?xml version='1.0'?><r/>", Xml, Xml),
            ("<?xml version='1.0'?><P>", Html, Html),
            ("<?xml version='1.0'?><p xmlns='urn:x'>", Xml, Xml),
            ("<?xml version='1.0'?><!DOCTYPE r [<!ENTITY a 'b'>]><html>", Html, Html),
            ("<?xml version='1.0'?><x:html xmlns:x='http://www.w3.org/1999/xhtml'>", Html, Html),
            ("{\\rtf1 x", Rtf, Rtf),
            ("<rss version='2.0'><channel><title>", Xml, Xml),
            (" <feed xmlns='http://www.w3.org/2005/Atom'><title>", Xml, Xml),
            ("<feed xmlns='urn:x'><title>", Html, Html),
            (
                "<rss version='2.0' xmlns:dc='http://purl.org/dc/elements/1.1/'><channel><title>",
                Plain,
                Xml,
            ),
        ] {
            assert_eq!(
                (Plain.refined(start.as_bytes()), Xml.refined(start.as_bytes())),
                (plain, xml),
                "{start}"
            );
        }
        let late = alloc::format!("{}<html>", "x".repeat(8192));
        assert_eq!(Plain.refined(late.as_bytes()), Html);
        assert_eq!(Plain.refined(alloc::format!("x{late}").as_bytes()), Plain);
        assert_eq!(Format::Epub.refined(b"<html>"), Html);
        assert_eq!(Format::Docx.refined(b"<?xml version='1.0'?><r/>"), Xml);
        assert_eq!(Format::Xls.refined(b"a\tb\r\n"), Plain);
        assert_eq!(Format::Xls.refined(b"\x09\x08a"), Format::Xls);
        assert_eq!(Format::Pdf.refined(b""), Format::Pdf);
        assert_eq!(Format::Pdf.refined(b"words"), Format::Pdf);
        assert_eq!(Format::Pdf.refined(b"<!DOCTYPE html><p>not found"), Html);
    }
}
