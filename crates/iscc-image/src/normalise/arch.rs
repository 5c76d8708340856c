//! The one place where hot loops are compiled for newer CPUs, and the only unsafe code of this layer: the call of what
//! the CPU was asked about before. The loops are the portable ones, or are tested against them, so the result is the same.
#![cfg_attr(
    all(feature = "simd", target_arch = "x86_64"),
    expect(unsafe_code, reason = "functions for a CPU that was asked")
)]

use iscc_core::Simd;

use super::luma::rgb_to_luma;
use super::resize::{add_weighted, narrow_row};
use super::taps::Taps;

/// The vector instructions that pixels are read with in this process: AVX2 where the CPU has it with the feature `simd`,
/// [`Simd::Baseline`] without it. Decoders have their own.
///
/// ```
/// assert!(iscc_image::simd() >= iscc_core::Simd::Baseline);
/// ```
#[must_use]
#[inline]
pub fn simd() -> Simd {
    #[cfg(all(feature = "simd", target_arch = "x86_64"))]
    if std::is_x86_feature_detected!("avx2") {
        return Simd::Avx2;
    }
    Simd::Baseline
}

/// `fast(arguments)` is `portable(arguments)`, compiled for AVX2 where that is there.
macro_rules! dispatched {
    ($(#[$doc:meta])* $name:ident = $portable:path, ($($argument:ident: $kind:ty),*)) => {
        $(#[$doc])*
        #[inline]
        pub(super) fn $name($($argument: $kind),*) {
            #[cfg(all(feature = "simd", target_arch = "x86_64"))]
            if simd() >= Simd::Avx2 {
                #[target_feature(enable = "avx2")]
                fn fast($($argument: $kind),*) {
                    $portable($($argument),*);
                }
                // SAFETY: the CPU has AVX2.
                unsafe { fast($($argument),*) }
                return;
            }
            $portable($($argument),*);
        }
    };
}

dispatched! {
    /// The luma of a row of RGB pixels; `gray` has one byte a pixel.
    luma_of_rgb = rgb_to_luma, (rgb: &[u8], gray: &mut [u8])
}

/// The 32 pixels of a row.
#[inline]
pub(super) fn narrow(taps: &Taps, row: &[u8], out: &mut [u8; 32]) {
    #[cfg(all(feature = "simd", target_arch = "x86_64"))]
    if simd() >= Simd::Avx2 {
        // SAFETY: the CPU has AVX2.
        unsafe { super::avx2::narrow_row(taps, row, out) }
        return;
    }
    narrow_row(taps, row, out);
}

dispatched! {
    /// Adds a row times its weight, given as two halves, to the sums of an output row.
    add_row = add_weighted, (sums: &mut [i32], row: &[u8], halves: (i32, i32))
}
