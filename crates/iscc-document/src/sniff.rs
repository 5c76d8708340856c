//! Formats of documents by their content.

use alloc::string::String;

use super::format::Format;

/// The names of the entries of an OLE container (MS-CFB 2.6), as far as it is told from their shape.
fn entries_of_ole(bytes: &[u8]) -> Option<impl Iterator<Item = String> + '_> {
    bytes.strip_prefix(&[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])?;
    // Entries begin at multiples of 128 bytes with a name in UTF-16, and have its length and their kind behind it.
    Some(bytes.chunks_exact(128).skip(4).filter(|entry| matches!(entry[66], 1 | 2)).filter_map(
        |entry| {
            let length = usize::from(u16::from_le_bytes([entry[64], entry[65]]));
            let name = entry.get(..length.checked_sub(2).filter(|&length| length <= 62)?)?;
            let units = name.chunks_exact(2).map(|unit| u16::from_le_bytes([unit[0], unit[1]]));
            char::decode_utf16(units).collect::<Result<_, _>>().ok()
        },
    ))
}

/// Whether this is an OLE container around a file, whose name and text count instead of those of the container.
pub(super) fn has_package_of_its_own(bytes: &[u8]) -> bool {
    let own = |name: String| matches!(&*name, "\u{1}Ole10Native" | "CONTENTS" | "Package");
    entries_of_ole(bytes).is_some_and(|mut names| names.any(own))
}

/// The format of an embedded document by its content.
pub(super) fn format_of(bytes: &[u8]) -> Option<Format> {
    let start = &bytes[..bytes.len().min(1024)];
    if start.starts_with(b"PK\x03\x04") {
        return format_of_container(bytes);
    }
    if let Some(mut names) = entries_of_ole(bytes) {
        return names.find_map(|name| match &*name {
            "WordDocument" => Some(Format::Doc),
            "PowerPoint Document" => Some(Format::Ppt),
            "Workbook" | "Book" => Some(Format::Xls),
            _ => None,
        });
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
    if begins(b"<?xml") || begins(b"\xef\xbb\xbf<?xml") || begins(b"<svg") {
        return Some(Format::Xml);
    }
    if start.starts_with(b"\xff\xfe") || start.starts_with(b"\xfe\xff") {
        return Some(Format::Plain);
    }
    if start.starts_with(b"GIF8") || start.starts_with(b"%!PS") {
        return None;
    }
    // Text has no control characters; other pictures and sounds have some soon.
    let is_text = |byte: &u8| !matches!(byte, 0..=8 | 0x0e..=0x1a | 0x1c..=0x1f | 0x7f);
    (!text.is_empty()
        && start.iter().all(is_text)
        && core::str::from_utf8(start).map_or_else(|error| error.error_len().is_none(), |_| true))
    .then_some(Format::Plain)
}

#[cfg(any(feature = "ooxml", feature = "odf", feature = "ole", feature = "epub"))]
fn format_of_container(bytes: &[u8]) -> Option<Format> {
    let archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).ok()?;
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

#[cfg(not(any(feature = "ooxml", feature = "odf", feature = "ole", feature = "epub")))]
fn format_of_container(_: &[u8]) -> Option<Format> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_by_content() {
        for (bytes, format) in [
            (&b"<svg viewBox='0 0 1 1'/>"[..], Some(Format::Xml)),
            (b" <!DOCTYPE html>", Some(Format::Html)),
            (b"text", Some(Format::Plain)),
            (b"\xff\xfet\0", Some(Format::Plain)),
            (b"GIF89a", None),
            (b"a\0b", None),
            (b"PK\x03\x04", None),
            (b"", None),
        ] {
            assert_eq!(format_of(bytes), format, "{}", bytes.escape_ascii());
        }
    }
}
