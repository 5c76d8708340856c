//! The planes of the merged picture, row by row.

use alloc::vec;
use alloc::vec::Vec;

use super::damaged;
use crate::decode::Limits;
use crate::decode::indexed::Colours;
use crate::decode::reader::Reader;
use crate::decode::sink::{Sink, Source};
use crate::error::Error;
use crate::normalise::fill::{ink_to_light, on_white};

/// What the planes are.
#[derive(Debug)]
pub(super) enum Mode {
    Bilevel,
    Gray,
    Indexed(Colours),
    Rgb,
    Rgba,
    /// Stored inverted.
    Cmyk,
}

impl Mode {
    const fn channels(&self) -> usize {
        match self {
            Self::Bilevel | Self::Gray | Self::Indexed(_) => 1,
            Self::Rgb => 3,
            Self::Rgba | Self::Cmyk => 4,
        }
    }

    pub(super) fn is_gray(&self) -> bool {
        match self {
            Self::Bilevel | Self::Gray => true,
            Self::Indexed(colours) => colours.is_gray(),
            _ => false,
        }
    }
}

/// How the planes are stored.
#[derive(Debug)]
pub(super) enum Coding {
    Raw,
    /// Runs; where each plane starts.
    RunLengths(Vec<usize>),
}

/// The merged picture.
#[derive(Debug)]
pub(super) struct Planes<'a> {
    pub(super) bytes: &'a [u8],
    pub(super) width: usize,
    pub(super) height: usize,
    pub(super) mode: Mode,
    pub(super) coding: Coding,
    /// Where the planes start, or the lengths of their rows.
    pub(super) start: usize,
}

impl<'a> Planes<'a> {
    fn row_bytes(&self) -> usize {
        if matches!(self.mode, Mode::Bilevel) { self.width.div_ceil(8) } else { self.width }
    }

    /// Adds up the lengths of the rows to where each plane starts.
    pub(super) fn run_lengths(&self, limits: &Limits) -> Result<Coding, Error> {
        let rows = self.mode.channels().saturating_mul(self.height);
        limits.check_alloc(rows as u64 * 2)?;
        let mut file = Reader::new(self.bytes, self.start);
        let lengths = file.take(rows.saturating_mul(2)).ok_or_else(|| damaged("cut off"))?;
        let mut at = file.position();
        let mut starts = Vec::new();
        for plane in lengths.chunks_exact(2 * self.height) {
            starts.push(at);
            let lengths = plane.chunks_exact(2);
            at +=
                lengths.map(|len| usize::from(u16::from_be_bytes([len[0], len[1]]))).sum::<usize>();
        }
        Ok(Coding::RunLengths(starts))
    }

    /// A reader of each plane, or the rest of the file.
    fn readers(&self) -> Vec<&'a [u8]> {
        let of = |at: usize| self.bytes.get(at..).unwrap_or_default();
        match &self.coding {
            // By the width also where a row has fewer bytes: there is one plane then.
            Coding::Raw => (0..self.mode.channels())
                .map(|plane| of(self.start.saturating_add(plane * self.width * self.height)))
                .collect(),
            Coding::RunLengths(starts) => starts.iter().map(|start| of(*start)).collect(),
        }
    }

    fn convert(&self, planes: &[Vec<u8>], out: &mut [u8]) {
        match (&self.mode, planes) {
            (Mode::Bilevel, [row]) => {
                // A set bit is black for Photoshop, and white for the reference.
                for (x, gray) in out.iter_mut().enumerate() {
                    *gray = if row[x / 8] & (0x80 >> (x % 8)) == 0 { 0 } else { 255 };
                }
            }
            (Mode::Gray, [row]) => out.copy_from_slice(row),
            (Mode::Indexed(colours), [row]) if colours.is_gray() => {
                for (gray, index) in out.iter_mut().zip(row) {
                    *gray = colours.rgb(*index)[0];
                }
            }
            (Mode::Indexed(colours), [row]) => {
                for (rgb, index) in out.chunks_exact_mut(3).zip(row) {
                    rgb.copy_from_slice(&colours.rgb(*index));
                }
            }
            (Mode::Rgb, [red, green, blue]) => {
                for (x, rgb) in out.chunks_exact_mut(3).enumerate() {
                    rgb.copy_from_slice(&[red[x], green[x], blue[x]]);
                }
            }
            (Mode::Rgba, [red, green, blue, alpha]) => {
                for (x, rgb) in out.chunks_exact_mut(3).enumerate() {
                    let colour = [red[x], green[x], blue[x]];
                    rgb.copy_from_slice(&colour.map(|value| on_white(value, alpha[x])));
                }
            }
            (Mode::Cmyk, [cyan, magenta, yellow, black]) => {
                for (x, rgb) in out.chunks_exact_mut(3).enumerate() {
                    let inks = [cyan[x], magenta[x], yellow[x]];
                    rgb.copy_from_slice(&inks.map(|ink| ink_to_light(!ink, !black[x])));
                }
            }
            // Each mode has its number of planes.
            _ => {}
        }
    }
}

impl Source for Planes<'_> {
    fn rows(&self, sink: &mut Sink) -> Result<(), Error> {
        let row_bytes = self.row_bytes();
        let mut readers = self.readers();
        let mut rows = vec![vec![0; row_bytes]; readers.len()];
        let mut converted = vec![0; self.width * if self.mode.is_gray() { 1 } else { 3 }];
        for _ in 0..self.height {
            for (reader, row) in readers.iter_mut().zip(&mut rows) {
                let rest = match self.coding {
                    Coding::Raw => raw(reader, row),
                    Coding::RunLengths(_) => run_lengths(reader, row),
                };
                *reader = rest.ok_or_else(|| damaged("the file is cut off"))?;
            }
            self.convert(&rows, &mut converted);
            sink.push(&converted)?;
        }
        Ok(())
    }
}

/// Fills a row; gives what follows it.
fn raw<'a>(data: &'a [u8], row: &mut [u8]) -> Option<&'a [u8]> {
    let (stored, rest) = data.split_at_checked(row.len())?;
    row.copy_from_slice(stored);
    Some(rest)
}

/// Fills a row from runs, of which the last may be too long; gives what follows it.
fn run_lengths<'a>(mut data: &'a [u8], row: &mut [u8]) -> Option<&'a [u8]> {
    let mut at = 0;
    while at < row.len() {
        let (&count, tail) = data.split_first()?;
        data = tail;
        if count == 128 {
            continue;
        }
        if count > 128 {
            let (&value, tail) = data.split_first()?;
            let end = row.len().min(at + 257 - usize::from(count));
            row[at..end].fill(value);
            (at, data) = (end, tail);
        } else {
            let (values, tail) = data.split_at_checked(usize::from(count) + 1)?;
            let end = row.len().min(at + values.len());
            row[at..end].copy_from_slice(&values[..end - at]);
            (at, data) = (end, tail);
        }
    }
    Some(data)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_that_are_too_long_end_with_the_row() {
        let mut row = [0; 4];
        let rest = run_lengths(&[128, 1, 7, 8, 250, 9, 42], &mut row);
        assert_eq!((rest, row), (Some(&[42][..]), [7, 8, 9, 9]));
        assert_eq!(run_lengths(&[3, 1, 2], &mut row), None);
    }
}
