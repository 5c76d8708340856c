//! Strips and tiles: where they are, and the rows that they are put together to.

use alloc::borrow::Cow;
use alloc::vec;
use alloc::vec::Vec;

use super::directory::{Directory, tags};
use super::kind::{Extra, Kind, Meaning};
use super::old_jpeg::{Layout, OldJpeg};
use super::rows::Rows;
use super::unpack::{Coding, Part};
use super::{damaged, unsupported};
use crate::decode::Limits;
use crate::decode::sink::{Sink, Source};
use crate::error::Error;

/// A picture in strips or tiles.
#[derive(Debug)]
pub(super) struct Picture<'a> {
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) rows: Rows,
    bytes: &'a [u8],
    coding: Coding<'a>,
    kind: Kind,
    /// The size of a strip or tile.
    part_width: usize,
    part_height: usize,
    offsets: Vec<u64>,
    /// None for those that go on as far as they are needed.
    lengths: Vec<u64>,
    limits: Limits,
}

impl<'a> Picture<'a> {
    pub(super) fn new(
        bytes: &'a [u8],
        directory: &Directory<'a>,
        limits: &Limits,
    ) -> Result<Self, Error> {
        let side = |tag| {
            let side = directory.number(tag).ok_or_else(|| damaged("a picture without a size"));
            side.map(|side| usize::try_from(side).unwrap_or(usize::MAX))
        };
        let (width, height) = (side(tags::WIDTH)?, side(tags::HEIGHT)?);
        if width == 0 || height == 0 {
            return Err(damaged("a picture without a size"));
        }
        limits.check_pixels(width, height)?;
        let compression = directory.number_or(tags::COMPRESSION, 1)?;
        let mut kind = Kind::read(directory, compression)?;
        let told = kind;
        let raw = compression == 1;
        if !raw {
            if !directory.regular {
                return Err(damaged("bytes in two orders"));
            }
            kind.reversed_bits = false;
        }
        if kind.planar {
            check_planes(&mut kind, raw)?;
        }

        // As the reference, which does not mind if there are both.
        let striped =
            directory.has(tags::STRIP_OFFSETS) && (raw || !directory.has(tags::TILE_OFFSETS));
        let (offsets, lengths, part_width, part_height) = if striped {
            let rows = directory.number_or(tags::ROWS_PER_STRIP, u64::from(u32::MAX))?;
            (tags::STRIP_OFFSETS, tags::STRIP_BYTE_COUNTS, width, rows)
        } else {
            let tile = (side(tags::TILE_WIDTH)?, side(tags::TILE_LENGTH)? as u64);
            (tags::TILE_OFFSETS, tags::TILE_BYTE_COUNTS, tile.0, tile.1)
        };
        let part_height = usize::try_from(part_height).unwrap_or(usize::MAX);
        // No larger than what there is to fill, but for the rows of a tile.
        let mut part_height = if striped { part_height.min(height) } else { part_height };
        if part_width == 0 || part_height == 0 {
            return Err(damaged("strips or tiles without a size"));
        }
        let mut offsets: Vec<u64> =
            directory.values(offsets).ok_or_else(|| damaged("no strips or tiles"))?.collect();
        let mut lengths: Vec<u64> =
            directory.values(lengths).map(Iterator::collect).unwrap_or_default();
        if raw && !kind.planar && (part_width, part_height) == (width, height) {
            // Each covers everything: the last one is seen.
            offsets.drain(..offsets.len().saturating_sub(1));
        }
        let parts = width.div_ceil(part_width).saturating_mul(height.div_ceil(part_height));
        if raw && told.planar && offsets.len() > parts.saturating_mul(kind.samples) {
            return Err(damaged("more planes than samples"));
        }
        let coding = if compression == 6 {
            if !striped || kind.meaning != Meaning::Rgb(Extra::Ignored) {
                return Err(unsupported("tiles or planes of JPEG in the way of TIFF 6.0"));
            }
            let rows_per_strip = part_height;
            let layout = Layout {
                bytes,
                width,
                height,
                rows_per_strip,
                offsets: &offsets,
                lengths: &lengths,
            };
            let jpeg = OldJpeg::new(&layout, directory, limits)?;
            // The stream goes through all strips.
            (part_height, offsets, lengths) = (height, vec![0], Vec::new());
            Coding::OldJpeg(jpeg)
        } else {
            Coding::new(directory, compression, &told)?
        };
        let rows = Rows::new(directory, kind, !raw)?;
        let limits = *limits;
        let picture = Self {
            width,
            height,
            rows,
            bytes,
            coding,
            kind,
            part_width,
            part_height,
            offsets,
            lengths,
            limits,
        };
        picture.check_size()?;
        Ok(picture)
    }

