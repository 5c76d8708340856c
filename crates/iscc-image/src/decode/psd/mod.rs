//! PSD: the merged picture of Photoshop documents, in the modes that Pillow opens.
//!
//! Read here: the merged picture is a header, three sections to be skipped and planes, raw or in runs;
//! which modes count, and what is opacity, is the reference's.

mod planes;

use super::indexed::Colours;
use super::reader::Reader;
use super::sink::{Shape, normalise_rows};
use super::{Decoded, Job};
use crate::error::{Error, Unsupported};
use crate::format::Format;
use crate::normalise::Orientation;
use planes::{Coding, Mode, Planes};

/// Decodes and normalises the merged picture of a Photoshop file.
pub(super) fn decode(bytes: &[u8], limits: &Job) -> Result<Decoded, Error> {
    let header = Header::read(bytes).ok_or_else(|| damaged("cut off before the pixels"))?;
    let mode = header.mode()?;
    let Header { width, height, .. } = header;
    if width == 0 || height == 0 {
        return Err(damaged("a picture without a size"));
    }
    limits.check_pixels(width, height)?;
    let orientation = Orientation::Normal;
    let mut planes =
        Planes { bytes, width, height, mode, coding: Coding::Raw, start: header.pixels };
    planes.coding = match header.compression {
        0 => Coding::Raw,
        1 => planes.run_lengths(limits)?,
        _ => return Err(unsupported("another compression than run lengths")),
    };
    let shape = Shape { width, height, orientation, gray: planes.mode.is_gray() };
    let pixels = normalise_rows(&planes, shape, limits)?;
    Ok(Decoded { pixels, format: Format::Psd, width, height, orientation })
}

/// What comes before the pixels.
struct Header<'a> {
    channels: u16,
    width: usize,
    height: usize,
    bits: u16,
    mode: u16,
    colour_data: &'a [u8],
    compression: u16,
    /// Where the pixels, or the lengths of their rows, start.
    pixels: usize,
}

impl<'a> Header<'a> {
    fn read(bytes: &'a [u8]) -> Option<Self> {
        let mut file = Reader::new(bytes, 4);
        let version = file.array().map(u16::from_be_bytes)?;
        file.take(6)?;
        let channels = file.array().map(u16::from_be_bytes)?;
        let [height, width] = [(); 2].map(|()| file.array().map(u32::from_be_bytes));
        let bits = file.array().map(u16::from_be_bytes)?;
        let mode = file.array().map(u16::from_be_bytes)?;
        let size = usize::try_from(u32::from_be_bytes(file.array()?)).ok()?;
        let colour_data = file.take(size)?;
        skip_resources(&mut file)?;
        let layers = usize::try_from(u32::from_be_bytes(file.array()?)).ok()?;
        file.take(layers)?;
        let compression = file.array().map(u16::from_be_bytes)?;
        (version == 1).then_some(())?;
        Some(Self {
            channels,
            width: usize::try_from(width?).ok()?,
            height: usize::try_from(height?).ok()?,
            bits,
            mode,
            colour_data,
            compression,
            pixels: file.position(),
        })
    }

    /// The mode of Pillow.
    fn mode(&self) -> Result<Mode, Error> {
        let (mode, channels) = match (self.mode, self.bits) {
            (0, 1) => (Mode::Bilevel, 1),
            (0 | 1 | 7 | 8, 8) => (Mode::Gray, 1),
            (2, 8) => (Mode::Indexed(self.palette()), 1),
            (3, 8) if self.channels == 4 => (Mode::Rgba, 4),
            (3, 8) => (Mode::Rgb, 3),
            (4, 8) => (Mode::Cmyk, 4),
            (9, 8) => return Err(unsupported("Lab colours")),
            _ => return Err(unsupported("an unusual mode or depth")),
        };
        if self.channels < channels {
            return Err(damaged("channels are missing"));
        }
        Ok(mode)
    }

    /// All reds, then all greens, then all blues. Without it the reference has black only.
    fn palette(&self) -> Colours {
        match self.colour_data.len() {
            768 => {
                let at = |index: usize| self.colour_data[index];
                Colours::of((0..256).map(|i| [at(i), at(i + 256), at(i + 512)]))
            }
            _ => Colours::of([]),
        }
    }
}

/// The reference goes through the resources, and ends where they end.
fn skip_resources(file: &mut Reader<'_>) -> Option<()> {
    let size = usize::try_from(u32::from_be_bytes(file.array()?)).ok()?;
    let end = file.position().checked_add(size)?;
    while file.position() < end {
        file.take(6)?;
        let name = usize::from(file.u8()?);
        file.take(name + usize::from(name.is_multiple_of(2)))?;
        let data = usize::try_from(u32::from_be_bytes(file.array()?)).ok()?;
        file.take(data)?;
        if !data.is_multiple_of(2) {
            file.take(1)?;
        }
    }
    Some(())
}

fn damaged(what: &'static str) -> Error {
    Error::Damaged { format: Format::Psd, what, source: None }
}

fn unsupported(what: &'static str) -> Error {
    Error::Unsupported(Unsupported::Kind { format: Format::Psd, what })
}
