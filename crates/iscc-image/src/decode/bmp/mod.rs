//! BMP: Windows and OS/2 bitmaps with what Pillow reads of them, and its arithmetic for 5 and 6 bits.
//!
//! Read here, because the decoders around round 5-bit colours otherwise, and draw other lines between
//! what they read and what they refuse.

mod header;
mod rle;
mod rows;

use super::indexed::Indexed;
use super::sink::{Shape, normalise_rows};
use super::{Decoded, Job};
use crate::error::{Error, Unsupported};
use crate::format::Format;
use crate::normalise::Orientation;
use header::Header;
use rows::Rows;

/// Decodes and normalises a bitmap file.
pub(super) fn decode(bytes: &[u8], limits: &Job) -> Result<Decoded, Error> {
    let header = header::read(bytes, limits)?;
    let Header { width, height, .. } = header;
    let orientation = Orientation::Normal;
    let shape = Shape { width, height, orientation, gray: header.pixels.is_gray() };
    let pixels = if let Some(coding) = header.run_lengths {
        // Rows come from the bottom, and each depends on those before.
        let indices = rle::decode(bytes, &header, coding, limits)?;
        let colours = header.pixels.into_colours().ok_or_else(|| {
            Error::Unsupported(Unsupported::Kind {
                format: Format::Bmp,
                what: "run lengths and colours of more than 8 bits",
            })
        })?;
        normalise_rows(&Indexed { indices, width, colours }, shape, limits)?
    } else {
        normalise_rows(&Rows::new(bytes, &header)?, shape, limits)?
    };
    Ok(Decoded { pixels, format: Format::Bmp, width, height, orientation })
}

fn damaged(what: &'static str) -> Error {
    Error::Damaged { format: Format::Bmp, what, source: None }
}

fn unsupported(what: &'static str) -> Error {
    Error::Unsupported(Unsupported::Kind { format: Format::Bmp, what })
}