    /// The planes that are stored one after the other, and the samples in each.
    fn planes(&self) -> usize {
        if self.kind.planar { self.kind.samples } else { 1 }
    }

    /// The bits of a pixel in a plane.
    fn pixel_bits(&self) -> usize {
        self.kind.bits * if self.kind.planar { 1 } else { self.kind.samples }
    }

    /// The bytes of a row of a strip or tile.
    fn part_row_bytes(&self) -> usize {
        self.part_width.saturating_mul(self.pixel_bits()).div_ceil(8)
    }

    fn across(&self) -> usize {
        self.width.div_ceil(self.part_width)
    }

    fn check_size(&self) -> Result<(), Error> {
        if self.across() > 1 && !self.part_width.saturating_mul(self.pixel_bits()).is_multiple_of(8)
        {
            return Err(unsupported("tiles that do not begin with a byte"));
        }
        // A row of tiles, and one tile.
        let rows = self.part_height as u64;
        let tile = rows.saturating_mul(self.part_row_bytes() as u64);
        let band = tile.saturating_mul(self.across() as u64).saturating_mul(self.planes() as u64);
        self.limits.check_alloc(band.saturating_add(tile))
    }

    /// The decoded bytes of a part of which `rows` rows count; `None` for one that is not there.
    fn part(
        &self,
        index: usize,
        rows: usize,
        columns: usize,
    ) -> Result<Option<Cow<'a, [u8]>>, Error> {
        let Some(&offset) = self.offsets.get(index) else {
            return match self.coding {
                // Black, as the reference's memory is.
                Coding::Raw { .. } => Ok(None),
                _ => Err(damaged("strips or tiles are missing")),
            };
        };
        let offset = usize::try_from(offset).unwrap_or(usize::MAX);
        let data = self.bytes.get(offset..).unwrap_or_default();
        let row_bytes = self.part_row_bytes();
        if let Coding::Raw { reversed } = self.coding {
            let last = columns.saturating_mul(self.pixel_bits()).div_ceil(8);
            let needed = (rows - 1).saturating_mul(row_bytes).saturating_add(last);
            let data = data.get(..needed).ok_or_else(|| damaged("the file is cut off"))?;
            return Ok(Some(if reversed {
                data.iter().map(|byte| byte.reverse_bits()).collect()
            } else {
                Cow::Borrowed(data)
            }));
        }
        let data = match self.lengths.get(index) {
            Some(&len) => usize::try_from(len).ok().and_then(|len| data.get(..len)),
            None => Some(data),
        };
        let data = data.ok_or_else(|| damaged("the file is cut off"))?;
        let part = Part {
            width: self.part_width,
            rows: if self.part_width == self.width && self.is_striped() {
                rows
            } else {
                self.part_height
            },
            row_bytes,
            samples: if self.kind.planar { 1 } else { self.kind.samples },
            bits: self.kind.bits,
            is_last_strip: self.is_striped() && rows < self.part_height,
        };
        self.coding.unpack(data, &part, &self.limits).map(|part| Some(Cow::Owned(part)))
    }

    /// Strips end with the picture, tiles do not.
    fn is_striped(&self) -> bool {
        self.part_height <= self.height && self.part_width == self.width
    }

    /// Puts the parts at row `top` into `band`, plane by plane.
    fn read_band(&self, top: usize, rows: usize, band: &mut [u8]) -> Result<(), Error> {
        let plane_row_bytes = self.plane_row_bytes();
        let across = self.across();
        let down = self.height.div_ceil(self.part_height);
        // Stored as what is black.
        let black = if self.kind.meaning == (Meaning::Gray { inverted: true }) { 0xff } else { 0 };
        for (plane, band) in band.chunks_exact_mut(plane_row_bytes * self.part_height).enumerate() {
            for column in 0..across {
                let index = (plane * down + top / self.part_height) * across + column;
                let left = column * self.part_width;
                let columns = self.part_width.min(self.width - left);
                let start = left * self.pixel_bits() / 8;
                let len = (columns * self.pixel_bits()).div_ceil(8);
                let part = self.part(index, rows, columns)?;
                for (y, row) in band.chunks_exact_mut(plane_row_bytes).take(rows).enumerate() {
                    let row = &mut row[start..start + len];
                    let stored = part.as_ref().map(|part| part.get(y * self.part_row_bytes()..));
                    match stored.flatten().and_then(|part| part.get(..len)) {
                        Some(stored) => row.copy_from_slice(stored),
                        None => row.fill(black),
                    }
                }
            }
        }
        Ok(())
    }

    fn plane_row_bytes(&self) -> usize {
        (self.width * self.pixel_bits()).div_ceil(8)
    }
}

