//! The binary signature file of MPEG-7 (`.mp7sig`), as FFmpeg's filter `signature` writes it.

mod bits;
mod read;
mod write;

use alloc::vec::Vec;

use crate::signature::{FrameSignature, PACKED};

/// Frames from the start of a segment to the start of the next one.
const STEP: usize = 45;
/// Frames in a segment: each overlaps half of the next one.
const SEGMENT: usize = 90;

/// The signatures of a film with their times: what a signature file holds.
///
/// 88 bytes a frame are kept, 1.5 MiB for an hour at the reference's five frames a second.
///
/// ```
/// use iscc_video::{Luma, VideoSignature, frame_signature};
///
/// let bytes: Vec<u8> = (0..64 * 64).map(|i| (i % 64 * 4) as u8).collect();
/// let signature = frame_signature(&Luma::new(&bytes, 64, 64, 64)?);
/// let mut film = VideoSignature::new(64, 64, 5);
/// film.push(0, &signature).push(1, &signature);
/// let file = film.to_bytes();
/// assert_eq!(VideoSignature::from_bytes(&file)?, film);
/// assert_eq!(film.frames().last(), Some((1, signature)));
/// # Ok::<(), iscc_video::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VideoSignature {
    width: u32,
    height: u32,
    ticks_per_second: u16,
    frames: Vec<Record>,
}

/// A frame as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Record {
    tick: u32,
    confidence: u8,
    words: [u8; 5],
    digits: [u8; PACKED],
}

impl VideoSignature {
    /// A film without frames.
    ///
    /// The size is that of the frames as they are shown; files hold sides of 1 to 65,536 pixels, others are
    /// taken for the nearest of these. Times are counted in ticks, of which the reference has 5 a second.
    pub fn new(width: usize, height: usize, ticks_per_second: u16) -> Self {
        let side = |side: usize| u32::try_from(side.clamp(1, 1 << 16)).unwrap_or(1 << 16);
        Self { width: side(width), height: side(height), ticks_per_second, frames: Vec::new() }
    }

    /// Adds a frame that is shown at `tick`.
    pub fn push(&mut self, tick: u32, signature: &FrameSignature) -> &mut Self {
        self.frames.push(Record {
            tick,
            confidence: signature.confidence(),
            words: signature.words(),
            digits: signature.packed(),
        });
        self
    }

    /// The frames and their ticks, in order.
    pub fn frames(
        &self,
    ) -> impl DoubleEndedIterator<Item = (u32, FrameSignature)> + ExactSizeIterator + Clone {
        self.frames.iter().map(|frame| {
            let Record { tick, confidence, words, digits } = frame;
            (*tick, FrameSignature::from_parts(digits, *words, *confidence))
        })
    }

    /// The number of frames.
    pub const fn len(&self) -> usize {
        self.frames.len()
    }

    /// Whether there is no frame.
    pub const fn is_empty(&self) -> bool {
        self.frames.is_empty()
    }

    /// The width of the frames in pixels, 1 to 65,536.
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// The height of the frames in pixels, 1 to 65,536.
    pub const fn height(&self) -> u32 {
        self.height
    }

    /// Ticks in a second. A file may say 0, which makes its times meaningless.
    pub const fn ticks_per_second(&self) -> u16 {
        self.ticks_per_second
    }
}
