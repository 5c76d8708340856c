//! Any bytes: what a file is is told without a panic, and bytes behind the first 64 KiB do not matter.
#![no_main]

use iscc_audio::decode::{Container, id3v2_len};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = id3v2_len(bytes);
    let container = Container::sniff(bytes);
    if let Some(container) = container {
        assert!(!container.to_string().is_empty());
    }
    assert_eq!(Container::sniff(bytes), container);
});
