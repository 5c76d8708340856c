//! JPEG 2000 through hayro-jpeg2000: files and bare codestreams.
//!
//! DIFFERENCE: of pictures with the irreversible transform one sample in a thousand is a level off the reference's `OpenJPEG`.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use core::panic::AssertUnwindSafe;
use std::panic::catch_unwind;

use hayro_jpeg2000::{ColorSpace, DecodeSettings, DecoderContext, Image};

use super::sink::{Shape, Sink, Source, normalise_rows};
use super::{Decoded, Job};
use crate::error::{Error, Unsupported};
use crate::format::Format;
use crate::normalise::Orientation;
use crate::normalise::fill::on_white;

const BROKEN: &str = "the JPEG 2000 data is broken";

/// Decodes and normalises a JPEG 2000 file.
pub(super) fn decode(bytes: &[u8], limits: &Job) -> Result<Decoded, Error> {
    // The crate is not known to panic; if it does, the file is broken.
    let planes = catch_unwind(AssertUnwindSafe(|| Planes::decode(bytes, limits)));
    let planes = planes.map_err(|_| damaged(None))??;
    let (width, height) = (planes.width, planes.height);
    let orientation = Orientation::Normal;
    let shape = Shape { width, height, orientation, gray: planes.samples.len() == 1 };
    let pixels = normalise_rows(&planes, shape, limits)?;
    Ok(Decoded { pixels, format: Format::Jp2, width, height, orientation })
}

/// Samples of 8 bits: gray or RGB, and perhaps opacity.
struct Planes {
    width: usize,
    height: usize,
    samples: Vec<Vec<u8>>,
}

impl Planes {
    fn decode(bytes: &[u8], limits: &Job) -> Result<Self, Error> {
        let broken = |error: hayro_jpeg2000::DecodeError| damaged(Some(error.into()));
        let settings = DecodeSettings { strict: true, ..DecodeSettings::default() };
        let image = Image::new(bytes, &settings).map_err(broken)?;
        let (width, height) = (image.width() as usize, image.height() as usize);
        limits.check_pixels(width, height)?;
        let colours = image.color_space().num_channels();
        let channels = usize::from(colours) + usize::from(image.has_alpha());
        // Floating-point numbers, coefficients, and what is made of them.
        limits.check_alloc(width as u64 * height as u64 * channels as u64 * 12)?;
        let is_read = match image.color_space() {
            // A codestream does not say what its components are; the reference takes the last one for opacity.
            ColorSpace::CMYK => bytes.starts_with(b"\xff\x4f"),
            ColorSpace::Unknown { .. } => matches!(colours, 1..=4),
            _ => matches!(colours, 1 | 3),
        };
        if !is_read {
            let what = "colours of another space";
            return Err(Error::Unsupported(Unsupported::Kind { format: Format::Jp2, what }));
        }
        let mut context = DecoderContext::default();
        let decoded = image.decode(&mut context).map_err(broken)?;
        let components = decoded.components();
        let is_gray = channels == 1;
        let samples: Vec<Vec<u8>> = components
            .iter()
            .map(|component| {
                let bits = u32::from(component.bit_depth());
                component.samples().iter().map(|sample| byte(*sample, bits, is_gray)).collect()
            })
            .collect();
        let is_whole =
            samples.len() == channels && samples.iter().all(|plane| plane.len() == width * height);
        if is_whole { Ok(Self { width, height, samples }) } else { Err(damaged(None)) }
    }
}

/// A sample with 8 bits, as Pillow cuts it. Deep gray pictures become 16 bits wide there, and white where they are more
/// than 255.
fn byte(sample: f32, bits: u32, is_gray: bool) -> u8 {
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it saturates")]
    let sample = (sample + 0.5) as u32;
    let value = match bits {
        0..=8 => sample << (8 - bits),
        9..=16 if is_gray => sample << (16 - bits),
        _ => sample >> (bits - 8).min(31),
    };
    u8::try_from(value).unwrap_or(u8::MAX)
}

impl Source for Planes {
    fn rows(&self, sink: &mut Sink) -> Result<(), Error> {
        let channels = if self.samples.len() == 1 { 1 } else { 3 };
        let mut row = vec![0; self.width * channels];
        for y in 0..self.height {
            for (x, pixel) in row.chunks_exact_mut(channels).enumerate() {
                let at = y * self.width + x;
                let of = |plane: usize| self.samples.get(plane).map_or(0, |plane| plane[at]);
                match self.samples.len() {
                    1 => pixel.fill(of(0)),
                    2 => pixel.fill(on_white(of(0), of(1))),
                    3 => pixel.copy_from_slice(&[of(0), of(1), of(2)]),
                    _ => {
                        let colours = [of(0), of(1), of(2)].map(|value| on_white(value, of(3)));
                        pixel.copy_from_slice(&colours);
                    }
                }
            }
            sink.push(&row)?;
        }
        Ok(())
    }
}

fn damaged(source: Option<Box<dyn core::error::Error + Send + Sync>>) -> Error {
    Error::Damaged { format: Format::Jp2, what: BROKEN, source }
}
