//! From stored rows to gray or RGB bytes on white.

use super::directory::{Directory, tags};
use super::kind::{Extra, Kind, Meaning};
use super::lab::Lab;
use super::ycbcr::YCbCr;
use super::{damaged, unsupported};
use crate::decode::indexed::Colours;
use crate::error::Error;
use crate::normalise::fill::{ink_to_light, on_white};

/// How rows are converted.
#[derive(Debug)]
pub(super) struct Rows {
    kind: Kind,
    colours: Option<Colours>,
    /// How libtiff converts planes of YCbCr.
    ycbcr: Option<YCbCr>,
    lab: Option<Lab>,
    /// The order of the bytes of a sample as it is taken here.
    big_endian: bool,
}

impl Rows {
    pub(super) fn new(
        directory: &Directory<'_>,
        kind: Kind,
        compressed: bool,
    ) -> Result<Self, Error> {
        let colours = match kind.meaning {
            Meaning::Indexed => Some(colours(directory)?),
            _ => None,
        };
        let ycbcr = match kind.meaning {
            Meaning::YCbCr if compressed => Some(YCbCr::new(directory)?),
            _ => None,
        };
        if ycbcr.as_ref().is_some_and(|ycbcr| !ycbcr.is_full()) {
            return Err(unsupported("planes of chroma that are smaller"));
        }
        // The reference takes what it has decompressed, in the machine's order, for big-endian.
        let signed = matches!(kind.meaning, Meaning::SignedGray | Meaning::Float);
        let big_endian = directory.big_endian && !(compressed && signed);
        let lab = (kind.meaning == Meaning::Lab).then(Lab::new);
        Ok(Self { kind, colours, ycbcr, lab, big_endian })
    }

    /// Whether [`Rows::convert`] gives one byte a pixel; otherwise it gives three.
    pub(super) fn is_gray(&self) -> bool {
        match (self.kind.meaning, &self.colours) {
            (Meaning::Rgb(_) | Meaning::Cmyk | Meaning::YCbCr | Meaning::Lab, _) => false,
            (_, Some(colours)) => colours.is_gray(),
            _ => true,
        }
    }

    /// Converts a row whose samples lie side by side.
    pub(super) fn convert(&self, row: &[u8], out: &mut [u8]) {
        let Kind { samples, bits, .. } = self.kind;
        match self.kind.meaning {
            Meaning::Gray { inverted } => {
                let most = u8::MAX >> (8 - bits);
                let (step, flip) = (255 / most, if inverted { most } else { 0 });
                for (gray, value) in out.iter_mut().zip(packed(row, bits)) {
                    *gray = (value ^ flip) * step;
                }
            }
            Meaning::WideGray if bits == 12 => twelve_bits(row, out),
            Meaning::WideGray => {
                for (gray, value) in out.iter_mut().zip(row.chunks_exact(2)) {
                    let value = self.u16(value, self.kind.reversed_bits);
                    *gray = u8::try_from(value).unwrap_or(u8::MAX);
                }
            }
            Meaning::SignedGray => {
                for (gray, value) in out.iter_mut().zip(row.chunks_exact(bits / 8)) {
                    let value = match *value {
                        [_, _] => i32::from(self.u16(value, false).cast_signed()),
                        _ => self.u32(value).cast_signed(),
                    };
                    *gray = u8::try_from(value.clamp(0, 255)).unwrap_or_default();
                }
            }
            Meaning::Float => {
                for (gray, value) in out.iter_mut().zip(row.chunks_exact(4)) {
                    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
                    let value = f32::from_bits(self.u32(value)) as u8;
                    *gray = value;
                }
            }
            Meaning::GrayAnd(extra) => {
                for (gray, pixel) in out.iter_mut().zip(row.chunks_exact(2)) {
                    let is_alpha = extra == Extra::Alpha;
                    *gray = if is_alpha { on_white(pixel[0], pixel[1]) } else { pixel[0] };
                }
            }
            Meaning::Indexed => self.indexed(row, out),
            Meaning::Rgb(extra) => {
                let sample = self.sample();
                for (rgb, pixel) in
                    out.chunks_exact_mut(3).zip(row.chunks_exact(samples * bits / 8))
                {
                    let colour = [sample(pixel, 0), sample(pixel, 1), sample(pixel, 2)];
                    rgb.copy_from_slice(&match extra {
                        Extra::Ignored => colour,
                        Extra::Alpha => colour.map(|value| on_white(value, sample(pixel, 3))),
                        Extra::Premultiplied => {
                            let alpha = sample(pixel, 3);
                            colour.map(|value| on_white(divided(value, alpha), alpha))
                        }
                    });
                }
            }
            Meaning::Cmyk => {
                let sample = self.sample();
                for (rgb, pixel) in
                    out.chunks_exact_mut(3).zip(row.chunks_exact(samples * bits / 8))
                {
                    for (ink, light) in rgb.iter_mut().enumerate() {
                        *light = ink_to_light(sample(pixel, ink), sample(pixel, 3));
                    }
                }
            }
            Meaning::Lab => {
                let Some(lab) = &self.lab else { return };
                // A mistake of Pillow: planes are taken as if a and b had no sign.
                let sign = if self.kind.planar { 0 } else { 0x80 };
                for (rgb, pixel) in out.chunks_exact_mut(3).zip(row.chunks_exact(3)) {
                    rgb.copy_from_slice(&lab.rgb([pixel[0], pixel[1] ^ sign, pixel[2] ^ sign]));
                }
            }
            Meaning::YCbCr => {
                for (rgb, pixel) in out.chunks_exact_mut(3).zip(row.chunks_exact(3)) {
                    let [y, cb, cr] = [pixel[0], pixel[1], pixel[2]];
                    rgb.copy_from_slice(&match &self.ycbcr {
                        Some(tables) => tables.rgb(y, [cb, cr]),
                        None => of_ycbcr([y, cb, cr]),
                    });
                }
            }
        }
    }

