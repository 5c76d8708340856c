//! Text files against what iscc-sdk (Apache Tika) makes of them, and damaged ones.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use std::fs;

use common::{json, number, testdata, text};
use iscc_core::Bits;
use iscc_document::{Error, Limits, extract_plain};
use iscc_text::{text_clean, text_code};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

fn bytes(case: &serde_json::Value) -> Vec<u8> {
    let hex = text(case, "hex").as_bytes();
    let once: Vec<u8> = hex
        .chunks(2)
        .map(|pair| u8::from_str_radix(core::str::from_utf8(pair).unwrap(), 16).unwrap())
        .collect();
    once.repeat(number(&case["count"]))
}

/// What is in files that the reference reads wrongly.
fn right(case: &str) -> Option<String> {
    Some(match case {
        // DIFFERENCE: characters beyond U+FFFF are kept.
        "astral" => "a😀b 𠀀".to_owned(),
        // DIFFERENCE: better guesses.
        "latin-1" => "Grüße an alle, schöne Straße. ".repeat(5),
        "big5" => "這是一個測試文件，內容是中文。".repeat(10),
        _ => return None,
    })
}

#[test]
fn golden_files() {
    let cases = json("text/golden.json")["plain"].as_array().unwrap().clone();
    assert!(cases.len() >= 33);
    for case in cases {
        let name = text(&case, "case");
        let ours = extract_plain(&bytes(&case), &Limits::default());
        match case.get("text") {
            // Tika ends every text with a line feed of its own, which cleaning removes.
            Some(reference) => {
                let ours = ours.unwrap();
                assert!(!ours.truncated);
                let reference = reference.as_str().unwrap().strip_suffix('\n').unwrap();
                let (expected, differs) =
                    right(name).map_or((reference.to_owned(), false), |right| (right, true));
                assert_eq!(ours.text, expected, "{name} as {}", ours.charset.unwrap());
                assert_eq!(differs, expected != reference, "{name}");
            }
            None => assert!(matches!(ours, Err(Error::NoText)), "{name}"),
        }
    }
}

#[test]
fn charsets_are_told() {
    for (bytes, charset, content) in [
        (&b"plain"[..], "UTF-8", "plain"),
        (b"\xff\xfe\0\0a\0\0\0\0\xd8\0\0b\0\0\0c\0", "UTF-32LE", "a\u{fffd}b\u{fffd}"),
        (b"\0\0\xfe\xff\0\0\0a\0\x11\0\0", "UTF-32BE", "a\u{fffd}"),
        (b"\xff\xfea\0\x3d\xd8\x00\xde\x3d\xd8", "UTF-16LE", "a😀\u{fffd}"),
        (b"\0H\0e\0l\0l\0o", "UTF-16BE", "Hello"),
        (b"H\0e\0l\0l\0o\0", "UTF-16LE", "Hello"),
        (
            b"na\xefve caf\xe9 et cr\xe8me br\xfbl\xe9e \x85",
            "ISO-8859-1",
            "naïve café et crème brûlée \u{fffd}",
        ),
        (
            b"na\xefve caf\xe9 et cr\xe8me br\xfbl\xe9e \x85\r\n",
            "windows-1252",
            "naïve café et crème brûlée …\r\n",
        ),
        (
            b"na\xefve caf\xe9 et cr\xe8me br\xfbl\xe9e 5 \xa4",
            "ISO-8859-15",
            "naïve café et crème brûlée 5 €",
        ),
        // UTF-8 that the reference takes for Chinese, since enough of it is frequent
        ("· · · · ·".as_bytes(), "gb18030", "路 路 路 路 路"),
        ("· · · ·".as_bytes(), "UTF-8", "· · · ·"),
        ("é é é · · é é é é".as_bytes(), "UTF-8", "é é é · · é é é é"),
    ] {
        let extracted = extract_plain(bytes, &Limits::default()).unwrap();
        assert_eq!(
            (extracted.charset.unwrap().to_string().as_str(), extracted.text.as_str()),
            (charset, content)
        );
    }
}

