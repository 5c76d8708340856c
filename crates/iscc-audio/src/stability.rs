//! DIFFERENCE: how much an Audio-Code says about its sound is an extension of ours; none of this is in the code itself, it takes the items.

use alloc::vec::Vec;

use iscc_core::Bits;

use crate::hash::{Majority, parts};

/// What the items of a fingerprint say about how far its Audio-Code can be trusted.
///
/// This is an extension of ours: the reference has nothing of the kind for audio.
///
/// ```
/// use iscc_audio::audio_stability;
///
/// let silence = audio_stability(&[627_964_279; 100]);
/// assert!(silence.is_featureless());
/// assert_eq!(silence.distinct, 1);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct AudioStability {
    /// How many of the items there are.
    pub items: usize,
    /// How many different ones.
    pub distinct: usize,
    /// How often the most frequent one comes.
    pub most_frequent: usize,
    /// How many of the 256 bits are so near to a tie that a twentieth of the items of their part, turned, would turn
    /// them. They may differ in other versions of the same sound.
    pub uncertain_bits: u32,
    /// The same by words of 32 bits.
    uncertain_by_word: [u32; 8],
}

impl AudioStability {
    /// Whether the code does not tell the sound from others: there are no items, or nine of ten are the same, as in
    /// silence or in a steady tone.
    #[must_use]
    pub const fn is_featureless(&self) -> bool {
        self.most_frequent * 10 >= self.items * 9
    }

    /// How many of the first `bits` are uncertain: those of an Audio-Code of this length.
    ///
    /// ```
    /// use iscc_audio::audio_stability;
    /// use iscc_core::Bits;
    ///
    /// let stability = audio_stability(&[627_964_279, -3, 55, 627_964_279]);
    /// assert_eq!(stability.uncertain(Bits::B256), stability.uncertain_bits);
    /// assert!(stability.uncertain(Bits::B64) <= stability.uncertain_bits);
    /// ```
    #[must_use]
    pub fn uncertain(&self, bits: Bits) -> u32 {
        self.uncertain_by_word.iter().take(bits.bytes() / 4).sum()
    }
}

/// Looks at the items of a fingerprint.
#[must_use]
pub fn audio_stability(items: &[i32]) -> AudioStability {
    let mut sorted = Vec::from(items);
    sorted.sort_unstable();
    let runs = sorted.chunk_by(|a, b| a == b);
    let uncertain_by_word = parts(items).each_ref().map(Majority::uncertain);
    AudioStability {
        items: items.len(),
        distinct: runs.clone().count(),
        most_frequent: runs.map(<[i32]>::len).max().unwrap_or(0),
        uncertain_bits: uncertain_by_word.iter().sum(),
        uncertain_by_word,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn silence_and_ties() {
        let silence = audio_stability(&[7; 40]);
        assert_eq!((silence.distinct, silence.most_frequent, silence.uncertain_bits), (1, 40, 0));
        assert!(silence.is_featureless());
        assert!(audio_stability(&[]).is_featureless());
        // Every bit is a one in one half of the items.
        let tie: Vec<i32> = (0..80).map(|n| -(n % 2)).collect();
        let tie = audio_stability(&tie);
        assert!(!tie.is_featureless());
        // But for the lowest and the highest third by value, which are all alike.
        assert_eq!(tie.uncertain_bits, 256 - 64);
        assert_eq!((tie.uncertain(Bits::B32), tie.uncertain(Bits::B192)), (32, 192 - 32));
    }
}
