//! Any package document and any chapters in a book, and any bytes as one.
#![no_main]

use iscc_document::Format;
use iscc_fuzz::{extract_twice, packed};
use libfuzzer_sys::fuzz_target;

const CONTAINER: &[u8] = b"<container><rootfile full-path='p.opf'/></container>";

fuzz_target!(|input: (&[u8], &[u8], &[u8])| {
    let (package, one, two) = input;
    extract_twice(package, Format::Epub);
    let items = b"<manifest><item id='a' href='a' media-type='application/xhtml+xml'/><item id='b' href='b.html'/></manifest>";
    let package =
        [b"<package>", &items[..], package, b"<spine><itemref idref='a'/></spine></package>"]
            .concat();
    let parts: [(&str, &[u8]); 4] =
        [("META-INF/container.xml", CONTAINER), ("p.opf", &package), ("a", one), ("b.html", two)];
    extract_twice(&packed(&parts), Format::Epub);
});
