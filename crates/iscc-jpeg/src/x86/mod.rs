//! Vectors: those that every x86-64 processor has (SSE2), and with the feature `simd` longer ones where the processor has
//! them (AVX2). The one place with unsafe code: functions are called that are compiled for processors of which it is
//! known, and vectors are taken for the arrays that they are.
#![expect(unsafe_code, reason = "vectors")]

mod color;
#[cfg(feature = "simd")]
mod color_avx2;
mod idct;

use core::arch::x86_64::__m128i;
#[cfg(feature = "simd")]
use core::arch::x86_64::__m256i;

use crate::idct::Samples;
use crate::zigzag::Block;
#[cfg(feature = "simd")]
use crate::{color::ycc_to_rgb_by, upsample};

/// The inverse DCT of a block.
#[inline]
pub(crate) fn inverse_dct(block: &Block, table: &Block) -> Samples {
    // SAFETY: this module is compiled for processors with SSE2 only.
    unsafe { idct::full(block, table) }
}

/// Pixels that are converted at once.
pub(crate) const PIXELS: usize = 16;

/// Red, green and blue of some pixels.
#[inline]
pub(crate) fn rgb(y: &[u8; PIXELS], cb: &[u8; PIXELS], cr: &[u8; PIXELS]) -> [u8; 3 * PIXELS] {
    // SAFETY: this module is compiled for processors with SSE2 only.
    unsafe { color::rgb(y, cb, cr) }
}

/// `fast(arguments)` where the processor has AVX2, and whether it has.
#[cfg(feature = "simd")]
macro_rules! dispatched {
    ($(#[$doc:meta])* $name:ident = $portable:path, ($($argument:ident: $kind:ty),*)) => {
        $(#[$doc])*
        #[inline]
        pub(crate) fn $name($($argument: $kind),*) -> bool {
            #[target_feature(enable = "avx2")]
            fn fast($($argument: $kind),*) {
                $portable($($argument),*);
            }
            if std::is_x86_feature_detected!("avx2") {
                // SAFETY: the processor has AVX2.
                unsafe { fast($($argument),*) }
                return true;
            }
            false
        }
    };
}

#[cfg(feature = "simd")]
dispatched! {
    /// See [`upsample::smooth_across`].
    smooth_across = upsample::across, (row: &[u8], out: &mut [u8])
}

#[cfg(feature = "simd")]
dispatched! {
    /// See [`upsample::smooth_down`].
    smooth_down = upsample::down, (near: &[u8], far: &[u8], is_lower: bool, out: &mut [u8])
}

#[cfg(feature = "simd")]
dispatched! {
    /// See [`upsample::smooth_both`].
    smooth_both = upsample::both, (near: &[u8], far: &[u8], sums: &mut [u16], out: &mut [u8])
}

/// See [`ycc_to_rgb`](crate::color::ycc_to_rgb).
#[cfg(feature = "simd")]
#[inline]
pub(crate) fn ycc_to_rgb(y: &[u8], cb: &[u8], cr: &[u8], out: &mut [u8]) -> bool {
    #[target_feature(enable = "avx2")]
    fn fast(y: &[u8], cb: &[u8], cr: &[u8], out: &mut [u8]) {
        ycc_to_rgb_by(y, cb, cr, out, |y, cb, cr| color_avx2::rgb(y, cb, cr));
    }
    if std::is_x86_feature_detected!("avx2") {
        // SAFETY: the processor has AVX2.
        unsafe { fast(y, cb, cr, out) }
        return true;
    }
    false
}

/// An array as a vector: bytes, or values of 16 bits, or vectors of them.
macro_rules! cast {
    ($name:ident: $from:ty => $to:ty) => {
        #[inline]
        const fn $name(from: $from) -> $to {
            // SAFETY: both have the same size, and any bits are values of both.
            unsafe { core::mem::transmute::<$from, $to>(from) }
        }
    };
}

cast!(bytes_to_vector: [u8; 16] => __m128i);
cast!(vectors_to_bytes: [__m128i; 3] => [u8; 48]);
cast!(vectors_to_samples: [__m128i; 4] => Samples);
cast!(block_to_vectors: Block => [__m128i; 8]);
#[cfg(feature = "simd")]
cast!(bytes_to_wide: [u8; 32] => __m256i);
#[cfg(feature = "simd")]
cast!(wide_to_bytes: [__m256i; 3] => [u8; 96]);
