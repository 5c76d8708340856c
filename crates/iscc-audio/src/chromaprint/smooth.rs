//! Smoothing of chroma over time, and scaling to length 1.

use crate::chromaprint::chroma::{NOTES, Row};

/// The weights of five rows, oldest first.
const KERNEL: [f64; 5] = [0.25, 0.75, 1.0, 0.75, 0.25];
/// Rows shorter than this are silence.
const SILENCE: f64 = 0.01;

/// The last rows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Smooth {
    /// In a ring.
    rows: [Row; KERNEL.len()],
    count: usize,
}

impl Smooth {
    /// Takes a row. From the fifth on there is a result for each, two rows late.
    pub(crate) fn update(&mut self, row: &Row) -> Option<Row> {
        let length = KERNEL.len();
        self.rows[self.count % length] = *row;
        self.count += 1;
        let oldest = self.count.checked_sub(length)?;
        let mut smooth = [0.0; NOTES];
        for (i, weight) in KERNEL.into_iter().enumerate() {
            for (sum, value) in smooth.iter_mut().zip(&self.rows[(oldest + i) % length]) {
                *sum += value * weight;
            }
        }
        let norm = libm::sqrt(smooth.iter().map(|value| value * value).sum());
        if norm < SILENCE {
            return Some([0.0; NOTES]);
        }
        Some(smooth.map(|value| value / norm))
    }
}
