//! Any bytes after the start of a JPEG file: rows, or planes, or an error, within the limits, and the second time as the
//! first.
#![no_main]

use iscc_fuzz::starting;
use iscc_jpeg::{Decoder, Error, Options};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let file = starting(b"\xff\xd8\xff", bytes);
    for fill_truncated in [false, true] {
        let mut options = Options::default();
        options.fill_truncated = fill_truncated;
        options.limits.max_pixels = 1 << 20;
        options.limits.max_scans = 20;
        let first = rows(&file, &options);
        assert_eq!(first, rows(&file, &options));
        let planes = Decoder::new(&file).and_then(|decoder| decoder.planes(&options));
        if first.is_ok() {
            assert!(planes.is_ok());
        }
    }
});

/// A sum over all pixels.
fn rows(file: &[u8], options: &Options) -> Result<u64, Error> {
    let decoder = Decoder::new(file)?;
    let (width, mut left) = (usize::from(decoder.width()), decoder.height());
    let mut rows = decoder.rows(options)?;
    let mut sum = 0_u64;
    while let Some(row) = rows.next_row()? {
        assert!(row.len().is_multiple_of(width) && left > 0);
        left -= 1;
        sum = row.iter().fold(sum, |sum, byte| sum.wrapping_mul(31) + u64::from(*byte));
    }
    assert_eq!(left, 0);
    rows.finish()?;
    Ok(sum)
}
