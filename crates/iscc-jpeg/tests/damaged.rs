//! Any bytes: pixels or an error, never a panic, and within the limits.

mod peer;

use iscc_jpeg::{Decoder, Error, Limited, Options};
use proptest::prelude::*;

const FILES: [&[u8]; 3] = [
    include_bytes!("../../../testdata/image/jpeg-gray.jpg"),
    include_bytes!("../../../testdata/image/jpeg-arithmetic.jpg"),
    include_bytes!("../../../testdata/image/jpeg-progressive.jpg"),
];

/// Decodes under small limits, with and without an end of the data.
fn decode(bytes: &[u8]) {
    for fill_truncated in [false, true] {
        let mut options = Options::default();
        options.fill_truncated = fill_truncated;
        options.limits.max_pixels = 1 << 18;
        options.limits.max_scans = 20;
        let Ok(decoder) = Decoder::new(bytes) else { continue };
        let copy = decoder.clone();
        let height = usize::from(decoder.height());
        if let Ok(mut rows) = decoder.rows(&options) {
            let mut count = 0;
            while let Ok(Some(_)) = rows.next_row() {
                count += 1;
            }
            assert!(count <= height);
            let _ = rows.finish();
        }
        let _ = copy.planes(&options);
    }
}

proptest! {
    #[test]
    fn noise_after_the_start(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        decode(&[b"\xff\xd8\xff", &*bytes].concat());
    }

    #[test]
    fn changed_bytes(
        file in 0..FILES.len(),
        changes in proptest::collection::vec((any::<u32>(), any::<u8>()), 1..12),
        end in any::<u32>(),
    ) {
        let mut bytes = FILES[file].to_vec();
        for (at, value) in changes {
            let at = at as usize % bytes.len();
            bytes[at] = value;
        }
        bytes.truncate(bytes.len().min(20 + end as usize % (2 * bytes.len())));
        decode(&bytes);
    }
}

#[test]
fn limits_hold() {
    let decoder = Decoder::new(FILES[2]).expect("a header");
    let mut options = Options::default();
    options.limits.max_pixels = 10;
    let error = decoder.clone().rows(&options).expect_err("too many pixels");
    assert!(matches!(error, Error::Limit(Limited::Pixels { allowed: 10, .. })));
    options = Options::default();
    options.limits.max_alloc = 100;
    let error = decoder.clone().rows(&options).expect_err("too much memory");
    assert!(matches!(error, Error::Limit(Limited::Alloc { allowed: 100, .. })));
    options = Options::default();
    options.limits.max_scans = 2;
    let error = decoder.rows(&options).expect_err("too many scans");
    assert_eq!(error, Error::Limit(Limited::Scans { allowed: 2 }));
}
