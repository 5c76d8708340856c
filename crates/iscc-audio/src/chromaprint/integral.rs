//! The image of all rows so far as sums over rectangles: time down, notes across.

use core::ops::Range;

use crate::chromaprint::chroma::{NOTES, Row};

/// Rows of the largest classifier.
pub(crate) const WINDOW: usize = 16;
/// Rows that are kept: the window, the one before it, and up to a power of two.
const KEPT: usize = 32;

/// Sums of everything above and to the left, since the start. They are not of the window alone, which would round
/// otherwise.
#[derive(Debug, Clone, Default)]
pub(crate) struct Integral {
    /// In a ring, row 0 all zeros.
    sums: [[f64; NOTES + 1]; KEPT],
    count: usize,
}

impl Integral {
    /// Adds a row. From the sixteenth on the result is the window of the last sixteen.
    pub(crate) fn update(&mut self, row: &Row) -> Option<Window<'_>> {
        let above = self.sums[self.count % KEPT];
        self.count += 1;
        let sums = &mut self.sums[self.count % KEPT];
        let mut along = 0.0;
        for (note, value) in row.iter().enumerate() {
            along += value;
            sums[note + 1] = along + above[note + 1];
        }
        let first = self.count.checked_sub(WINDOW)?;
        Some(Window { integral: self, first })
    }
}

/// Sixteen rows.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Window<'a> {
    integral: &'a Integral,
    first: usize,
}

impl Window<'_> {
    /// The sum of a rectangle.
    #[inline]
    pub(crate) fn sum(&self, rows: Range<usize>, notes: Range<usize>) -> f64 {
        if rows.is_empty() || notes.is_empty() {
            return 0.0;
        }
        let above = &self.integral.sums[(self.first + rows.start) % KEPT];
        let last = &self.integral.sums[(self.first + rows.end) % KEPT];
        // Row and column 0 are zeros, and taking away 0 changes nothing.
        last[notes.end] - above[notes.end] - last[notes.start] + above[notes.start]
    }
}
