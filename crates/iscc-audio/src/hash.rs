//! The Audio-Code: similarity of the items of a fingerprint (ISO 24138 Content-Code Audio;
//! `soft_hash_audio_v0`).

use alloc::vec::Vec;

use iscc_core::{Bits, Digest, Mode, SimHasher, Unit, UnitKind};

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
    let mut sorted = Vec::from(items);
    sorted.sort_unstable();
    let parts = core::iter::once(items).chain(divide::<4>(items)).chain(divide::<3>(&sorted));
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

/// Cuts a slice into `N` parts of the same length, the first ones longer by one where it does not
/// come out even.
fn divide<const N: usize>(mut items: &[i32]) -> [&[i32]; N] {
    let (length, longer) = (items.len() / N, items.len() % N);
    core::array::from_fn(|part| {
        let (head, tail) = items.split_at(length + usize::from(part < longer));
        items = tail;
        head
    })
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
    use super::*;

    #[test]
    fn parts_are_as_even_as_they_can_be() {
        for (length, lengths) in [(0, [0, 0, 0, 0]), (3, [1, 1, 1, 0]), (10, [3, 3, 2, 2])] {
            let items: Vec<i32> = (0..length).collect();
            assert_eq!(divide::<4>(&items).map(<[i32]>::len), lengths);
            assert_eq!(divide::<4>(&items).concat(), items);
        }
    }
}
