//! DOC, XLS and PPT: what is told from the content and not from the name, what is encrypted, and what is not there.
//! Golden files and damaged ones are those of `document.rs`.
#![cfg(feature = "ole")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::io::{Cursor, Write as _};
use std::path::Path;

use iscc_document::{Document, Error, Format, Limits, extract};

fn read(bytes: &[u8], format: Format) -> Result<Document, Error> {
    extract(bytes, format, &Limits::default())
}

fn testdata(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/document").join(name))
        .unwrap()
}

fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    for (name, content) in streams {
        file.create_stream(name).unwrap().write_all(content).unwrap();
    }
    file.flush().unwrap();
    file.into_inner().into_inner()
}

#[test]
fn the_content_decides() {
    let doc = testdata("notes.doc");
    let text = read(&doc, Format::Doc).unwrap().text;
    assert_eq!(read(&doc, Format::Xls).unwrap().text, text);
    assert_eq!(read(&doc, Format::Docx).unwrap().text, text);
    let docx = testdata("notes.docx");
    assert_eq!(read(&docx, Format::Doc).unwrap().text, read(&docx, Format::Docx).unwrap().text);
    let sheets = testdata("cells.xls");
    assert_eq!(read(&sheets, Format::Ppt).unwrap().text, read(&sheets, Format::Xls).unwrap().text);
}

#[test]
fn embedded_objects_have_a_name() {
    let text = read(&testdata("objects.doc"), Format::Doc).unwrap().text;
    assert!(text.contains("drawn\ntwice\n"), "{text}");
    assert!(text.trim_end().ends_with("_2147483647.unknown"), "{text}");
}

#[test]
fn encrypted_documents_are_told() {
    let mut doc = vec![0; 0x400];
    doc[..12].copy_from_slice(&[0xec, 0xa5, 0xc1, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
    let begin = [9, 8, 4, 0, 0, 6, 5, 0];
    let password = [0x2f, 0, 4, 0, 0, 0, 0, 0];
    let user = [[0; 12].as_slice(), &0xf3d1_c4df_u32.to_le_bytes(), &[0; 8]].concat();
    for (format, streams) in [
        (Format::Doc, vec![("WordDocument", doc)]),
        (Format::Xls, vec![("Workbook", [begin, password].concat())]),
        (Format::Ppt, vec![("PowerPoint Document", vec![0; 8]), ("Current User", user)]),
    ] {
        let streams: Vec<_> = streams.iter().map(|(name, bytes)| (*name, &bytes[..])).collect();
        let error = read(&compound(&streams), format).unwrap_err();
        assert!(matches!(error, Error::Encrypted(found) if found == format), "{format:?}: {error}");
    }
    let package = compound(&[("EncryptionInfo", b"a"), ("EncryptedPackage", b"a")]);
    for (named, is) in [(Format::Xlsx, Format::Xlsx), (Format::Doc, Format::Docx)] {
        let error = read(&package, named).unwrap_err();
        assert!(matches!(error, Error::Encrypted(found) if found == is), "{named:?}: {error}");
    }
    let damaged = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, 0, 0];
    assert!(matches!(read(&damaged, Format::Docx), Err(Error::Damaged { .. })));
}

#[test]
fn nothing_to_read_is_an_error() {
    for (format, streams) in [
        (Format::Doc, vec![("WordDocument", vec![0; 100])]),
        (Format::Doc, vec![("WordDocument", vec![])]),
        (Format::Xls, vec![("Workbook", vec![0; 4])]),
        (Format::Ppt, vec![("PowerPoint Document", vec![0xff; 200])]),
        (Format::Doc, vec![("other", vec![1, 2, 3])]),
        (Format::Doc, vec![]),
    ] {
        let streams: Vec<_> = streams.iter().map(|(name, bytes)| (*name, &bytes[..])).collect();
        let error = read(&compound(&streams), format).unwrap_err();
        assert!(matches!(error, Error::Damaged { .. } | Error::NoText), "{error:?}");
    }
    assert!(matches!(read(b"no container", Format::Doc), Err(Error::Damaged { .. })));
}

/// DIFFERENCE: the reference reads them.
#[test]
fn unread_kinds_are_no_damage() {
    let sheet = [9, 2, 6, 0, 0, 0, 0x10, 0, 0, 0, 10, 0, 0, 0];
    let message = compound(&[("__properties_version1.0", b"a")]);
    for bytes in [&sheet[..], &message] {
        let error = read(bytes, Format::Xls).unwrap_err();
        assert!(matches!(error, Error::Unsupported { format: Format::Xls, .. }), "{error:?}");
    }
}
