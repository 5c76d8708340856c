//! The one place where code is chosen by what the CPU has, and the only one with unsafe code.
//!
//! Every function here has one safe body, written so that a compiler makes vector code of it. With feature `simd` it is
//! compiled again for wider vector units and the best version that the CPU can run is called. All versions do the same
//! operations in the same order with the same roundings, a fused multiplication and addition included, which the
//! portable version emulates where there is no instruction for it. Tests compare them bit by bit.

#[cfg(all(feature = "simd", target_arch = "x86_64"))]
mod x86_64;

use iscc_core::Simd;

use crate::chromaprint::chroma::{Chroma, GROUP, Row};
use crate::chromaprint::filter::{Bank, Place};
use crate::chromaprint::lanes::{LANES, Portable};
use crate::chromaprint::resample;

/// A set of vector instructions that code is compiled for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// Whatever the target always has.
    Portable,
    /// AVX2 and FMA: eight 32-bit lanes.
    #[cfg(all(feature = "simd", target_arch = "x86_64"))]
    Avx2,
}

impl Level {
    /// All levels that this CPU can run, best first.
    fn available() -> impl Iterator<Item = Self> {
        [
            #[cfg(all(feature = "simd", target_arch = "x86_64"))]
            x86_64::has_avx2().then_some(Self::Avx2),
            Some(Self::Portable),
        ]
        .into_iter()
        .flatten()
    }

    /// The best level of this CPU.
    #[inline]
    fn best() -> Self {
        Self::available().next().unwrap_or(Self::Portable)
    }
}

/// The vector instructions that fingerprints are made with in this process: the best of the CPU with the feature `simd`,
/// [`Simd::Baseline`] without it.
///
/// ```
/// assert!(iscc_audio::simd() >= iscc_core::Simd::Baseline);
/// ```
#[must_use]
pub fn simd() -> Simd {
    match Level::best() {
        Level::Portable => Simd::Baseline,
        #[cfg(all(feature = "simd", target_arch = "x86_64"))]
        Level::Avx2 => Simd::Avx2,
    }
}

/// Compiles a portable function for every level and calls the version of one.
macro_rules! dispatch {
    ($name:ident, $at:ident, $portable:path, ($($arg:ident: $ty:ty),*)) => {
        pub(crate) fn $name($($arg: $ty),*) {
            $at(Level::best(), $($arg),*);
        }

        /// The version of a level, which must be [available](Level::available).
        #[inline]
        #[cfg_attr(
            all(feature = "simd", target_arch = "x86_64"),
            expect(unsafe_code, reason = "calls what the CPU was asked for")
        )]
        fn $at(level: Level, $($arg: $ty),*) {
            match level {
                Level::Portable => $portable($($arg),*),
                #[cfg(all(feature = "simd", target_arch = "x86_64"))]
                // SAFETY: `Level::available` gives this level only if the CPU has its features.
                Level::Avx2 => unsafe { x86_64::$name($($arg),*) },
            }
        }
    };
}

dispatch!(
    resample, resample_at, resample::single::<Portable>,
    (bank: &Bank<f32>, signal: &[f32], place: &mut Place, out: &mut [f32])
);
dispatch!(
    resample_fixed, resample_fixed_at, resample::fixed,
    (bank: &Bank<i16>, signal: &[i16], place: &mut Place, out: &mut [i16])
);
dispatch!(
    chroma, chroma_at, Chroma::compute::<Portable>,
    (chroma: &mut Chroma, samples: &[i16; GROUP], rows: &mut [Row; LANES])
);

#[cfg(test)]
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::unwrap_used,
    reason = "noise of known range; a test may fail"
)]
mod tests {
    use alloc::vec::Vec;

    use super::*;
    use crate::chromaprint::chroma::NOTES;

    /// Noise of all sizes, down to numbers that lose bits.
    fn noise(count: usize) -> impl Iterator<Item = f32> {
        let mut state = 1_u32;
        (0..count).map(move |n| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let value = state.cast_signed() as f32 / 2_147_483_648.0;
            if n % 5000 < 500 { value * 1e-42 } else { value }
        })
    }

    #[test]
    fn all_versions_resample_alike() {
        let signal: Vec<f32> = noise(20_000).collect();
        for rate in [8000, 12_000, 16_000, 22_050, 37_800, 44_100, 44_101, 48_000, 192_000] {
            let bank = Bank::new(rate);
            let start = Place { input: 3, ..Place::default() };
            let outputs = bank.geometry().outputs(start, signal.len() - LANES);
            let results: Vec<(Vec<u32>, Place)> = Level::available()
                .map(|level| {
                    let (mut out, mut place) = (alloc::vec![0.0; outputs], start);
                    resample_at(level, &bank, &signal, &mut place, &mut out);
                    (out.into_iter().map(f32::to_bits).collect(), place)
                })
                .collect();
            assert!(results.iter().all(|result| *result == results[0]), "{rate}");
        }
    }

    #[test]
    fn all_versions_resample_fixed_point_alike() {
        let signal: Vec<i16> = noise(20_000).map(|value| (value * 32768.0) as i16).collect();
        for rate in [8000, 44_100, 48_000] {
            let bank = Bank::new(rate);
            let outputs = bank.geometry().outputs(Place::default(), signal.len() - LANES);
            let results: Vec<Vec<i16>> = Level::available()
                .map(|level| {
                    let mut out = alloc::vec![0; outputs];
                    resample_fixed_at(level, &bank, &signal, &mut Place::default(), &mut out);
                    out
                })
                .collect();
            assert!(results.iter().all(|result| *result == results[0]), "{rate}");
        }
    }

    #[test]
    fn all_versions_make_the_same_chroma() {
        let samples: Vec<i16> = noise(GROUP).map(|value| (value * 32768.0) as i16).collect();
        let samples = samples.first_chunk().unwrap();
        let results: Vec<[[u64; NOTES]; LANES]> = Level::available()
            .map(|level| {
                let mut rows = [[0.0; NOTES]; LANES];
                chroma_at(level, &mut Chroma::new(), samples, &mut rows);
                rows.map(|row| row.map(f64::to_bits))
            })
            .collect();
        assert!(results.iter().all(|result| *result == results[0]));
    }
}
