//! Any package document and any chapters in a book, and any bytes as one.
#![no_main]

use std::io::{Cursor, Write as _};

use iscc_fuzz::extract_twice;
use iscc_text::extract::Format;
use libfuzzer_sys::fuzz_target;
use zip::write::{SimpleFileOptions, ZipWriter};

const CONTAINER: &[u8] = b"<container><rootfile full-path='p.opf'/></container>";

fuzz_target!(|input: (&[u8], &[u8], &[u8])| {
    let (package, one, two) = input;
    extract_twice(package, Format::Epub);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let items = b"<manifest><item id='a' href='a' media-type='application/xhtml+xml'/><item id='b' href='b.html'/></manifest>";
    let package =
        [b"<package>", &items[..], package, b"<spine><itemref idref='a'/></spine></package>"]
            .concat();
    for (name, content) in
        [("META-INF/container.xml", CONTAINER), ("p.opf", &package), ("a", one), ("b.html", two)]
    {
        zip.start_file(name, SimpleFileOptions::default()).expect("a name");
        zip.write_all(content).expect("memory");
    }
    extract_twice(&zip.finish().expect("memory").into_inner(), Format::Epub);
});
