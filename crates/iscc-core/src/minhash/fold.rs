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

//!
//! That is done for the few features only that may lower a minimum. With `x` and `r` as above, the low 32
//! bits of the result are those of `x` and at most 8 more, `h + c`. So a feature cannot lower a
//! minimum `m` if `low(x) + 8` is above `m + 7`, and `low(x) = low(a) * f + low(b)` is a product of
//! 32-bit numbers, twice as many of which go into a vector. (Where `low(x) + 8` wraps around, it is
//! small, and the feature is looked at.) The minima of n features change about `64 ln n` times.

#![allow(clippy::inline_always, reason = "the body is compiled again in every version of `arch`")]

use super::permutations::{A, B};

/// The Mersenne prime of the permutations.
const PRIME: u64 = (1 << 61) - 1;

/// Permutations that go through the features together: 16 lanes of 32 bits, or twice 8 of 64.
const LANES: usize = 16;

/// Features that are looked at together for whether one of them lowers a minimum.
const TOGETHER: usize = 8;

/// The most that a result is above the low 32 bits of `x`.
const MORE: u32 = 8;

/// The constants of one group of permutations, factors in halves of 32 bits.
struct Group {
    a_low: [u32; LANES],
    a_high: [u32; LANES],
    b: [u64; LANES],
    /// The low half of `b`, and [`MORE`].
    b_low: [u32; LANES],
}

#[allow(clippy::cast_possible_truncation, reason = "halves are taken")]
static GROUPS: [Group; 64 / LANES] = {
    const NONE: Group =
        Group { a_low: [0; LANES], a_high: [0; LANES], b: [0; LANES], b_low: [0; LANES] };
    let mut groups = [NONE; 64 / LANES];
    let mut i = 0;
    while i < 64 {
        let (group, lane) = (&mut groups[i / LANES], i % LANES);
        group.a_low[lane] = A[i] as u32;
        group.a_high[lane] = (A[i] >> 32) as u32;
        group.b[lane] = B[i];
        group.b_low[lane] = (B[i] as u32).wrapping_add(MORE);
        i += 1;
    }
    groups
};

/// Lowers each minimum to that of its permutation over `features`.
#[inline(always)]
pub(crate) fn fold(minima: &mut [u32; 64], features: &[u32]) {
    let (together, rest) = features.as_chunks::<TOGETHER>();
    for (minima, group) in minima.as_chunks_mut::<LANES>().0.iter_mut().zip(&GROUPS) {
        for features in together {
            let mut lowest = [u32::MAX; LANES];
            for feature in features {
                for (lane, lowest) in lowest.iter_mut().enumerate() {
                    let x = group.a_low[lane].wrapping_mul(*feature);
                    *lowest = (*lowest).min(x.wrapping_add(group.b_low[lane]));
                }
            }
            let lowers =
                |(lowest, minimum): (&u32, &u32)| *lowest <= minimum.saturating_add(MORE - 1);
            if lowest.iter().zip(&*minima).fold(false, |any, pair| any | lowers(pair)) {
                lower(minima, group, features);
            }
        }
        lower(minima, group, rest);
    }
}

/// Lowers the minima of a group, exactly.
#[inline(always)]
fn lower(minima: &mut [u32; LANES], group: &Group, features: &[u32]) {
    let mut lanes = *minima;
    for &feature in features {
        for (lane, minimum) in lanes.iter_mut().enumerate() {
            let (low, high) = (u64::from(group.a_low[lane]), u64::from(group.a_high[lane]));
            *minimum = (*minimum).min(permute(low, high, group.b[lane], feature));
        }
    }
    *minima = lanes;
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

    /// Features whose results are just below, at and above a minimum, and those where the 32-bit bound wraps around.
    #[test]
    fn features_that_lower_a_minimum_a_little_are_seen() {
        let exact = |minima: &mut [u32; 64], features: &[u32]| {
            for (minima, group) in minima.as_chunks_mut::<LANES>().0.iter_mut().zip(&GROUPS) {
                lower(minima, group, features);
            }
        };
        let inverse =
            |a: u32| (0..5).fold(a, |x, _| x.wrapping_mul(2u32.wrapping_sub(a.wrapping_mul(x))));
        let wrapping = (0..64).filter(|i| A[*i] % 2 == 1).flat_map(|i| {
            let (a, b) = (low(A[i]), low(B[i]));
            (0..20u32).map(move |less| 4u32.wrapping_sub(less + b).wrapping_mul(inverse(a)))
        });
        let any = (0..2000u32).map(|i| i.wrapping_mul(2_654_435_761));
        for feature in any.chain(wrapping) {
            let mut results = [u32::MAX; 64];
            exact(&mut results, &[feature]);
            for above in [-9, -8, -1, 0, 1, 7, 8, 9] {
                let minima = results.map(|result| result.saturating_add_signed(above));
                let (mut expected, mut found) = (minima, minima);
                exact(&mut expected, &[feature; TOGETHER]);
                fold(&mut found, &[feature; TOGETHER]);
                assert_eq!(found, expected, "{feature} {above}");
            }
        }
    }

    fn low(number: u64) -> u32 {
        u32::try_from(number & 0xffff_ffff).unwrap()
    }
}
