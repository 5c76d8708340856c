//! The pixel formats as types, so that every loop over pixels is compiled for each of them.

use super::arch::luma_of_rgb;
use super::fill::on_white;
use super::luma::luma;

/// A pixel format: how its bytes look on white paper.
pub(crate) trait Pixel {
    /// The bytes of a pixel.
    const BYTES: usize;

    /// Red, green and blue of the pixel in `bytes` (exactly [`Self::BYTES`] long), on white.
    fn rgb(bytes: &[u8]) -> [u8; 3];

    /// The luma of a row; `gray` has one byte a pixel.
    fn luma(row: &[u8], gray: &mut [u8]) {
        for (bytes, gray) in row.chunks_exact(Self::BYTES).zip(gray) {
            *gray = luma(Self::rgb(bytes));
        }
    }
}

pub(crate) struct Gray;
pub(crate) struct GrayAlpha;
pub(crate) struct Rgb;
pub(crate) struct Rgba;
pub(crate) struct Bgr;
pub(crate) struct Bgra;
pub(crate) struct Gray16;
/// Samples of 16 bits of which the high bytes count.
pub(crate) struct High<P>(core::marker::PhantomData<P>);

impl Pixel for Gray {
    const BYTES: usize = 1;

    #[inline]
    fn rgb(bytes: &[u8]) -> [u8; 3] {
        [bytes[0]; 3]
    }

    fn luma(row: &[u8], gray: &mut [u8]) {
        gray.copy_from_slice(row);
    }
}

impl Pixel for GrayAlpha {
    const BYTES: usize = 2;

    #[inline]
    fn rgb(bytes: &[u8]) -> [u8; 3] {
        [on_white(bytes[0], bytes[1]); 3]
    }

    fn luma(row: &[u8], gray: &mut [u8]) {
        for (bytes, gray) in row.chunks_exact(2).zip(gray) {
            *gray = on_white(bytes[0], bytes[1]);
        }
    }
}

impl Pixel for Rgb {
    const BYTES: usize = 3;

    #[inline]
    fn rgb(bytes: &[u8]) -> [u8; 3] {
        [bytes[0], bytes[1], bytes[2]]
    }

    fn luma(row: &[u8], gray: &mut [u8]) {
        luma_of_rgb(row, gray);
    }
}

impl Pixel for Rgba {
    const BYTES: usize = 4;

    #[inline]
    fn rgb(bytes: &[u8]) -> [u8; 3] {
        let alpha = bytes[3];
        [on_white(bytes[0], alpha), on_white(bytes[1], alpha), on_white(bytes[2], alpha)]
    }
}

impl Pixel for Bgr {
    const BYTES: usize = 3;

    #[inline]
    fn rgb(bytes: &[u8]) -> [u8; 3] {
        [bytes[2], bytes[1], bytes[0]]
    }
}

impl Pixel for Bgra {
    const BYTES: usize = 4;

    #[inline]
    fn rgb(bytes: &[u8]) -> [u8; 3] {
        Rgba::rgb(&[bytes[2], bytes[1], bytes[0], bytes[3]])
    }
}

impl Pixel for Gray16 {
    const BYTES: usize = 2;

    #[inline]
    fn rgb(bytes: &[u8]) -> [u8; 3] {
        [u8::try_from(u16::from_ne_bytes([bytes[0], bytes[1]])).unwrap_or(u8::MAX); 3]
    }
}

impl<P: Pixel> Pixel for High<P> {
    const BYTES: usize = 2 * P::BYTES;

    #[inline]
    fn rgb(bytes: &[u8]) -> [u8; 3] {
        let high = usize::from(cfg!(target_endian = "little"));
        let sample = |i: usize| bytes.get(2 * i + high).copied().unwrap_or_default();
        P::rgb(&[sample(0), sample(1), sample(2), sample(3)][..P::BYTES])
    }
}

/// Whether any channel of two pixels differs by more than `tolerance`.
#[inline]
pub(crate) fn differs(a: [u8; 3], b: [u8; 3], tolerance: u8) -> bool {
    // Without short circuit: three comparisons at once are cheaper than branches.
    (a[0].abs_diff(b[0]) > tolerance)
        | (a[1].abs_diff(b[1]) > tolerance)
        | (a[2].abs_diff(b[2]) > tolerance)
}
