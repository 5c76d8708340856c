//! Files that are embedded in documents.

use std::io::Cursor;

use zip::ZipArchive;

use super::document::read;
use super::format::Format;
use super::output::Output;
use crate::error::Error;

/// Writes the name of an embedded file and its text, if it is a document that can be read. Broken ones are as if they had no
/// text, as in the reference; limits hold over all of them together.
///
/// # Errors
/// `Limit` only.
pub(super) fn read_embedded(name: &str, bytes: &[u8], out: &mut Output<'_>) -> Result<(), Error> {
    out.push_str(name);
    out.push('\n');
    let Some(format) = format_of(bytes) else { return Ok(()) };
    let result = out.embedded(|out| read(bytes, format, out));
    out.push('\n');
    match result {
        Err(error @ Error::Limit { .. }) => Err(error),
        _ => Ok(()),
    }
}

/// The format of an embedded document by its content.
fn format_of(bytes: &[u8]) -> Option<Format> {
    let start = &bytes[..bytes.len().min(1024)];
    if start.starts_with(b"PK\x03\x04") {
        return format_of_container(bytes);
    }
    if start.starts_with(b"%PDF-") {
        return Some(Format::Pdf);
    }
    if start.starts_with(b"{\\rtf") {
        return Some(Format::Rtf);
    }
    let text = start.trim_ascii_start();
    let begins =
        |with: &[u8]| text.len() >= with.len() && text[..with.len()].eq_ignore_ascii_case(with);
    if begins(b"<!doctype html") || begins(b"<html") {
        return Some(Format::Html);
    }
    if begins(b"<?xml") || begins(b"\xef\xbb\xbf<?xml") {
        return Some(Format::Xml);
    }
    // Text has no control characters; pictures and sounds have some soon.
    let is_text = |byte: &u8| !matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f);
    (!text.is_empty()
        && start.iter().all(is_text)
        && core::str::from_utf8(start).map_or_else(|error| error.error_len().is_none(), |_| true))
    .then_some(Format::Plain)
}

fn format_of_container(bytes: &[u8]) -> Option<Format> {
    let archive = ZipArchive::new(Cursor::new(bytes)).ok()?;
    let has = |name: &str| archive.index_for_name(name).is_some();
    Some(match () {
        () if has("word/document.xml") => Format::Docx,
        () if has("ppt/presentation.xml") => Format::Pptx,
        () if has("xl/workbook.xml") || has("xl/workbook.bin") => Format::Xlsx,
        () if has("META-INF/container.xml") => Format::Epub,
        () if has("content.xml") => Format::Odt,
        () => return None,
    })
}
