//! HEIC: the primary picture of the file, with the colours that libheif 1.23.6 gives it, which the reference's
//! `pillow_heif` 1.8.1 has inside.
//!
//! Container and colours are read here; two decoders of HEVC in Rust share the chroma formats.

mod convert;
mod hevc;

use alloc::vec;

use super::heif::{Chroma, Codec, Fault, Item, Items, Planes, alpha_of};
use super::sink::{Shape, Sink, Source, normalise_rows};
use super::{Decoded, Job};
use crate::error::Error;
use crate::format::Format;
use crate::normalise::Orientation;
use crate::normalise::fill::on_white;
use convert::Converter;

const HEVC: Codec = Codec {
    kinds: &[b"hvc1", b"hev1"],
    decode: |picture, content, limits| hevc::decode(picture.configuration, content, limits),
};

/// Decodes and normalises a HEIC file.
pub(super) fn decode(bytes: &[u8], limits: &Job) -> Result<Decoded, Error> {
    read(bytes, limits).map_err(|fault| fault.of(Format::Heic))
}

fn read(bytes: &[u8], limits: &Job) -> Result<Decoded, Fault> {
    let items = Items::read(bytes, limits)?;
    let primary = items.primary;
    let picture = Item::of(&items, primary);
    if picture.unknown {
        return Err(Fault::Unsupported("an essential property that is not known"));
    }
    if let Some((width, height)) = picture.size {
        limits.check_pixels(width, height)?;
    }
    let colour = picture.decode(&items, HEVC, limits)?;
    let alpha = alpha_of(&items, primary);
    let alpha =
        alpha.map(|item| Item::of(&items, item).decode(&items, HEVC, limits)).transpose()?;
    if let Some(alpha) = &alpha
        && (alpha.width, alpha.height) != (colour.width, colour.height)
    {
        return Err(Fault::Unsupported("opacity of another size"));
    }
    let [left, top, width, height] = match picture.aperture {
        Some(aperture) => cropped(aperture, colour.width, colour.height)
            .ok_or(Fault::Damaged("a crop that is not inside of the picture"))?,
        None => [0, 0, colour.width, colour.height],
    };
    let signal = picture.signal.unwrap_or(colour.signal);
    let is_smooth =
        [left, top].iter().zip(halved(colour.chroma)).any(|(at, half)| half && at % 2 == 1)
            || picture
                .steps()
                .is_some_and(|steps| splits_chroma(colour.chroma, steps, [width, height]));
    let converter = Converter::new(&colour, signal, [left, top], is_smooth)?;
    let gray = colour.chroma == Chroma::None && alpha.is_none();
    let orientation = picture.orientation_in_order();
    let shape = Shape { width, height, orientation, gray };
    let rows = Rows { converter, alpha: alpha.as_ref(), left, top, shape };
    let pixels = normalise_rows(&rows, shape, limits)?;
    // Turned as libheif turns it: the container's steps belong to the picture.
    let (width, height) = if orientation.swaps_axes() { (height, width) } else { (width, height) };
    Ok(Decoded { pixels, format: Format::Heic, width, height, orientation: Orientation::Normal })
}

/// Whether chroma has half of the columns and half of the rows.
const fn halved(chroma: Chroma) -> [bool; 2] {
    match chroma {
        Chroma::None | Chroma::Full => [false; 2],
        Chroma::Half => [true, false],
        Chroma::Quarter => [true; 2],
    }
}

/// Whether a rotation by quarters (counterclockwise) and a mirror put pixels of a picture of this size between two samples of
/// chroma, as libheif sees it.
fn splits_chroma(chroma: Chroma, steps: (u64, Option<u64>), [width, height]: [usize; 2]) -> bool {
    let ([wide, high], (quarters, mirror)) = ([width % 2 == 1, height % 2 == 1], steps);
    // The width of the turned picture.
    let wide_then = if quarters % 2 == 1 { high } else { wide };
    match chroma {
        Chroma::None | Chroma::Full => false,
        Chroma::Half => match quarters {
            1 | 3 => true,
            2 if wide || high => true,
            _ => mirror == Some(1) && wide_then,
        },
        Chroma::Quarter => match quarters {
            1 if wide => true,
            3 if high => true,
            2 if wide || high => true,
            _ => mirror.is_some() && (wide || high),
        },
    }
}

