//! Formats of documents by their content.
#![allow(dead_code, reason = "by the readers of some formats")]

use alloc::vec::Vec;
use std::io::{Cursor, Read, Seek, SeekFrom};

use super::format::Format;

/// How a compound file begins (MS-CFB 2.2).
pub(super) const COMPOUND: [u8; 8] = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/// How much of a file is looked at: the first line of a PDF may stand at 1,024, as for pdfium.
const START: usize = 1024 + 7;

/// Where the last lines of a PDF are looked for.
const END: u64 = 2048;

impl Format {
    /// The format of a document by its content, whatever it is called; `bytes` is all of the file.
    ///
    /// ZIP packages are told apart by their `mimetype` or the content types of their parts, compound files by their streams,
    /// and a PDF may begin within the first KiB. HTML, XML and plain text are not looked for: [`refined`](Self::refined)
    /// tells them apart.
    ///
    /// ```
    /// use iscc_document::Format;
    ///
    /// assert_eq!(Format::sniff(b"{\\rtf1 text}"), Some(Format::Rtf));
    /// assert_eq!(Format::sniff(b"text"), None);
    /// ```
    #[must_use]
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        Self::sniff_in(Cursor::new(bytes))
    }

    /// [`sniff`](Self::sniff) of a file that is not in memory: reads its ends, the directory of a container and at most one small part
    /// of a package. What cannot be read has no format.
    #[must_use]
    pub fn sniff_in(mut file: impl Read + Seek) -> Option<Self> {
        file.seek(SeekFrom::Start(0)).ok()?;
        let mut start = Vec::with_capacity(START);
        file.by_ref().take(START as u64).read_to_end(&mut start).ok()?;
        match &*start {
            [b'P', b'K', 3, 4, ..] => of_package(file),
            start if start.starts_with(&COMPOUND) => of_compound_file(file),
            start if start.starts_with(b"{\\rtf") => Some(Self::Rtf),
            start if start.get(60..68) == Some(b"BOOKMOBI") => Some(Self::Mobi),
            start if start.starts_with(b"%PDF-") => Some(Self::Pdf),
            start if contains(start, b"%PDF-1.") || contains(start, b"%PDF-2.") => {
                let length = file.seek(SeekFrom::End(0)).ok()?;
                file.seek(SeekFrom::Start(length.saturating_sub(END))).ok()?;
                let mut end = Vec::new();
                file.take(END).read_to_end(&mut end).ok()?;
                contains(&end, b"startxref").then_some(Self::Pdf)
            }
            _ => None,
        }
    }

    /// Whether a file that begins like this is a container, of which [`sniff`](Self::sniff) needs all.
    ///
    /// ```
    /// assert!(iscc_document::Format::is_container(b"PK\x03\x04"));
    /// ```
    #[must_use]
    pub fn is_container(head: &[u8]) -> bool {
        head.starts_with(b"PK\x03\x04") || head.starts_with(&COMPOUND)
    }
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}

/// The format of the document in a storage with these streams.
pub(super) fn of_streams(has: impl Fn(&str) -> bool) -> Option<Format> {
    Some(match () {
        () if has("WordDocument") => Format::Doc,
        () if has("Workbook") || has("Book") => Format::Xls,
        () if has("PowerPoint Document") => Format::Ppt,
        () => return None,
    })
}

/// The format of what is in a compound file. An encrypted package of the newer Office has no format of its own.
#[cfg(feature = "ole")]
fn of_compound_file(file: impl Read + Seek) -> Option<Format> {
    let file = cfb::CompoundFile::open(file).ok()?;
    let has = |name: &str| file.is_stream(std::path::Path::new("/").join(name));
    of_streams(has).or_else(|| has(ENCRYPTED).then_some(Format::Docx))
}

/// The stream of a compound file that an encrypted package is in (MS-OFFCRYPTO 1.3.2).
pub(super) const ENCRYPTED: &str = "EncryptedPackage";

