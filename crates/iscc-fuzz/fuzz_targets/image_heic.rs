//! Any bytes as a HEIC file through libheif: decoding ends in 1024 pixels or an error, within the limits, the second time
//! as the first. With feature `heic`, as it links the system's library.
#![no_main]

use iscc_fuzz::decode_twice;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // A file as it is, or its boxes.
    if bytes.get(4..8) == Some(b"ftyp") {
        decode_twice(bytes);
    } else {
        decode_twice(&[b"\0\0\0\x10ftypheic\0\0\0\0", bytes].concat());
    }
});
