//! Whatever the bytes: nothing panics, every iterator ends, and no content lies outside of what it is in.

use iscc_container::{MICROSECONDS, Rational, ebml, isobmff, rescale};
use proptest::prelude::*;

/// A box, or an element, as a writer would write it.
fn boxed(kind: [u8; 4], content: &[u8]) -> Vec<u8> {
    let size = u32::try_from(content.len() + 8).unwrap_or(u32::MAX);
    [&size.to_be_bytes(), &kind[..], content].concat()
}

proptest! {
    #[test]
    fn boxes_stay_inside(bytes in prop::collection::vec(any::<u8>(), 0..200), start in 0_u8..9) {
        // Small sizes are likely to be whole boxes.
        let bytes = [&[0, 0, 0, start][..], &bytes].concat();
        let total: usize = isobmff::boxes(&bytes).map(|(_, content)| 8 + content.rest().len()).sum();
        prop_assert!(total <= bytes.len());
        let mut reader = isobmff::Bytes::new(&bytes);
        let _ = (reader.version(), reader.long(1), reader.kind(), reader.i32(), reader.skip(3));
        prop_assert!(reader.take(usize::MAX).is_none());
    }

    #[test]
    fn boxes_come_back(contents in prop::collection::vec(prop::collection::vec(any::<u8>(), 0..40), 0..8)) {
        let bytes: Vec<u8> = contents.iter().flat_map(|content| boxed(*b"test", content)).collect();
        let found: Vec<&[u8]> = isobmff::boxes(&bytes).map(|(_, content)| content.rest()).collect();
        prop_assert_eq!(found, contents.iter().map(Vec::as_slice).collect::<Vec<_>>());
        let first = isobmff::child(&bytes, *b"test").map(|content| content.rest().to_vec());
        prop_assert_eq!(first, contents.first().cloned());
        prop_assert!(isobmff::child(&bytes, *b"none").is_none());
    }

    #[test]
    fn elements_stay_inside(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let total: usize = ebml::elements(&bytes).map(|(_, content)| 2 + content.len()).sum();
        prop_assert!(total <= bytes.len());
        let _ = (ebml::unsigned(&bytes), ebml::float(&bytes), ebml::text(&bytes));
        if let Some(head) = ebml::head(&bytes) {
            prop_assert!(head.size <= ebml::LONGEST_HEAD && head.size <= bytes.len() as u64);
        }
    }

    #[test]
    fn microseconds_and_back(time in -1_i64 << 40..1 << 40, rate in 1_i32..500_000) {
        let base = Rational::new(1, rate);
        prop_assert_eq!(rescale(rescale(time, base, MICROSECONDS), MICROSECONDS, base), time);
    }
}
