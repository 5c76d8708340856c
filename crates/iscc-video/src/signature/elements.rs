//! The elements of a signature: brightness of a place, and differences of places.

pub(super) use super::grid::Block;
use super::grid::Grid;

/// Elements of one kind, which share a threshold.
pub(super) struct Category {
    /// The blocks of an element whose mean counts.
    pub(super) plus: usize,
    /// The blocks whose mean is subtracted; with none of them, middle gray is.
    pub(super) minus: usize,
    /// How many magnitudes are smaller than the threshold: a third.
    pub(super) rank: usize,
    /// The blocks of all elements, one element after the other.
    pub(super) blocks: &'static [Block],
}

impl Category {
    /// The number of elements.
    pub(super) const fn len(&self) -> usize {
        self.blocks.len() / (self.plus + self.minus)
    }

    /// Writes the values of the elements.
    pub(super) fn values(&self, grid: &Grid, values: &mut [i64]) {
        for (value, blocks) in values.iter_mut().zip(self.blocks.chunks(self.plus + self.minus)) {
            let (plus, minus) = blocks.split_at(self.plus);
            let base = if minus.is_empty() {
                grid.unit().wrapping_mul(128)
            } else {
                grid.mean(minus).cast_signed()
            };
            *value = grid.mean(plus).cast_signed().wrapping_sub(base);
        }
    }

    /// The magnitude below which a value says nothing. It reorders `magnitudes`.
    pub(super) fn threshold(&self, magnitudes: &mut [u64]) -> u64 {
        *magnitudes.select_nth_unstable(self.rank).1
    }
}
