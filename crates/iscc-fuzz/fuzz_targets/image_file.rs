//! The whole way of any file: what it is, its pixels, its code, its metadata.
#![no_main]

use iscc_core::Bits;
use iscc_fuzz::decode_twice;
use iscc_image::{Format, Limits, image_code, image_hash, is_featureless, metadata};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let found = decode_twice(bytes);
    assert!(found.is_none() || Format::sniff(bytes).is_some());
    if let Some(found) = found {
        let unit = image_code(&found.pixels, Bits::B64);
        assert_eq!(unit.body(), &image_hash(&found.pixels).as_bytes()[..8]);
        assert!(is_featureless(&unit).is_some());
        assert!(found.width * found.height <= 1 << 20);
    }
    let _ = metadata(bytes, &Limits::default());
});
