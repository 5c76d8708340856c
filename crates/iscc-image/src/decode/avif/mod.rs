//! AVIF: the primary picture of the file. The container is read here, iscc-av1 decodes, and the colours are those of
//! libavif 1.4.2 with libyuv, which the reference's Pillow has.

mod av1;
mod convert;

use alloc::vec;

use super::heif::{Chroma, Codec, Fault, Item, Items, Planes, alpha_of};
use super::sink::{Shape, Sink, Source, normalise_rows};
use super::{Decoded, Job, exif};
use crate::error::Error;
use crate::format::Format;
use crate::normalise::Orientation;
use crate::normalise::fill::on_white;
use convert::Converter;

const AV1: Codec = Codec {
    kinds: &[b"av01"],
    decode: |picture, content, limits| av1::decode(content, picture.operating_point, limits),
};

/// Decodes and normalises an AVIF file.
pub(super) fn decode(bytes: &[u8], limits: &Job) -> Result<Decoded, Error> {
    read(bytes, limits).map_err(|fault| fault.of(Format::Avif))
}

fn read(bytes: &[u8], limits: &Job) -> Result<Decoded, Fault> {
    let items = Items::read(bytes, limits)?;
    let primary = items.primary;
    let mut picture = Item::of(&items, primary);
    if picture.unknown {
        return Err(Fault::Unsupported("an essential property that is not known"));
    }
    let (width, height) = picture.size.ok_or(Fault::Damaged("a picture without a size"))?;
    limits.check_pixels(width, height)?;
    let colour = picture.decode(&items, AV1, limits)?;
    let alpha = alpha_of(&items, primary);
    let is_premultiplied = items.referred(b"prem", primary).next().is_some();
    let alpha = alpha.map(|item| Item::of(&items, item).decode(&items, AV1, limits)).transpose()?;
    if let Some(alpha) = &alpha
        && (alpha.width, alpha.height, alpha.bits) != (colour.width, colour.height, colour.bits)
    {
        return Err(Fault::Unsupported("opacity of another size"));
    }
    let signal = *picture.signal.get_or_insert(colour.signal);
    let converter = Converter::new(&colour, signal, alpha.is_some())?;
    let gray = colour.chroma == Chroma::None && alpha.is_none();
    let orientation = orientation(&items, &picture);
    let shape = Shape { width, height, orientation, gray };
    let rows = Rows { converter, alpha: alpha.as_ref(), is_premultiplied, shape };
    let pixels = normalise_rows(&rows, shape, limits)?;
    Ok(Decoded { pixels, format: Format::Avif, width, height, orientation })
}

/// EXIF's orientation does not count, that of XMP only if neither the container nor EXIF has one.
fn orientation(items: &Items<'_>, picture: &Item<'_>) -> Orientation {
    let turned = picture.orientation();
    if turned != Orientation::Normal {
        return turned;
    }
    let describes = |id: &u64| items.referred(b"cdsc", *id).any(|item| item == picture.id);
    let content =
        |kind: &[u8]| items.of_kind(kind).find(describes).and_then(|id| items.content(id).ok());
    // Four bytes say where the TIFF header is.
    let data = content(b"Exif");
    let data = data.as_deref().and_then(|data| {
        let (offset, rest) = data.split_first_chunk::<4>()?;
        rest.get(usize::try_from(u32::from_be_bytes(*offset)).ok()?..)
    });
    if data.is_some_and(|data| exif::orientation(Some(data), None) != Orientation::Normal) {
        return Orientation::Normal;
    }
    let packet = content(b"mime");
    exif::orientation(data, packet.as_deref())
}

struct Rows<'a> {
    converter: Converter<'a>,
    alpha: Option<&'a Planes>,
    /// Whether the colours have been multiplied with the opacity.
    is_premultiplied: bool,
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
                for (rgb, alpha_sample) in row.chunks_exact_mut(3).zip(alpha.row(0, y)) {
                    let opacity = alpha_sample >> (alpha.bits - 8);
                    let opacity = u8::try_from(opacity).unwrap_or(u8::MAX);
                    for value in rgb {
                        let straight =
                            if self.is_premultiplied { divided(*value, opacity) } else { *value };
                        *value = on_white(straight, opacity);
                    }
                }
            }
            sink.push(&row)?;
        }
        Ok(())
    }
}

/// The colour before it was multiplied, with libyuv's reciprocals of 16 bits (`ARGBUnattenuate`).
fn divided(value: u8, opacity: u8) -> u8 {
    let reciprocal = match opacity {
        0 => 0,
        1 => 0xffff,
        255 => 0x100,
        opacity => 0x1_0000 / u32::from(opacity),
    };
    u8::try_from((u32::from(value) * 0x101 * reciprocal) >> 16).unwrap_or(u8::MAX)
}
