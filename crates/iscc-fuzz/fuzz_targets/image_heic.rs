//! Any bytes as a HEIC file: decoding ends in 1024 pixels or an error, within the limits.
#![no_main]

use iscc_fuzz::decode_once;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // A file as it is, or its boxes.
    let found = if bytes.get(4..8) == Some(b"ftyp") {
        decode_once(bytes)
    } else {
        decode_once(&[b"\0\0\0\x10ftypheic\0\0\0\0", bytes].concat())
    };
    assert!(found.is_none_or(|found| found.width * found.height <= 1 << 20));
});
