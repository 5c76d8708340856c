//! The portable functions with the vector units of x86-64.

#![expect(unsafe_code, reason = "calls of vector instructions")]
#![expect(clippy::inline_always, reason = "vector instructions must be where they are allowed")]

use core::arch::x86_64::{
    __m256, _mm_add_ps, _mm_movehl_ps, _mm_movelh_ps, _mm_storeu_ps, _mm_unpackhi_ps,
    _mm_unpacklo_ps, _mm256_add_ps, _mm256_castps256_ps128, _mm256_extractf128_ps, _mm256_fmadd_ps,
    _mm256_loadu_ps, _mm256_mul_ps, _mm256_set1_ps, _mm256_storeu_ps, _mm256_sub_ps,
};

use crate::chromaprint::chroma::{Chroma, GROUP, Row};
use crate::chromaprint::filter::{Bank, Place};
use crate::chromaprint::lanes::{LANES, Lanes};
use crate::chromaprint::resample as portable;

pub(super) fn has_avx2() -> bool {
    std::is_x86_feature_detected!("avx2") && std::is_x86_feature_detected!("fma")
}

#[target_feature(enable = "avx2,fma")]
pub(super) fn resample(bank: &Bank<f32>, signal: &[f32], place: &mut Place, out: &mut [f32]) {
    portable::single::<Avx>(bank, signal, place, out);
}

#[target_feature(enable = "avx2,fma")]
pub(super) fn resample_fixed(bank: &Bank<i16>, signal: &[i16], place: &mut Place, out: &mut [i16]) {
    portable::fixed(bank, signal, place, out);
}

#[target_feature(enable = "avx2,fma")]
pub(super) fn chroma(chroma: &mut Chroma, samples: &[i16; GROUP], rows: &mut [Row; LANES]) {
    chroma.compute::<Avx>(samples, rows);
}

/// A register of AVX. It is used by the functions above alone, and all its methods are inlined into them.
#[derive(Clone, Copy)]
struct Avx(__m256);

impl Lanes for Avx {
    #[inline(always)]
    fn splat(value: f32) -> Self {
        // SAFETY: only functions that require AVX2 and FMA use this type; so for all calls below.
        Self(unsafe { _mm256_set1_ps(value) })
    }

    #[inline(always)]
    fn load(values: &[f32; LANES]) -> Self {
        // SAFETY: the pointer is to eight values, and they need not be aligned.
        Self(unsafe { _mm256_loadu_ps(values.as_ptr()) })
    }

    #[inline(always)]
    fn store(self, values: &mut [f32; LANES]) {
        // SAFETY: the pointer is to eight values, and they need not be aligned.
        unsafe { _mm256_storeu_ps(values.as_mut_ptr(), self.0) };
    }

    #[inline(always)]
    fn add(self, other: Self) -> Self {
        // SAFETY: as in `splat`.
        Self(unsafe { _mm256_add_ps(self.0, other.0) })
    }

    #[inline(always)]
    fn sub(self, other: Self) -> Self {
        // SAFETY: as in `splat`.
        Self(unsafe { _mm256_sub_ps(self.0, other.0) })
    }

    #[inline(always)]
    fn mul(self, other: Self) -> Self {
        // SAFETY: as in `splat`.
        Self(unsafe { _mm256_mul_ps(self.0, other.0) })
    }

    #[inline(always)]
    fn mul_add(self, factor: Self, term: Self) -> Self {
        // SAFETY: as in `splat`.
        Self(unsafe { _mm256_fmadd_ps(self.0, factor.0, term.0) })
    }

    /// Transposed, so that the last additions are of all four at once.
    #[inline(always)]
    fn sums(four: [Self; 4]) -> [f32; 4] {
        let mut sums = [0.0; 4];
        // SAFETY: as in `splat`; the pointer is to four values, and they need not be aligned.
        unsafe {
            let [a, b, c, d] = four.map(|lanes| {
                _mm_add_ps(_mm256_castps256_ps128(lanes.0), _mm256_extractf128_ps::<1>(lanes.0))
            });
            let (low_ab, low_cd) = (_mm_unpacklo_ps(a, b), _mm_unpacklo_ps(c, d));
            let (high_ab, high_cd) = (_mm_unpackhi_ps(a, b), _mm_unpackhi_ps(c, d));
            let even = _mm_add_ps(_mm_movelh_ps(low_ab, low_cd), _mm_movelh_ps(high_ab, high_cd));
            let odd = _mm_add_ps(_mm_movehl_ps(low_cd, low_ab), _mm_movehl_ps(high_cd, high_ab));
            _mm_storeu_ps(sums.as_mut_ptr(), _mm_add_ps(even, odd));
        }
        sums
    }
}
