//! Any text: normalisation does not panic, and the parts of it agree with each other.
#![no_main]

use iscc_core::Bits;
use iscc_text::{text_clean, text_code, text_collapse, text_trim};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&str, u8)| {
    let (text, bytes) = input;
    let collapsed = text_collapse(text);
    let code = text_code(text, Bits::B256);
    assert_eq!(code.characters, collapsed.chars().count() as u64, "the code counts what it hashes");
    let _ = text_clean(text);
    assert!(text_trim(text, bytes.into()).len() <= usize::from(bytes));
});
