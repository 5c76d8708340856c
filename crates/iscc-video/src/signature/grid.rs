//! The cells of a frame, made equally large: what elements are read from.

use super::cells::{GRID, Sums, bounds};

/// The least common multiple of the numbers of cells that elements are means of, so that the means
/// of small frames are exact.
const EXACT: u64 = 476_985_600;
/// The precision of frames that are too large for it: about 8K and more.
const ROUNDED: u64 = 1 << 16;
/// The number from which on a frame is too large.
const LARGE: u64 = i64::MAX.cast_unsigned() / (EXACT * 255);

/// The summed area table of the cells. Its sums wrap around: of bright 4K frames they do.
///
/// The standard has no wrapping; FFmpeg's filter, which the reference calls, has.
pub(super) struct Grid {
    /// One row and column more than there are cells: those before the first.
    areas: [[u64; GRID + 1]; GRID + 1],
    /// What a cell of luma 1 has.
    unit: i64,
}

/// How one side of a frame is divided.
struct Side {
    /// The pixels of its shorter cells.
    short: u64,
    /// What makes short and long cells count the same; 1 if there are no longer ones.
    long: u64,
    /// What the sum of each cell is multiplied with.
    weights: [u64; GRID],
}

impl Side {
    fn new(length: usize) -> Self {
        let short = length / GRID;
        let long = if length.is_multiple_of(GRID) { 1 } else { short + 1 };
        let bounds = bounds(length);
        // Cells count as much as those of the other length have pixels.
        let weight = |cell: usize| match bounds[cell + 1] - bounds[cell] {
            _ if long == 1 => 1,
            pixels if pixels == short => long as u64,
            _ => short as u64,
        };
        Self { short: short as u64, long: long as u64, weights: core::array::from_fn(weight) }
    }
}

impl Grid {
    /// The grid of a frame as it is shown.
    pub(super) fn new(sums: &Sums, width: usize, height: usize) -> Self {
        let (rows, columns) = (Side::new(height), Side::new(width));
        // The pixels of a cell, as if all of them were equally large. At most 2^42.
        let pixels = rows.short * rows.long * columns.short * columns.long;
        // FFmpeg's rule, and the order of its multiplications and divisions.
        let size = columns.short * (columns.short + 1) * (rows.short * height as u64 / 32 + 1);
        let (precision, divisor, unit) = if size > LARGE {
            (ROUNDED, pixels, ROUNDED)
        } else {
            (EXACT, 1, EXACT.wrapping_mul(pixels))
        };
        let mut areas = [[0u64; GRID + 1]; GRID + 1];
        for (y, sums) in sums.iter().enumerate() {
            let mut row = 0u64;
            for (x, sum) in sums.iter().enumerate() {
                let weight = rows.weights[y] * columns.weights[x];
                let value = sum.wrapping_mul(weight).wrapping_mul(precision) / divisor;
                row = row.wrapping_add(value);
                areas[y + 1][x + 1] = areas[y][x + 1].wrapping_add(row);
            }
        }
        Self { areas, unit: unit.cast_signed() }
    }

    /// The value of a cell of luma 1.
    pub(super) const fn unit(&self) -> i64 {
        self.unit
    }

    /// The mean of the cells in all `blocks`, rounded down.
    pub(super) fn mean(&self, blocks: &[Block]) -> u64 {
        let (mut sum, mut cells) = (0u64, 0);
        for &[left, top, right, bottom] in blocks {
            let [left, top] = [left, top].map(usize::from);
            let [right, bottom] = [right, bottom].map(|last| usize::from(last) + 1);
            cells += (right - left) * (bottom - top);
            sum = sum
                .wrapping_add(self.areas[bottom][right])
                .wrapping_sub(self.areas[bottom][left])
                .wrapping_sub(self.areas[top][right])
                .wrapping_add(self.areas[top][left]);
        }
        sum / cells.max(1) as u64
    }
}

/// A rectangle of cells: the column and row of its first cell, and of its last.
pub(super) type Block = [u8; 4];
