//! Signatures to a file.

use alloc::vec::Vec;

use super::bits::BitWriter;
use super::{Record, SEGMENT, STEP, VideoSignature};
use crate::signature::NUMBERS;

impl VideoSignature {
    /// The signature file, byte for byte as FFmpeg writes it (`signature=format=binary`).
    pub fn to_bytes(&self) -> Vec<u8> {
        let frames = u32::try_from(self.frames.len()).unwrap_or(u32::MAX);
        let segments = self.frames.len().div_ceil(STEP);
        // The head, 168 bytes a segment, and a little less than 87 a frame.
        let mut bits = BitWriter::with_capacity(64 + segments * 168 + self.frames.len() * 87);
        // One region, which is all of the picture.
        bits.put(1, 32);
        bits.put(1, 1);
        bits.put(0, 32);
        bits.put(self.width - 1, 16);
        bits.put(self.height - 1, 16);
        // From the first frame on.
        bits.put(0, 32);
        bits.put(frames, 32);
        bits.put(u32::from(self.ticks_per_second), 16);
        bits.put(1, 1);
        bits.put(0, 32);
        bits.put(self.frames.last().map_or(0, |last| last.tick), 32);
        bits.put(u32::try_from(segments).unwrap_or(u32::MAX), 32);
        for first in (0..self.frames.len()).step_by(STEP) {
            let last = self.frames.len().min(first + SEGMENT);
            segment(&mut bits, first, &self.frames[first..last]);
        }
        // Frames are not compressed.
        bits.put(0, 1);
        for frame in &self.frames {
            bits.put(1, 1);
            bits.put(frame.tick, 32);
            for byte in [frame.confidence].iter().chain(&frame.words).chain(&frame.digits) {
                bits.put(u32::from(*byte), 8);
            }
        }
        bits.finish()
    }
}

/// Which words occur in some frames, for coarse search.
fn segment(bits: &mut BitWriter, first: usize, frames: &[Record]) {
    let index = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
    let tick = |frame: Option<&Record>| frame.map_or(0, |frame| frame.tick);
    bits.put(index(first), 32);
    bits.put(index(first + frames.len().saturating_sub(1)), 32);
    bits.put(1, 1);
    bits.put(tick(frames.first()), 32);
    bits.put(tick(frames.last()), 32);
    for word in 0..5 {
        let mut occurs = [false; 256];
        for frame in frames {
            occurs[usize::from(frame.words[word])] = true;
        }
        for occurs in &occurs[..usize::from(NUMBERS)] {
            bits.put(u32::from(*occurs), 1);
        }
    }
}
