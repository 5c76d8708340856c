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

/// Bits of the factors of JFIF's conversion, rounded from 1.402, 1.772, 0.71414 and 0.34414.
const BITS: u32 = 16;
const HALF: i32 = 1 << (BITS - 1);
const RED_OF_CR: i32 = 91_881;
const BLUE_OF_CB: i32 = 116_130;
const GREEN_OF_CR: i32 = 46_802;
const GREEN_OF_CB: i32 = 22_554;

/// Red, green and blue of a pixel (JFIF 1.02, page 3).
#[inline]
fn rgb(y: u8, cb: u8, cr: u8) -> [u8; 3] {
    let y = i32::from(y);
    let (cb, cr) = (i32::from(cb) - 128, i32::from(cr) - 128);
    let red = y + ((RED_OF_CR * cr + HALF) >> BITS);
    let green = y + ((-GREEN_OF_CB * cb - GREEN_OF_CR * cr + HALF) >> BITS);
    let blue = y + ((BLUE_OF_CB * cb + HALF) >> BITS);
    [red, green, blue].map(byte)
}

#[inline]
#[expect(clippy::cast_possible_truncation, reason = "clamped")]
const fn byte(value: i32) -> u8 {
    let value = if value < 0 { 0 } else { value };
    (if value > 255 { 255 } else { value }).cast_unsigned() as u8
}

/// A row of RGB.
#[inline]
pub(crate) fn ycc_to_rgb(y: &[u8], cb: &[u8], cr: &[u8], out: &mut [u8]) {
    let (pixels, _) = out.as_chunks_mut::<3>();
    for (((pixel, y), cb), cr) in pixels.iter_mut().zip(y).zip(cb).zip(cr) {
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
