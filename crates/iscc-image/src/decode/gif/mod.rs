//! GIF: the first frame on its canvas, as Pillow reads it.
//!
//! Blocks and codes are read here and not by a decoder crate, because what is forgiven in a damaged
//! file decides whether there is a picture: Pillow reads on behind stray bytes and end codes, and
//! refuses what is cut off.

mod blocks;
mod lzw;

use super::indexed::{Colours, Indexed};
use super::sink::{Shape, normalise_rows};
use super::{Decoded, Job};
use crate::error::Error;
use crate::format::Format;
use crate::normalise::Orientation;
use blocks::Frame;

/// Decodes and normalises the first frame of a GIF file.
pub(super) fn decode(bytes: &[u8], limits: &Job) -> Result<Decoded, Error> {
    let frame = blocks::first_frame(bytes)?;
    let (width, height) = (frame.canvas_width, frame.canvas_height);
    limits.check_pixels(width, height)?;
    // What the frame does not cover is transparent, if anything is, and otherwise the first colour.
    let size = width as u64 * height as u64;
    let mut indices = limits.filled(frame.transparent.unwrap_or(0), size)?;
    Canvas::new(&frame, &mut indices).fill(&frame)?;
    let mut colours = match frame.palette {
        Some(palette) => Colours::of_rgb(palette),
        None => Colours::gray(),
    };
    // A palette that is the gray ramp is none, and then nothing is transparent.
    if let (Some(index), Some(_)) = (frame.transparent, frame.palette) {
        colours.set_alpha(index, 0);
    }
    let orientation = Orientation::Normal;
    let shape = Shape { width, height, orientation, gray: colours.is_gray() };
    let pixels = normalise_rows(&Indexed { indices, width, colours }, shape, limits)?;
    Ok(Decoded { pixels, format: Format::Gif, width, height, orientation })
}

/// Where the next pixel of a frame goes.
struct Canvas<'a> {
    indices: &'a mut [u8],
    stride: usize,
    /// The index of the frame's first pixel.
    origin: usize,
    width: usize,
    height: usize,
    x: usize,
    y: usize,
    step: usize,
    /// The first rows of the passes that are still to come.
    passes: &'static [(usize, usize)],
}

impl<'a> Canvas<'a> {
    fn new(frame: &Frame<'_>, indices: &'a mut [u8]) -> Self {
        /// First row and step of the passes of an interlaced frame, after the first.
        const PASSES: [(usize, usize); 3] = [(4, 8), (2, 4), (1, 2)];
        Self {
            indices,
            stride: frame.canvas_width,
            origin: frame.top * frame.canvas_width + frame.left,
            width: frame.width,
            height: frame.height,
            x: 0,
            y: 0,
            step: if frame.interlaced { 8 } else { 1 },
            passes: if frame.interlaced { &PASSES } else { &[] },
        }
    }

    fn fill(mut self, frame: &Frame<'_>) -> Result<(), Error> {
        lzw::decode(frame.data, frame.code_bits, |string| self.put(string)).map_err(damaged)
    }

    /// Puts pixels one after the other; `true` when the last one is there.
    fn put(&mut self, mut pixels: &[u8]) -> bool {
        while !pixels.is_empty() {
            let (now, later) = pixels.split_at(pixels.len().min(self.width - self.x));
            let start = self.origin + self.y * self.stride + self.x;
            self.indices[start..start + now.len()].copy_from_slice(now);
            self.x += now.len();
            pixels = later;
            if self.x == self.width {
                self.x = 0;
                self.y += self.step;
                while self.y >= self.height {
                    let [(first, step), passes @ ..] = self.passes else { return true };
                    (self.y, self.step, self.passes) = (*first, *step, passes);
                }
            }
        }
        false
    }
}

fn damaged(what: &'static str) -> Error {
    Error::Damaged { format: Format::Gif, what, source: None }
}
