//! [`fragile_bits`]: which bits of an Image-Code a little noise may flip.

use iscc_core::Digest;

use crate::dct::dct_2d;
use crate::gray::Gray32x32;

const BLOCK: usize = 8;

/// How far a frequency of a row and a column past the first strays, as its standard deviation, if every pixel is
/// off by up to one gray level at random: the deviation of a pixel is 1/sqrt(3), and the squares of the 1024
/// products of cosines add up to 256.
const NOISE: f64 = 9.237_604_307_034_013;

/// The bits of [`image_hash`](crate::image_hash) that are not firm, each of them 1.
///
/// A bit tells whether a frequency of the picture is above the median of its block. Where it is closer to the
/// median than the noise of pixels that are off by up to one gray level (another decoder, another resampling, a
/// good re-encoding), the bit may be another one for the same picture. So a code with many such bits is a weak one:
/// pictures with large flat areas or symmetries have them. Under such noise a third of the bits this close flip, and
/// of those that are farther away one in two hundred at most (docs/image.md has the measurement).
///
/// ```
/// use iscc_image::{Gray32x32, fragile_bits};
///
/// let count = |picture: &Gray32x32| -> u32 {
///     fragile_bits(picture).as_bytes().iter().map(|byte| byte.count_ones()).sum()
/// };
/// assert_eq!(count(&Gray32x32::new([7; 1024])), 255); // all but the mean
/// let noise = Gray32x32::from_fn(|x, y| (x * 7 + y * 13 + x * y * 31 % 97) as u8);
/// assert!(count(&noise) < 64);
/// ```
#[must_use]
pub fn fragile_bits(picture: &Gray32x32) -> Digest {
    let frequencies = dct_2d(picture);
    let mut digest = [0; 32];
    let corners = [(0, 0), (BLOCK, 0), (0, BLOCK), (BLOCK, BLOCK)];
    for (word, (left, top)) in digest.chunks_exact_mut(8).zip(corners) {
        let block: [f64; BLOCK * BLOCK] =
            core::array::from_fn(|i| frequencies[top + i / BLOCK][left + i % BLOCK]);
        let mut sorted = block;
        sorted.sort_unstable_by(f64::total_cmp);
        let median = f64::midpoint(sorted[BLOCK * BLOCK / 2 - 1], sorted[BLOCK * BLOCK / 2]);
        for (i, frequency) in block.iter().enumerate() {
            // The cosines of the first frequency of an axis are all 1: twice the squares.
            let (column, row) = (left + i % BLOCK, top + i / BLOCK);
            let axes = i32::from(column == 0) + i32::from(row == 0);
            let noise = NOISE * [1.0, core::f64::consts::SQRT_2, 2.0][axes.unsigned_abs() as usize];
            if (frequency - median).abs() < noise {
                word[i / 8] |= 0x80 >> (i % 8);
            }
        }
    }
    Digest::new(digest)
}