#[test]
fn the_reference_looks_at_16_kib() {
    for (ascii, expected) in [(16_380, "é"), (16_384, "Ã©")] {
        let text = format!("{}é", "a".repeat(ascii));
        let extracted = extract_plain(text.as_bytes(), &Limits::default()).unwrap();
        assert_eq!(extracted.text[ascii..], *expected);
    }
}

#[test]
fn limits_cut_at_characters() {
    let mut limits = Limits::default();
    limits.characters = 5;
    for (bytes, content, truncated) in [
        ("äöüß".as_bytes(), "äöüß", false),
        ("äöüßx".as_bytes(), "äöüßx", false),
        ("äöüßxy".as_bytes(), "äöüßx", true),
        ("a😀b😀cd".as_bytes(), "a😀b😀c", true),
        (b"abcd\xff\xff\xffefghijklmn\xc3\xa4".repeat(20).as_slice(), "abcd", true),
        (b"\xff\xfea\0b\0c\0d\0e\0", "abcde", false),
        (b"\xff\xfea\0b\0c\0d\0e\0f\0", "abcde", true),
        (b"\xff\xfe\0\0a\0\0\0b\0\0\0c\0\0\0d\0\0\0e\0\0\0f\0\0\0", "abcde", true),
    ] {
        let extracted = extract_plain(bytes, &limits).unwrap();
        assert!(extracted.text.starts_with(content), "{:?}", extracted.text);
        assert!(extracted.text.chars().count() <= 5);
        assert_eq!(extracted.truncated, truncated, "{content}");
    }
    limits.characters = 0;
    assert!(matches!(extract_plain(b"abc", &limits), Err(Error::NoText)));
}

#[test]
fn limit_in_a_long_file_of_another_encoding() {
    let bytes = "“Привет” мир. ".chars().filter_map(|c| match c {
        '\0'..='\x7f' => u8::try_from(c).ok(),
        'А'..='я' => u8::try_from(u32::from(c) - 0x410 + 0xc0).ok(),
        _ => None,
    });
    let bytes: Vec<u8> = bytes.collect::<Vec<u8>>().repeat(100_000);
    let mut limits = Limits::default();
    limits.characters = 999_999;
    let extracted = extract_plain(&bytes, &limits).unwrap();
    assert_eq!(extracted.charset.unwrap().to_string(), "windows-1251");
    assert_eq!(extracted.text.chars().count(), 999_999);
    assert!(extracted.truncated);
    assert!(extracted.text.starts_with("Привет мир. Привет"));
}

#[test]
#[ignore = "needs cargo xtask samples"]
fn samples() {
    for (file, unit, characters) in [
        ("demo.txt", "ISCC:EADQMBEYQF6457DPBR6T57675QKCHTATASH4TQG5BJAIB6RDQHWNP6A", 4951),
        // 33831 in the reference: one emoji is six U+FFFD there, and the code is the same.
        ("demo.md", "ISCC:EADZLOU5TZPKAYX3SWDZP25OMN5CAEOXMAS5C74SDANTVF6CM6J5ZZQ", 33826),
        ("demo.json", "ISCC:EAD65QODTI5OLSFW5LQB4UXA4QXPEBPYZ5UEKPKVDB62HWDJ6NWPA3Y", 226),
    ] {
        let bytes = fs::read(testdata("samples/text").join(file)).unwrap();
        let extracted = extract_plain(&bytes, &Limits::default()).unwrap();
        let code = text_code(&text_clean(&extracted.text), Bits::B256);
        assert_eq!((code.unit.to_string().as_str(), code.characters), (unit, characters), "{file}");
    }
}

proptest! {
    #[test]
    fn any_bytes_are_read(
        mark in select(vec![&b""[..], b"\xff\xfe", b"\xfe\xff", b"\xff\xfe\0\0", b"\0\0\xfe\xff", b"\xef\xbb\xbf", b"\x1b$B"]),
        bytes in vec(any::<u8>(), 0..200),
        characters in 0..100usize,
    ) {
        let mut limits = Limits::default();
        limits.characters = characters;
        if let Ok(extracted) = extract_plain(&[mark, &bytes].concat(), &limits) {
            prop_assert!(extracted.text.chars().count() <= characters);
            prop_assert!(!extracted.text.trim().is_empty());
        }
    }
}
