//! The sums of pixels in the 32 x 32 cells of a frame.

use crate::luma::Luma;

/// Cells in a row or column.
pub(super) const GRID: usize = 32;

/// The sums of the cells of a frame as it is shown, row by row.
pub(super) type Sums = [[u64; GRID]; GRID];

/// Columns that are added up at a time: what stays in the nearest cache with its rows.
const STRIP: usize = 1024;
/// Rows that fit in 16 bits when they are added up: 257 of them would as well.
const BAND: usize = 256;

/// Where the cells of a side begin, and the last one ends: pixel x lies in cell `floor(32 x / length)`.
pub(super) fn bounds(length: usize) -> [usize; GRID + 1] {
    core::array::from_fn(|cell| (cell * length).div_ceil(GRID))
}

/// The same for pixels that are counted from the other end.
fn bounds_as_coded(length: usize, reversed: bool) -> [usize; GRID + 1] {
    let mut bounds = bounds(length);
    if reversed {
        bounds.reverse();
        bounds = bounds.map(|bound| length - bound);
    }
    bounds
}

/// Adds up the pixels of each cell.
///
/// Rows are added to each other first, which every compiler makes vectors of; cells are cut out of
/// their sum.
pub(super) fn cell_sums(luma: &Luma<'_>) -> Sums {
    let orientation = luma.orientation();
    let columns = bounds_as_coded(luma.columns(), orientation.reverses_columns());
    let rows = bounds_as_coded(luma.rows(), orientation.reverses_rows());
    let mut coded = [[0; GRID]; GRID];
    for (sums, bound) in coded.iter_mut().zip(rows.windows(2)) {
        let (top, bottom) = (bound[0], bound[1]);
        for first in (top..bottom).step_by(BAND) {
            let last = bottom.min(first + BAND);
            for left in (0..luma.columns()).step_by(STRIP) {
                let right = luma.columns().min(left + STRIP);
                let mut strip = [0u16; STRIP];
                let part = |row| luma.part(row, left, right).iter().map(|pixel| u16::from(*pixel));
                let fours = (last - first) / 4 * 4;
                // Four rows at a time: the sums are loaded and stored less often.
                for row in (first..first + fours).step_by(4) {
                    let upper = part(row).zip(part(row + 1));
                    let lower = part(row + 2).zip(part(row + 3));
                    for (sum, ((a, b), (c, d))) in strip.iter_mut().zip(upper.zip(lower)) {
                        *sum += a + b + c + d;
                    }
                }
                for row in first + fours..last {
                    for (sum, pixel) in strip.iter_mut().zip(part(row)) {
                        *sum += pixel;
                    }
                }
                cut(&strip, left, right, &columns, sums);
            }
        }
    }
    core::array::from_fn(|row| {
        core::array::from_fn(|column| {
            let (x, y) = if orientation.swaps_sides() { (row, column) } else { (column, row) };
            let x = if orientation.reverses_columns() { GRID - 1 - x } else { x };
            let y = if orientation.reverses_rows() { GRID - 1 - y } else { y };
            coded[y][x]
        })
    })
}

/// Adds the columns from `left` to `right` to the cells that they lie in.
fn cut(
    strip: &[u16; STRIP],
    left: usize,
    right: usize,
    bounds: &[usize; GRID + 1],
    cells: &mut [u64; GRID],
) {
    for (cell, bound) in cells.iter_mut().zip(bounds.windows(2)) {
        let (from, to) = (bound[0].clamp(left, right), bound[1].clamp(left, right));
        let sum: u32 = strip[from - left..to - left].iter().copied().map(u32::from).sum();
        *cell += u64::from(sum);
    }
}
