//! The inner loop of the MinHash: 64 permutations of every feature, and the minimum of each.
//!
//! A permutation is `((a * f + b) mod 2^64) mod P` with `P = 2^61 - 1`, of which the low 32 bits
//! are compared. Written so that a compiler makes vector code of it for whatever it may use:
//!
//! * `a * f mod 2^64` is `a_low * f + (a_high * f << 32)` with 32-bit factors, a product that all
//!   vector units have, unlike that of 64-bit numbers.
//! * With `x = h * 2^61 + l`, `x` is congruent to `r = h + l` modulo `P`, and `r <= P + 7`. So
//!   `x mod P` is `r` if `r < P`, and `r - P` otherwise.
//! * `r >= P` if and only if `r + 1 >= 2^61`, so `c = (r + 1) >> 61` is 1 then and 0 otherwise
//!   (`r + 1 <= P + 8 < 2^62`), and no comparison of 64-bit numbers is needed.
//! * As `P` is `-1` modulo 2^32, the low 32 bits of `r - c * P` are those of `r + c`.

#![allow(clippy::inline_always, reason = "the body is compiled again in every version of `arch`")]

use super::permutations::{A, B};

/// The Mersenne prime of the permutations.
const PRIME: u64 = (1 << 61) - 1;

/// Permutations that go through the features together: eight 64-bit lanes.
const LANES: usize = 8;

/// The constants of one group of permutations, factors in halves of 32 bits.
struct Group {
    a_low: [u64; LANES],
    a_high: [u64; LANES],
    b: [u64; LANES],
}

static GROUPS: [Group; 64 / LANES] = {
    const NONE: Group = Group { a_low: [0; LANES], a_high: [0; LANES], b: [0; LANES] };
    let mut groups = [NONE; 64 / LANES];
    let mut i = 0;
    while i < 64 {
        let (group, lane) = (&mut groups[i / LANES], i % LANES);
        group.a_low[lane] = A[i] & 0xffff_ffff;
        group.a_high[lane] = A[i] >> 32;
        group.b[lane] = B[i];
        i += 1;
    }
    groups
};

/// Lowers each minimum to that of its permutation over `features`.
#[inline(always)]
pub(crate) fn fold(minima: &mut [u32; 64], features: &[u32]) {
    for (minima, group) in minima.as_chunks_mut::<LANES>().0.iter_mut().zip(&GROUPS) {
        let mut lanes = *minima;
        for &feature in features {
            for (lane, minimum) in lanes.iter_mut().enumerate() {
                let (low, high) = (group.a_low[lane], group.a_high[lane]);
                *minimum = (*minimum).min(permute(low, high, group.b[lane], feature));
            }
        }
        *minima = lanes;
    }
}

#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "the low 32 bits are what is asked for")]
fn permute(a_low: u64, a_high: u64, b: u64, feature: u32) -> u32 {
    let feature = u64::from(feature);
    let product = (a_low * feature).wrapping_add((a_high * feature) << 32);
    let x = product.wrapping_add(b);
    let r = (x >> 61) + (x & PRIME);
    (r + ((r + 1) >> 61)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permutation_is_the_naive_one() {
        let naive = |a: u64, b: u64, feature: u32| {
            let x = a.wrapping_mul(u64::from(feature)).wrapping_add(b) % PRIME;
            u32::try_from(x & 0xffff_ffff).unwrap()
        };
        let check = |a: u64, b: u64, feature: u32| {
            let found = permute(a & 0xffff_ffff, a >> 32, b, feature);
            assert_eq!(found, naive(a, b, feature), "{a} {b} {feature}");
        };
        let features = [0, 1, 2, 3, 0xffff, 1 << 31, u32::MAX - 1, u32::MAX];
        for feature in features {
            for a in A.into_iter().chain([0, 1, (1 << 32) - 1, 1 << 32, PRIME - 1]) {
                for b in B.into_iter().chain([0, 1, PRIME - 1, PRIME, PRIME + 1, u64::MAX]) {
                    check(a, b, feature);
                }
                // Where x is at and around every multiple of the prime.
                for multiple in 0..=8u64 {
                    for offset in -9i64..=9 {
                        let x = multiple.wrapping_mul(PRIME).wrapping_add_signed(offset);
                        check(a, x.wrapping_sub(a.wrapping_mul(u64::from(feature))), feature);
                    }
                }
            }
        }
    }
}
