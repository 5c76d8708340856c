//! Any bytes as a file with embedded metadata: whatever is found is found again.
#![no_main]

use iscc_image::{Limits, metadata};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits::default();
    assert_eq!(metadata(bytes, &limits), metadata(bytes, &limits));
});
