//! A file to signatures.

use alloc::vec::Vec;

use super::bits::BitReader;
use super::{Record, VideoSignature};
use crate::error::Error;
use crate::signature::{NUMBERS, PACKED};

/// The bits of a segment: frame numbers, a flag, times, and a bit for each number of each word.
const SEGMENT_BITS: u64 = 4 * 32 + 1 + 5 * NUMBERS as u64;
/// The bits of a frame: a flag, the time, confidence, words and digits.
const FRAME_BITS: u64 = 1 + 32 + 8 * (1 + 5 + PACKED as u64);

impl VideoSignature {
    /// Reads a signature file of one region without compression, which is what FFmpeg writes.
    ///
    /// It takes no more memory than `bytes` have. Segments are passed over, since they repeat what
    /// frames say; bytes behind the last frame are ignored.
    ///
    /// # Errors
    /// [`Error::Unsupported`] for files of several regions, without times, or with compressed frames, and for
    /// anything else that starts otherwise; [`Error::Damaged`] where the file ends early or a number does not
    /// stand for digits to base 3.
    // DIFFERENCE: the reference reads what it finds at the usual places, whatever the file says, and fails on what is cut off
    // with errors that do not say so.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, Error> {
        let mut bits = BitReader::new(bytes);
        let regions = take(&mut bits, 32)?;
        let has_location = take(&mut bits, 1)?;
        if (regions, has_location) != (1, 1) {
            return Err(Error::Unsupported { what: "no signature file of one region" });
        }
        let (left, top) = (take(&mut bits, 16)?, take(&mut bits, 16)?);
        let (right, bottom) = (take(&mut bits, 16)?, take(&mut bits, 16)?);
        if left > right || top > bottom {
            return Err(damaged("a region of no size"));
        }
        let _first = take(&mut bits, 32)?;
        let frames = take(&mut bits, 32)?;
        let ticks_per_second = take(&mut bits, 16)?;
        if take(&mut bits, 1)? != 1 {
            return Err(Error::Unsupported { what: "a signature file without times" });
        }
        bits.skip(64).ok_or_else(cut_off)?;
        let segments = take(&mut bits, 32)?;
        bits.skip(u64::from(segments) * SEGMENT_BITS).ok_or_else(cut_off)?;
        if take(&mut bits, 1)? != 0 {
            return Err(Error::Unsupported { what: "a compressed signature file" });
        }
        if u64::from(frames) * FRAME_BITS > bits.left() {
            return Err(cut_off());
        }
        let frames: Result<Vec<Record>, Error> = (0..frames).map(|_| record(&mut bits)).collect();
        Ok(Self {
            width: right - left + 1,
            height: bottom - top + 1,
            ticks_per_second: u16::try_from(ticks_per_second).unwrap_or(u16::MAX),
            frames: frames?,
        })
    }
}

fn record(bits: &mut BitReader<'_>) -> Result<Record, Error> {
    if take(bits, 1)? != 1 {
        return Err(Error::Unsupported { what: "a signature file with frames without times" });
    }
    let tick = take(bits, 32)?;
    let confidence = byte(bits)?;
    let (mut words, mut digits) = ([0; 5], [0; PACKED]);
    for number in words.iter_mut().chain(&mut digits) {
        *number = byte(bits)?;
        // DIFFERENCE: the reference takes these for digits as well, of numbers without their highest digit.
        if *number >= NUMBERS {
            return Err(damaged("a number of more than five digits to base 3"));
        }
    }
    Ok(Record { tick, confidence, words, digits })
}

fn byte(bits: &mut BitReader<'_>) -> Result<u8, Error> {
    take(bits, 8).map(|number| u8::try_from(number).unwrap_or(u8::MAX))
}

fn take(bits: &mut BitReader<'_>, count: u32) -> Result<u32, Error> {
    bits.take(count).ok_or_else(cut_off)
}

fn cut_off() -> Error {
    damaged("the file ends early")
}

fn damaged(what: &'static str) -> Error {
    Error::Damaged { what, source: None }
}
