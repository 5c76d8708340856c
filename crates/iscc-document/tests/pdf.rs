//! PDF against the reference, and against damage.
#![cfg(feature = "pdf")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::fs;
use std::path::{Path, PathBuf};

use iscc_document::{Error, Format, Limits, Metadata, extract};
use iscc_text::{text_clean, text_collapse};
use serde_json::Value;

fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata")
}

fn golden() -> Vec<(String, Vec<u8>, Value)> {
    let folder = testdata().join("pdf");
    let golden = fs::read_to_string(folder.join("golden.json")).unwrap();
    let golden: Value = serde_json::from_str(&golden).unwrap();
    let cases = golden.as_object().unwrap().iter();
    cases
        .map(|(name, case)| {
            let file = fs::read(folder.join(name).with_extension("pdf")).unwrap();
            (name.clone(), file, case.clone())
        })
        .collect()
}

#[test]
fn golden_files_have_the_text_of_the_reference() {
    let cases = golden();
    assert!(cases.len() > 80, "{}", cases.len());
    for (name, file, case) in cases {
        let document = extract(&file, Format::Pdf, &Limits::default()).unwrap();
        assert_eq!(
            text_collapse(&text_clean(&document.text)).to_string(),
            case["text"].as_str().unwrap(),
            "{name}"
        );
        assert_eq!(document.metadata.pages, Some(1), "{name}");
        if let Some(expected) = case.get("metadata") {
            let metadata = fields(&document.metadata);
            let expected = expected.as_object().unwrap();
            assert_eq!(metadata.len(), expected.len(), "{name}: {metadata:?}");
            for (field, value) in metadata {
                assert_eq!(Some(value), expected[field].as_str(), "{name}: {field}");
            }
        }
    }
}

fn fields(metadata: &Metadata) -> Vec<(&'static str, &str)> {
    let all = [
        ("name", &metadata.name),
        ("description", &metadata.description),
        ("meta", &metadata.meta),
        ("creator", &metadata.creator),
        ("keywords", &metadata.keywords),
        ("license", &metadata.license),
        ("acquire", &metadata.acquire),
        ("credit", &metadata.credit),
        ("rights", &metadata.rights),
    ];
    all.into_iter().filter_map(|(name, value)| Some((name, value.as_deref()?))).collect()
}

/// Cut off, bits flipped, numbers exchanged: an error or some text, never a panic.
#[test]
fn damaged_files_do_no_harm() {
    let mut seed = 0x9e37_79b9_7f4a_7c15_u64;
    let mut random = |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed % u64::try_from(below).unwrap()).unwrap()
    };
    let limits = Limits::default();
    for (_, file, _) in golden() {
        for round in 0..6 {
            let mut damaged = file.clone();
            match round % 3 {
                0 => damaged.truncate(random(file.len())),
                1 => {
                    for _ in 0..8 {
                        let at = random(file.len());
                        damaged[at] ^= 1 << random(8);
                    }
                }
                _ => {
                    let digits: Vec<usize> =
                        (0..file.len()).filter(|&at| file[at].is_ascii_digit()).collect();
                    for _ in 0..5 {
                        damaged[digits[random(digits.len())]] =
                            b'0' + u8::try_from(random(10)).unwrap();
                    }
                }
            }
            let _ = extract(&damaged, Format::Pdf, &limits);
        }
    }
}

/// A PDF of one page with this content.
fn page(content: &[u8], entries: &str, trailer: &str) -> Vec<u8> {
    let font = "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>";
    let form = format!("<< /Subtype /Form /Length {} {entries} >>\nstream\n", content.len());
    let mut file = b"%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n\
        2 0 obj << /Type /Pages /Count 1 /Kids [3 0 R] >> endobj\n\
        3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 500 500] /Contents 4 0 R /Resources "
        .to_vec();
    file.extend(
        format!("<< /Font << /F {font} >> /XObject << /X 4 0 R >> >> >> endobj\n4 0 obj ").bytes(),
    );
    file.extend([form.as_bytes(), content, b"\nendstream endobj\n"].concat());
    file.extend(format!("trailer << /Root 1 0 R {trailer} >>\n%%EOF\n").bytes());
    file
}

