//! [`Reducer`]: rows of a large picture in, a picture of a few hundred pixels out, without the large one.

use alloc::vec;
use alloc::vec::Vec;

use super::Thumbnail;
use crate::normalise::Orientation;

/// Averages squares of pixels while the rows stream by, so that what is kept has at least twice the sides of the
/// thumbnail, if the picture has.
#[derive(Debug)]
pub(crate) struct Reducer {
    width: usize,
    height: usize,
    target: (u32, u32),
    /// The side of a square.
    factor: usize,
    sums: Vec<u32>,
    /// Rows in `sums`.
    rows: usize,
    reduced: Vec<u8>,
}

impl Reducer {
    /// For a picture stored as `width` x `height` pixels (at least 1 each), and a longer side of at most `size`.
    pub(crate) fn new(width: usize, height: usize, size: u32) -> Self {
        let longer = width.max(height);
        let scaled = |side: usize| {
            let scaled = (side as u64 * u64::from(size) + longer as u64 / 2) / longer as u64;
            u32::try_from(scaled.min(side as u64)).unwrap_or(size).max(1)
        };
        let target = (scaled(width), scaled(height));
        let factor = (longer / (2 * size as usize)).max(1);
        let sums = vec![0; width.div_ceil(factor) * 3];
        Self { width, height, target, factor, sums, rows: 0, reduced: Vec::new() }
    }

    /// The next row: gray or RGB.
    pub(crate) fn push(&mut self, row: &[u8], is_gray: bool) {
        let side = if is_gray { self.factor } else { self.factor * 3 };
        for (square, sums) in row.chunks(side).zip(self.sums.chunks_exact_mut(3)) {
            if is_gray {
                let sum: u32 = square.iter().map(|value| u32::from(*value)).sum();
                for total in sums {
                    *total += sum;
                }
            } else {
                for pixel in square.chunks_exact(3) {
                    for (total, value) in sums.iter_mut().zip(pixel) {
                        *total += u32::from(*value);
                    }
                }
            }
        }
        self.rows += 1;
        if self.rows == self.factor {
            self.end_squares();
        }
    }

    fn end_squares(&mut self) {
        let (factor, width) = (self.factor, self.width);
        for (index, sums) in self.sums.chunks_exact_mut(3).enumerate() {
            let columns = factor.min(width - index * factor);
            let count = u32::try_from(columns * self.rows).unwrap_or(1).max(1);
            for sum in sums {
                let mean = (*sum + count / 2) / count;
                self.reduced.push(u8::try_from(mean).unwrap_or(u8::MAX));
                *sum = 0;
            }
        }
        self.rows = 0;
    }

    /// After the last row.
    pub(crate) fn finish(mut self, orientation: Orientation) -> Option<Thumbnail> {
        if self.rows > 0 {
            self.end_squares();
        }
        let side = |side: usize| u32::try_from(side.div_ceil(self.factor)).ok();
        let size = (side(self.width)?, side(self.height)?);
        Thumbnail::new(&self.reduced, size, self.target, orientation)
    }
}
