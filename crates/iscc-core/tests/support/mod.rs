//! Reads `testdata/golden/core.json` for the tests of several crates.

#![allow(clippy::unwrap_used, dead_code, reason = "a test may fail, and uses what it needs")]

use core::fmt::Debug;
use core::str::FromStr;
use std::sync::LazyLock;

use iscc_core::Bits;
use serde_json::Value;

static GOLDEN: LazyLock<Value> = LazyLock::new(|| {
    let json = include_str!("../../../../testdata/golden/core.json");
    serde_json::from_str(json).unwrap()
});

/// The cases of a topic; there must be some.
pub(crate) fn cases(topic: &str) -> impl Iterator<Item = &'static Value> {
    let cases = GOLDEN[topic].as_array().unwrap();
    assert!(!cases.is_empty(), "no cases of {topic}");
    cases.iter()
}

/// The value as a string.
pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_else(|| panic!("not a string: {value}"))
}

/// The value as a number.
pub(crate) fn number<T: TryFrom<u64, Error: Debug>>(value: &Value) -> T {
    T::try_from(value.as_u64().unwrap_or_else(|| panic!("not a number: {value}"))).unwrap()
}

/// The value as what its string is parsed to.
pub(crate) fn parse<T: FromStr<Err: Debug>>(value: &Value) -> T {
    text(value).parse().unwrap_or_else(|error| panic!("{value}: {error:?}"))
}

/// The value as a list.
pub(crate) fn list<'a, T>(value: &'a Value, item: impl Fn(&'a Value) -> T) -> Vec<T> {
    value.as_array().unwrap_or_else(|| panic!("not a list: {value}")).iter().map(item).collect()
}

/// The value as a length of units.
pub(crate) fn bits(value: &Value) -> Bits {
    Bits::new(number(value)).unwrap()
}

/// The value's hexadecimal digits as bytes.
pub(crate) fn hex(value: &Value) -> Vec<u8> {
    let digits = text(value);
    (0..digits.len())
        .step_by(2)
        .map(|i| u8::from_str_radix(&digits[i..i + 2], 16).unwrap())
        .collect()
}

/// The script's generators of long inputs.
pub(crate) fn generate(case: &Value) -> Vec<u8> {
    generate_named(text(&case["input"]), number(&case["length"]))
}

/// `len` bytes of a generator.
pub(crate) fn generate_named(name: &str, len: usize) -> Vec<u8> {
    let (kind, parameter) = name.split_once(' ').unwrap_or((name, "0"));
    match kind {
        "painted" => (0..251).cycle().take(len).collect(),
        "constant" => vec![parameter.parse().unwrap(); len],
        "sparse" => {
            let every: usize = parameter.parse().unwrap();
            (0..len).map(|i| u8::from(i % every == 0)).collect()
        }
        "text" => {
            let sentence = b"The quick brown fox jumps over the lazy dog. ";
            sentence.iter().copied().cycle().take(len).collect()
        }
        "xorshift32" => xorshift32(parameter.parse().unwrap(), len),
        _ => panic!("unknown generator {name}"),
    }
}

/// `len` bytes without structure.
pub(crate) fn xorshift32(mut state: u32, len: usize) -> Vec<u8> {
    let words = core::iter::repeat_with(|| {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_le_bytes()
    });
    words.flatten().take(len).collect()
}
