//! Any cells, strings and number formats in an XLSX, and any bytes as one.
#![no_main]

use iscc_document::Format;
use iscc_fuzz::{extract_twice, packed};
use libfuzzer_sys::fuzz_target;

const MAIN: &[u8] =
    b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
    <Relationship Id='a' Type='/officeDocument' Target='xl/b.xml'/></Relationships>";
const PARTS: &[u8] =
    b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
    <Relationship Id='a' Type='/worksheet' Target='s.xml'/>\
    <Relationship Id='b' Type='/sharedStrings' Target='t.xml'/>\
    <Relationship Id='c' Type='/styles' Target='f.xml'/></Relationships>";
const BOOK: &[u8] = b"<workbook xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main' \
    xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'><sheets><sheet name='s' r:id='a'/></sheets></workbook>";
const SHEET: &[u8] =
    b"<worksheet xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'>";

fuzz_target!(|input: (&[u8], &[u8], &str, f64)| {
    let (cells, strings, code, value) = input;
    extract_twice(cells, Format::Xlsx);
    let code = code.replace(['<', '&', '"'], "");
    let cells = format!("<c><v>{value}</v></c>")
        .into_bytes()
        .into_iter()
        .chain(cells.iter().copied())
        .collect::<Vec<_>>();
    let styles = format!(
        "<numFmts><numFmt numFmtId='164' formatCode=\"{code}\"/></numFmts><cellXfs><xf numFmtId='164'/></cellXfs>"
    );
    let [cells, strings, styles] = [&cells[..], strings, styles.as_bytes()]
        .map(|part| [SHEET, part, b"</worksheet>"].concat());
    let parts: [(&str, &[u8]); 6] = [
        ("_rels/.rels", MAIN),
        ("xl/b.xml", BOOK),
        ("xl/_rels/b.xml.rels", PARTS),
        ("xl/s.xml", &cells),
        ("xl/t.xml", &strings),
        ("xl/f.xml", &styles),
    ];
    extract_twice(&packed(&parts), Format::Xlsx);
});
