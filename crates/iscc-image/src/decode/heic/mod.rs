//! HEIC through the system's libheif, which decodes, converts the colours and turns the picture.
//!
//! DIFFERENCE: the reference's `pillow_heif` 1.8.1 has libheif 1.23.6 inside, the system may have another version.

mod ffi;

use alloc::vec;
use alloc::vec::Vec;

use super::sink::{Shape, Sink, Source, normalise_rows};
use super::{Decoded, Job};
use crate::error::Error;
use crate::format::Format;
use crate::normalise::Orientation;
use crate::normalise::fill::on_white;

/// Decodes and normalises a HEIC file.
pub(super) fn decode(bytes: &[u8], limits: &Job) -> Result<Decoded, Error> {
    let file = ffi::File::open(bytes)?;
    let (width, height) = file.size();
    limits.check_pixels(width, height)?;
    // Planes, and what they are converted to.
    limits.check_alloc(width as u64 * height as u64 * 12)?;
    let picture = file.decode()?;
    let (width, height) = (picture.width, picture.height);
    limits.check_pixels(width, height)?;
    let orientation = Orientation::Normal;
    let shape = Shape { width, height, orientation, gray: false };
    let pixels = normalise_rows(&picture, shape, limits)?;
    Ok(Decoded { pixels, format: Format::Heic, width, height, orientation })
}

/// A decoded picture.
struct Picture {
    width: usize,
    height: usize,
    /// 3 or 4.
    channels: usize,
    samples: Vec<u8>,
}

impl Source for Picture {
    fn rows(&self, sink: &mut Sink) -> Result<(), Error> {
        let mut row = vec![0; self.width * 3];
        for samples in self.samples.chunks_exact(self.width * self.channels) {
            for (rgb, pixel) in row.chunks_exact_mut(3).zip(samples.chunks_exact(self.channels)) {
                match *pixel {
                    [red, green, blue, alpha] => {
                        rgb.copy_from_slice(
                            &[red, green, blue].map(|value| on_white(value, alpha)),
                        );
                    }
                    _ => rgb.copy_from_slice(pixel),
                }
            }
            sink.push(&row)?;
        }
        Ok(())
    }
}

fn damaged(message: alloc::string::String) -> Error {
    let what = "libheif cannot read it";
    Error::Damaged { format: Format::Heic, what, source: Some(message.into()) }
}
