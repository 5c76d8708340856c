//! Any bytes after the start of a JPEG file: decoding ends in 1024 pixels or an error, within the limits, and
//! the second time as the first.
#![no_main]

use iscc_image::{Limits, decode};
use libfuzzer_sys::fuzz_target;

/// What tells a JPEG file; it would take the fuzzer a while to find it.
const START: &[u8] = b"\xff\xd8\xff";

fuzz_target!(|bytes: &[u8]| {
    let mut limits = Limits::default();
    limits.max_pixels = 1 << 20;
    limits.max_alloc = 1 << 24;
    let file = [START, bytes].concat();
    let (first, second) = (decode(&file, &limits), decode(&file, &limits));
    assert_eq!(first.ok(), second.ok());
});
