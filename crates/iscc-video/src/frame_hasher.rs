//! [`FrameHasher`]: the Video-Code of frames as a decoder or a player has them.

use core::time::Duration;

use iscc_core::Digest;

use crate::hash::VideoHasher;
use crate::luma::Luma;
use crate::sampling::FiveFps;
use crate::signature::{FrameSignature, frame_signature};

/// Half of a second's fifth, in fifths of nanoseconds.
const HALF: u128 = 500_000_000;

/// Streaming Video-Code of frames at any rate: it picks five frames a second as the reference does.
///
/// Frames come in the order in which they are shown. Of frames whose times round to the same fifth of a second the last counts. Where the size of frames
/// changes, hashing starts anew, as in the reference: the code is that of the frames after the last change.
///
/// ```
/// use std::time::Duration;
///
/// use iscc_video::{FrameHasher, Luma};
///
/// let (mut hasher, mut plane) = (FrameHasher::new(), Vec::new());
/// for frame in 0..50_u32 {
///     let rgba = vec![frame as u8; 64 * 48 * 4];
///     let luma = Luma::from_rgba(&rgba, 64, 48, 64 * 4, &mut plane)?;
///     hasher.push(Duration::from_millis(40) * frame, &luma);
/// }
/// let digest = hasher.finalize(Duration::from_secs(2));
/// assert!(digest.is_some());
/// # Ok::<(), iscc_video::Error>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct FrameHasher {
    rule: FiveFps,
    /// The last frame: the next one decides whether it counts.
    held: Option<FrameSignature>,
    size: (usize, usize),
    hasher: VideoHasher,
}

impl FrameHasher {
    /// A hasher that has seen nothing.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds the frame that is shown from `time` on, counted from the start of the video. A time before that of the last frame replaces that frame.
    pub fn push(&mut self, time: Duration, luma: &Luma<'_>) -> &mut Self {
        let size = (luma.width(), luma.height());
        if self.held.is_some() && size != self.size {
            *self = Self::new();
        }
        self.size = size;
        if !self.rule.push(Some(tick(time))).is_empty()
            && let Some(shown) = &self.held
        {
            self.hasher.update(shown.vector());
        }
        self.held = Some(frame_signature(luma));
        self
    }

    /// The full 256-bit hash of the frames so far, if the last one is shown until `end`. `None` if no frame counts: a single one of less than a tenth
    /// of a second does not.
    #[must_use]
    pub fn finalize(&self, end: Duration) -> Option<Digest> {
        if self.rule.clone().finish(tick(end)).is_empty() {
            return self.hasher.finalize();
        }
        let mut hasher = self.hasher.clone();
        hasher.update(self.held.as_ref()?.vector());
        hasher.finalize()
    }
}

/// Fifths of a second, to the nearest, halves up.
fn tick(time: Duration) -> i64 {
    let fifths = (time.as_nanos() * 5 + HALF) / 1_000_000_000;
    i64::try_from(fifths).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use alloc::vec;

    use super::*;
    use crate::hash::video_hash;

    #[test]
    fn ticks_are_rounded() {
        let ticks = [0, 99, 100, 299, 300, 1000].map(|ms| tick(Duration::from_millis(ms)));
        assert_eq!(ticks, [0, 0, 1, 1, 2, 5]);
        assert!(tick(Duration::MAX) > 0);
    }

    #[test]
    fn five_frames_a_second_count() {
        let planes: vec::Vec<vec::Vec<u8>> = (0..50_usize)
            .map(|frame| {
                (0..64 * 64).map(|i| ((i % 64) * frame + i / 64).to_le_bytes()[0]).collect()
            })
            .collect();
        let luma = |frame: usize| Luma::new(&planes[frame], 64, 64, 64).unwrap();
        let mut hasher = FrameHasher::new();
        for frame in 0..50 {
            hasher.push(Duration::from_millis(40 * frame as u64), &luma(frame));
        }
        // Of 25 frames a second those at 80, 280, 480 ms... are the last of their fifth.
        let shown: vec::Vec<_> =
            (2..50).step_by(5).map(|frame| *frame_signature(&luma(frame)).vector()).collect();
        assert_eq!(hasher.finalize(Duration::from_secs(2)), video_hash(&shown));
        // A change of size starts anew.
        let mut small = FrameHasher::new();
        small.push(Duration::ZERO, &luma(9)).push(Duration::from_secs(1), &luma(8));
        let other = Luma::new(&planes[3], 32, 64, 64).unwrap();
        small.push(Duration::from_secs(2), &other);
        assert_eq!(small.finalize(Duration::from_secs(2)), None);
        let alone = video_hash(&[*frame_signature(&other).vector()]);
        assert_eq!(small.finalize(Duration::from_secs(3)), alone);
    }
}
