//! Which colours the components are, and what the picture's rows are made of.

use crate::markers::Applications;

/// What the components of a file are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ColorSpace {
    /// One component.
    Gray,
    /// Luma and two of chroma, as JFIF has them.
    YCbCr,
    /// Red, green, blue.
    Rgb,
    /// Four inks. Adobe's programs store them inverted; they are handed out as they are stored.
    Cmyk,
    /// Three of the inks as luma and chroma, and black.
    Ycck,
    /// Two components, of which nothing is known.
    Unknown,
}

impl ColorSpace {
    /// As libjpeg guesses it from what applications added, or from the components' names.
    pub(crate) fn of(ids: &[u8], applications: Applications) -> Self {
        match (ids, applications) {
            ([_], _) => Self::Gray,
            ([_, _, _], Applications { jfif: true, .. }) => Self::YCbCr,
            ([_, _, _], Applications { adobe: Some(0), .. }) => Self::Rgb,
            ([_, _, _], Applications { adobe: Some(_), .. }) => Self::YCbCr,
            (b"RGB", _) => Self::Rgb,
            ([_, _, _], _) => Self::YCbCr,
            ([_, _, _, _], Applications { adobe: Some(0) | None, .. }) => Self::Cmyk,
            ([_, _, _, _], _) => Self::Ycck,
            _ => Self::Unknown,
        }
    }

    /// Bytes of a pixel of the rows that the decoder hands out: gray, RGB, CMYK, or the two unknown components.
    pub const fn channels(self) -> usize {
        match self {
            Self::Gray => 1,
            Self::YCbCr | Self::Rgb => 3,
            Self::Cmyk | Self::Ycck => 4,
            Self::Unknown => 2,
        }
    }
}

/// JFIF's factors 1.402 (less 1), 1.772 (less 2), 0.71414 (less 1) and 0.34414 in parts of 65536. What is taken off is
/// added as a whole, so that everything fits into 16 bits.
pub(crate) const RED_OF_CR: i16 = 26_345;
pub(crate) const BLUE_OF_CB: i16 = -14_942;
pub(crate) const GREEN_OF_CR: i16 = 18_734;
pub(crate) const GREEN_OF_CB: i16 = -22_554;
pub(crate) const HALF: i32 = 1 << 15;

/// A value times a factor, rounded.
#[inline]
fn times(value: i16, factor: i16) -> i16 {
    let twice = (i32::from(2 * value) * i32::from(factor)) >> 16;
    (twice as i16 + 1) >> 1
}

/// Red, green and blue of a pixel (JFIF 1.02, page 3).
#[inline]
fn rgb(y: u8, cb: u8, cr: u8) -> [u8; 3] {
    let y = i16::from(y);
    let (cb, cr) = (i16::from(cb) - 128, i16::from(cr) - 128);
    let green = i32::from(cb) * i32::from(GREEN_OF_CB) + i32::from(cr) * i32::from(GREEN_OF_CR);
    let green = ((green + HALF) >> 16) as i16;
    [
        byte(y + cr + times(cr, RED_OF_CR)),
        byte(y - cr + green),
        byte(y + 2 * cb + times(cb, BLUE_OF_CB)),
    ]
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "clamped")]
const fn byte(value: i16) -> u8 {
    let value = if value < 0 { 0 } else { value };
    (if value > 255 { 255 } else { value }).cast_unsigned() as u8
}

/// Pixels that are converted side by side.
#[cfg(not(all(target_arch = "x86_64", target_feature = "sse2")))]
mod wide {
    pub(super) const PIXELS: usize = 16;

    /// Red, green and blue of some pixels.
    pub(super) fn rgb(y: &[u8; PIXELS], cb: &[u8; PIXELS], cr: &[u8; PIXELS]) -> [u8; 3 * PIXELS] {
        let mut out = [0; 3 * PIXELS];
        let (pixels, _) = out.as_chunks_mut::<3>();
        for (((pixel, y), cb), cr) in pixels.iter_mut().zip(y).zip(cb).zip(cr) {
            *pixel = super::rgb(*y, *cb, *cr);
        }
        out
    }
}
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
use crate::x86 as wide;

/// A row of RGB.
#[inline]
pub(crate) fn ycc_to_rgb(y: &[u8], cb: &[u8], cr: &[u8], out: &mut [u8]) {
    #[cfg(all(feature = "simd", target_arch = "x86_64", target_feature = "sse2"))]
    if crate::x86::ycc_to_rgb(y, cb, cr, out) {
        return;
    }
    ycc_to_rgb_by(y, cb, cr, out, wide::rgb);
}

/// A row of RGB, `N` pixels at a time.
#[expect(clippy::inline_always, reason = "compiled for several processors")]
#[inline(always)]
pub(crate) fn ycc_to_rgb_by<const N: usize, const BYTES: usize>(
    y: &[u8],
    cb: &[u8],
    cr: &[u8],
    out: &mut [u8],
    convert: impl Fn(&[u8; N], &[u8; N], &[u8; N]) -> [u8; BYTES],
) {
    let (pixels, rest) = out.as_chunks_mut::<BYTES>();
    let parts = [y, cb, cr].map(|row| row.as_chunks::<N>());
    let [(y, last_y), (cb, last_cb), (cr, last_cr)] = parts;
    for (((pixels, y), cb), cr) in pixels.iter_mut().zip(y).zip(cb).zip(cr) {
        *pixels = convert(y, cb, cr);
    }
    let (pixels, _) = rest.as_chunks_mut::<3>();
    for (((pixel, y), cb), cr) in pixels.iter_mut().zip(last_y).zip(last_cb).zip(last_cr) {
        *pixel = rgb(*y, *cb, *cr);
    }
}

/// A row of CMYK: the inks are what is missing from RGB.
#[inline]
pub(crate) fn ycck_to_cmyk(planes: [&[u8]; 4], out: &mut [u8]) {
    let [y, cb, cr, k] = planes;
    let (pixels, _) = out.as_chunks_mut::<4>();
    for ((((pixel, y), cb), cr), k) in pixels.iter_mut().zip(y).zip(cb).zip(cr).zip(k) {
        let [red, green, blue] = rgb(*y, *cb, *cr);
        *pixel = [!red, !green, !blue, *k];
    }
}

/// A row of pixels of components that stay as they are.
#[inline]
pub(crate) fn interleave<const N: usize>(planes: [&[u8]; N], out: &mut [u8]) {
    let (pixels, _) = out.as_chunks_mut::<N>();
    for (index, plane) in planes.iter().enumerate() {
        for (pixel, value) in pixels.iter_mut().zip(*plane) {
            pixel[index] = *value;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pixels_side_by_side_are_as_single_ones() {
        for cb in 0..=255_u8 {
            for cr in 0..=255_u8 {
                let y = core::array::from_fn(|at| u8::try_from(17 * at).unwrap_or(0));
                let out = wide::rgb(&y, &[cb; wide::PIXELS], &[cr; wide::PIXELS]);
                let single = y.map(|y| rgb(y, cb, cr));
                assert_eq!(out.as_slice(), single.as_flattened());
                let mut row = [0; 41 * 3];
                let y = [y[0]; 41];
                ycc_to_rgb(&y, &[cb; 41], &[cr; 41], &mut row);
                assert_eq!(row.as_slice(), [single[0]; 41].as_flattened());
            }
        }
    }
}
