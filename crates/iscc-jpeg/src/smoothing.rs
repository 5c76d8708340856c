//! Smoothing between blocks of progressive pictures whose last scans are missing (K.8.2).
//!
//! Where the low frequencies of a block are not known exactly, they are estimated from the mean values of the blocks
//! around it: of 5 times 5, as libjpeg-turbo does since 2.1. The weights were measured, with pictures in which one block
//! alone is not 0.

use crate::coefficients::{Coefficients, Known, WATCHED};
use crate::frame::{Component, Frame};
use crate::sequential::low;
use crate::zigzag::{Block, natural};

/// Weights of 5 times 5 blocks, in parts of 256, row by row.
type Weights = [[i16; 5]; 5];

/// Nothing but mean values is known: they themselves are smoothed,
#[rustfmt::skip]
const MEAN: Weights = [
    [-2, -6, -8, -6, -2],
    [-6, 6, 42, 6, -6],
    [-8, 42, 152, 42, -8],
    [-6, 6, 42, 6, -6],
    [-2, -6, -8, -6, -2],
];

/// and so are the coefficients that come next in the file's order; those of the first column have the weights of the
/// first row, turned over.
#[rustfmt::skip]
const COARSE: [Weights; 9] = [
    WAVE_COARSE,
    turned(&WAVE_COARSE),
    turned(&BEND_COARSE),
    [
        [-1, 0, 0, 0, 1],
        [0, 9, 0, -9, 0],
        [0, 0, 0, 0, 0],
        [0, -9, 0, 9, 0],
        [1, 0, 0, 0, -1],
    ],
    BEND_COARSE,
    THIRD,
    SADDLE,
    turned(&SADDLE),
    turned(&THIRD),
];

#[rustfmt::skip]
const WAVE_COARSE: Weights = [
    [-1, -1, 0, 1, 1],
    [-3, 13, 0, -13, 3],
    [-3, 38, 0, -38, 3],
    [-3, 13, 0, -13, 3],
    [-1, -1, 0, 1, 1],
];

#[rustfmt::skip]
const BEND_COARSE: Weights = [
    [0, 0, 0, 0, 0],
    [0, 2, -5, 2, 0],
    [1, 7, -14, 7, 1],
    [0, 2, -5, 2, 0],
    [0, 0, 0, 0, 0],
];

#[rustfmt::skip]
const THIRD: Weights = [
    [0, 0, 0, 0, 0],
    [0, 1, 0, -1, 0],
    [0, 2, 0, -2, 0],
    [0, 1, 0, -1, 0],
    [0, 0, 0, 0, 0],
];

#[rustfmt::skip]
const SADDLE: Weights = [
    [0, 0, 0, 0, 0],
    [0, 1, -3, 1, 0],
    [0, 0, 0, 0, 0],
    [0, -1, 3, -1, 0],
    [0, 0, 0, 0, 0],
];

/// Some other coefficients are known: five are estimated.
#[rustfmt::skip]
const FINE: [Weights; 5] = [
    WAVE_FINE,
    turned(&WAVE_FINE),
    turned(&BEND_FINE),
    [
        [0, -1, 0, 1, 0],
        [-1, 10, 0, -10, 1],
        [0, 0, 0, 0, 0],
        [1, -10, 0, 10, -1],
        [0, 1, 0, -1, 0],
    ],
    BEND_FINE,
];

#[rustfmt::skip]
const WAVE_FINE: Weights = [
    [0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0],
    [-7, 50, 0, -50, 7],
    [0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0],
];

#[rustfmt::skip]
const BEND_FINE: Weights = [
    [0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0],
    [-1, 13, -24, 13, -1],
    [0, 0, 0, 0, 0],
    [0, 0, 0, 0, 0],
];

const fn turned(weights: &Weights) -> Weights {
    let mut turned = [[0; 5]; 5];
    let mut at = 0;
    while at < 25 {
        turned[at % 5][at / 5] = weights[at / 5][at % 5];
        at += 1;
    }
    turned
}

/// Whether some coefficients are worth estimating, and all that is needed for it is there.
pub(crate) fn is_useful(kept: &Coefficients, frame: &Frame) -> bool {
    if !frame.coding.progressive {
        return false;
    }
    let mut useful = false;
    for (component, known) in frame.components.iter().zip(&kept.known) {
        let Some(table) = &component.table else { return false };
        if (0..WATCHED).any(|at| table[natural(at)] == 0) || known.now[0] < 0 {
            return false;
        }
        useful |= known.now[1..WATCHED].iter().any(|bits| *bits != 0);
    }
    useful
}

/// A component whose blocks are smoothed.
#[derive(Debug)]
pub(crate) struct Smoothing<'a> {
    pub(crate) component: &'a Component,
    pub(crate) frame: &'a Frame,
    pub(crate) blocks: &'a [Block],
    pub(crate) known: &'a Known,
    /// Whether the last scan had data for this row of units.
    pub(crate) is_good: bool,
}

impl Smoothing<'_> {
    /// The block of a row of units, in the `line`th row of blocks of it, at `column`.
    pub(crate) fn block(&self, row: usize, line: usize, column: usize) -> Block {
        let Self { component, frame, blocks, .. } = *self;
        let bits: &[i8] = if self.is_good { &self.known.now } else { &self.known.before };
        let here = row * component.v + line;
        // Rows that only fill the last unit count, but not in that unit itself.
        let last_row = if row + 1 < frame.unit_rows {
            frame.unit_rows * component.v - 1
        } else {
            component.blocks_down - 1
        };
        // Above the only row of blocks of the second row of units the next one counts twice.
        let lines = component.v.min(component.blocks_down - row * component.v);
        let reach = if row == 1 && lines == 1 { 1 } else { 2 };
        let rows = [
            here.saturating_sub(reach),
            here.saturating_sub(1),
            here,
            (here + 1).min(last_row),
            (here + 2).min(last_row),
        ];
        let last = component.blocks_across - 1;
        let columns = [
            column.saturating_sub(2),
            column.saturating_sub(1),
            column,
            (column + 1).min(last),
            (column + 2).min(last),
        ];
        let means = rows.map(|row| {
            columns.map(|column| {
                blocks.get(row * component.stride + column).map_or(0, |block| i64::from(block[0]))
            })
        });
        let mut block = blocks.get(here * component.stride + column).copied().unwrap_or([0; 64]);
        let Some(table) = &component.table else { return block };
        let mean_factor = i64::from(table[0]);
        let estimate = |weights: &Weights, factor: u16, bits: i8| {
            let sum = weights.as_flattened().iter().zip(means.as_flattened());
            let sum: i64 = sum.map(|(weight, mean)| i64::from(*weight) * mean).sum();
            let number = mean_factor * sum;
            let factor = i64::from(factor.max(1));
            let mut size = ((factor << 7) + number.abs()) / (factor << 8);
            // No more than what is not known.
            if bits > 0 {
                size = size.min((1 << bits) - 1);
            }
            low(i32::try_from(size * number.signum()).unwrap_or(0))
        };
        let nothing_known = bits[1..WATCHED].iter().all(|bits| *bits == -1);
        let weights: &[Weights] = if nothing_known { &COARSE } else { &FINE };
        for (at, weights) in (1..).zip(weights) {
            let place = natural(at);
            if bits[at] != 0 && block[place] == 0 {
                block[place] = estimate(weights, table[place], bits[at]);
            }
        }
        if nothing_known {
            block[0] = estimate(&MEAN, table[0], 0);
        }
        block
    }
}
