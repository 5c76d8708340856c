//! Any bytes as an audio file: an error or the same fingerprint by one thread and by two, and its metadata.
#![no_main]

use std::io::Cursor;

use iscc_audio::decode::{Limits, Options, Threads, decode};
use iscc_audio::metadata::metadata;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut limits = Limits::default();
    limits.max_seconds = 60;
    limits.max_metadata_bytes = 1 << 20;
    let options = Options::new().limits(limits);
    let one = decode(bytes.to_vec(), &options).ok();
    let two = decode(bytes.to_vec(), &options.threads(Threads::new(2))).ok();
    assert_eq!(one, two);
    let _ = metadata(Cursor::new(bytes), &limits);
});
