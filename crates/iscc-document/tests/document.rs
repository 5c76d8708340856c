//! Documents of every format against what iscc-sdk makes of them (`xtask/oracle/document_golden.py`), and damaged ones.
#![cfg(feature = "all")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};

use common::{json, number, testdata, text};
use iscc_document::{Document, Error, Format, Limits, Metadata, extract};
use iscc_text::{text_clean, text_collapse};
use proptest::prelude::*;
use serde_json::Value;

/// The format by the end of the name, and then by the content.
fn format(path: &Path, bytes: &[u8]) -> Format {
    let named = match path.extension().and_then(|s| s.to_str()).unwrap_or_default() {
        "html" => Format::Html,
        "xhtml" => Format::Xhtml,
        "xml" => Format::Xml,
        "rtf" => Format::Rtf,
        "docx" => Format::Docx,
        "pptx" => Format::Pptx,
        "xlsx" => Format::Xlsx,
        "odt" => Format::Odt,
        "ods" => Format::Ods,
        "odp" => Format::Odp,
        "doc" => Format::Doc,
        "ppt" => Format::Ppt,
        "xls" => Format::Xls,
        "epub" => Format::Epub,
        "mobi" => Format::Mobi,
        "pdf" => Format::Pdf,
        _ => Format::Plain,
    };
    named.refined(bytes)
}

fn read(path: &Path) -> Result<Document, Error> {
    let bytes = fs::read(path).unwrap();
    extract(&bytes, format(path, &bytes), &Limits::default())
}

/// The text as a Text-Code sees it, characters beyond U+FFFF as the reference's bridge to Java has them.
fn collapsed(text: &str) -> String {
    let mut all = String::new();
    for c in text.chars() {
        if c > '\u{ffff}' { all.push_str(&"\u{fffd}".repeat(6)) } else { all.push(c) }
    }
    text_collapse(&text_clean(&all)).into()
}

/// What differs from the reference, a line each.
fn differences(case: &Value, document: &Document) -> Vec<String> {
    let name = text(case, "file");
    let ours = collapsed(&document.text);
    let mut found = Vec::new();
    let mut same = |what: &str, ours: Option<&str>, reference: Option<&str>| {
        if ours != reference {
            found.push(format!("{name}: {what} {ours:?}, not {reference:?}"));
        }
    };
    if let Some(reference) = case.get("text").and_then(Value::as_str) {
        same("text", Some(&ours), Some(reference));
    }
    let characters = ours.chars().count().to_string();
    same("characters", Some(&characters), Some(&number(&case["characters"]).to_string()));
    let digest = blake3::hash(ours.as_bytes()).to_string();
    same("digest", Some(&digest), Some(text(case, "blake3")));
    let Metadata { name: title, description, creator, keywords, rights, .. } = &document.metadata;
    for (field, ours) in [
        ("name", title),
        ("description", description),
        ("creator", creator),
        ("keywords", keywords),
        ("rights", rights),
    ] {
        same(field, ours.as_deref(), case.get(field).and_then(Value::as_str));
    }
    found
}

