//! WebP: the first frame on its canvas. The container is read here as libwebp's demultiplexer reads it;
//! `image-webp` decodes the frame, whose pixels are those of libwebp.

mod riff;

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use std::io::Cursor;

use image_webp::{DecodingError, WebPDecoder};

use super::sink::{Shape, Sink, Source, normalise_rows};
use super::{Decoded, Job, Limits, exif};
use crate::error::Error;
use crate::format::Format;
use crate::normalise::fill::on_white;
use riff::{Coding, Container, Frame};

/// Decodes and normalises a WebP file.
pub(super) fn decode(bytes: &[u8], limits: &Job) -> Result<Decoded, Error> {
    let container = riff::read(bytes)?;
    let Container { width, height, .. } = container;
    limits.check_pixels(width, height)?;
    let frame = Pixels::decode(&container, limits)?;
    let orientation = exif::orientation(container.exif, container.xmp);
    let shape = Shape { width, height, orientation, gray: false };
    let pixels = normalise_rows(&frame, shape, limits)?;
    Ok(Decoded { pixels, format: Format::WebP, width, height, orientation })
}

/// A decoded frame and where it is.
struct Pixels<'a> {
    container: &'a Container<'a>,
    samples: Vec<u8>,
    /// 3 or 4.
    channels: usize,
}

impl<'a> Pixels<'a> {
    fn decode(container: &'a Container<'a>, limits: &Limits) -> Result<Self, Error> {
        let Frame { width, height, .. } = container.frame;
        // The decoder has planes of its own, and transforms of lossless pixels, beside the result.
        let size = width as u64 * height as u64;
        limits.check_alloc(size.saturating_mul(8))?;
        let file = alone(&container.frame);
        let mut decoder = WebPDecoder::new(Cursor::new(&file)).map_err(broken)?;
        decoder.set_memory_limit(usize::try_from(limits.max_alloc).unwrap_or(usize::MAX));
        let channels = if decoder.has_alpha() { 4 } else { 3 };
        let mut samples = limits.filled(0, size * channels as u64)?;
        decoder.read_image(&mut samples).map_err(broken)?;
        Ok(Self { container, samples, channels })
    }

    /// Copies row `y` of the frame to its place in a row of the canvas.
    fn convert(&self, y: usize, row: &mut [u8]) {
        let Frame { width, left, .. } = self.container.frame;
        let len = width * self.channels;
        let samples = self.samples[y * len..][..len].chunks_exact(self.channels);
        let row = row[left * 3..][..width * 3].chunks_exact_mut(3);
        for (rgb, sample) in row.zip(samples) {
            match *sample {
                [red, green, blue, alpha] if self.container.has_alpha => {
                    rgb.copy_from_slice(&[red, green, blue].map(|value| on_white(value, alpha)));
                }
                _ => rgb.copy_from_slice(&sample[..3]),
            }
        }
    }
}

impl Source for Pixels<'_> {
    fn rows(&self, sink: &mut Sink) -> Result<(), Error> {
        let Container { width, height, .. } = *self.container;
        let frame = &self.container.frame;
        // Around the frame all is transparent black, of which the alpha counts or does not.
        let around = if self.container.has_alpha { 255 } else { 0 };
        let mut row = vec![around; width * 3];
        for y in 0..height {
            match y.checked_sub(frame.top) {
                Some(y) if y < frame.height => self.convert(y, &mut row),
                _ => row.fill(around),
            }
            sink.push(&row)?;
        }
        Ok(())
    }
}

/// The frame as a file of its own, with nothing but what its pixels depend on.
fn alone(frame: &Frame<'_>) -> Vec<u8> {
    let [width, height] = [frame.width, frame.height].map(|side| {
        let [low, middle, high, ..] = (side - 1).to_le_bytes();
        [low, middle, high]
    });
    let has_alpha = frame.alpha.is_some() || frame.coding == Coding::Lossless;
    let mut head = vec![if has_alpha { 0x10 } else { 0 }, 0, 0, 0];
    head.extend(width);
    head.extend(height);
    let name = match frame.coding {
        Coding::Lossy => b"VP8 ",
        Coding::Lossless => b"VP8L",
    };
    let chunks = [
        Some((b"VP8X", &*head)),
        frame.alpha.map(|data| (b"ALPH", data)),
        Some((name, frame.data)),
    ];
    let mut body = b"WEBP".to_vec();
    for (name, data) in chunks.into_iter().flatten() {
        body.extend(name);
        body.extend(u32::try_from(data.len()).unwrap_or(u32::MAX).to_le_bytes());
        body.extend(data);
        if !data.len().is_multiple_of(2) {
            body.push(0);
        }
    }
    let mut file = b"RIFF".to_vec();
    file.extend(u32::try_from(body.len()).unwrap_or(u32::MAX).to_le_bytes());
    file.append(&mut body);
    file
}

fn broken(error: DecodingError) -> Error {
    damaged("the pixels are broken or cut off", Some(error.into()))
}

fn damaged(what: &'static str, source: Option<Box<dyn core::error::Error + Send + Sync>>) -> Error {
    Error::Damaged { format: Format::WebP, what, source }
}
