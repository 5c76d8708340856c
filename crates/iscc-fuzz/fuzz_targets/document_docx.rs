//! Any body, numbering and notes in a DOCX, and any bytes as one.
#![no_main]

use iscc_document::Format;
use iscc_fuzz::{extract_twice, packed};
use libfuzzer_sys::fuzz_target;

const MAIN: &[u8] =
    b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
    <Relationship Id='a' Type='/officeDocument' Target='w/d.xml'/></Relationships>";
const PARTS: &[u8] =
    b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
    <Relationship Id='a' Type='/numbering' Target='n.xml'/>\
    <Relationship Id='b' Type='/footnotes' Target='f.xml'/>\
    <Relationship Id='c' Type='/comments' Target='f.xml'/>\
    <Relationship Id='d' Type='/image' Target='f.xml'/></Relationships>";
const BODY: &[u8] =
    b"<w:document xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'>";

fuzz_target!(|input: (&[u8], &[u8], &[u8])| {
    let (document, numbering, notes) = input;
    extract_twice(document, Format::Docx);
    let [document, numbering, notes] =
        [document, numbering, notes].map(|part| [BODY, part, b"</w:document>"].concat());
    let parts: [(&str, &[u8]); 5] = [
        ("_rels/.rels", MAIN),
        ("w/d.xml", &document),
        ("w/_rels/d.xml.rels", PARTS),
        ("w/n.xml", &numbering),
        ("w/f.xml", &notes),
    ];
    extract_twice(&packed(&parts), Format::Docx);
});