impl Source for Picture<'_> {
    fn rows(&self, sink: &mut Sink) -> Result<(), Error> {
        let plane_row_bytes = self.plane_row_bytes();
        let plane_bytes = plane_row_bytes * self.part_height;
        let mut band = self.limits.filled(0, plane_bytes as u64 * self.planes() as u64)?;
        let mut side_by_side =
            vec![0; if self.kind.planar { plane_row_bytes * self.planes() } else { 0 }];
        let mut converted = vec![0; self.width * if self.rows.is_gray() { 1 } else { 3 }];
        for top in (0..self.height).step_by(self.part_height) {
            let rows = self.part_height.min(self.height - top);
            self.read_band(top, rows, &mut band)?;
            for y in 0..rows {
                let start = y * plane_row_bytes;
                let row = if self.kind.planar {
                    let size = self.kind.bits / 8;
                    for (plane, samples) in band.chunks_exact(plane_bytes).enumerate() {
                        let samples = samples[start..start + plane_row_bytes].chunks_exact(size);
                        let places = side_by_side.chunks_exact_mut(size);
                        for (place, sample) in
                            places.skip(plane).step_by(self.kind.samples).zip(samples)
                        {
                            place.copy_from_slice(sample);
                        }
                    }
                    &side_by_side
                } else {
                    &band[start..start + plane_row_bytes]
                };
                self.rows.convert(row, &mut converted);
                sink.push(&converted)?;
            }
        }
        Ok(())
    }
}

/// Planes are read for colours of 8 bits, and of 16 if they are compressed; one plane is none.
fn check_planes(kind: &mut Kind, raw: bool) -> Result<(), Error> {
    if kind.samples == 1 {
        // The reference forgets the number of bits and the order, and so reads some of them wrong.
        let plain = matches!(kind.meaning, Meaning::Gray { inverted: false } | Meaning::Indexed);
        if raw
            && !(plain && kind.bits == 8
                || plain && kind.bits == 1 && kind.meaning != Meaning::Indexed)
        {
            return Err(unsupported("one plane of unusual samples"));
        }
        kind.planar = false;
        return Ok(());
    }
    let fits = match kind.meaning {
        Meaning::Rgb(extra) => kind.samples <= 4 && (!raw || extra != Extra::Premultiplied),
        Meaning::Cmyk => kind.samples == 4,
        Meaning::YCbCr => !raw,
        Meaning::Lab => true,
        _ => false,
    };
    if fits && (kind.bits == 8 || !raw && kind.bits == 16) {
        Ok(())
    } else {
        Err(unsupported("unusual planes"))
    }
}
