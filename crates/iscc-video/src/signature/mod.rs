//! The frame signature of MPEG-7 (ISO/IEC 15938-3, Video Signature), as FFmpeg's filter makes it.

mod cells;
mod digits;
mod elements;
mod grid;
mod tables;

use crate::hash::{FrameVector, VALUES};
use crate::luma::Luma;
use cells::cell_sums;
pub(crate) use digits::{BYTES as PACKED, NUMBERS};
use grid::Grid;
use tables::{CATEGORIES, WORDS};

/// The first element that is a difference.
const FIRST_DIFFERENCE: usize = 32;
/// The elements that the confidence is the middle of.
const DIFFERENCES: usize = VALUES - FIRST_DIFFERENCE;

/// What MPEG-7 says of one frame: 380 values of 0 to 2, five words of some of them, and how much they tell.
///
/// A Video-Code is made of the [vector](Self::vector) alone.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct FrameSignature {
    vector: FrameVector,
    words: [u8; 5],
    confidence: u8,
}

impl FrameSignature {
    /// The values of the elements: 0 darker, 1 undecided, 2 brighter.
    pub const fn vector(&self) -> &FrameVector {
        &self.vector
    }

    /// Five numbers of 0 to 242, each the digits to base 3 of five values.
    pub const fn words(&self) -> [u8; 5] {
        self.words
    }

    /// The middle magnitude of the differences, in eighths of a grey level, at most 255. Of a plain frame it is 0.
    pub const fn confidence(&self) -> u8 {
        self.confidence
    }

    /// What [`Self::packed`] and the other parts are of; bytes are below [`NUMBERS`].
    pub(crate) fn from_parts(packed: &[u8; PACKED], words: [u8; 5], confidence: u8) -> Self {
        Self { vector: digits::unpack(packed), words, confidence }
    }

    /// The vector, five values a byte.
    pub(crate) fn packed(&self) -> [u8; PACKED] {
        digits::pack(&self.vector)
    }
}

/// The signature of a frame.
///
/// Takes no heap, and about a tenth of a millisecond for 1080p. Equal bit for bit to FFmpeg's filter
/// `signature`, for any size, also where its sums wrap around.
///
/// ```
/// use iscc_video::{Luma, frame_signature};
///
/// let bytes: Vec<u8> = (0..64 * 64).map(|i| (i % 64 * 4) as u8).collect();
/// let signature = frame_signature(&Luma::new(&bytes, 64, 64, 64)?);
/// assert_eq!(signature.vector()[..8], [0, 1, 0, 1, 1, 2, 1, 2]);
/// # Ok::<(), iscc_video::Error>(())
/// ```
#[must_use]
pub fn frame_signature(luma: &Luma<'_>) -> FrameSignature {
    let grid = Grid::new(&cell_sums(luma), luma.width(), luma.height());
    let mut values = [0i64; VALUES];
    let mut vector = [1u8; VALUES];
    let mut first = 0;
    for category in &CATEGORIES {
        let range = first..first + category.len();
        let values = &mut values[range.clone()];
        category.values(&grid, values);
        let mut magnitudes = [0; VALUES];
        let magnitudes = &mut magnitudes[..category.len()];
        for (magnitude, value) in magnitudes.iter_mut().zip(&*values) {
            *magnitude = value.unsigned_abs();
        }
        let threshold = category.threshold(magnitudes);
        for (digit, value) in vector[range.clone()].iter_mut().zip(values) {
            *digit = match value.unsigned_abs() > threshold {
                false => 1,
                true if *value < 0 => 0,
                true => 2,
            };
        }
        first = range.end;
    }
    FrameSignature { vector, words: words(&vector), confidence: confidence(&values, grid.unit()) }
}

/// Five words of five digits to base 3.
fn words(vector: &FrameVector) -> [u8; 5] {
    WORDS.map(|word| word.iter().fold(0, |word, element| word * 3 + vector[usize::from(*element)]))
}

/// The middle of the magnitudes of all differences.
fn confidence(values: &[i64; VALUES], unit: i64) -> u8 {
    let mut magnitudes = [0u64; DIFFERENCES];
    for (magnitude, value) in magnitudes.iter_mut().zip(&values[FIRST_DIFFERENCE..]) {
        *magnitude = (value.wrapping_mul(8) / unit).unsigned_abs();
    }
    let middle = *magnitudes.select_nth_unstable(DIFFERENCES / 2).1;
    u8::try_from(middle).unwrap_or(u8::MAX)
}
