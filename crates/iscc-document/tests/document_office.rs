//! DOCX, PPTX, XLSX, ODT, ODS and ODP: our own files and those of iscc-samples against the reference, and what is broken or
//! made to do harm.
#![cfg(all(feature = "ooxml", feature = "odf"))]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::io::{Cursor, Write};
use std::path::{Path, PathBuf};

use iscc_document::{Document, Error, Format, Limits, extract};
use iscc_text::{text_clean, text_collapse};
use serde_json::Value;
use zip::write::{SimpleFileOptions, ZipWriter};

const FORMATS: [(&str, Format); 6] = [
    ("docx", Format::Docx),
    ("pptx", Format::Pptx),
    ("xlsx", Format::Xlsx),
    ("odt", Format::Odt),
    ("ods", Format::Ods),
    ("odp", Format::Odp),
];

fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata")
}

fn format_of(name: &str) -> Option<Format> {
    let end = name.rsplit('.').next()?;
    FORMATS.iter().find(|(known, _)| *known == end).map(|(_, format)| *format)
}

/// The rows of a golden file that are of these formats, with the files' bytes.
fn golden(list: &str, folder: &str) -> Vec<(Value, Format, Vec<u8>)> {
    let rows = fs::read_to_string(testdata().join("document").join(list)).unwrap();
    let rows: Vec<Value> = serde_json::from_str(&rows).unwrap();
    let read = rows.into_iter().filter_map(|row| {
        let name = row["file"].as_str().unwrap();
        let format = format_of(name)?;
        let bytes = fs::read(testdata().join(folder).join(name)).unwrap();
        Some((row, format, bytes))
    });
    read.collect()
}

fn compare(row: &Value, document: &Document) {
    let name = &row["file"];
    let collapsed = text_collapse(&text_clean(&document.text)).to_string();
    if let Some(text) = row["text"].as_str() {
        assert_eq!(collapsed, text, "{name}");
    }
    assert_eq!(
        blake3::hash(collapsed.as_bytes()).to_string(),
        row["blake3"].as_str().unwrap(),
        "{name}"
    );
    let metadata = &document.metadata;
    for (field, ours) in [
        ("name", &metadata.name),
        ("description", &metadata.description),
        ("creator", &metadata.creator),
        ("keywords", &metadata.keywords),
        ("rights", &metadata.rights),
    ] {
        assert_eq!(ours.as_deref(), row[field].as_str(), "{name}: {field}");
    }
}

#[test]
fn golden_files() {
    let files = golden("golden.json", "document");
    assert!(files.len() >= 12, "{}", files.len());
    for (row, format, bytes) in files {
        compare(&row, &extract(&bytes, format, &Limits::default()).unwrap());
    }
}

#[test]
#[ignore = "needs cargo xtask samples"]
fn samples_have_the_text_of_the_reference() {
    let files = golden("samples.json", "samples/text");
    assert!(files.len() >= 4, "{}", files.len());
    for (row, format, bytes) in files {
        compare(&row, &extract(&bytes, format, &Limits::default()).unwrap());
    }
}

#[test]
fn pages_and_language() {
    let read = |name: &str| {
        let bytes = fs::read(testdata().join("document").join(name)).unwrap();
        extract(&bytes, format_of(name).unwrap(), &Limits::default()).unwrap().metadata
    };
    let word = read("properties.docx");
    assert_eq!((word.pages, word.language.as_deref()), (Some(7), Some("de")));
    assert_eq!(read("text.odt").pages, Some(3));
}

/// Files that are cut off, or have bytes of them changed: an error or a text, never a panic.
#[test]
fn damage_is_no_panic() {
    for (row, format, bytes) in golden("golden.json", "document") {
        let limits = Limits::default();
        for i in 1..8 {
            let _ = extract(&bytes[..bytes.len() * i / 8], format, &limits);
        }
        let mut state = 0x9e37_79b9_u32;
        for round in 0..40 {
            let mut bytes = bytes.clone();
            for _ in 0..=round % 8 {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                let at = state as usize % bytes.len();
                bytes[at] ^= 1 << (state >> 29);
            }
            if let Err(error) = extract(&bytes, format, &limits) {
                assert!(!error.to_string().is_empty(), "{}", row["file"]);
            }
        }
    }
}

fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(bytes).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

const WORD: &str = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";
const RELATIONS: &[u8] = b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>\
    <Relationship Id='a' Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument' \
    Target='word/document.xml'/></Relationships>";

fn docx(document: &str) -> Vec<u8> {
    packed(&[("_rels/.rels", RELATIONS), ("word/document.xml", document.as_bytes())])
}

#[test]
fn bombs_are_refused() {
    let limits = Limits::default();
    let zeros = format!("<w:document {WORD}>{}</w:document>", " ".repeat(100 << 20));
    let bomb = docx(&zeros);
    assert!(bomb.len() < 1 << 20);
    assert!(matches!(extract(&bomb, Format::Docx, &limits), Err(Error::Limit { .. })));

    let deep = docx(&format!("<w:document {WORD}>{}", "<w:p>".repeat(100_000)));
    assert!(matches!(extract(&deep, Format::Docx, &limits), Err(Error::Limit { limit: 1000, .. })));

    let entities = "<!DOCTYPE d [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;'>]>";
    let bomb =
        docx(&format!("{entities}<w:document {WORD}><w:p><w:t>x&b;&b;</w:t></w:p></w:document>"));
    assert_eq!(extract(&bomb, Format::Docx, &limits).unwrap().text.trim(), "x");
}

#[test]
fn notes_are_not_repeated_without_end() {
    let document = format!(
        "<w:document {WORD}><w:body><w:p>{}</w:p></w:body></w:document>",
        "<w:footnoteReference w:id='1'/>".repeat(20_000)
    );
    let note = "n".repeat(200_000);
    let notes = format!(
        "<w:footnotes {WORD}><w:footnote w:id='1'><w:p><w:t>{note}</w:t></w:p></w:footnote></w:footnotes>"
    );
    let related = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='a' \
        Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes' Target='footnotes.xml'/></Relationships>";
    let bytes = packed(&[
        ("_rels/.rels", RELATIONS),
        ("word/document.xml", document.as_bytes()),
        ("word/_rels/document.xml.rels", related.as_bytes()),
        ("word/footnotes.xml", notes.as_bytes()),
    ]);
    let document = extract(&bytes, Format::Docx, &Limits::default()).unwrap();
    assert!(document.truncated);
    assert_eq!(document.text.chars().count(), 10_000_000);
}

#[test]
fn documents_in_documents_are_limited() {
    let mut inner = docx(&format!("<w:document {WORD}><w:p><w:t>core</w:t></w:p></w:document>"));
    let related = b"<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'><Relationship Id='a' \
        Type='http://schemas.openxmlformats.org/officeDocument/2006/relationships/package' Target='inner.docx'/></Relationships>";
    for depth in 0..10 {
        let limits = Limits::default();
        let read = extract(&inner, Format::Docx, &limits);
        match read {
            Ok(document) => assert!(depth <= 8 && document.text.contains("core")),
            Err(error) => {
                assert!(depth > 8 && matches!(error, Error::Limit { .. }), "{depth}: {error}");
            }
        }
        let document = format!("<w:document {WORD}><w:p><w:t>around</w:t></w:p></w:document>");
        inner = packed(&[
            ("_rels/.rels", RELATIONS),
            ("word/document.xml", document.as_bytes()),
            ("word/_rels/document.xml.rels", related),
            ("word/inner.docx", &inner),
        ]);
    }
}

#[test]
fn encrypted_documents_are_told() {
    let manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
    let odt = packed(&[("META-INF/manifest.xml", manifest), ("content.xml", b"x")]);
    assert!(matches!(
        extract(&odt, Format::Odt, &Limits::default()),
        Err(Error::Encrypted(Format::Odt))
    ));
}
