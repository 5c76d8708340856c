//! Any slide, comments and relations in a PPTX, and any bytes as one.
#![no_main]

use iscc_document::Format;
use iscc_fuzz::{extract_twice, packed};
use libfuzzer_sys::fuzz_target;

const MAIN: &[u8] =
    b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
    <Relationship Id='a' Type='/officeDocument' Target='ppt/p.xml'/></Relationships>";
const PARTS: &[u8] =
    b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
    <Relationship Id='a' Type='/slide' Target='s.xml'/>\
    <Relationship Id='b' Type='/commentAuthors' Target='c.xml'/>\
    <Relationship Id='c' Type='/slideMaster' Target='s.xml'/></Relationships>";
const SLIDE: &[u8] = b"<p:sld xmlns:p='http://schemas.openxmlformats.org/presentationml/2006/main' xmlns:a='http://schemas.openxmlformats.org/drawingml/2006/main'>";
const RELATIONS: &[u8] = b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
    <Relationship Id='a' Type='/comments' Target='c.xml'/><Relationship Id='b' Type='/chart' Target='c.xml'/>";

fuzz_target!(|input: (&[u8], &[u8], &[u8])| {
    let (slide, comments, relations) = input;
    extract_twice(slide, Format::Pptx);
    let [slide, comments] = [slide, comments].map(|part| [SLIDE, part, b"</p:sld>"].concat());
    let relations = [RELATIONS, relations, b"</Relationships>"].concat();
    let parts: [(&str, &[u8]); 6] = [
        ("_rels/.rels", MAIN),
        ("ppt/p.xml", b"<p/>"),
        ("ppt/_rels/p.xml.rels", PARTS),
        ("ppt/s.xml", &slide),
        ("ppt/c.xml", &comments),
        ("ppt/_rels/s.xml.rels", &relations),
    ];
    extract_twice(&packed(&parts), Format::Pptx);
});
