//! Formats that the crate `image` reads: ICO, PNM and QOI.
//!
//! DIFFERENCE: the reference has no code for any of them.

use std::io::Cursor;

use image::{DynamicImage, ImageDecoder as _, ImageFormat, ImageReader};

use super::sink::{Shape, Sink, Source, normalise_rows};
use super::{Decoded, Job};
use crate::error::Error;
use crate::format::Format;
use crate::normalise::Orientation;
use crate::normalise::fill::on_white;

/// Decodes and normalises a file. Of several icons it is the largest one.
pub(super) fn decode(bytes: &[u8], format: Format, limits: &Job) -> Result<Decoded, Error> {
    if format == Format::Ico
        && let Some(png) = largest_icon(bytes).filter(|icon| icon.starts_with(b"\x89PNG"))
    {
        return Ok(Decoded { format, ..super::png::decode(png, limits)? });
    }
    let broken = |error: image::ImageError| Error::Damaged {
        format,
        what: "the picture cannot be decoded",
        source: Some(error.into()),
    };
    let kind = match format {
        Format::Ico => ImageFormat::Ico,
        Format::Qoi => ImageFormat::Qoi,
        _ => ImageFormat::Pnm,
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), kind);
    let mut allowed = image::Limits::default();
    allowed.max_alloc = Some(limits.max_alloc);
    reader.limits(allowed);
    let decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    let (width, height) = (width as usize, height as usize);
    limits.check_pixels(width, height)?;
    limits.check_alloc(decoder.total_bytes())?;
    let picture = DynamicImage::from_decoder(decoder).map_err(broken)?;
    let orientation = Orientation::Normal;
    let shape = Shape { width, height, orientation, gray: false };
    let pixels = normalise_rows(&Rows(picture), shape, limits)?;
    Ok(Decoded { pixels, format, width, height, orientation })
}

/// The data of the icon with the most pixels, then the most bits.
fn largest_icon(file: &[u8]) -> Option<&[u8]> {
    let (head, entries) = file.split_first_chunk::<6>()?;
    let count = usize::from(u16::from_le_bytes([head[4], head[5]]));
    // 0 stands for 256.
    let side = |byte: u8| if byte == 0 { 256 } else { u32::from(byte) };
    let entries = entries.as_chunks::<16>().0.iter().take(count);
    let entry = entries.rev().max_by_key(|entry| (side(entry[0]) * side(entry[1]), entry[6]))?;
    let number = |at: usize| {
        let bytes = entry.get(at..at + 4)?.try_into().ok()?;
        usize::try_from(u32::from_le_bytes(bytes)).ok()
    };
    let start = number(12)?;
    file.get(start..start.checked_add(number(8)?)?)
}

struct Rows(DynamicImage);

impl Source for Rows {
    fn rows(&self, sink: &mut Sink) -> Result<(), Error> {
        let mut row = alloc::vec::Vec::new();
        for y in 0..self.0.height() {
            // A row at a time: the whole picture may have fewer channels.
            let line = self.0.crop_imm(0, y, self.0.width(), 1).into_rgba8();
            row.clear();
            row.extend(line.pixels().flat_map(|pixel| {
                let [red, green, blue, opacity] = pixel.0;
                [red, green, blue].map(|value| on_white(value, opacity))
            }));
            sink.push(&row)?;
        }
        Ok(())
    }
}
