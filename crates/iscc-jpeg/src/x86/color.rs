//! The conversion of 16 pixels to RGB.

use core::arch::x86_64::{
    __m128i, _mm_add_epi16, _mm_add_epi32, _mm_and_si128, _mm_madd_epi16, _mm_mulhi_epi16,
    _mm_or_si128, _mm_packs_epi32, _mm_packus_epi16, _mm_set_epi64x, _mm_set1_epi16,
    _mm_set1_epi32, _mm_set1_epi64x, _mm_setzero_si128, _mm_slli_si128, _mm_srai_epi16,
    _mm_srai_epi32, _mm_srli_epi64, _mm_srli_si128, _mm_sub_epi16, _mm_unpackhi_epi8,
    _mm_unpackhi_epi16, _mm_unpacklo_epi8, _mm_unpacklo_epi16,
};

use super::{PIXELS, bytes_to_vector, vectors_to_bytes};
use crate::color::{BLUE_OF_CB, GREEN_OF_CB, GREEN_OF_CR, HALF, RED_OF_CR};

#[inline]
#[target_feature(enable = "sse2")]
pub(super) fn rgb(y: &[u8; PIXELS], cb: &[u8; PIXELS], cr: &[u8; PIXELS]) -> [u8; 3 * PIXELS] {
    let zero = _mm_setzero_si128();
    let [y, cb, cr] = [y, cb, cr].map(|plane| bytes_to_vector(*plane));
    let first =
        eight(_mm_unpacklo_epi8(y, zero), _mm_unpacklo_epi8(cb, zero), _mm_unpacklo_epi8(cr, zero));
    let last =
        eight(_mm_unpackhi_epi8(y, zero), _mm_unpackhi_epi8(cb, zero), _mm_unpackhi_epi8(cr, zero));
    let red = _mm_packus_epi16(first.0, last.0);
    let green = _mm_packus_epi16(first.1, last.1);
    let blue = _mm_packus_epi16(first.2, last.2);
    // Four bytes a pixel, then three.
    let low = (_mm_unpacklo_epi8(red, green), _mm_unpacklo_epi8(blue, zero));
    let high = (_mm_unpackhi_epi8(red, green), _mm_unpackhi_epi8(blue, zero));
    let a = close(_mm_unpacklo_epi16(low.0, low.1));
    let b = close(_mm_unpackhi_epi16(low.0, low.1));
    let c = close(_mm_unpacklo_epi16(high.0, high.1));
    let d = close(_mm_unpackhi_epi16(high.0, high.1));
    vectors_to_bytes([
        _mm_or_si128(a, _mm_slli_si128::<12>(b)),
        _mm_or_si128(_mm_srli_si128::<4>(b), _mm_slli_si128::<8>(c)),
        _mm_or_si128(_mm_srli_si128::<8>(c), _mm_slli_si128::<4>(d)),
    ])
}

/// Red, green and blue of eight pixels, not yet clamped.
#[inline]
#[target_feature(enable = "sse2")]
fn eight(y: __m128i, cb: __m128i, cr: __m128i) -> (__m128i, __m128i, __m128i) {
    let middle = _mm_set1_epi16(128);
    let (cb, cr) = (_mm_sub_epi16(cb, middle), _mm_sub_epi16(cr, middle));
    let pair = i32::from(GREEN_OF_CR) << 16 | i32::from(GREEN_OF_CB) & 0xffff;
    let factors = _mm_set1_epi32(pair);
    let half = _mm_set1_epi32(HALF);
    let low = _mm_madd_epi16(_mm_unpacklo_epi16(cb, cr), factors);
    let high = _mm_madd_epi16(_mm_unpackhi_epi16(cb, cr), factors);
    let green = _mm_packs_epi32(
        _mm_srai_epi32::<16>(_mm_add_epi32(low, half)),
        _mm_srai_epi32::<16>(_mm_add_epi32(high, half)),
    );
    let twice_cb = _mm_add_epi16(cb, cb);
    (
        _mm_add_epi16(_mm_add_epi16(y, cr), times(_mm_add_epi16(cr, cr), RED_OF_CR)),
        _mm_add_epi16(_mm_sub_epi16(y, cr), green),
        _mm_add_epi16(_mm_add_epi16(y, twice_cb), times(twice_cb, BLUE_OF_CB)),
    )
}

/// Half of values times a factor, rounded.
#[inline]
#[target_feature(enable = "sse2")]
fn times(twice: __m128i, factor: i16) -> __m128i {
    let product = _mm_mulhi_epi16(twice, _mm_set1_epi16(factor));
    _mm_srai_epi16::<1>(_mm_add_epi16(product, _mm_set1_epi16(1)))
}

/// Four times three bytes out of four times four, in front.
#[inline]
#[target_feature(enable = "sse2")]
fn close(pixels: __m128i) -> __m128i {
    let first = _mm_and_si128(pixels, _mm_set1_epi64x(0xff_ffff));
    let second = _mm_and_si128(_mm_srli_epi64::<8>(pixels), _mm_set1_epi64x(0xff_ffff << 24));
    let pairs = _mm_or_si128(first, second);
    let low = _mm_and_si128(pairs, _mm_set_epi64x(0, 0xffff_ffff_ffff));
    let high = _mm_and_si128(pairs, _mm_set_epi64x(0xffff_ffff_ffff, 0));
    _mm_or_si128(low, _mm_srli_si128::<2>(high))
}
