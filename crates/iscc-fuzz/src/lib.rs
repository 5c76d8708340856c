//! What the targets of image files share.

mod document;

use iscc_image::{Decoded, Limits, decode_image};

pub use document::{compound, extract_twice, packed};

/// Decodes a file of at most a megapixel and 16 MiB of memory.
pub fn decode_once(file: &[u8]) -> Option<Decoded> {
    let mut limits = Limits::default();
    limits.max_pixels = 1 << 20;
    limits.max_alloc = 1 << 24;
    limits.max_work = 1 << 25;
    limits.max_elements = 2000;
    decode_image(file, &limits).ok()
}

/// [`decode_once`], twice: the second time must end as the first.
pub fn decode_twice(file: &[u8]) -> Option<Decoded> {
    let (first, second) = (decode_once(file), decode_once(file));
    assert_eq!(first, second);
    first
}

/// `bytes` as a file that starts with `start`; it would take the fuzzer a while to find it.
pub fn starting(start: &[u8], bytes: &[u8]) -> Vec<u8> {
    if bytes.starts_with(start) { bytes.to_vec() } else { [start, bytes].concat() }
}
