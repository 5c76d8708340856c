//! Any bytes as a PDF: text or an error, under limits, and never a panic.
#![no_main]

use iscc_document::{Format, Limits, extract};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut limits = Limits::default();
    limits.unpacked_bytes = 64 << 20;
    limits.work = 100_000_000;
    if let Ok(document) = extract(bytes, Format::Pdf, &limits) {
        assert!(!document.text.trim().is_empty(), "a document without text is an error");
    }
});
