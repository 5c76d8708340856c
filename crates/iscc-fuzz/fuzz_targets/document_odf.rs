//! Any content, metadata and picture in a document of OpenDocument, and any bytes as one.
#![no_main]

use iscc_document::Format;
use iscc_fuzz::{extract_twice, packed};
use libfuzzer_sys::fuzz_target;

const ROOT: &[u8] = b"<office:d xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' \
    xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' \
    xmlns:meta='urn:oasis:names:tc:opendocument:xmlns:meta:1.0' xmlns:dc='http://purl.org/dc/elements/1.1/'>";

fuzz_target!(|input: (&[u8], &[u8], &[u8])| {
    let (content, meta, picture) = input;
    extract_twice(content, Format::Odt);
    let [content, meta] = [content, meta].map(|part| [ROOT, part, b"</office:d>"].concat());
    let parts: [(&str, &[u8]); 3] =
        [("content.xml", &content), ("meta.xml", &meta), ("Pictures/a", picture)];
    extract_twice(&packed(&parts), Format::Odt);
});
