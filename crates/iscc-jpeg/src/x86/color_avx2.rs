//! The conversion of 32 pixels to RGB: twice 16 in the halves of the vectors.

use core::arch::x86_64::{
    __m256i, _mm_set_epi8, _mm256_add_epi16, _mm256_add_epi32, _mm256_broadcastsi128_si256,
    _mm256_madd_epi16, _mm256_mulhi_epi16, _mm256_or_si256, _mm256_packs_epi32,
    _mm256_packus_epi16, _mm256_permute2x128_si256, _mm256_set1_epi16, _mm256_set1_epi32,
    _mm256_setzero_si256, _mm256_shuffle_epi8, _mm256_slli_si256, _mm256_srai_epi16,
    _mm256_srai_epi32, _mm256_srli_si256, _mm256_sub_epi16, _mm256_unpackhi_epi8,
    _mm256_unpackhi_epi16, _mm256_unpacklo_epi8, _mm256_unpacklo_epi16,
};

use super::{bytes_to_wide, wide_to_bytes};
use crate::color::{BLUE_OF_CB, GREEN_OF_CB, GREEN_OF_CR, HALF, RED_OF_CR};

#[inline]
#[target_feature(enable = "avx2")]
pub(super) fn rgb(y: &[u8; 32], cb: &[u8; 32], cr: &[u8; 32]) -> [u8; 96] {
    let zero = _mm256_setzero_si256();
    let [y, cb, cr] = [y, cb, cr].map(|plane| bytes_to_wide(*plane));
    let first = eight(
        _mm256_unpacklo_epi8(y, zero),
        _mm256_unpacklo_epi8(cb, zero),
        _mm256_unpacklo_epi8(cr, zero),
    );
    let last = eight(
        _mm256_unpackhi_epi8(y, zero),
        _mm256_unpackhi_epi8(cb, zero),
        _mm256_unpackhi_epi8(cr, zero),
    );
    let red = _mm256_packus_epi16(first.0, last.0);
    let green = _mm256_packus_epi16(first.1, last.1);
    let blue = _mm256_packus_epi16(first.2, last.2);
    // Four bytes a pixel, then three.
    let low = (_mm256_unpacklo_epi8(red, green), _mm256_unpacklo_epi8(blue, zero));
    let high = (_mm256_unpackhi_epi8(red, green), _mm256_unpackhi_epi8(blue, zero));
    let a = close(_mm256_unpacklo_epi16(low.0, low.1));
    let b = close(_mm256_unpackhi_epi16(low.0, low.1));
    let c = close(_mm256_unpacklo_epi16(high.0, high.1));
    let d = close(_mm256_unpackhi_epi16(high.0, high.1));
    let first = _mm256_or_si256(a, _mm256_slli_si256::<12>(b));
    let second = _mm256_or_si256(_mm256_srli_si256::<4>(b), _mm256_slli_si256::<8>(c));
    let third = _mm256_or_si256(_mm256_srli_si256::<8>(c), _mm256_slli_si256::<4>(d));
    // The first half of all three, then the second.
    wide_to_bytes([
        _mm256_permute2x128_si256::<0x20>(first, second),
        _mm256_permute2x128_si256::<0x30>(third, first),
        _mm256_permute2x128_si256::<0x31>(second, third),
    ])
}

/// Red, green and blue of sixteen pixels, not yet clamped.
#[inline]
#[target_feature(enable = "avx2")]
fn eight(y: __m256i, cb: __m256i, cr: __m256i) -> (__m256i, __m256i, __m256i) {
    let middle = _mm256_set1_epi16(128);
    let (cb, cr) = (_mm256_sub_epi16(cb, middle), _mm256_sub_epi16(cr, middle));
    let pair = i32::from(GREEN_OF_CR) << 16 | i32::from(GREEN_OF_CB) & 0xffff;
    let factors = _mm256_set1_epi32(pair);
    let half = _mm256_set1_epi32(HALF);
    let low = _mm256_madd_epi16(_mm256_unpacklo_epi16(cb, cr), factors);
    let high = _mm256_madd_epi16(_mm256_unpackhi_epi16(cb, cr), factors);
    let green = _mm256_packs_epi32(
        _mm256_srai_epi32::<16>(_mm256_add_epi32(low, half)),
        _mm256_srai_epi32::<16>(_mm256_add_epi32(high, half)),
    );
    let twice_cb = _mm256_add_epi16(cb, cb);
    (
        _mm256_add_epi16(_mm256_add_epi16(y, cr), times(_mm256_add_epi16(cr, cr), RED_OF_CR)),
        _mm256_add_epi16(_mm256_sub_epi16(y, cr), green),
        _mm256_add_epi16(_mm256_add_epi16(y, twice_cb), times(twice_cb, BLUE_OF_CB)),
    )
}

/// Half of values times a factor, rounded.
#[inline]
#[target_feature(enable = "avx2")]
fn times(twice: __m256i, factor: i16) -> __m256i {
    let product = _mm256_mulhi_epi16(twice, _mm256_set1_epi16(factor));
    _mm256_srai_epi16::<1>(_mm256_add_epi16(product, _mm256_set1_epi16(1)))
}

/// Four times three bytes out of four times four, in front.
#[inline]
#[target_feature(enable = "avx2")]
fn close(pixels: __m256i) -> __m256i {
    let half = _mm_set_epi8(-1, -1, -1, -1, 14, 13, 12, 10, 9, 8, 6, 5, 4, 2, 1, 0);
    _mm256_shuffle_epi8(pixels, _mm256_broadcastsi128_si256(half))
}
