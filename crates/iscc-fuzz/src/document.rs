//! What the targets of documents share.

use std::io::{Cursor, Write as _};

use iscc_document::{Document, Format, Limits, extract};
use zip::write::{SimpleFileOptions, ZipWriter};

/// Reads a document under tight limits, twice: the second time must end as the first, and what has no text is an error, but for PDF.
pub fn extract_twice(file: &[u8], format: Format) -> Option<Document> {
    let mut limits = Limits::default();
    limits.unpacked_bytes = 16 << 20;
    limits.work = 20_000_000;
    let read = || extract(file, format, &limits).ok();
    let (first, second) = (read(), read());
    assert_eq!(first, second);
    if let Some(document) = &first {
        let has_text = !document.text.trim().is_empty();
        assert!(has_text || format == Format::Pdf, "a document without text is an error");
    }
    first
}

/// A zip container of these parts, which are not compressed: the fuzzer sees what it changes.
///
/// # Panics
/// If there is no memory for it.
pub fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a name");
        zip.write_all(content).expect("memory");
    }
    zip.finish().expect("memory").into_inner()
}

/// A compound file of these streams.
///
/// # Panics
/// If there is no memory for it.
pub fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory");
    for (name, content) in streams {
        file.create_stream(name).and_then(|mut stream| stream.write_all(content)).expect("memory");
    }
    file.flush().expect("memory");
    file.into_inner().into_inner()
}
