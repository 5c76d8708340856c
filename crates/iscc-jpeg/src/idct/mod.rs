//! The inverse DCT (A.3.3) in integers: the algorithm of Loeffler, Ligtenberg and Moschytz with factors of 13 bits, as
//! libjpeg-turbo's vector code computes it.
//!
//! Within the range of the standard all implementations of these formulas agree. Beyond it, in damaged files, it matters
//! how values of 16 bits overflow: products with the quantization table and sums of two inputs wrap around, what a
//! pass gives saturates. Where only the first row of a block is not 0, the first pass is a shift, which wraps around.

#[cfg_attr(
    all(target_arch = "x86_64", target_feature = "sse2", not(test)),
    expect(dead_code, reason = "tests hold the vectors against it")
)]
mod portable;

use crate::zigzag::Block;

/// Factors of 13 bits: the cosines of the algorithm, and the sums of two of them.
pub(crate) const F_0_298: i16 = 2446;
pub(crate) const F_0_390: i16 = 3196;
pub(crate) const F_0_541: i16 = 4433;
pub(crate) const F_0_765: i16 = 6270;
pub(crate) const F_0_899: i16 = 7373;
pub(crate) const F_1_175: i16 = 9633;
pub(crate) const F_1_501: i16 = 12299;
pub(crate) const F_1_847: i16 = 15137;
pub(crate) const F_1_961: i16 = 16069;
pub(crate) const F_2_053: i16 = 16819;
pub(crate) const F_2_562: i16 = 20995;
pub(crate) const F_3_072: i16 = 25172;

/// Bits of the factors, and bits that the first pass keeps in addition.
pub(crate) const BITS: u32 = 13;
pub(crate) const KEPT: u32 = 2;

/// Samples of a block, row by row.
pub(crate) type Samples = [[u8; 8]; 8];

/// Turns a block into samples. `last` is the last place in the file's order that may not be 0.
#[inline]
pub(crate) fn inverse(block: &Block, table: &Block, last: usize) -> Samples {
    if last == 0 {
        return [[flat(block[0].wrapping_mul(table[0])); 8]; 8];
    }
    full(block, table)
}

#[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))]
use portable::full;

#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
use crate::x86::inverse_dct as full;

/// A block of its mean alone.
#[inline]
fn flat(dc: i16) -> u8 {
    narrow((i32::from(dc.wrapping_shl(KEPT)) + 16) >> 5)
}

/// Around 128, within eight bits.
#[inline]
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
const fn narrow(value: i32) -> u8 {
    let value = if value < -128 { -128 } else { value };
    let value = if value > 127 { 127 } else { value };
    (value + 128) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_are_as_the_portable_code() {
        let mut noise = 1_u32;
        for round in 0..2000_u32 {
            let (mut block, mut table) = ([0; 64], [1; 64]);
            for (place, factor) in block.iter_mut().zip(&mut table) {
                noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                if noise >> 24 < 4 + round % 250 {
                    let [low, high, ..] = (noise >> (4 + round % 12)).to_le_bytes();
                    *place = i16::from_le_bytes([low, high]) >> (round % 14);
                }
                *factor = i16::from((noise >> 9).to_le_bytes()[0]);
            }
            assert_eq!(full(&block, &table), portable::full(&block, &table));
        }
    }
}
