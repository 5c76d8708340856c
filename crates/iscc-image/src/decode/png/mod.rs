//! PNG: the chunks are read here, as Pillow reads them; the `png` crate inflates and unfilters.

mod chunks;
mod rows;
mod stream;

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;

use ::png::{DecodeOptions, Decoder, DecodingError, InterlaceInfo, Reader, Transformations};

use super::sink::{Shape, Sink, Source, normalise_rows};
use super::{Decoded, Job, Limits, exif};
use crate::error::Error;
use crate::format::Format;
use chunks::Chunks;
use rows::Rows;
use stream::Stream;

/// Decodes and normalises a PNG file: its default image, if it is animated.
pub(super) fn decode(bytes: &[u8], limits: &Job) -> Result<Decoded, Error> {
    let chunks = chunks::scan(bytes)?;
    let (width, height) = (chunks.header.width, chunks.header.height);
    limits.check_pixels(width, height)?;
    let orientation = exif::orientation(chunks.exif.as_deref(), chunks.xmp());
    let rows = Rows::new(&chunks)?;
    let shape = Shape { width, height, orientation, gray: rows.is_gray() };
    let mut png = Png { chunks: &chunks, parts: &chunks.image_data, rows, limits };
    if let (false, [parts @ .., _]) = (chunks.image_data_complete, &*chunks.image_data) {
        // The reference minds a chunk of image data that is cut off only if it does not need it.
        let whole = Png { parts, ..png };
        if !parts.is_empty() && normalise_rows(&whole, shape, limits).is_ok() {
            return Err(damaged("cut off in a chunk", None));
        }
        png = Png { parts: &chunks.image_data, ..whole };
    }
    let pixels = normalise_rows(&png, shape, limits)?;
    Ok(Decoded { pixels, format: Format::Png, width, height, orientation })
}

struct Png<'a> {
    chunks: &'a Chunks<'a>,
    /// The image data, or the start of it.
    parts: &'a [&'a [u8]],
    rows: Rows,
    limits: &'a Limits,
}

impl Source for Png<'_> {
    fn rows(&self, sink: &mut Sink) -> Result<(), Error> {
        let mut options = DecodeOptions::default();
        // The checksums of chunks that count for the reference have been looked at; that of the
        // compressed data counts.
        options.set_ignore_crc(true);
        options.set_ignore_adler32(false);
        let mut decoder = Decoder::new_with_options(Stream::new(self.chunks, self.parts), options);
        decoder.set_transformations(Transformations::IDENTITY);
        let bytes = usize::try_from(self.limits.max_alloc).unwrap_or(usize::MAX);
        decoder.set_limits(::png::Limits { bytes });
        let reader = decoder.read_info().map_err(broken)?;
        if self.chunks.header.interlaced {
            self.interlaced(reader, sink)
        } else {
            self.progressive(reader, sink)
        }
    }
}

impl Png<'_> {
    fn progressive(&self, mut reader: Reader<Stream<'_>>, sink: &mut Sink) -> Result<(), Error> {
        let height = self.chunks.header.height;
        let mut converted = vec![0; self.chunks.header.width * self.rows.bytes()];
        for y in 0..height {
            match reader.next_row() {
                Ok(Some(row)) => sink.push(self.rows.convert(row.data(), &mut converted))?,
                Ok(None) => return Err(damaged("rows are missing", None)),
                Err(_) if self.ends_after(y) => {
                    // The reference leaves the rest as it was allocated: zero.
                    let zeros = vec![0; self.chunks.header.row_bytes()];
                    let row = self.rows.convert(&zeros, &mut converted);
                    return (y..height).try_for_each(|_| sink.push(row));
                }
                Err(error) => return Err(broken(error)),
            }
        }
        Ok(())
    }

    /// Whether the compressed data is sound and holds `rows` rows, at least 1 and no part of another.
    fn ends_after(&self, rows: usize) -> bool {
        let size = rows.saturating_mul(self.chunks.header.row_bytes() + 1);
        if rows == 0 || self.limits.check_alloc(size as u64).is_err() {
            return false;
        }
        let data: Vec<u8> = self.parts.concat();
        miniz_oxide::inflate::decompress_to_vec_zlib_with_limit(&data, size + 1)
            .is_ok_and(|inflated| inflated.len() == size)
    }

    /// The rows of an interlaced picture are complete only after the last pass.
    ///
    /// DIFFERENCE: if the compressed data ends early the reference leaves the rest black.
    fn interlaced(&self, mut reader: Reader<Stream<'_>>, sink: &mut Sink) -> Result<(), Error> {
        let header = &self.chunks.header;
        let stored = header.row_bytes();
        let size = stored as u64 * header.height as u64;
        self.limits.check_alloc(size)?;
        let mut pixels = vec![0; usize::try_from(size).unwrap_or(usize::MAX)];
        let bits = u8::try_from(reader.info().bits_per_pixel()).unwrap_or(u8::MAX);
        // Not until there are no more: what follows the last one may be cut off.
        for _ in 0..adam7_rows(header.width, header.height) {
            let row = reader.next_interlaced_row().map_err(broken)?;
            let row = row.ok_or_else(|| damaged("rows are missing", None))?;
            if let InterlaceInfo::Adam7(pass) = row.interlace() {
                ::png::expand_interlaced_row(&mut pixels, stored, row.data(), pass, bits);
            }
        }
        let mut converted = vec![0; header.width * self.rows.bytes()];
        for row in pixels.chunks_exact(stored) {
            sink.push(self.rows.convert(row, &mut converted))?;
        }
        Ok(())
    }
}

/// The rows of all passes of an interlaced picture; a pass without columns has none.
fn adam7_rows(width: usize, height: usize) -> usize {
    /// The first column and row of each pass, and the distance of its rows.
    const PASSES: [(usize, usize, usize); 7] =
        [(0, 0, 8), (4, 0, 8), (0, 4, 8), (2, 0, 4), (0, 2, 4), (1, 0, 2), (0, 1, 2)];
    let rows = |(x, y, step): (usize, usize, usize)| {
        if x < width { height.saturating_sub(y).div_ceil(step) } else { 0 }
    };
    PASSES.into_iter().map(rows).sum()
}

fn broken(error: DecodingError) -> Error {
    damaged("the pixels are broken or cut off", Some(error.into()))
}

fn damaged(what: &'static str, source: Option<Box<dyn core::error::Error + Send + Sync>>) -> Error {
    Error::Damaged { format: Format::Png, what, source }
}
