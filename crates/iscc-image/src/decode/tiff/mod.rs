//! TIFF and `BigTIFF`: the first picture, in the modes that Pillow gives to the combinations of tags.
//!
//! The tags are read here: which mode a combination has, what is inverted and what is ignored is the
//! reference's, and not what a general decoder makes of it. The codings are those of `weezl` (LZW),
//! `miniz_oxide` (deflate), `fax` (the code tables of CCITT) and the exact JPEG decoder.

mod ccitt;
mod chunks;
mod directory;
mod jpeg;
mod kind;
mod lab;
mod old_jpeg;
mod rows;
mod thunder;
mod unpack;
mod ycbcr;

use super::sink::{Shape, normalise_rows};
use super::{Decoded, Job, exif};
use crate::error::{Error, Unsupported};
use crate::format::Format;
use crate::normalise::Orientation;
use chunks::Picture;
use directory::{Directory, tags};

/// Decodes and normalises a TIFF file.
pub(super) fn decode(bytes: &[u8], limits: &Job) -> Result<Decoded, Error> {
    let directory = Directory::read(bytes)?;
    let picture = Picture::new(bytes, &directory, limits)?;
    let (width, height) = (picture.width, picture.height);
    let orientation = if directory.has(tags::ORIENTATION) {
        let value = directory.number(tags::ORIENTATION).and_then(|value| u32::try_from(value).ok());
        value.map_or(Orientation::Normal, Orientation::from_exif)
    } else {
        exif::orientation(None, directory.bytes(tags::XMP))
    };
    let shape = Shape { width, height, orientation, gray: picture.rows.is_gray() };
    let pixels = normalise_rows(&picture, shape, limits)?;
    Ok(Decoded { pixels, format: Format::Tiff, width, height, orientation })
}

fn damaged(what: &'static str) -> Error {
    Error::Damaged { format: Format::Tiff, what, source: None }
}

fn unsupported(what: &'static str) -> Error {
    Error::Unsupported(Unsupported::Kind { format: Format::Tiff, what })
}
