//! Reads the golden values of `xtask/oracle/text_golden.py` and the reference's vectors.
#![allow(dead_code, reason = "every test target uses a part of it")]

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

pub(crate) fn testdata(path: &str) -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata")).join(path)
}

pub(crate) fn json(path: &str) -> Value {
    serde_json::from_slice(&fs::read(testdata(path)).unwrap()).unwrap()
}

/// The cases of one topic of the golden values; there are at least `least`.
pub(crate) fn golden(topic: &str, least: usize) -> Vec<Value> {
    let cases = json("text/golden.json")[topic].as_array().unwrap().clone();
    assert!(cases.len() >= least, "{topic}: {}", cases.len());
    cases
}

pub(crate) fn text<'a>(case: &'a Value, key: &str) -> &'a str {
    case[key].as_str().unwrap_or_else(|| panic!("{key} of {case}"))
}

pub(crate) fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

/// A string, or one given by its parts (see the script).
pub(crate) fn join(parts: &Value) -> String {
    if let Some(text) = parts.as_str() {
        return text.to_owned();
    }
    let mut text = String::new();
    for part in parts.as_array().unwrap() {
        let words = part[0].as_str().unwrap();
        if part[1] == "numbered" {
            text.extend((0..number(&part[2])).map(|n| format!("{words} {}. ", n * n % 9973)));
        } else {
            text += &words.repeat(number(&part[1]));
        }
    }
    text
}
