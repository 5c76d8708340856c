//! Any bytes as an SVG file: decoding ends in 1024 pixels or an error, within the limits, the second time as the first.
#![no_main]

use iscc_fuzz::{decode_twice, starting};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    decode_twice(&starting(b"<", bytes));
});
