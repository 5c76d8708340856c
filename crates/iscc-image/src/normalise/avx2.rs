//! The hottest loop for AVX2: sums of products of bytes and 16-bit weights, which compilers find only half of.
//!
//! All of it is safe code: the instructions work on values, and who calls it has asked the CPU.

use core::arch::x86_64::{
    __m256i, _mm_add_epi32, _mm_cvtsi128_si32, _mm_set_epi64x, _mm_shuffle_epi32, _mm256_add_epi32,
    _mm256_castsi256_si128, _mm256_cvtepu8_epi16, _mm256_extracti128_si256, _mm256_madd_epi16,
    _mm256_setr_epi16, _mm256_setzero_si256, _mm256_slli_epi32,
};

use super::taps::{SPLIT, Taps, join, round};
use crate::gray::Gray32x32;

const SHIFT: i32 = SPLIT.cast_signed();

/// As [`narrow_row`](super::resize::narrow_row).
#[target_feature(enable = "avx2")]
pub(super) fn narrow_row(taps: &Taps, row: &[u8], out: &mut [u8; Gray32x32::SIDE]) {
    for (i, out) in out.iter_mut().enumerate() {
        let weights = taps.weights(i);
        let (high, low) = weights.all_halves();
        let pixels = &row[weights.start..][..high.len()];
        let ((pixels, last_pixels), (high, last_high), (low, last_low)) =
            (pixels.as_chunks(), high.as_chunks(), low.as_chunks());
        let (mut highs, mut lows) = (_mm256_setzero_si256(), _mm256_setzero_si256());
        for ((pixels, high), low) in pixels.iter().zip(high).zip(low) {
            let pixels = bytes(pixels);
            highs = _mm256_add_epi32(highs, _mm256_madd_epi16(pixels, shorts(high)));
            lows = _mm256_add_epi32(lows, _mm256_madd_epi16(pixels, shorts(low)));
        }
        let mut sum = sum(_mm256_add_epi32(_mm256_slli_epi32::<SHIFT>(highs), lows));
        // In pictures that have no more columns than weights.
        for ((&pixel, &high), &low) in last_pixels.iter().zip(last_high).zip(last_low) {
            let pixel = i32::from(pixel);
            sum = sum.wrapping_add(join(pixel * i32::from(high), pixel * i32::from(low)));
        }
        *out = round(sum);
    }
}

/// Sixteen bytes as numbers of 16 bits.
#[target_feature(enable = "avx2")]
#[inline]
fn bytes(bytes: &[u8; 16]) -> __m256i {
    let [low, high] = [0, 8].map(|at| {
        let part: [u8; 8] = core::array::from_fn(|i| bytes[at + i]);
        i64::from_le_bytes(part)
    });
    _mm256_cvtepu8_epi16(_mm_set_epi64x(high, low))
}

#[target_feature(enable = "avx2")]
#[inline]
fn shorts(&[a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p]: &[i16; 16]) -> __m256i {
    _mm256_setr_epi16(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)
}

/// The sum of eight numbers.
#[target_feature(enable = "avx2")]
#[inline]
fn sum(numbers: __m256i) -> i32 {
    let four =
        _mm_add_epi32(_mm256_castsi256_si128(numbers), _mm256_extracti128_si256::<1>(numbers));
    let two = _mm_add_epi32(four, _mm_shuffle_epi32::<0b01_00_11_10>(four));
    _mm_cvtsi128_si32(_mm_add_epi32(two, _mm_shuffle_epi32::<0b10_11_00_01>(two)))
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::super::resize;
    use super::{Taps, narrow_row};

    #[test]
    #[expect(unsafe_code, reason = "the CPU is asked")]
    fn as_the_portable_loop() {
        if !std::is_x86_feature_detected!("avx2") {
            return;
        }
        for len in (1..200).chain([255, 256, 257, 640, 1000, 1023, 4000, 10_007]) {
            for reversed in [false, true] {
                let taps = Taps::of_columns(len, reversed);
                let noise = (0..len).map(|i| (i * i * 31 + i / 8).to_le_bytes()[0]);
                for row in [noise.collect::<Vec<u8>>(), alloc::vec![255; len]] {
                    let (mut fast, mut portable) = ([0; 32], [0; 32]);
                    // SAFETY: the CPU has AVX2.
                    unsafe { narrow_row(&taps, &row, &mut fast) };
                    resize::narrow_row(&taps, &row, &mut portable);
                    assert_eq!(fast, portable, "{len}");
                }
            }
        }
    }
}
