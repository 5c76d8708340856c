//! [`Thumbnail`]: one small picture that stands for a film.

use alloc::vec;
use alloc::vec::Vec;

use crate::orientation::Orientation;

/// Frames that one is chosen from: the first four seconds.
const CANDIDATES: usize = 20;

/// A small picture, three bytes a pixel: red, green, blue.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Thumbnail {
    /// Width in pixels.
    pub width: usize,
    /// Height in pixels.
    pub height: usize,
    /// `width * height * 3` bytes, rows from the top.
    pub rgb: Vec<u8>,
}

/// Collects the frames that the thumbnail is chosen from, made small.
///
/// DIFFERENCE: the reference's filter chooses among the first hundred frames of the film; here it is the first twenty
/// that are shown at five a second.
#[derive(Debug)]
pub(crate) struct Candidates {
    side: u32,
    found: Vec<Thumbnail>,
}

impl Candidates {
    pub(crate) const fn new(side: u32) -> Self {
        Self { side, found: Vec::new() }
    }

    /// The size in which a frame of this size is wanted; `None` if no more are.
    pub(crate) fn wanted(&self, width: u32, height: u32) -> Option<(u32, u32)> {
        (self.side > 0 && self.found.len() < CANDIDATES).then(|| fit(width, height, self.side))
    }

    /// Takes a frame that was made small: three bytes a pixel, in rows of `columns` pixels as they were coded.
    pub(crate) fn push(&mut self, columns: usize, rgb: &[u8], orientation: Orientation) {
        self.found.extend(turned(columns, rgb, orientation));
    }

    /// The frame whose colours are nearest to the mean of all.
    pub(crate) fn choose(mut self) -> Option<Thumbnail> {
        let counts: Vec<_> = self.found.iter().map(histogram).collect();
        let frames = u32::try_from(counts.len()).unwrap_or(u32::MAX);
        let distance = |index: &usize| -> f64 {
            let own = &counts[*index];
            let mean = |bin: usize| {
                let sum: u32 = counts.iter().map(|count| count[bin]).sum();
                f64::from(sum) / f64::from(frames)
            };
            (0..own.len()).map(|bin| (f64::from(own[bin]) - mean(bin)).powi(2)).sum()
        };
        let distances: Vec<f64> = (0..counts.len()).map(|index| distance(&index)).collect();
        let best = (0..counts.len()).min_by(|&a, &b| distances[a].total_cmp(&distances[b]))?;
        Some(self.found.swap_remove(best))
    }
}

/// The largest size of the same proportions whose sides are not longer than `side`, and at least one pixel.
fn fit(width: u32, height: u32, side: u32) -> (u32, u32) {
    let longer = u64::from(width.max(height).max(1));
    let short = |length: u32| {
        let scaled = (u64::from(length) * u64::from(side) + longer / 2) / longer;
        u32::try_from(scaled).unwrap_or(side).max(1)
    };
    (short(width), short(height))
}

/// How often each value of each of the colours occurs.
fn histogram(picture: &Thumbnail) -> Vec<u32> {
    let mut counts = vec![0; 3 * 256];
    for (at, &value) in picture.rgb.iter().enumerate() {
        counts[at % 3 * 256 + usize::from(value)] += 1;
    }
    counts
}

/// A small frame as it is shown.
fn turned(columns: usize, rgb: &[u8], orientation: Orientation) -> Option<Thumbnail> {
    let rows = rgb.len() / (columns * 3).max(1);
    let (width, height) = if orientation.swaps_sides() { (rows, columns) } else { (columns, rows) };
    let mut shown = Vec::with_capacity(rgb.len());
    for y in 0..height {
        for x in 0..width {
            let (column, row) = if orientation.swaps_sides() { (y, x) } else { (x, y) };
            let column = if orientation.reverses_columns() { columns - 1 - column } else { column };
            let row = if orientation.reverses_rows() { rows - 1 - row } else { row };
            let at = (row * columns + column) * 3;
            shown.extend_from_slice(rgb.get(at..at + 3)?);
        }
    }
    Some(Thumbnail { width, height, rgb: shown })
}