    fn indexed(&self, row: &[u8], out: &mut [u8]) {
        let Some(colours) = &self.colours else { return };
        let indices = packed(row, self.kind.bits).step_by(self.kind.samples);
        if colours.is_gray() {
            for (gray, index) in out.iter_mut().zip(indices) {
                *gray = colours.rgb(index)[0];
            }
        } else {
            for (rgb, index) in out.chunks_exact_mut(3).zip(indices) {
                rgb.copy_from_slice(&colours.rgb(index));
            }
        }
    }

    /// Takes a sample of 8 bits, or the high byte of one of 16.
    fn sample(&self) -> impl Fn(&[u8], usize) -> u8 {
        let size = self.kind.bits / 8;
        let high = if self.big_endian { 0 } else { size - 1 };
        move |pixel, index| pixel[index * size + high]
    }

    fn u16(&self, value: &[u8], reversed: bool) -> u16 {
        let mut bytes = [value[0], value[1]];
        if reversed {
            bytes = bytes.map(u8::reverse_bits);
        }
        if self.big_endian { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) }
    }

    fn u32(&self, value: &[u8]) -> u32 {
        let bytes = [value[0], value[1], value[2], value[3]];
        if self.big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) }
    }
}

/// Colours of 16 bits, all reds first; their high bytes count.
fn colours(directory: &Directory<'_>) -> Result<Colours, Error> {
    let map =
        directory.shorts(tags::COLOR_MAP).ok_or_else(|| damaged("indices without a palette"))?;
    let count = map.len() / 3;
    if count > 256 {
        return Err(unsupported("a palette of more than 256 colours"));
    }
    let high = |index: usize| map[index].to_be_bytes()[0];
    Ok(Colours::of((0..count).map(|i| [high(i), high(i + count), high(i + 2 * count)])))
}

/// The colour before it was multiplied with the alpha.
const fn divided(value: u8, alpha: u8) -> u8 {
    if alpha == 0 {
        return 0;
    }
    let value = value as u32 * 255 / alpha as u32;
    if value > 255 { 255 } else { value.to_le_bytes()[0] }
}

/// Two values in three bytes, the high bits first.
fn twelve_bits(row: &[u8], out: &mut [u8]) {
    for (pair, bytes) in out.chunks_mut(2).zip(row.chunks(3)) {
        let &[high, middle, ..] = bytes else { return };
        let low = bytes.get(2).copied().unwrap_or_default();
        let values = [
            u16::from(high) << 4 | u16::from(middle >> 4),
            u16::from(middle & 15) << 8 | u16::from(low),
        ];
        for (gray, value) in pair.iter_mut().zip(values) {
            *gray = u8::try_from(value).unwrap_or(u8::MAX);
        }
    }
}

/// Pillow's conversion (JFIF), with 6 bits after the point in each summand.
fn of_ycbcr([y, cb, cr]: [u8; 3]) -> [u8; 3] {
    // Its tables are rounded to the nearest above zero, and up below.
    let part = |factor: f64, chroma: u8| -> i32 {
        let exact = factor * 64.0 * (f64::from(chroma) - 128.0);
        #[allow(clippy::cast_possible_truncation, reason = "below 15,000")]
        let rounded = (exact + 0.5) as i32;
        rounded
    };
    let y = i32::from(y);
    let red = y + (part(1.402, cr) >> 6);
    let green = y + ((part(-0.344_14, cb) + part(-0.714_14, cr)) >> 6);
    let blue = y + (part(1.772, cb) >> 6);
    [red, green, blue].map(|value| u8::try_from(value.clamp(0, 255)).unwrap_or_default())
}

/// Values of `bits` bits (1, 2, 4 or 8), the first one in the highest bits of its byte.
fn packed(row: &[u8], bits: usize) -> impl Iterator<Item = u8> {
    let mask = u8::MAX >> (8 - bits);
    row.iter()
        .flat_map(move |byte| (0..8 / bits).rev().map(move |place| byte >> (place * bits) & mask))
}
