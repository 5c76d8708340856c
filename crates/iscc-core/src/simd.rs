//! [`Simd`]: which vector instructions hot loops run on.

use core::fmt;

use crate::arch;

/// The vector instructions that a crate's hot loops run on, from the narrowest to the widest. Results do not depend on them.
///
/// ```
/// use iscc_core::{Simd, simd};
///
/// assert!(simd() >= Simd::Baseline);
/// println!("{}", simd()); // AVX-512
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Simd {
    /// What every CPU of the target has: SSE2 on x86-64, NEON on aarch64. All there is without the feature `simd`.
    Baseline,
    /// AVX2; FMA as well where floating point is fused.
    Avx2,
    /// AVX-512 F, VL, DQ and BW.
    Avx512,
}

impl fmt::Display for Simd {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Baseline => "baseline",
            Self::Avx2 => "AVX2",
            Self::Avx512 => "AVX-512",
        })
    }
}

/// The vector instructions that MinHash and feature hashes run on in this process: the best of the CPU with the feature
/// `simd`, [`Simd::Baseline`] without it.
#[must_use]
pub fn simd() -> Simd {
    arch::Level::best().into()
}