#[cfg(not(feature = "ole"))]
fn of_compound_file(_: impl Read) -> Option<Format> {
    None
}

/// Whether this is a compound file around a file, whose name and text count instead of those of the container.
pub(super) fn has_package_of_its_own(bytes: &[u8]) -> bool {
    #[cfg(feature = "ole")]
    if bytes.starts_with(&COMPOUND)
        && let Ok(file) = cfb::CompoundFile::open(Cursor::new(bytes))
    {
        return ["\u{1}Ole10Native", "CONTENTS", "Package"]
            .iter()
            .any(|name| file.is_stream(std::path::Path::new("/").join(name)));
    }
    let _ = bytes;
    false
}

/// The format of the package in a ZIP file: by its `mimetype` (OCF 3.3, `OpenDocument` part 3 3.3), else by the content type of
/// its main part (ECMA-376 part 2, 7.2.3), else by the parts that it has.
#[cfg(any(feature = "ooxml", feature = "odf", feature = "ole", feature = "epub"))]
fn of_package(file: impl Read + Seek) -> Option<Format> {
    const MOST: u64 = 1 << 20;
    let mut archive = zip::ZipArchive::new(file).ok()?;
    let mut part = |name: &str| {
        let mut bytes = Vec::new();
        let part = archive.by_name(name).ok()?;
        part.take(MOST).read_to_end(&mut bytes).ok()?;
        Some(alloc::string::String::from_utf8_lossy(&bytes).into_owned())
    };
    let mimetype = part("mimetype").and_then(|mimetype| of_mimetype(mimetype.trim()));
    let found = mimetype.or_else(|| of_content_types(&part("[Content_Types].xml")?));
    let has = |name: &str| archive.index_for_name(name).is_some();
    found.or_else(|| {
        Some(match () {
            () if has("word/document.xml") => Format::Docx,
            () if has("ppt/presentation.xml") => Format::Pptx,
            () if has("xl/workbook.xml") || has("xl/workbook.bin") => Format::Xlsx,
            () if has("META-INF/container.xml") => Format::Epub,
            () if has("content.xml") => Format::Odt,
            () => return None,
        })
    })
}

#[cfg(not(any(feature = "ooxml", feature = "odf", feature = "ole", feature = "epub")))]
fn of_package(_: impl Read) -> Option<Format> {
    None
}

#[cfg(any(feature = "ooxml", feature = "odf", feature = "ole", feature = "epub"))]
fn of_mimetype(mimetype: &str) -> Option<Format> {
    // Templates have the type of a document with something behind it.
    let kind = mimetype.strip_prefix("application/vnd.oasis.opendocument.").unwrap_or_default();
    Some(match () {
        () if kind.starts_with("text") => Format::Odt,
        () if kind.starts_with("spreadsheet") => Format::Ods,
        () if kind.starts_with("presentation") => Format::Odp,
        () if matches!(mimetype, "application/epub+zip" | "application/x-ibooks+zip") => {
            Format::Epub
        }
        () => return None,
    })
}

/// Documents, templates and slide shows, with or without macros: what they have in common.
#[cfg(any(feature = "ooxml", feature = "odf", feature = "ole", feature = "epub"))]
fn of_content_types(types: &str) -> Option<Format> {
    types.split(['"', '\'']).find_map(|kind| {
        let kind = kind.strip_suffix("+xml").unwrap_or(kind).strip_suffix(".main")?;
        Some(match () {
            () if kind.contains(".wordprocessingml.") || kind.contains(".ms-word.") => Format::Docx,
            () if kind.contains(".presentationml.") || kind.contains(".ms-powerpoint.") => {
                Format::Pptx
            }
            () if kind.contains(".spreadsheetml.") || kind.contains(".ms-excel.") => Format::Xlsx,
            () => return None,
        })
    })
}

