//! Cleaning, Text-Codes and granular features against the values of iscc-lib, iscc-core and iscc-sdk.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use common::{golden, join, number, text};
use iscc_core::Bits;
use iscc_text::{
    PassageSize, TextHasher, name_from_file, text_clean, text_code, text_collapse, text_features,
    text_hash, text_remove_newlines, text_trim,
};

/// Every scalar value in every context of the script, by digests over blocks of them: another
/// Unicode table anywhere in the dependencies or the compiler fails here.
#[test]
fn all_scalar_values() {
    let blocks = (0..0x2_0000)
        .step_by(0x2000)
        .map(|first| first..first + 0x2000)
        .chain((0x2_0000..0x11_0000).step_by(0x1_0000).map(|first| first..first + 0x1_0000));
    let digest = |probe: &dyn Fn(char) -> String, block: core::ops::Range<u32>| {
        let mut hasher = blake3::Hasher::new();
        for c in block.filter_map(char::from_u32) {
            hasher.update(probe(c).as_bytes()).update(b"\n");
        }
        hasher.finalize().to_hex()[..8].to_owned()
    };
    for case in golden("scalars", 9) {
        let (before, after) =
            (case["probe"][0].as_str().unwrap(), case["probe"][1].as_str().unwrap());
        let collapsed = text(&case, "collapse").split(' ');
        let cleaned = text(&case, "clean").split(' ');
        for ((block, collapsed), cleaned) in blocks.clone().zip(collapsed).zip(cleaned) {
            let at = format!("{before:?} {block:x?} {after:?}");
            let ours =
                digest(&|c| text_collapse(&format!("{before}{c}{after}")).into(), block.clone());
            assert_eq!(ours, collapsed, "collapse {at}");
            let ours = digest(&|c| text_clean(&format!("{before}{c}{after}")), block);
            assert_eq!(ours, cleaned, "clean {at}");
        }
    }
}

#[test]
fn texts() {
    for case in golden("texts", 130) {
        let input = text(&case, "text");
        assert_eq!(text_collapse(input).as_str(), text(&case, "collapse"), "{input:?}");
        assert_eq!(text_clean(input), text(&case, "clean"), "{input:?}");
        assert_eq!(text_remove_newlines(&text_clean(input)), text(&case, "line"), "{input:?}");
        assert_eq!(text_trim(input, 7), text(&case, "trim"), "{input:?}");
        let code = text_code(input, Bits::B256);
        assert_eq!(code.unit.to_string(), text(&case, "unit"), "{input:?}");
        assert_eq!(code.characters, case["characters"], "{input:?}");
        assert_eq!(&text_hash(&text_collapse(input)).as_bytes()[..], code.unit.body(), "{input:?}");
    }
}

/// DIFFERENCE: where iscc-core does something else than iscc-lib, we are with iscc-lib. These
/// are all kinds of such cases: lines of white space, a removed character inside a line break,
/// separators at the ends of text that was not cleaned, and characters of which Unicode 14 and 17
/// think differently.
#[test]
fn differences_to_iscc_core_are_known() {
    let differing: Vec<String> = golden("texts", 130)
        .iter()
        .filter(|case| case.get("core").is_some())
        .map(|case| text(case, "text").to_owned())
        .collect();
    assert_eq!(
        differing,
        [
            "a\n \nb",
            "a\n  \n \nb",
            "a\n \u{a0}\nb",
            "a\r\0\nb",
            "a\r\u{200b}\nb",
            "\u{1c}\u{1d}\u{1e}\u{1f}a\u{1c} b\u{1f}",
            "aΣʕ",
            "ʕΣ",
            "\u{a7d2} \u{a7d4} \u{a7ce}",
            "a\u{1e6e3}Σ",
            "aΣ\u{1acf}a",
            "aΣ\u{a7f1}a",
        ]
    );
}

#[test]
fn all_lengths() {
    for case in golden("bits", 64) {
        let bits = u32::try_from(number(&case["bits"])).unwrap().try_into().unwrap();
        assert_eq!(text_code(text(&case, "text"), bits).unit.to_string(), text(&case, "unit"));
    }
}

#[test]
fn long_texts_whole_and_in_pieces() {
    for case in golden("long", 7) {
        let input = join(&case["parts"]);
        let code = text_code(&input, Bits::B256);
        assert_eq!(code.unit.to_string(), text(&case, "unit"), "{}", case["parts"]);
        assert_eq!(code.characters, case["characters"], "{}", case["parts"]);
        let mut hasher = TextHasher::new();
        for c in input.chars() {
            hasher.update(c.encode_utf8(&mut [0; 4]));
        }
        assert_eq!(hasher.finalize().code(Bits::B256), code, "{}", case["parts"]);
    }
}

#[test]
fn granular_features() {
    for case in golden("granular", 13) {
        let input = join(&case["parts"]);
        let average = u32::try_from(number(&case["average"])).unwrap();
        let size = PassageSize::new(average).unwrap();
        let features: Vec<_> = text_features(&input, size).collect();
        let (chars, bytes) = (case["chars"].as_array().unwrap(), case["bytes"].as_array().unwrap());
        assert_eq!(features.len(), chars.len(), "{}", case["parts"]);
        for ((feature, chars), bytes) in features.iter().zip(chars).zip(bytes) {
            assert_eq!(feature.chars.offset, number(&chars[0]));
            assert_eq!(feature.chars.size, number(&chars[1]));
            assert_eq!(feature.simprint.to_string(), chars[2].as_str().unwrap());
            assert_eq!(feature.bytes.offset, number(&bytes[0]));
            assert_eq!(feature.bytes.size, number(&bytes[1]));
            let end = feature.bytes.offset + feature.bytes.size;
            assert_eq!(feature.content, &input[feature.bytes.offset..end]);
        }
    }
}

#[test]
fn names_of_files() {
    for case in golden("names", 16) {
        assert_eq!(name_from_file(text(&case, "file")), text(&case, "name"));
    }
}
