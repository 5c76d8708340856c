//! The Video-Code: similarity of the set of frame signatures (ISO 24138 Content-Code Video;
//! `soft_hash_video_v0`).

use alloc::collections::BTreeSet;

use iscc_core::{Bits, Digest, Mode, Unit, UnitKind};

use crate::permutations::PERMUTATIONS;

/// The number of values of a frame signature (ISO/IEC 15938-3, video signature).
pub const VALUES: usize = 380;

/// The values of one frame signature; those of MPEG-7 are 0, 1 and 2.
///
/// Wider types than `u8` are for signatures that other tools have summed up.
pub type FrameVector<T = u8> = [T; VALUES];

/// The Video-Code of frame signatures, `bits` bits long; `None` without a frame.
///
/// ```
/// use iscc_core::Bits;
///
/// let unit = iscc_video::video_code(&[[0u8; 380]], Bits::B64);
/// assert_eq!(unit.map(|unit| unit.to_string()).as_deref(), Some("ISCC:EMAQAAAAAAAAAAAA"));
/// ```
#[must_use]
pub fn video_code<T: Copy + Ord + Into<u64>>(
    frames: &[FrameVector<T>],
    bits: Bits,
) -> Option<Unit> {
    let digest = video_hash(frames)?;
    Some(Unit::new(UnitKind::Content(Mode::Video), bits, &digest))
}

/// The full 256-bit similarity hash of frame signatures; `None` without a frame.
#[must_use]
pub fn video_hash<T: Copy + Ord + Into<u64>>(frames: &[FrameVector<T>]) -> Option<Digest> {
    let mut hasher = VideoHasher::new();
    for frame in frames {
        hasher.update(frame);
    }
    hasher.finalize()
}

/// Streaming Video-Code. Equal signatures count once, so those that came are kept.
///
/// ```
/// use iscc_video::{VideoHasher, video_hash};
///
/// let mut frame = [1u8; 380];
/// let mut hasher = VideoHasher::new();
/// hasher.update(&frame).update(&frame);
/// assert_eq!(hasher.finalize(), video_hash(&[frame]));
/// frame[16] = 2;
/// assert_ne!(hasher.update(&frame).finalize(), video_hash(&[[1u8; 380]]));
/// ```
#[derive(Debug, Clone)]
pub struct VideoHasher<T = u8> {
    seen: BTreeSet<FrameVector<T>>,
    /// The sum of the distinct signatures, value by value.
    sums: [u64; VALUES],
}

impl<T: Copy + Ord + Into<u64>> Default for VideoHasher<T> {
    fn default() -> Self {
        Self::new()
    }
}

impl<T: Copy + Ord + Into<u64>> VideoHasher<T> {
    /// A hasher that has seen nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self { seen: BTreeSet::new(), sums: [0; VALUES] }
    }

    /// Adds one frame signature.
    pub fn update(&mut self, frame: &FrameVector<T>) -> &mut Self {
        if self.seen.insert(*frame) {
            for (sum, value) in self.sums.iter_mut().zip(frame) {
                *sum = sum.saturating_add((*value).into());
            }
        }
        self
    }

    /// The hash of what came so far; `None` before the first frame.
    ///
    /// A bit is set where the second of two sums is the larger one: winner takes all.
    #[must_use]
    pub fn finalize(&self) -> Option<Digest> {
        if self.seen.is_empty() {
            return None;
        }
        let mut digest = [0u8; 32];
        for (byte, pairs) in digest.iter_mut().zip(PERMUTATIONS.as_chunks::<8>().0) {
            *byte = pairs.iter().fold(0, |byte, &(first, second)| {
                let wins = self.sums[usize::from(second)] > self.sums[usize::from(first)];
                byte << 1 | u8::from(wins)
            });
        }
        Some(Digest::new(digest))
    }
}