/// The format of an embedded document by its content, texts too.
pub(super) fn format_of(bytes: &[u8]) -> Option<Format> {
    if Format::is_container(bytes) {
        return Format::sniff(bytes);
    }
    let start = &bytes[..bytes.len().min(1024)];
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

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    #[cfg(feature = "ooxml")]
    #[test]
    fn packages_by_their_types() {
        use zip::write::{SimpleFileOptions, ZipWriter};
        let main = |kind: &str| {
            alloc::format!("<Types><Override PartName=\"/a\" ContentType=\"{kind}\"/></Types>")
        };
        let word = "application/vnd.openxmlformats-officedocument.wordprocessingml";
        let of_part = alloc::format!("{word}.styles+xml");
        for (name, content, format) in [
            ("mimetype", "application/epub+zip\n".into(), Some(Format::Epub)),
            (
                "mimetype",
                "application/vnd.oasis.opendocument.text-template".into(),
                Some(Format::Odt),
            ),
            (
                "mimetype",
                "application/vnd.oasis.opendocument.presentation".into(),
                Some(Format::Odp),
            ),
            ("mimetype", "application/vnd.oasis.opendocument.graphics".into(), None),
            (
                "[Content_Types].xml",
                main(&alloc::format!("{word}.template.main+xml")),
                Some(Format::Docx),
            ),
            (
                "[Content_Types].xml",
                main("application/vnd.ms-word.document.macroEnabled.main+xml"),
                Some(Format::Docx),
            ),
            (
                "[Content_Types].xml",
                main("application/vnd.ms-excel.sheet.binary.macroEnabled.main"),
                Some(Format::Xlsx),
            ),
            (
                "[Content_Types].xml",
                main("application/vnd.ms-powerpoint.slideshow.macroEnabled.main+xml"),
                Some(Format::Pptx),
            ),
            ("[Content_Types].xml", main("application/vnd.ms-visio.drawing.main+xml"), None),
            ("[Content_Types].xml", main(&of_part), None),
            ("word/document.xml", alloc::string::String::new(), Some(Format::Docx)),
            ("other", alloc::string::String::new(), None),
        ] {
            let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
            zip.start_file(name, SimpleFileOptions::default()).unwrap();
            zip.write_all(content.as_bytes()).unwrap();
            let bytes = zip.finish().unwrap().into_inner();
            assert_eq!(Format::sniff(&bytes), format, "{name}: {content}");
            assert_eq!(Format::sniff(&bytes[..bytes.len() - 4]), None, "cut off");
        }
    }

    #[cfg(feature = "ole")]
    #[test]
    fn compound_files_by_their_streams() {
        for (stream, format) in [
            ("WordDocument", Some(Format::Doc)),
            ("Book", Some(Format::Xls)),
            ("PowerPoint Document", Some(Format::Ppt)),
            ("EncryptedPackage", Some(Format::Docx)),
            ("Other", None),
        ] {
            let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
            file.create_stream(stream).unwrap().write_all(b"a").unwrap();
            file.flush().unwrap();
            assert_eq!(Format::sniff(file.into_inner().get_ref()), format, "{stream}");
        }
    }

    #[test]
    fn a_pdf_may_begin_later() {
        let pdf =
            |before: &str, end: &str| alloc::format!("{before}%PDF-1.4\n{}{end}", "x".repeat(9000));
        for (file, format) in [
            (pdf("", ""), Some(Format::Pdf)),
            (pdf("\u{feff}", "startxref\n9\n%%EOF"), Some(Format::Pdf)),
            (pdf(&"x".repeat(1024), "startxref\n9\n%%EOF"), Some(Format::Pdf)),
            (pdf(&"x".repeat(1025), "startxref\n9\n%%EOF"), None),
            (pdf("A text about ", " and its end"), None),
        ] {
            assert_eq!(Format::sniff(file.as_bytes()), format);
        }
    }

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
