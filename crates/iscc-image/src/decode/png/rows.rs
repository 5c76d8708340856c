//! From the samples of a PNG row to gray or RGB bytes on white: Pillow's mode for each combination of
//! bit depth and colour type, and what iscc-sdk 0.9.7 makes of that mode.

use alloc::boxed::Box;

use super::chunks::{Chunks, Colour};
use super::damaged;
use crate::error::Error;
use crate::normalise::fill::on_white;

/// How rows are converted.
#[derive(Debug)]
pub(super) enum Rows {
    /// Gray of 1, 2 or 4 bits, spread to 0..=255.
    GrayPacked(u32),
    Gray8,
    /// 16-bit gray is cut off at 255, not scaled: most of it becomes white.
    Gray16,
    Rgb8,
    /// More than 8 bits of a colour are dropped.
    Rgb16,
    /// Bits of an index, and the colours on white.
    Indexed(u32, Box<[[u8; 3]; 256]>),
    GrayAlpha8,
    GrayAlpha16,
    Rgba8,
    Rgba16,
}

impl Rows {
    pub(super) fn new(chunks: &Chunks<'_>) -> Result<Self, Error> {
        let depth = chunks.header.bit_depth;
        Ok(match (chunks.header.colour, depth) {
            (Colour::Gray, 8) => Self::Gray8,
            (Colour::Gray, 16) => Self::Gray16,
            (Colour::Gray, _) => Self::GrayPacked(depth.into()),
            (Colour::Rgb, 16) => Self::Rgb16,
            (Colour::Rgb, _) => Self::Rgb8,
            (Colour::Indexed, _) => Self::Indexed(depth.into(), palette(chunks)?),
            (Colour::GrayAlpha, 16) => Self::GrayAlpha16,
            (Colour::GrayAlpha, _) => Self::GrayAlpha8,
            (Colour::Rgba, 16) => Self::Rgba16,
            (Colour::Rgba, _) => Self::Rgba8,
        })
    }

    /// Whether [`Rows::convert`] gives one byte a pixel; otherwise it gives three.
    pub(super) const fn is_gray(&self) -> bool {
        matches!(
            self,
            Self::GrayPacked(_) | Self::Gray8 | Self::Gray16 | Self::GrayAlpha8 | Self::GrayAlpha16
        )
    }

    /// The bytes of a converted pixel.
    pub(super) const fn bytes(&self) -> usize {
        if self.is_gray() { 1 } else { 3 }
    }

    /// A stored row as gray or RGB. `out` has room for it; it is not used if the row is good as it is.
    pub(super) fn convert<'a>(&self, row: &'a [u8], out: &'a mut [u8]) -> &'a [u8] {
        match self {
            Self::Gray8 | Self::Rgb8 => return row,
            Self::GrayPacked(bits) => {
                // 255, 85 or 17: exact for 1, 2 and 4 bits.
                let step = 255 / ((1 << bits) - 1);
                for (gray, value) in out.iter_mut().zip(packed(row, *bits)) {
                    *gray = value * step;
                }
            }
            Self::Gray16 => {
                for (gray, value) in out.iter_mut().zip(row.chunks_exact(2)) {
                    *gray = if value[0] == 0 { value[1] } else { 255 };
                }
            }
            Self::Rgb16 => {
                for (sample, value) in out.iter_mut().zip(row.chunks_exact(2)) {
                    *sample = value[0];
                }
            }
            Self::Indexed(bits, colours) => {
                for (rgb, index) in out.chunks_exact_mut(3).zip(packed(row, *bits)) {
                    rgb.copy_from_slice(&colours[usize::from(index)]);
                }
            }
            Self::GrayAlpha8 => gray_on_white::<2, 1>(row, out),
            Self::GrayAlpha16 => gray_on_white::<4, 2>(row, out),
            Self::Rgba8 => rgb_on_white::<4, 1>(row, out),
            Self::Rgba16 => rgb_on_white::<8, 2>(row, out),
        }
        out
    }
}

/// Values of `bits` bits (1, 2, 4 or 8), the first one in the highest bits of its byte.
fn packed(row: &[u8], bits: u32) -> impl Iterator<Item = u8> {
    let mask = u8::MAX >> (8 - bits);
    row.iter()
        .flat_map(move |byte| (0..8 / bits).rev().map(move |place| byte >> (place * bits) & mask))
}

/// Pixels of `BYTES` bytes; the high byte of a sample is the first of `STEP`.
fn gray_on_white<const BYTES: usize, const STEP: usize>(row: &[u8], out: &mut [u8]) {
    for (gray, pixel) in out.iter_mut().zip(row.chunks_exact(BYTES)) {
        *gray = on_white(pixel[0], pixel[STEP]);
    }
}

/// Pixels of `BYTES` bytes; the high byte of a sample is the first of `STEP`.
fn rgb_on_white<const BYTES: usize, const STEP: usize>(row: &[u8], out: &mut [u8]) {
    for (rgb, pixel) in out.chunks_exact_mut(3).zip(row.chunks_exact(BYTES)) {
        let alpha = pixel[3 * STEP];
        rgb[0] = on_white(pixel[0], alpha);
        rgb[1] = on_white(pixel[STEP], alpha);
        rgb[2] = on_white(pixel[2 * STEP], alpha);
    }
}

/// The colours of all indices on white; those that the palette does not have are black.
fn palette(chunks: &Chunks<'_>) -> Result<Box<[[u8; 3]; 256]>, Error> {
    if chunks.palette.len() > 3 * 256
        || chunks.transparency.is_some_and(|alphas| alphas.len() > 256)
    {
        return Err(damaged("a palette of more than 256 colours", None));
    }
    let mut colours = Box::new([[0; 3]; 256]);
    for (colour, stored) in colours.iter_mut().zip(chunks.palette.chunks_exact(3)) {
        colour.copy_from_slice(stored);
    }
    if let Some(alphas) = chunks.transparency {
        if let Some(index) = only_transparent_index(alphas) {
            colours[index] = [255; 3];
        } else {
            for (colour, &alpha) in colours.iter_mut().zip(alphas) {
                *colour = colour.map(|value| on_white(value, alpha));
            }
        }
    }
    Ok(colours)
}

/// The reference takes a list of one 0 among 255s for an index, by a pattern that does not mind a
/// line feed (alpha 10) at its end.
fn only_transparent_index(alphas: &[u8]) -> Option<usize> {
    let list = alphas.strip_suffix(b"\n").unwrap_or(alphas);
    let mut not_opaque = list.iter().enumerate().filter(|(_, alpha)| **alpha != 255);
    match (not_opaque.next(), not_opaque.next()) {
        (Some((index, 0)), None) => Some(index),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_transparent_index() {
        assert_eq!(only_transparent_index(&[255, 0, 255]), Some(1));
        assert_eq!(only_transparent_index(&[255, 0, 10]), Some(1));
        assert_eq!(only_transparent_index(&[255, 0, 0]), None);
        assert_eq!(only_transparent_index(&[255, 1]), None);
        assert_eq!(only_transparent_index(&[255, 10]), None);
        assert_eq!(only_transparent_index(&[]), None);
    }

    #[test]
    fn packed_values_start_at_the_high_bits() {
        assert!(packed(&[0b1010_0001], 1).eq([1, 0, 1, 0, 0, 0, 0, 1]));
        assert!(packed(&[0b1010_0001], 2).eq([2, 2, 0, 1]));
        assert!(packed(&[0xa1], 4).eq([10, 1]));
        assert!(packed(&[0xa1, 2], 8).eq([0xa1, 2]));
    }
}
