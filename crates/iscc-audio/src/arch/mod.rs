//! The one place where code is chosen by what the CPU has, and the only one with unsafe code.
//!
//! Every function here has one safe body, written so that a compiler makes vector code of it. With feature `simd` it is
//! compiled again for wider vector units and the best version that the CPU can run is called. All versions do the same
//! operations in the same order with the same roundings, a fused multiplication and addition included, which the
//! portable version emulates where there is no instruction for it. Tests compare them bit by bit.

#[cfg(all(feature = "simd", target_arch = "x86_64"))]
mod x86_64;

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
