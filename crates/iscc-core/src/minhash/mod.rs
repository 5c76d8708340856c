//! MinHash: a set of 32-bit features to 256 bits that stay similar while most features stay the
//! same (`alg_minhash_256` of the reference; Text- and Data-Code).

mod permutations;

use crate::digest::Digest;
use permutations::{A, B};

/// The Mersenne prime of the permutations.
const PRIME: u64 = (1 << 61) - 1;

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
        for ((minimum, a), b) in self.minima.iter_mut().zip(A).zip(B) {
            for &feature in features {
                *minimum = (*minimum).min(permute(a, b, feature));
            }
        }
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

/// The low 32 bits of `((a * feature + b) mod 2^64) mod (2^61 - 1)`.
///
/// With `x = high * 2^61 + low` and `2^61 = 1 (mod 2^61 - 1)`, `x` is congruent to `high + low`,
/// which is at most `2^61 + 6`, so one subtraction completes the reduction.
#[inline]
fn permute(a: u64, b: u64, feature: u32) -> u32 {
    let x = a.wrapping_mul(u64::from(feature)).wrapping_add(b);
    let folded = (x >> 61) + (x & PRIME);
    let reduced = if folded >= PRIME { folded - PRIME } else { folded };
    low_half(reduced)
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half is what is asked for")]
const fn low_half(x: u64) -> u32 {
    x as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permutation_is_the_naive_one() {
        for feature in [0, 1, 2, 3, 1 << 31, u32::MAX - 1, u32::MAX] {
            for a in A.into_iter().chain([0, 1, PRIME, u64::MAX]) {
                for b in B.into_iter().chain([0, 1, PRIME - 1, PRIME, PRIME + 1, u64::MAX]) {
                    let x = a.wrapping_mul(u64::from(feature)).wrapping_add(b);
                    assert_eq!(permute(a, b, feature), low_half(x % PRIME), "{a} {b} {feature}");
                }
            }
        }
    }

    #[test]
    fn nothing_is_all_ones() {
        assert_eq!(MinHasher::new().finalize(), Digest::new([0xff; 32]));
    }
}
