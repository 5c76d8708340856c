//! The resampler: rows of gray in, 32 x 32 pixels out, nothing but a few rows kept.
//!
//! It is Pillow's separable resize on bytes: a pass an axis, rounded to bytes after each, which is why
//! the order of the passes shows in the result.

use alloc::vec;
use alloc::vec::Vec;

use super::arch;
use super::orientation::Orientation;
use super::taps::{Taps, join, round};
use crate::gray::Gray32x32;

const SIDE: usize = Gray32x32::SIDE;

/// Whether the vertical pass comes first for a picture of `width` x `height` pixels, as it is turned
/// and trimmed: the rule of Pillow 13.0.0 (older versions always start with the horizontal pass).
pub(crate) const fn vertical_first(width: usize, height: usize) -> bool {
    #[allow(
        clippy::cast_possible_wrap,
        reason = "sides are lengths of buffers, at most isize::MAX"
    )]
    let (width, height) = (width as i64, height as i64);
    height > 32 && height - 32 > 2 * (width - 32)
}

/// Takes the rows of a stored picture one after the other.
///
/// All is done in the stored picture's axes; the weights are those of the turned one.
#[derive(Debug)]
pub(crate) struct Resizer {
    x: Taps,
    y: Taps,
    swaps_axes: bool,
    state: State,
}

#[derive(Debug)]
enum State {
    /// Along the rows first: each row becomes 32 pixels.
    RowsFirst { narrow: Vec<u8> },
    /// Along the columns first: each row adds to the output rows that it is part of.
    ColumnsFirst { sums: Vec<i32>, width: usize, y: usize },
}

impl Resizer {
    /// For a picture stored as `width` x `height` pixels, at least 1 each.
    pub(crate) fn new(width: usize, height: usize, orientation: Orientation) -> Self {
        let swaps_axes = orientation.swaps_axes();
        let columns_first =
            if swaps_axes { !vertical_first(height, width) } else { vertical_first(width, height) };
        let state = if columns_first {
            State::ColumnsFirst { sums: vec![0; SIDE * width], width, y: 0 }
        } else {
            State::RowsFirst { narrow: Vec::with_capacity(SIDE * height) }
        };
        Self {
            x: Taps::of_columns(width, orientation.reverses_x()),
            y: Taps::of_rows(height, orientation.reverses_y()),
            swaps_axes,
            state,
        }
    }

    /// The next row: as many gray values as the picture is wide.
    pub(crate) fn push(&mut self, row: &[u8]) {
        match &mut self.state {
            State::RowsFirst { narrow } => {
                let mut pixels = [0; SIDE];
                arch::narrow(&self.x, row, &mut pixels);
                narrow.extend_from_slice(&pixels);
            }
            State::ColumnsFirst { sums, width, y } => {
                for (i, sums) in sums.chunks_exact_mut(*width).enumerate() {
                    let weights = self.y.weights(i);
                    match y.checked_sub(weights.start) {
                        Some(at) if at < weights.len() => {
                            arch::add_row(sums, row, weights.halves(at));
                        }
                        _ => {}
                    }
                }
                *y += 1;
            }
        }
    }

    /// The second pass, after the last row.
    pub(crate) fn finish(self) -> Gray32x32 {
        let mut stored = [0; SIDE * SIDE];
        match &self.state {
            State::RowsFirst { narrow } => {
                for (i, out) in stored.chunks_exact_mut(SIDE).enumerate() {
                    let weights = self.y.weights(i);
                    let (mut high, mut low) = ([0_i32; SIDE], [0_i32; SIDE]);
                    let rows = narrow.chunks_exact(SIDE).skip(weights.start);
                    for (at, row) in rows.take(weights.len()).enumerate() {
                        let (h, l) = weights.halves(at);
                        for x in 0..SIDE {
                            high[x] = high[x].wrapping_add(i32::from(row[x]) * h);
                            low[x] = low[x].wrapping_add(i32::from(row[x]) * l);
                        }
                    }
                    for x in 0..SIDE {
                        out[x] = round(join(high[x], low[x]));
                    }
                }
            }
            State::ColumnsFirst { sums, width, .. } => {
                let mut row = vec![0; *width];
                for (sums, out) in sums.chunks_exact(*width).zip(stored.chunks_exact_mut(SIDE)) {
                    for (gray, &sum) in row.iter_mut().zip(sums) {
                        *gray = round(sum);
                    }
                    for (i, out) in out.iter_mut().enumerate() {
                        let weights = self.x.weights(i);
                        *out = weights.apply(&row[weights.start..]);
                    }
                }
            }
        }
        if self.swaps_axes {
            Gray32x32::from_fn(|x, y| stored[x * SIDE + y])
        } else {
            Gray32x32::new(stored)
        }
    }
}

/// The 32 pixels of a row.
#[allow(clippy::inline_always, reason = "compiled once for each CPU, in `arch`")]
#[inline(always)]
pub(super) fn narrow_row(taps: &Taps, row: &[u8], out: &mut [u8; SIDE]) {
    for (i, out) in out.iter_mut().enumerate() {
        let weights = taps.weights(i);
        *out = weights.apply(&row[weights.start..]);
    }
}

/// Adds a row times its weight, given as two halves, to the sums of an output row.
#[allow(clippy::inline_always, reason = "compiled once for each CPU, in `arch`")]
#[inline(always)]
pub(super) fn add_weighted(sums: &mut [i32], row: &[u8], (high, low): (i32, i32)) {
    for (sum, &gray) in sums.iter_mut().zip(row) {
        let gray = i32::from(gray);
        *sum = sum.wrapping_add(join(gray * high, gray * low));
    }
}
