//! The set of signatures that came, of which each counts once.

use alloc::collections::BTreeSet;
use alloc::vec;
use alloc::vec::Vec;

use crate::hash::VALUES;

/// A signature of values below 4, two bits each, in an order that costs nothing to make.
pub(crate) type Packed = [u64; VALUES.div_ceil(32)];

/// Slots that are looked at before a signature goes to the tree.
const PROBES: usize = 16;
/// Slots of the smallest table.
const FEWEST: usize = 1 << 10;
/// Slots that a table is made with at most, however many signatures are announced.
const MOST_AT_ONCE: usize = 1 << 20;

/// Which signatures came: a hash table of their numbers, and a tree of those that it has no room for.
///
/// Without the tree, films made for it could bring the table to a crawl, as its hash has no secret.
#[derive(Debug, Clone)]
pub(crate) struct Table {
    slots: Vec<Slot>,
    taken: usize,
    crowded: BTreeSet<Packed>,
}

/// Above, 32 bits of a hash; below, the number of its signature plus one. 0 is a free slot.
type Slot = u64;

/// What has become of a signature.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// It was there.
    Old,
    /// It is new, and the table knows it by its number.
    New,
    /// It is new, and its number is not needed.
    Crowded,
}

impl Table {
    pub(crate) const fn new() -> Self {
        Self { slots: Vec::new(), taken: 0, crowded: BTreeSet::new() }
    }

    /// With room for so many, if that is not too much to take before they come.
    pub(crate) fn with_room_for(signatures: usize) -> Self {
        let slots = (signatures / 5).saturating_mul(8).clamp(FEWEST / 2, MOST_AT_ONCE - 1);
        Self { slots: vec![0; (slots + 1).next_power_of_two()], ..Self::new() }
    }

    /// Whether nothing came.
    pub(crate) const fn is_empty(&self) -> bool {
        // The tree gets nothing before the table has something.
        self.taken == 0
    }

    /// Adds a signature. `signature_of` says which one had an earlier number that was new.
    pub(crate) fn insert(
        &mut self,
        signature: &Packed,
        number: usize,
        signature_of: impl Fn(usize) -> Packed,
    ) -> Place {
        // Three of eight slots stay free, which keeps the ways short.
        if self.taken >= self.slots.len() / 8 * 5 {
            self.grow(&signature_of);
        }
        let hash = hash(signature);
        let mask = self.slots.len() - 1;
        for probe in 0..PROBES {
            let slot = &mut self.slots[low(hash).wrapping_add(probe) & mask];
            if *slot == 0 {
                if !self.crowded.is_empty() && self.crowded.contains(signature) {
                    return Place::Old;
                }
                // A number of more than 32 bits has no room either.
                let Some(number) = u32::try_from(number).ok().and_then(|n| n.checked_add(1)) else {
                    break;
                };
                self.taken += 1;
                *slot = hash << 32 | u64::from(number);
                return Place::New;
            }
            if *slot >> 32 == hash && signature_of(number_in(*slot)) == *signature {
                return Place::Old;
            }
        }
        if self.crowded.insert(*signature) { Place::Crowded } else { Place::Old }
    }

    /// Twice as many slots. What still has no room goes to the tree, and what is in the tree stays.
    fn grow(&mut self, signature_of: impl Fn(usize) -> Packed) {
        let slots = vec![0; (self.slots.len() * 2).max(FEWEST)];
        let mask = slots.len() - 1;
        for old in core::mem::replace(&mut self.slots, slots) {
            if old == 0 {
                continue;
            }
            let mut place = low(old >> 32) & mask;
            let mut probes = 1;
            while self.slots[place] != 0 && probes < PROBES {
                place = (place + 1) & mask;
                probes += 1;
            }
            if self.slots[place] == 0 {
                self.slots[place] = old;
            } else {
                self.taken -= 1;
                self.crowded.insert(signature_of(number_in(old)));
            }
        }
    }
}

/// The number of the signature in a slot that is not free.
const fn number_in(slot: Slot) -> usize {
    low(slot).saturating_sub(1)
}

#[expect(clippy::cast_possible_truncation, reason = "the lower half is meant")]
const fn low(number: u64) -> usize {
    number as u32 as usize
}

/// 32 bits of all words: 64 bits are multiplied to 128 and folded, in two lanes.
fn hash(signature: &Packed) -> u64 {
    let mix = |lane: u64, word: u64| {
        let product = u128::from(lane ^ word) * 0x9E37_79B9_7F4A_7C15;
        let [low, high] = [product & u128::from(u64::MAX), product >> 64];
        u64::try_from(low ^ high).unwrap_or(0)
    };
    let pairs = signature.as_chunks::<2>().0;
    let (even, odd) =
        pairs.iter().fold((1, 2), |(even, odd), pair| (mix(even, pair[0]), mix(odd, pair[1])));
    mix(even, odd.rotate_left(32)) >> 32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a plain set says the same of the same signatures.
    fn check(signatures: &[Packed]) -> Table {
        let (mut ours, mut plain) = (Table::new(), BTreeSet::new());
        for (number, signature) in signatures.iter().enumerate() {
            let place = ours.insert(signature, number, |number| signatures[number]);
            assert_eq!(place != Place::Old, plain.insert(*signature));
        }
        assert_eq!(ours.taken + ours.crowded.len(), plain.len());
        ours
    }

    #[test]
    fn each_counts_once() {
        let signatures: Vec<Packed> = (0..30_000).map(|i: u64| [i * 7 % 10_000; 12]).collect();
        check(&signatures);
    }

    #[test]
    fn signatures_of_nearly_one_hash() {
        // Many of them begin at the same slot of any table of up to 2^12 slots.
        let near = |i: u64| [i, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
        let is_near = |packed: &Packed| hash(packed) & 0xFFF == 1;
        let mut near: Vec<Packed> = (0..400_000).map(near).filter(is_near).collect();
        near.extend((0..10_000).map(|i| [i, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]));
        near.extend_from_within(..);
        let table = check(&near);
        assert!(table.crowded.len() > 20, "{} of {}", table.crowded.len(), near.len());
    }
}
