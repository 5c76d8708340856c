//! Any chunks as a WebP file: decoding ends in 1024 pixels or an error, within the limits, the second time as the first.
#![no_main]

use iscc_fuzz::decode_twice;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // A file as it is, or its chunks.
    if bytes.starts_with(b"RIFF") {
        decode_twice(bytes);
    } else {
        let length = (bytes.len() as u32 + 4).to_le_bytes();
        decode_twice(&[b"RIFF", &length[..], b"WEBP", bytes].concat());
    }
});
