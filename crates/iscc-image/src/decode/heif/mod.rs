//! What AVIF and HEIC share: items in boxes, of which one is the picture (HEIF, ISO 23008-12).

mod boxes;
mod planes;

use alloc::boxed::Box;
use alloc::vec::Vec;

use super::Limits;
use crate::error::{Error, Unsupported};
use crate::format::Format;
use crate::normalise::Orientation;
pub(super) use boxes::Items;
use boxes::{Bytes, Property};
pub(super) use planes::{Chroma, Planes, Signal};

/// Why there is no picture, before the name of the format.
#[derive(Debug)]
pub(super) enum Fault {
    Damaged(&'static str),
    Decoder(&'static str, Box<dyn core::error::Error + Send + Sync>),
    Unsupported(&'static str),
    Other(Error),
}

impl Fault {
    pub(super) fn of(self, format: Format) -> Error {
        match self {
            Self::Damaged(what) => Error::Damaged { format, what, source: None },
            Self::Decoder(what, source) => Error::Damaged { format, what, source: Some(source) },
            Self::Unsupported(what) => Error::Unsupported(Unsupported::Kind { format, what }),
            Self::Other(error) => error,
        }
    }
}

impl From<Error> for Fault {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
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

/// How coded items become samples.
#[derive(Debug, Clone, Copy)]
pub(super) struct Codec {
    /// The kinds of items that it reads.
    pub(super) kinds: &'static [&'static [u8]],
    pub(super) decode: fn(&Item<'_>, &[u8], &Limits) -> Result<Planes, Fault>,
}

/// What is known about an item.
#[derive(Debug, Default)]
pub(super) struct Item<'a> {
    pub(super) id: u64,
    pub(super) size: Option<(usize, usize)>,
    pub(super) signal: Option<Signal>,
    pub(super) operating_point: u64,
    /// `HEVCDecoderConfigurationRecord`.
    pub(super) configuration: &'a [u8],
    /// Width, height, and how far the middle is moved, each a fraction.
    pub(super) aperture: Option<[u32; 8]>,
    pub(super) unknown: bool,
    rotation: u64,
    mirror: Option<u64>,
    is_mirrored_first: bool,
}

impl<'a> Item<'a> {
    pub(super) fn of(items: &Items<'a>, id: u64) -> Self {
        let mut item = Self { id, ..Self::default() };
        for (property, is_essential) in items.properties(id) {
            match property {
                Property::Size(width, height) => {
                    item.size = usize::try_from(width).ok().zip(usize::try_from(height).ok());
                }
                Property::Colour { primaries, matrix, full_range } => {
                    item.signal.get_or_insert(Signal { primaries, matrix, full_range });
                }
                Property::Rotation(quarters) => {
                    item.rotation = quarters;
                    item.is_mirrored_first = item.mirror.is_some();
                }
                Property::Mirror(axis) => item.mirror = Some(axis),
                Property::OperatingPoint(point) => item.operating_point = point,
                Property::CleanAperture(numbers) => item.aperture = Some(numbers),
                Property::HevcConfiguration(record) => item.configuration = record,
                Property::Auxiliary(_) => {}
                Property::Other { essential_unknown } => {
                    item.unknown |= essential_unknown && is_essential;
                }
            }
        }
        item
    }

    /// Rotation, then mirror, as they are taken in AVIF.
    #[cfg(feature = "avif")]
    pub(super) fn orientation(&self) -> Orientation {
        turned(self.rotation, self.mirror)
    }

    /// Quarters of the rotation and axis of the mirror, if there is one of them.
    #[cfg(feature = "heic")]
    pub(super) fn steps(&self) -> Option<(u64, Option<u64>)> {
        (self.rotation != 0 || self.mirror.is_some()).then_some((self.rotation, self.mirror))
    }

    /// Rotation and mirror in the order in which the file has them, as they are taken in HEIC.
    #[cfg(feature = "heic")]
    pub(super) fn orientation_in_order(&self) -> Orientation {
        let backwards = self.is_mirrored_first && self.mirror.is_some();
        turned(if backwards { (4 - self.rotation) % 4 } else { self.rotation }, self.mirror)
    }

    pub(super) fn decode(
        &self,
        items: &Items<'_>,
        codec: Codec,
        limits: &Limits,
    ) -> Result<Planes, Fault> {
        let content = items.content(self.id)?;
        let planes = match items.kind(self.id) {
            Some(kind) if codec.kinds.contains(&kind) => (codec.decode)(self, &content, limits)?,
            Some(b"grid") => self.grid(&content, items, codec, limits)?,
            _ => return Err(Fault::Unsupported("a picture of another codec")),
        };
        if self.size.is_some_and(|size| size != (planes.width, planes.height)) {
            return Err(Fault::Unsupported("a picture of another size than announced"));
        }
        Ok(planes)
    }

    /// ISO 23008-12, section 6.6.2.3.
    fn grid(
        &self,
        content: &[u8],
        items: &Items<'_>,
        codec: Codec,
        limits: &Limits,
    ) -> Result<Planes, Fault> {
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
            return Err(Fault::Damaged("tiles are missing"));
        }
        let mut tiles = Vec::new();
        let mut pixels = 0_usize;
        for part in parts {
            if !items.kind(part).is_some_and(|kind| codec.kinds.contains(&kind)) {
                return Err(Fault::Unsupported("tiles of another codec"));
            }
            let tile = Item::of(items, part).decode(items, codec, limits)?;
            pixels = pixels.saturating_add(tile.width * tile.height);
            limits.check_pixels(pixels, 1)?;
            tiles.push(tile);
        }
        Planes::grid(&tiles, usize::try_from(columns).unwrap_or(1), size, limits)
    }
}

/// `rotation`: quarters counterclockwise; `mirror`: 1 swaps left and right, and comes after the rotation.
fn turned(rotation: u64, mirror: Option<u64>) -> Orientation {
    match (rotation, mirror) {
        (0, None) => Orientation::Normal,
        (1, None) => Orientation::Rotate270,
        (2, None) => Orientation::Rotate180,
        (_, None) => Orientation::Rotate90,
        (0, Some(1)) | (2, Some(0)) => Orientation::MirrorHorizontal,
        (0 | 2, _) => Orientation::MirrorVertical,
        (1, Some(0)) | (3, Some(1)) => Orientation::Transpose,
        _ => Orientation::Transverse,
    }
}

/// The item that is the opacity of another.
pub(super) fn alpha_of(items: &Items<'_>, item: u64) -> Option<u64> {
    const ALPHA: [&[u8]; 2] =
        [b"urn:mpeg:mpegB:cicp:systems:auxiliary:alpha", b"urn:mpeg:hevc:2015:auxid:1"];
    items.referring(b"auxl", item).find(|auxiliary| {
        items.properties(*auxiliary).any(
            |(property, _)| matches!(property, Property::Auxiliary(kind) if ALPHA.contains(&kind)),
        )
    })
}
