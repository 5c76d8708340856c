//! The medians of four blocks of frequencies, side by side and without a branch.

/// Frequencies of a block.
pub(crate) const COUNT: usize = 64;

/// One frequency of each of the four blocks.
pub(crate) type Lanes = [f64; 4];

/// The median of each block, the mean of the two in the middle. Values are finite.
///
/// A sorting network always makes the same comparisons, so four blocks are sorted at once; what does not
/// end up in the middle need not be brought into order.
pub(crate) fn medians(mut elements: [Lanes; COUNT]) -> Lanes {
    for (low, high) in &NETWORK {
        let (low, high) = (usize::from(*low), usize::from(*high));
        let (a, b) = (elements[low], elements[high]);
        // Of zeros of both signs either order does.
        elements[low] = core::array::from_fn(|i| if b[i] < a[i] { b[i] } else { a[i] });
        elements[high] = core::array::from_fn(|i| if b[i] < a[i] { a[i] } else { b[i] });
    }
    let (below, above) = (elements[COUNT / 2 - 1], elements[COUNT / 2]);
    #[allow(clippy::manual_midpoint, reason = "the reference's own two operations")]
    core::array::from_fn(|i| (below[i] + above[i]) / 2.0)
}

/// Batcher's odd-even merge sort of 64 elements has so many comparisons.
const SORT: usize = 543;

/// Those of them that the two elements in the middle depend on.
static NETWORK: [(u8, u8); needed(&batcher()).1] = {
    let (marks, _) = needed(&batcher());
    let all = batcher();
    let mut network = [(0, 0); needed(&batcher()).1];
    let (mut from, mut to) = (0, 0);
    while from < SORT {
        if marks[from] {
            network[to] = all[from];
            to += 1;
        }
        from += 1;
    }
    network
};

/// Batcher's odd-even merge sort: runs of 1, 2, 4, ... elements are merged.
const fn batcher() -> [(u8, u8); SORT] {
    let (mut pairs, mut count) = ([(0, 0); SORT], 0);
    let mut run = 1;
    while run < COUNT {
        let mut gap = run;
        while gap > 0 {
            let mut low = gap % run;
            while low + gap < COUNT {
                // Every other stretch of `gap` elements, inside of the two runs that are being merged.
                if (low - gap % run) / gap % 2 == 0 && low / (2 * run) == (low + gap) / (2 * run) {
                    pairs[count] = (byte(low), byte(low + gap));
                    count += 1;
                }
                low += 1;
            }
            gap /= 2;
        }
        run *= 2;
    }
    assert!(count == SORT);
    pairs
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "an index below 64, and `try_from` is not const"
)]
const fn byte(index: usize) -> u8 {
    index as u8
}

/// Which comparisons decide what comes to the middle, and how many they are.
const fn needed(pairs: &[(u8, u8); SORT]) -> ([bool; SORT], usize) {
    let (mut wanted, mut marks, mut count) = ([false; COUNT], [false; SORT], 0);
    wanted[COUNT / 2 - 1] = true;
    wanted[COUNT / 2] = true;
    let mut i = SORT;
    while i > 0 {
        i -= 1;
        let (low, high) = (pairs[i].0 as usize, pairs[i].1 as usize);
        if wanted[low] || wanted[high] {
            wanted[low] = true;
            wanted[high] = true;
            marks[i] = true;
            count += 1;
        }
    }
    (marks, count)
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn comparisons_that_do_not_matter_are_left_out() {
        assert!(NETWORK.len() < SORT, "{}", NETWORK.len());
    }

    proptest! {
        /// Values of few kinds, so that there are ties, and zeros and ones, which decide for all values.
        #[test]
        fn medians_are_those_of_sorting(values in vec(-3i8..3, 4 * COUNT), kinds in 1i8..4) {
            let value = |i: usize, lane: usize| f64::from(values[4 * i + lane] % kinds);
            let elements = core::array::from_fn(|i| core::array::from_fn(|lane| value(i, lane)));
            let found = medians(elements);
            for lane in 0..4 {
                let mut sorted: [f64; COUNT] = core::array::from_fn(|i| elements[i][lane]);
                sorted.sort_unstable_by(f64::total_cmp);
                let expected = f64::midpoint(sorted[COUNT / 2 - 1], sorted[COUNT / 2]);
                prop_assert!((found[lane] - expected).abs() < f64::EPSILON);
            }
        }
    }
}
