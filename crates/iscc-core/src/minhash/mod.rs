//! MinHash: a set of 32-bit features to 256 bits that stay similar while most features stay the
//! same (`alg_minhash_256` of the reference; Text- and Data-Code).

pub(crate) mod fold;
mod permutations;

use crate::arch;
use crate::digest::Digest;

/// Streaming minimum hash over 32-bit features.
///
/// Only the 64 minima are kept, so memory is constant; order and repetition of features do not
/// matter. Without any feature every minimum is the largest value and the digest all ones.
///
/// ```
/// use iscc_core::MinHasher;
///
/// let (mut all, mut parts) = (MinHasher::new(), MinHasher::new());
/// all.update(&[1, 2, 3]);
/// parts.update(&[3, 1]).update(&[2, 2]);
/// assert_eq!(all.finalize(), parts.finalize());
/// ```
#[derive(Debug, Clone)]
pub struct MinHasher {
    minima: [u32; 64],
}

impl Default for MinHasher {
    fn default() -> Self {
        Self::new()
    }
}

impl MinHasher {
    /// A hasher that has seen nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self { minima: [u32::MAX; 64] }
    }

    /// Folds features into the minima. Fewer, longer slices are faster.
    pub fn update(&mut self, features: &[u32]) -> &mut Self {
        arch::fold_minima(&mut self.minima, features);
        self
    }

    /// Folds everything in that another hasher has seen: minima of parts are minima of the whole.
    pub fn merge(&mut self, other: &Self) -> &mut Self {
        for (minimum, other) in self.minima.iter_mut().zip(other.minima) {
            *minimum = (*minimum).min(other);
        }
        self
    }

    /// The 256-bit hash of what came so far: the lowest bit of all 64 minima, then the second
    /// lowest, up to the fourth. Its first 64 bits are `alg_minhash_64`.
    #[must_use]
    pub fn finalize(&self) -> Digest {
        let mut digest = [0; 32];
        for (position, byte) in digest.iter_mut().enumerate() {
            let (bit, first) = (position / 8, position % 8 * 8);
            *byte = self.minima[first..first + 8]
                .iter()
                .fold(0, |byte, minimum| byte << 1 | u8::from(minimum >> bit & 1 == 1));
        }
        Digest::new(digest)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_all_ones() {
        assert_eq!(MinHasher::new().finalize(), Digest::new([0xff; 32]));
    }
}
