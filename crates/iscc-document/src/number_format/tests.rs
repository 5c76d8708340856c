//! What the reference shows of many numbers in many formats.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use serde_json::Value;

use super::NumberFormat;
use iscc_text::{text_clean, text_collapse};

/// What does not count in a code is left out: spaces, punctuation.
fn collapsed(text: &str) -> String {
    text_collapse(&text_clean(text)).into()
}

#[test]
fn golden_formats() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/golden/number_formats.json");
    let golden: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let values: Vec<f64> =
        golden["values"].as_array().unwrap().iter().map(|v| v.as_f64().unwrap()).collect();
    let mut different = Vec::new();
    for row in golden["formats"].as_array().unwrap() {
        let (index, code) = match &row[0] {
            Value::String(code) => (164, Some(&**code)),
            index => (u16::try_from(index.as_u64().unwrap()).unwrap(), None),
        };
        let shown = row[1].as_array().unwrap();
        for (value, expected) in values.iter().zip(shown) {
            let expected = expected.as_str().unwrap();
            let ours = NumberFormat::new(index, code).format(*value, false);
            if collapsed(&ours) != collapsed(expected) {
                different.push(format!("{} {value}: {ours:?}, not {expected:?}", row[0]));
            }
        }
    }
    assert!(different.is_empty(), "{}:\n{}", different.len(), different.join("\n"));
}