/// Left, top, width and height of a clean aperture (ISO 14496-12, section 12.1.4.1): its middle is moved away from that
/// of the picture. Fractions of a pixel are rounded.
fn cropped(aperture: [u32; 8], width: usize, height: usize) -> Option<[usize; 4]> {
    let side = |size: [u32; 2], moved: [u32; 2], whole: usize| {
        let [size, size_below] = size.map(i128::from);
        // The numerator has a sign.
        let (moved, moved_below) = (i128::from(moved[0].cast_signed()), i128::from(moved[1]));
        if size_below == 0 || moved_below == 0 {
            return None;
        }
        let len = (2 * size + size_below).div_euclid(2 * size_below);
        // moved + (whole - 1) / 2 - (size - 1) / 2, over one denominator.
        let below = 2 * size_below * moved_below;
        let whole = i128::try_from(whole).ok()?;
        let start = 2 * moved * size_below + (whole * size_below - size) * moved_below;
        let start = start.div_euclid(below);
        let is_inside = len > 0 && start >= 0 && start + len <= whole;
        is_inside.then_some((usize::try_from(start).ok()?, usize::try_from(len).ok()?))
    };
    let [a, b, c, d, e, f, g, h] = aperture;
    let ((left, width), (top, height)) =
        (side([a, b], [e, f], width)?, side([c, d], [g, h], height)?);
    Some([left, top, width, height])
}

struct Rows<'a> {
    converter: Converter<'a>,
    alpha: Option<&'a Planes>,
    left: usize,
    top: usize,
    shape: Shape,
}

impl Source for Rows<'_> {
    fn rows(&self, sink: &mut Sink) -> Result<(), Error> {
        let mut row = vec![0; self.shape.width * if self.shape.gray { 1 } else { 3 }];
        for y in 0..self.shape.height {
            if self.shape.gray {
                self.converter.gray_row(y, &mut row);
            } else {
                self.converter.rgb_row(y, &mut row);
            }
            if let Some(alpha) = self.alpha {
                let opacities = alpha.row(0, self.top + y).get(self.left..).unwrap_or_default();
                for (rgb, opacity) in row.chunks_exact_mut(3).zip(opacities) {
                    let opacity = u8::try_from(opacity >> (alpha.bits - 8)).unwrap_or(u8::MAX);
                    for value in rgb {
                        *value = on_white(*value, opacity);
                    }
                }
            }
            sink.push(&row)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn apertures() {
        // An odd side that was filled up to an even one: half a pixel to the left.
        let half = (-1_i32).cast_unsigned();
        let odd = [127, 1, 95, 1, half, 2, half, 2];
        assert_eq!(cropped(odd, 128, 96), Some([0, 0, 127, 95]));
        let middle = [60, 1, 40, 1, 0, 1, 0, 1];
        assert_eq!(cropped(middle, 100, 100), Some([20, 30, 60, 40]));
        let moved = [60, 1, 40, 1, 20, 1, (-30_i32).cast_unsigned(), 1];
        assert_eq!(cropped(moved, 100, 100), Some([40, 0, 60, 40]));
        assert_eq!(cropped([60, 1, 40, 1, 21, 1, 0, 1], 100, 100), None);
        assert_eq!(cropped([60, 0, 40, 1, 0, 1, 0, 1], 100, 100), None);
        assert_eq!(cropped([u32::MAX; 8], 100, 100), Some([49, 49, 1, 1]));
    }
}
