//! Any bytes in an RTF file.
#![no_main]

use iscc_document::Format;
use iscc_fuzz::{extract_twice, starting};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    extract_twice(&starting(b"{\\rtf1\\ansi", bytes), Format::Rtf);
});