/// Fonts that are written in the resources of a page, not in objects of their own.
#[test]
fn fonts_without_an_object_are_told_apart() {
    let content = b"BT /F 9 Tf 50 50 Td (A) Tj /G 9 Tf (A) Tj /F 9 Tf (A) Tj ET";
    let file = String::from_utf8(page(content, "", "")).unwrap();
    let other = "/G << /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [65 /B] >> >>";
    let file = file.replace("<< /Font << ", &format!("<< /Font << {other} "));
    let text = extract(file.as_bytes(), Format::Pdf, &Limits::default()).unwrap().text;
    assert_eq!(text.trim(), "ABA");
}

#[test]
fn what_has_no_text_or_no_end() {
    let limits = Limits::default();
    let scanned = page(b"0 0 500 500 re f", "", "");
    let document = extract(&scanned, Format::Pdf, &limits).unwrap();
    assert_eq!(document.text.trim(), "", "as in the reference, a code of no text");
    assert!(matches!(extract(b"%PDF-1.4", Format::Pdf, &limits), Err(Error::Damaged { .. })));

    // A form in itself is drawn once.
    let nested = page(b"BT /F 9 Tf 50 50 Td (once) Tj ET /X Do /X Do", "", "");
    let text = extract(&nested, Format::Pdf, &limits).unwrap().text;
    assert!(text.matches("once").count() <= 3, "{text}");

    let mut few = limits;
    few.work = 10_000;
    let long = page(&b"BT (text) Tj ET ".repeat(1000), "", "");
    assert!(matches!(extract(&long, Format::Pdf, &few), Err(Error::Limit { .. })));
}

#[test]
fn passwords_are_said_to_be_missing() {
    let file = fs::read(testdata().join("pdf/encrypted-with-a-password.pdf")).unwrap();
    let result = extract(&file, Format::Pdf, &Limits::default());
    assert!(matches!(result, Err(Error::Encrypted(Format::Pdf))), "{result:?}");
}

/// The text of the sample, by its length and hash, is that of the reference.
#[test]
#[ignore = "needs cargo xtask samples"]
fn samples_have_the_text_of_the_reference() {
    let path = testdata().join("samples/text/demo.pdf");
    let document = extract(&fs::read(path).unwrap(), Format::Pdf, &Limits::default()).unwrap();
    let collapsed = text_collapse(&text_clean(&document.text)).to_string();
    assert_eq!(collapsed.chars().count(), 16_995);
    let hash = blake3::hash(collapsed.as_bytes()).to_hex();
    assert_eq!(hash.as_str(), "9493df0f57d6ced07fd82431dcbc0ef414ce6f7b5b72abe276243b1d835df619");
}

/// What stands in front of the first line does not count, wherever offsets are counted from.
#[test]
fn a_file_may_begin_behind_something_else() {
    let file = page(b"BT /F 9 Tf 50 50 Td (core) Tj ET", "", "");
    for front in [&b"\xef\xbb\xbf"[..], b"\r\n", &[b'w'; 1024]] {
        let file = [front, &file].concat();
        assert_eq!(Format::Pdf.refined(&file), Format::Pdf);
        let document = extract(&file, Format::Pdf, &Limits::default()).unwrap();
        assert_eq!(document.text.trim(), "core", "{}", front.len());
    }
}

/// DIFFERENCE: a page that is turned, but not its box, has its text here.
#[test]
fn text_outside_of_the_box_of_a_turned_page() {
    let text = |rotate: &str, content: &[u8]| {
        let file = String::from_utf8(page(content, "", "")).unwrap();
        let file = file.replace("[0 0 500 500]", &format!("[0 0 500 300] /Rotate {rotate}"));
        extract(file.as_bytes(), Format::Pdf, &Limits::default()).unwrap().text.trim().to_owned()
    };
    let outside = b"BT /F 9 Tf 50 400 Td (far) Tj ET";
    assert_eq!(text("90", outside), "far");
    assert_eq!(text("270", outside), "far");
    assert_eq!(text("0", outside), "");
    // As in the reference where there is text inside of the box.
    assert_eq!(text("90", b"BT /F 9 Tf 50 400 Td (far) Tj 0 -200 Td (near) Tj ET"), "near");
}
