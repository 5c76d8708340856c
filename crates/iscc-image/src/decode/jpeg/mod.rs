//! JPEG (ISO 10918) through iscc-jpeg, which has libjpeg-turbo's arithmetic bit for bit, as the reference's Pillow.

mod markers;
#[cfg(feature = "tiff")]
mod part;

use alloc::boxed::Box;
use alloc::vec;

use iscc_jpeg::Decoder;

use super::sink::{Shape, Sink, Source, normalise_rows};
use super::{Decoded, Job, Limits, exif};
use crate::error::{Error, Limited, Unsupported};
use crate::format::Format;
use crate::normalise::fill::ink_to_light;
use markers::Header;
#[cfg(feature = "tiff")]
pub(super) use part::{Interchange, decode_part, decode_planes};

/// Decodes and normalises a JPEG file.
pub(super) fn decode(bytes: &[u8], limits: &Job) -> Result<Decoded, Error> {
    let header = markers::scan(bytes)?;
    let (width, height) = (header.width, header.height);
    limits.check_pixels(width, height)?;
    let orientation = exif::orientation(header.exif.as_deref(), header.xmp);
    let shape = Shape { width, height, orientation, gray: header.components == 1 };
    let source = Jpeg { bytes, header: &header, limits };
    let pixels = normalise_rows(&source, shape, limits)?;
    Ok(Decoded { pixels, format: Format::Jpeg, width, height, orientation })
}

struct Jpeg<'a> {
    bytes: &'a [u8],
    header: &'a Header<'a>,
    limits: &'a Limits,
}

impl Source for Jpeg<'_> {
    fn rows(&self, sink: &mut Sink) -> Result<(), Error> {
        let Header { width, height, components, .. } = *self.header;
        let decoder = Decoder::new(self.bytes).map_err(refused)?;
        if (usize::from(decoder.width()), usize::from(decoder.height())) != (width, height)
            || decoder.color().channels() != usize::from(components)
        {
            return Err(damaged("two different headers", None));
        }
        let mut rows = decoder.rows(&options(self.limits)).map_err(refused)?;
        let mut rgb = vec![0; if components == 4 { width * 3 } else { 0 }];
        while let Some(row) = rows.next_row().map_err(refused)? {
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

/// The four inks are always stored inverted, with or without Adobe's marker, for Pillow.
fn cmyk_to_rgb(cmyk: &[u8], rgb: &mut [u8]) {
    for (inks, rgb) in cmyk.chunks_exact(4).zip(rgb.chunks_exact_mut(3)) {
        for (light, ink) in rgb.iter_mut().zip(inks) {
            *light = ink_to_light(!ink, !inks[3]);
        }
    }
}

fn options(limits: &Limits) -> iscc_jpeg::Options {
    let mut options = iscc_jpeg::Options::default();
    options.limits.max_pixels = limits.max_pixels;
    options.limits.max_alloc = limits.max_alloc;
    options
}

/// What the decoder says, in the words of this crate.
fn refused(error: iscc_jpeg::Error) -> Error {
    match error {
        iscc_jpeg::Error::Limit(iscc_jpeg::Limited::Pixels { asked, allowed }) => {
            Error::Limit { limited: Limited::Pixels, asked, allowed }
        }
        iscc_jpeg::Error::Limit(iscc_jpeg::Limited::Alloc { asked, allowed }) => {
            Error::Limit { limited: Limited::Alloc, asked, allowed }
        }
        iscc_jpeg::Error::Unsupported(iscc_jpeg::Unsupported::Precision(bits)) => {
            unsupported(Unsupported::JpegPrecision(bits))
        }
        iscc_jpeg::Error::Unsupported(iscc_jpeg::Unsupported::Components(count)) => {
            unsupported(Unsupported::JpegComponents(count))
        }
        iscc_jpeg::Error::Truncated => damaged("the file is cut off", Some(Box::new(error))),
        _ => damaged("the data is broken", Some(Box::new(error))),
    }
}

fn damaged(what: &'static str, source: Option<Box<dyn core::error::Error + Send + Sync>>) -> Error {
    Error::Damaged { format: Format::Jpeg, what, source }
}

fn unsupported(what: Unsupported) -> Error {
    Error::Unsupported(what)
}
