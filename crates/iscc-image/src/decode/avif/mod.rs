//! AVIF: the primary picture of the file. The container is read here, iscc-av1 decodes, and the colours are those of
//! libavif 1.4.2 with libyuv, which the reference's Pillow has.

mod av1;
mod boxes;
mod convert;
mod planes;

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use super::sink::{Shape, Sink, Source, normalise_rows};
use super::{Decoded, Job, Limits, exif};
use crate::error::{Error, Unsupported};
use crate::format::Format;
use crate::normalise::Orientation;
use crate::normalise::fill::on_white;
use boxes::{Bytes, Items, Property};
use convert::Converter;
use planes::{Chroma, Planes, Signal};

/// Decodes and normalises an AVIF file.
pub(super) fn decode(bytes: &[u8], limits: &Job) -> Result<Decoded, Error> {
    let items = Items::read(bytes, limits)?;
    let primary = items.primary;
    let mut picture = Item::of(&items, primary);
    if picture.unknown {
        return Err(unsupported("an essential property that is not known"));
    }
    let (width, height) = picture.size.ok_or_else(|| damaged("a picture without a size", None))?;
    limits.check_pixels(width, height)?;
    let colour = picture.decode(&items, limits)?;
    let alpha = alpha_of(&items, primary);
    let is_premultiplied = items.referred(b"prem", primary).next().is_some();
    let alpha = alpha.map(|item| Item::of(&items, item).decode(&items, limits)).transpose()?;
    if let Some(alpha) = &alpha
        && (alpha.width, alpha.height, alpha.bits) != (colour.width, colour.height, colour.bits)
    {
        return Err(unsupported("opacity of another size"));
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

/// The first EXIF and XMP blocks of an AVIF or HEIC file.
#[cfg(feature = "metadata")]
pub(crate) fn embedded(bytes: &[u8], limits: &Limits) -> (Option<Vec<u8>>, Option<Vec<u8>>) {
    let Ok(items) = Items::read(bytes, limits) else { return (None, None) };
    let first = |kind: &[u8]| {
        items
            .of_kind(kind)
            .find_map(|id| items.content(id).ok().map(alloc::borrow::Cow::into_owned))
    };
    (first(b"Exif"), first(b"mime"))
}

/// What is known about an item.
#[derive(Debug, Default)]
struct Item {
    id: u64,
    size: Option<(usize, usize)>,
    signal: Option<Signal>,
    rotation: u64,
    mirror: Option<u64>,
    operating_point: u64,
    unknown: bool,
}

impl Item {
    fn of(items: &Items<'_>, id: u64) -> Self {
        let mut item = Self { id, ..Self::default() };
        for (property, is_essential) in items.properties(id) {
            match property {
                Property::Size(width, height) => {
                    item.size = usize::try_from(width).ok().zip(usize::try_from(height).ok());
                }
                Property::Colour { primaries, matrix, full_range } => {
                    item.signal.get_or_insert(Signal { primaries, matrix, full_range });
                }
                Property::Rotation(quarters) => item.rotation = quarters,
                Property::Mirror(axis) => item.mirror = Some(axis),
                Property::OperatingPoint(point) => item.operating_point = point,
                Property::Auxiliary(_) => {}
                Property::Other { essential_unknown } => {
                    item.unknown |= essential_unknown && is_essential;
                }
            }
        }
        item
    }

    fn decode(&self, items: &Items<'_>, limits: &Limits) -> Result<Planes, Error> {
        let content = items.content(self.id)?;
        let planes = match items.kind(self.id) {
            Some(b"av01") => av1::decode(&content, self.operating_point, limits)?,
            Some(b"grid") => self.grid(&content, items, limits)?,
            _ => return Err(unsupported("a picture that is no AV1")),
        };
        if self.size.is_some_and(|size| size != (planes.width, planes.height)) {
            return Err(unsupported("a picture of another size than announced"));
        }
        Ok(planes)
    }

    /// ISO 23008-12, section 6.6.2.3.
    fn grid(&self, content: &[u8], items: &Items<'_>, limits: &Limits) -> Result<Planes, Error> {
        let mut content = Bytes(content);
        content.number(1)?;
        let side = if content.number(1)? & 1 == 1 { 4 } else { 2 };
        let (rows, columns) = (content.number(1)? + 1, content.number(1)? + 1);
        let (width, height) = (content.number(side)?, content.number(side)?);
        let size = (
            usize::try_from(width).unwrap_or(usize::MAX),
            usize::try_from(height).unwrap_or(usize::MAX),
        );
        limits.check_pixels(size.0, size.1)?;
        let parts: Vec<u64> = items.referred(b"dimg", self.id).collect();
        if parts.len() as u64 != rows * columns {
            return Err(damaged("tiles are missing", None));
        }
        let mut tiles = Vec::new();
        let mut pixels = 0_usize;
        for part in parts {
            if items.kind(part) != Some(b"av01") {
                return Err(unsupported("tiles that are no AV1"));
            }
            let tile = Self::of(items, part).decode(items, limits)?;
            pixels = pixels.saturating_add(tile.width * tile.height);
            limits.check_pixels(pixels, 1)?;
            tiles.push(tile);
        }
        Planes::grid(&tiles, usize::try_from(columns).unwrap_or(1), size, limits)
    }
}

/// The item that is the opacity of another.
fn alpha_of(items: &Items<'_>, item: u64) -> Option<u64> {
    const ALPHA: [&[u8]; 2] =
        [b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", b"urn:mpeg:hevc:2015:auxid:1"];
    items.referring(b"auxl", item).find(|auxiliary| {
        items.properties(*auxiliary).any(
            |(property, _)| matches!(property, Property::Auxiliary(kind) if ALPHA.contains(&kind)),
        )
    })
}

/// Rotation and mirror of the container; EXIF's orientation does not count, that of XMP only if EXIF has none.
fn orientation(items: &Items<'_>, picture: &Item) -> Orientation {
    let turned = match (picture.rotation, picture.mirror) {
        (0, None) => Orientation::Normal,
        (1, None) => Orientation::Rotate270,
        (2, None) => Orientation::Rotate180,
        (_, None) => Orientation::Rotate90,
        (0, Some(1)) | (2, Some(0)) => Orientation::MirrorHorizontal,
        (0 | 2, _) => Orientation::MirrorVertical,
        (1, Some(0)) | (3, Some(1)) => Orientation::Transpose,
        _ => Orientation::Transverse,
    };
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

fn damaged(what: &'static str, source: Option<Box<dyn core::error::Error + Send + Sync>>) -> Error {
    Error::Damaged { format: Format::Avif, what, source }
}

fn unsupported(what: &'static str) -> Error {
    Error::Unsupported(Unsupported::Kind { format: Format::Avif, what })
}
