//! Granular features: a hash for every few seconds of sound, by which a clip is found inside of a longer recording.
//!
//! DIFFERENCE: this is an extension of ours: neither ISO 24138 nor the reference has granular features of audio. The hashes are no
//! ISCC-UNITs and must not be compared with the bodies of Audio-Codes.

use core::iter::FusedIterator;
use core::num::NonZeroUsize;

use iscc_core::Digest;

use crate::hash::{Majority, divide};

/// Samples a second that items are made from, samples from an item to the next, samples that one item is made from.
const RATE: u64 = 11_025;
const ITEM: u64 = 1365;
const ITEM_LENGTH: u64 = 19 * ITEM + 4096;

/// How [`audio_features`] cuts a fingerprint into segments.
///
/// ```
/// use iscc_audio::Segments;
///
/// assert_eq!(Segments::default().step().get(), 8);
/// assert_eq!(Segments::EVERY_ITEM.step().get(), 1);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Segments {
    step: NonZeroUsize,
}

impl Segments {
    /// Items of a segment: 3.96 seconds from the first to the one behind the last.
    pub const ITEMS: usize = 32;
    /// A segment from every item on, eight a second: for the clip that is searched.
    pub const EVERY_ITEM: Self = Self { step: NonZeroUsize::MIN };

    /// A segment from every `step` items on.
    #[must_use]
    pub const fn every(step: NonZeroUsize) -> Self {
        Self { step }
    }

    /// Items from the start of a segment to the start of the next.
    #[must_use]
    pub const fn step(self) -> NonZeroUsize {
        self.step
    }
}

impl Default for Segments {
    /// A segment from every eighth item on, about one a second: for the recordings that are searched in.
    fn default() -> Self {
        const EIGHT: NonZeroUsize = match NonZeroUsize::new(8) {
            Some(eight) => eight,
            None => NonZeroUsize::MIN,
        };
        Self { step: EIGHT }
    }
}

/// A segment of a recording and its simprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct AudioFeature {
    /// The hash that finds similar segments: 32 bits for each eighth of the segment, what most of its items have.
    /// Segments of the same sound are a few bits apart, others about 115 of 256 (docs/audio.md has the figures).
    pub simprint: Digest,
    /// Where the segment starts, in milliseconds from the start of the recording.
    pub offset: u64,
    /// How long the sound is that its items are made from, in milliseconds.
    pub size: u64,
}

/// The granular features of a fingerprint, in order of time.
///
/// Segments overlap. Of fewer than [`Segments::ITEMS`] items, 6.56 seconds of sound, there is one segment of all that
/// there is; of no items there is none.
///
/// To find a clip: compare the simprints of the recordings, by [`Segments::default`], with those of the clip, by
/// [`Segments::EVERY_ITEM`], so that one of these is never more than half an item off. Up to 32 bits of 256 are a match;
/// the difference of the offsets says where the clip is, to about a tenth of a second.
///
/// ```
/// use iscc_audio::{Segments, audio_features};
///
/// let items: Vec<i32> = (0..100_i32).map(|n| n.wrapping_mul(77_777_777)).collect();
/// let features: Vec<_> = audio_features(&items, Segments::default()).collect();
/// assert_eq!(features.len(), 9);
/// assert_eq!((features[1].offset, features[1].size), (990, 6561));
/// ```
#[must_use]
pub fn audio_features(items: &[i32], segments: Segments) -> AudioFeatures<'_> {
    AudioFeatures { items, segments, first: 0 }
}

/// Iterator of [`audio_features`].
#[derive(Debug, Clone)]
pub struct AudioFeatures<'a> {
    items: &'a [i32],
    segments: Segments,
    first: usize,
}

impl Iterator for AudioFeatures<'_> {
    type Item = AudioFeature;

    fn next(&mut self) -> Option<AudioFeature> {
        let rest = self.items.get(self.first..).filter(|rest| !rest.is_empty())?;
        let segment = match rest.get(..Segments::ITEMS) {
            Some(segment) => segment,
            None if self.first == 0 => rest,
            None => return None,
        };
        let mut simprint = [0; 32];
        for (place, part) in simprint.chunks_exact_mut(4).zip(divide::<8>(segment)) {
            place.copy_from_slice(&Majority::of(part).bits().to_be_bytes());
        }
        let first = self.first as u64;
        self.first = self.first.saturating_add(self.segments.step.get());
        Some(AudioFeature {
            simprint: Digest::new(simprint),
            offset: milliseconds(first * ITEM),
            size: milliseconds((segment.len() as u64 - 1) * ITEM + ITEM_LENGTH),
        })
    }
}

impl FusedIterator for AudioFeatures<'_> {}

/// Samples as milliseconds, rounded down.
const fn milliseconds(samples: u64) -> u64 {
    samples * 1000 / RATE
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    #[test]
    fn segments_of_all_lengths() {
        let items: Vec<i32> = (0..70).map(|n| n * 12_345_677).collect();
        for (length, segments) in [(0, 0), (1, 1), (31, 1), (32, 1), (39, 1), (40, 2), (70, 5)] {
            let features: Vec<_> = audio_features(&items[..length], Segments::default()).collect();
            assert_eq!(features.len(), segments, "{length}");
        }
        assert_eq!(audio_features(&items, Segments::EVERY_ITEM).count(), 39);
        assert_eq!(audio_features(&items[..1], Segments::EVERY_ITEM).next().unwrap().size, 2723);
    }
}
