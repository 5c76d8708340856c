//! JPEG (ISO 10918) through mozjpeg, which is libjpeg-turbo's arithmetic bit for bit: the "islow"
//! inverse DCT, fancy upsampling, its YCC tables. The reference's Pillow uses the same code.
//!
//! DIFFERENCE: without the feature `jpeg-simd`, damaged files whose coefficients are out of range give
//! other pixels. The portable inverse DCT overflows otherwise than the SIMD one of the reference.

mod markers;
#[cfg(feature = "tiff")]
mod part;
mod source;

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec;
use core::cell::Cell;
use core::panic::AssertUnwindSafe;
use std::panic::catch_unwind;

use mozjpeg::{ColorSpace, Decompress};

use super::sink::{Shape, Sink, Source, normalise_rows};
use super::{Decoded, Job, exif};
use crate::error::{Error, Unsupported};
use crate::format::Format;
use crate::normalise::fill::ink_to_light;
use markers::Header;
#[cfg(feature = "tiff")]
pub(super) use part::{Interchange, decode_part, decode_planes};
use source::Input;

/// Decodes and normalises a JPEG file.
pub(super) fn decode(bytes: &[u8], limits: &Job) -> Result<Decoded, Error> {
    let header = markers::scan(bytes)?;
    let (width, height) = (header.width, header.height);
    limits.check_pixels(width, height)?;
    if header.keeps_coefficients {
        // libjpeg holds all coefficients of such a file: two bytes each, at most as many as samples.
        let samples = width as u64 * height as u64 * u64::from(header.components);
        limits.check_alloc(samples * 2)?;
    }
    let orientation = exif::orientation(header.exif.as_deref(), header.xmp);
    let shape = Shape { width, height, orientation, gray: header.components == 1 };
    let pixels = normalise_rows(&Jpeg { bytes, header: &header }, shape, limits)?;
    Ok(Decoded { pixels, format: Format::Jpeg, width, height, orientation })
}

struct Jpeg<'a> {
    bytes: &'a [u8],
    header: &'a Header<'a>,
}

impl Source for Jpeg<'_> {
    fn rows(&self, sink: &mut Sink) -> Result<(), Error> {
        catching(|| self.unwinding_rows(sink))
    }
}

/// libjpeg reports fatal errors by unwinding; this is the one place where that is caught. It does not
/// pass through the panic hook, so nothing is printed.
fn catching<T>(decode: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(decode)).unwrap_or_else(|payload| {
        let message = payload
            .downcast_ref::<String>()
            .map(String::as_str)
            .or_else(|| payload.downcast_ref::<&str>().copied())
            .unwrap_or_default();
        Err(damaged("the data is broken", Some(message.to_owned().into())))
    })
}

impl Jpeg<'_> {
    fn unwinding_rows(&self, sink: &mut Sink) -> Result<(), Error> {
        let starved = Cell::new(false);
        let Header { width, height, components, .. } = *self.header;
        let refused = |error: std::io::Error| damaged("the data is broken", Some(error.into()));

        let input = Input { rest: self.bytes, starved: &starved };
        let file = Decompress::new_reader(input).map_err(refused)?;
        let mut rows = match components {
            1 => file.grayscale(),
            3 => file.rgb(),
            _ => file.to_colorspace(ColorSpace::JCS_CMYK),
        }
        .map_err(refused)?;
        if (rows.width(), rows.height()) != (width, height) {
            return Err(damaged("two different sizes", None));
        }
        let mut room = vec![0; width * usize::from(components) + 2 * ALIGNED];
        let row = off_alignment(&mut room, width * usize::from(components));
        let mut rgb = vec![0; if components == 4 { width * 3 } else { 0 }];
        for _ in 0..height {
            rows.read_scanlines_into(row).map_err(refused)?;
            // The decoder carries on with gray after the end of its input; the reference fails.
            if starved.get() {
                return Err(damaged("the file is cut off", None));
            }
            if components == 4 {
                cmyk_to_rgb(row, &mut rgb);
                sink.push(&rgb)?;
            } else {
                sink.push(row)?;
            }
        }
        // What follows the last row may be missing, but not broken.
        rows.finish().map_err(refused)
    }
}

/// Where libjpeg-turbo's SIMD code writes past the caches.
const ALIGNED: usize = 32;

/// `len` bytes of `room` that do not begin at a multiple of [`ALIGNED`]: the row is read again at once, and would have to
/// come back from memory if it had been written past the caches.
fn off_alignment(room: &mut [u8], len: usize) -> &mut [u8] {
    let start =
        room.as_ptr().align_offset(ALIGNED).saturating_add(ALIGNED / 2).min(room.len() - len);
    &mut room[start..start + len]
}

/// The four inks are always stored inverted, with or without Adobe's marker, for Pillow.
fn cmyk_to_rgb(cmyk: &[u8], rgb: &mut [u8]) {
    for (inks, rgb) in cmyk.chunks_exact(4).zip(rgb.chunks_exact_mut(3)) {
        for (light, ink) in rgb.iter_mut().zip(inks) {
            *light = ink_to_light(!ink, !inks[3]);
        }
    }
}

fn damaged(what: &'static str, source: Option<Box<dyn core::error::Error + Send + Sync>>) -> Error {
    Error::Damaged { format: Format::Jpeg, what, source }
}

fn unsupported(what: Unsupported) -> Error {
    Error::Unsupported(what)
}
