//! The Audio-Code: similarity of the items of a fingerprint (ISO 24138 Content-Code Audio;
//! `soft_hash_audio_v0`).

use alloc::vec::Vec;

use iscc_core::{Bits, Digest, Mode, Unit, UnitKind};

/// The Audio-Code of a fingerprint, `bits` bits long.
///
/// `items` are the signed 32-bit items of Chromaprint's algorithm 2, about 8 a second, as
/// `fpcalc -raw -signed` prints them.
///
/// ```
/// use iscc_core::Bits;
///
/// let unit = iscc_audio::audio_code(&[1], Bits::B128);
/// assert_eq!(unit.to_string(), "ISCC:EIBQAAAAAEAAAAABAAAAAAAAAAAAA");
/// ```
#[must_use]
pub fn audio_code(items: &[i32], bits: Bits) -> Unit {
    Unit::new(UnitKind::Content(Mode::Audio), bits, &audio_hash(items))
}

/// The full 256-bit similarity hash of a fingerprint: 32 bits each of all items, of every quarter
/// in time, and of every third by value. Parts without items are zeros.
#[must_use]
pub fn audio_hash(items: &[i32]) -> Digest {
    let mut digest = [0; 32];
    for (place, part) in digest.chunks_exact_mut(4).zip(parts(items)) {
        place.copy_from_slice(&part.bits().to_be_bytes());
    }
    Digest::new(digest)
}

/// What the hash is made of: all items, quarters in time, thirds by value.
pub(crate) fn parts(items: &[i32]) -> [Majority; 8] {
    let quarters = divide::<4>(items).map(Majority::of);
    let mut whole = Majority::default();
    for quarter in &quarters {
        whole.add(quarter);
    }
    let thirds = thirds_by_value(&mut Vec::from(items)).map(Majority::of);
    let ([a, b, c, d], [low, middle, high]) = (quarters, thirds);
    [whole, a, b, c, d, low, middle, high]
}

/// Cuts a slice into `N` parts of the same length, the first ones longer by one where it does not
/// come out even.
pub(crate) fn divide<const N: usize>(mut items: &[i32]) -> [&[i32]; N] {
    let (length, longer) = (items.len() / N, items.len() % N);
    core::array::from_fn(|part| {
        let (head, tail) = items.split_at(length + usize::from(part < longer));
        items = tail;
        head
    })
}

/// The parts that [`divide`] would cut the sorted items into, each in any order: the hash of a part
/// does not depend on it, so nothing needs to be sorted.
fn thirds_by_value(items: &mut [i32]) -> [&[i32]; 3] {
    let [low, middle, _] = divide::<3>(items).map(<[i32]>::len);
    if low + middle < items.len() {
        items.select_nth_unstable(low + middle);
    }
    if middle > 0 {
        items[..low + middle].select_nth_unstable(low);
    }
    divide(items)
}

/// Counts of the ones in each bit of some items.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Majority {
    /// Least significant bit first.
    ones: [u32; 32],
    count: u32,
}

impl Majority {
    /// The counts of some items.
    pub(crate) fn of(items: &[i32]) -> Self {
        const LANES: usize = 8;
        /// So many ones fit into a byte.
        const ROWS: usize = 255;
        #[allow(clippy::cast_possible_truncation, reason = "2^32 items would be 17 years of sound")]
        let mut majority = Self { count: items.len() as u32, ..Self::default() };
        for block in items.chunks(LANES * ROWS) {
            let (rows, rest) = block.as_chunks::<LANES>();
            // The first index is a bit of each byte; four counts of a byte make an integer.
            let mut packed = [[0_u32; LANES]; 8];
            for row in rows {
                for (bit, counts) in packed.iter_mut().enumerate() {
                    for (count, item) in counts.iter_mut().zip(row) {
                        *count += item.cast_unsigned() >> bit & 0x0101_0101;
                    }
                }
            }
            for (bit, counts) in packed.iter().enumerate() {
                for count in counts {
                    for (byte, count) in count.to_le_bytes().into_iter().enumerate() {
                        majority.ones[8 * byte + bit] += u32::from(count);
                    }
                }
            }
            for item in rest {
                for (bit, ones) in majority.ones.iter_mut().enumerate() {
                    *ones += item.cast_unsigned() >> bit & 1;
                }
            }
        }
        majority
    }

