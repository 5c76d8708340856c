//! SimHash: many digests to one that stays similar while most of them stay the same
//! (`alg_simhash` of the reference; Meta-, Audio- and Mixed-Code).

use crate::digest::Digest;

/// Streaming similarity hash over digests of `N` bytes.
///
/// Every bit of the result is the majority of that bit in the inputs; a tie gives 1. Memory is
/// constant and the order of the inputs does not matter.
///
/// ```
/// use iscc_core::SimHasher;
///
/// let mut hasher = SimHasher::<1>::new();
/// hasher.update(&[0b1100]).update(&[0b1010]).update(&[0b0000]);
/// assert_eq!(hasher.finalize(), [0b1000]);
/// ```
#[derive(Debug, Clone)]
pub struct SimHasher<const N: usize = 32> {
    /// How many of the inputs had each bit set, most significant bit first.
    ones: [[u32; 8]; N],
    count: u32,
}

impl<const N: usize> Default for SimHasher<N> {
    fn default() -> Self {
        Self::new()
    }
}

impl<const N: usize> SimHasher<N> {
    /// A hasher that has seen nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self { ones: [[0; 8]; N], count: 0 }
    }

    /// Adds one digest. After 2^32 - 1 of them further ones are ignored.
    pub fn update(&mut self, digest: &[u8; N]) -> &mut Self {
        let Some(count) = self.count.checked_add(1) else { return self };
        self.count = count;
        for (ones, byte) in self.ones.iter_mut().zip(digest) {
            for (bit, one) in ones.iter_mut().enumerate() {
                *one += u32::from(byte >> (7 - bit) & 1);
            }
        }
        self
    }

    /// The hash of what came so far. Without any input it is all zeros.
    #[must_use]
    pub fn finalize(&self) -> [u8; N] {
        let mut digest = [0; N];
        if self.count == 0 {
            return digest;
        }
        for (byte, ones) in digest.iter_mut().zip(&self.ones) {
            for one in ones {
                // one >= count / 2, in integers
                let majority = u64::from(*one) * 2 >= u64::from(self.count);
                *byte = *byte << 1 | u8::from(majority);
            }
        }
        digest
    }
}

impl SimHasher<32> {
    /// The hash of what came so far as a [`Digest`].
    #[must_use]
    pub fn digest(&self) -> Digest {
        Digest::new(self.finalize())
    }
}
