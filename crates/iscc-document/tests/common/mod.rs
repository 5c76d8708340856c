//! Reads the golden values of `xtask/oracle/text_golden.py` and `xtask/oracle/document_golden.py`.
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

pub(crate) fn text<'a>(case: &'a Value, key: &str) -> &'a str {
    case[key].as_str().unwrap_or_else(|| panic!("{key} of {case}"))
}

pub(crate) fn number(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}
