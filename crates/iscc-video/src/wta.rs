//! Sums of signatures, value by value, and the hash of them.

use iscc_core::Digest;

use crate::hash::{FrameVector, VALUES};
use crate::permutations::PERMUTATIONS;

/// Signatures of values below 4 whose sums fit in a byte.
const RECENT: u8 = u8::MAX / 3;

/// The sum of signatures.
#[derive(Debug, Clone)]
pub(crate) struct Sums {
    /// What the last few signatures of values below 4 come to, in small numbers for speed...
    recent: [u8; VALUES],
    /// ... how many they are...
    count: u8,
    /// ... and all others.
    older: [u64; VALUES],
}

impl Sums {
    pub(crate) const fn new() -> Self {
        Self { recent: [0; VALUES], count: 0, older: [0; VALUES] }
    }

    /// Adds values below 4; larger ones are taken for 255 and may not come.
    pub(crate) fn add_narrow<T: Copy + Into<u64>>(&mut self, frame: &FrameVector<T>) {
        if self.count == RECENT {
            self.older = self.total();
            (self.recent, self.count) = ([0; VALUES], 0);
        }
        self.count += 1;
        for (sum, value) in self.recent.iter_mut().zip(frame) {
            *sum = sum.wrapping_add(byte(*value));
        }
    }

    /// Adds any values.
    pub(crate) fn add(&mut self, frame: &FrameVector<u64>) {
        for (sum, value) in self.older.iter_mut().zip(frame) {
            *sum = sum.saturating_add(*value);
        }
    }

    fn total(&self) -> [u64; VALUES] {
        let mut sums = self.older;
        for (sum, recent) in sums.iter_mut().zip(&self.recent) {
            *sum = sum.saturating_add(u64::from(*recent));
        }
        sums
    }

    /// The winner-takes-all hash: a bit is set where the second of two sums is the larger one.
    pub(crate) fn hash(&self) -> Digest {
        let sums = self.total();
        let mut digest = [0u8; 32];
        for (byte, pairs) in digest.iter_mut().zip(PERMUTATIONS.as_chunks::<8>().0) {
            *byte = pairs.iter().fold(0, |byte, &(first, second)| {
                let wins = sums[usize::from(second)] > sums[usize::from(first)];
                byte << 1 | u8::from(wins)
            });
        }
        Digest::new(digest)
    }
}

/// A value as a byte; too large ones are 255.
pub(crate) fn byte(value: impl Into<u64>) -> u8 {
    u8::try_from(value.into()).unwrap_or(u8::MAX)
}