    fn add(&mut self, other: &Self) {
        for (ones, other) in self.ones.iter_mut().zip(other.ones) {
            *ones += other;
        }
        self.count += other.count;
    }

    /// What most items have in each bit; a tie is a one. Without items all are zeros.
    pub(crate) fn bits(&self) -> u32 {
        let is_one = |ones: &u32| self.count > 0 && u64::from(*ones) * 2 >= u64::from(self.count);
        self.ones.iter().rev().fold(0, |bits, ones| bits << 1 | u32::from(is_one(ones)))
    }

    /// How many bits are so near to a tie that a twentieth of the items would be enough to turn them.
    pub(crate) fn uncertain(&self) -> u32 {
        let count = u64::from(self.count);
        let is_near = |ones: &u32| (u64::from(*ones) * 2).abs_diff(count) * 10 <= count;
        if count == 0 { 0 } else { self.ones.iter().map(|ones| u32::from(is_near(ones))).sum() }
    }
}

/// Streaming Audio-Code: collects the items of a fingerprint as they come.
///
/// The hash of quarters and thirds needs all items, so they are kept: 4 bytes each, about 120 KB
/// for an hour.
///
/// ```
/// use iscc_audio::{AudioHasher, audio_hash};
///
/// let mut hasher = AudioHasher::new();
/// hasher.update(&[1]).update(&[2]);
/// assert_eq!(hasher.finalize(), audio_hash(&[1, 2]));
/// ```
#[derive(Debug, Clone, Default)]
pub struct AudioHasher {
    items: Vec<i32>,
}

impl AudioHasher {
    /// A hasher that has seen nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self { items: Vec::new() }
    }

    /// Adds items to what came before.
    pub fn update(&mut self, items: &[i32]) -> &mut Self {
        self.items.extend_from_slice(items);
        self
    }

    /// The hash of what came so far; more may follow.
    #[must_use]
    pub fn finalize(&self) -> Digest {
        audio_hash(&self.items)
    }
}

#[cfg(test)]
mod tests {
    use iscc_core::SimHasher;
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn parts_are_as_even_as_they_can_be() {
        for (length, lengths) in [(0, [0, 0, 0, 0]), (3, [1, 1, 1, 0]), (10, [3, 3, 2, 2])] {
            let items: Vec<i32> = (0..length).collect();
            assert_eq!(divide::<4>(&items).map(<[i32]>::len), lengths);
            assert_eq!(divide::<4>(&items).concat(), items);
        }
    }

    /// The algorithm word by word.
    fn plain(items: &[i32]) -> Digest {
        let mut sorted = Vec::from(items);
        sorted.sort_unstable();
        let parts = [items].into_iter().chain(divide::<4>(items)).chain(divide::<3>(&sorted));
        let mut digest = [0; 32];
        for (place, part) in digest.chunks_exact_mut(4).zip(parts) {
            let mut hasher = SimHasher::<4>::new();
            for item in part {
                hasher.update(&item.to_be_bytes());
            }
            place.copy_from_slice(&hasher.finalize());
        }
        Digest::new(digest)
    }

    proptest! {
        #[test]
        fn hashes_are_those_of_the_plain_algorithm(
            items in vec(any::<i32>(), 0..100), few in vec(-2..2, 0..30), times in 1_usize..200,
        ) {
            prop_assert_eq!(audio_hash(&items), plain(&items));
            prop_assert_eq!(audio_hash(&few), plain(&few));
            let many = items.repeat(times);
            prop_assert_eq!(audio_hash(&many), plain(&many));
        }
    }
}