#[test]
fn golden_files() {
    let cases = json("document/golden.json");
    let cases = cases.as_array().unwrap();
    assert!(cases.len() >= 30, "{}", cases.len());
    let mut found = Vec::new();
    for case in cases {
        let name = text(case, "file");
        let ours = read(&testdata("document").join(name));
        if case.get("error").is_none() {
            match ours {
                Ok(document) => found.extend(differences(case, &document)),
                Err(error) => found.push(format!("{name}: {error}")),
            }
        } else if name != "book.mobi" {
            // DIFFERENCE: the reference has no text of MOBI.
            assert!(ours.is_err(), "{name}");
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn mobi_is_read() {
    let book = read(&testdata("document/book.mobi")).unwrap();
    assert_eq!(collapsed(&book.text), "mobigroßeofabook");
    assert_eq!(book.metadata.name.as_deref(), Some("Title"));
    assert_eq!(book.metadata.creator.as_deref(), Some("Author"));
}

/// DIFFERENCE: the reference has the text before the first of them.
#[test]
fn an_encrypted_chapter_is_an_error() {
    let book = read(&testdata("document/encrypted-chapter.epub"));
    assert!(matches!(book, Err(Error::Encrypted(Format::Epub))));
}

#[test]
fn a_chapter_that_is_not_well_formed_is_read_as_html() {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let container = "<container><rootfile full-path='p.opf'/></container>";
    let package = "<package><manifest><item id='a' href='a.xhtml' media-type='application/xhtml+xml'/>\
                   </manifest><spine><itemref idref='a'/></spine></package>";
    for (name, content) in [
        ("META-INF/container.xml", container),
        ("p.opf", package),
        ("a.xhtml", "<body>a<br>&eacute;<p>b"),
    ] {
        zip.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    let bytes = zip.finish().unwrap().into_inner();
    // DIFFERENCE: the reference gives up the book.
    let document = extract(&bytes, Format::Epub, &Limits::default()).unwrap();
    assert_eq!(collapsed(&document.text), "aeb");
}

fn strict() -> Limits {
    let mut limits = Limits::default();
    limits.unpacked_bytes = 64 << 20;
    limits.work = 400_000_000;
    limits
}

/// All files that the tests of documents have, the smaller ones.
fn corpus() -> Vec<PathBuf> {
    let mut files = Vec::new();
    for folder in ["document", "pdf"] {
        for entry in fs::read_dir(testdata(folder)).into_iter().flatten() {
            let path = entry.unwrap().path();
            if path.is_file() && fs::metadata(&path).unwrap().len() < 200_000 {
                files.push(path);
            }
        }
    }
    files.sort();
    files
}

/// A generator of its own, so that a failing case stays the same.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % (below.max(1) as u64)).unwrap()
    }
}

/// Cut off, with bits flipped, or with a piece of another file in it.
fn damage(bytes: &[u8], other: &[u8], kind: usize, numbers: &mut Numbers) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    match kind % 4 {
        0 => bytes.truncate(numbers.next(bytes.len())),
        1 | 2 => {
            for _ in 0..if kind % 4 == 1 { 8 } else { 80 } {
                let at = numbers.next(bytes.len());
                if let Some(byte) = bytes.get_mut(at) {
                    *byte ^= 1 << numbers.next(8);
                }
            }
        }
        _ => {
            let (at, from) = (numbers.next(bytes.len()), numbers.next(other.len()));
            let length = numbers.next(400).min(other.len() - from);
            bytes.splice(at..at, other[from..from + length].iter().copied());
        }
    }
    bytes
}

#[test]
fn damaged_files_are_no_panic() {
    let files = corpus();
    assert!(files.len() >= 30);
    let contents: Vec<Vec<u8>> = files.iter().map(|path| fs::read(path).unwrap()).collect();
    let mut numbers = Numbers(0x1234_5678_9abc_def1);
    let rounds = 2000_usize.div_ceil(files.len());
    let mut variants = 0;
    for (path, bytes) in files.iter().zip(&contents) {
        for kind in 0..rounds {
            let other = &contents[numbers.next(contents.len())];
            let damaged = damage(bytes, other, kind, &mut numbers);
            // The format is what the whole file was: damage must not get it out of hand.
            let _ = extract(&damaged, format(path, bytes), &strict());
            variants += 1;
        }
    }
    assert!(variants >= 2000);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(256))]

    #[test]
    fn markup_soup_is_no_panic(
        pieces in proptest::collection::vec(proptest::sample::select(vec![
            "<p>", "<table>", "<td>", "</table>", "<b id=1>", "<i>", "</b>", "<a>", "<select>", "<option>", "<svg>", "</svg>",
            "<math>", "<annotation-xml encoding=text/html>", "<template>", "</template>", "<noscript>", "</noscript>", "<head>",
            "<body a=1>", "<html b=2>", "<frameset>", "<script>", "</script>", "<style/>", "<title/>", "<textarea>", "text", "&amp;",
            "<![CDATA[", "]]>", "<!--", "-->", "<?xml", "?>", "<!DOCTYPE r [<!ENTITY e '&e;'>]>", "&e;", "{\\rtf1", "{", "}", "\\par ",
            "\\u1046?", "\\'e4", "\\*", "\\upr", "\\ud", "{\\pict ", "\\bin9 ", "\\fldinst ", "\\sv ", "\\f1", "\\uc3", "\u{0}", "ä",
        ]), 0..60),
    ) {
        let soup = pieces.concat();
        for format in [Format::Html, Format::Xml, Format::Rtf] {
            let start = if format == Format::Rtf { "{\\rtf1" } else { "" };
            let _ = extract(format!("{start}{soup}").as_bytes(), format, &strict());
        }
    }

    #[test]
    fn bytes_are_no_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        for format in [Format::Html, Format::Xml, Format::Rtf, Format::Epub, Format::Mobi] {
            let _ = extract(&bytes, format, &strict());
        }
    }
}

#[test]
#[ignore = "needs cargo xtask samples"]
fn samples() {
    let mut compared = 0;
    let mut found = Vec::new();
    for case in json("document/samples.json").as_array().unwrap() {
        let name = text(case, "file");
        let path = testdata("samples/text").join(name);
        if !path.exists() || case.get("error").is_some() {
            continue;
        }
        match read(&path) {
            Ok(document) => found.extend(differences(case, &document)),
            Err(error) => found.push(format!("{name}: {error}")),
        }
        compared += 1;
    }
    assert!(compared >= 15, "{compared}");
    assert!(found.is_empty(), "{}", found.join("\n"));
}
