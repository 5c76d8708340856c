//! [`Container`]: what is left of a container when it has been read, the same for all of them.

use alloc::vec::Vec;

use iscc_container::Rational;

use crate::decode::metadata::Said;

/// A film, ready to be decoded.
#[derive(Debug)]
pub(super) struct Container {
    pub(super) said: Said,
    /// Where the film begins in microseconds: the first start of its tracks, which becomes 0.
    pub(super) start: i64,
    pub(super) track: Track,
}

/// The track of pictures.
#[derive(Debug)]
pub(super) struct Track {
    /// The decoder's configuration (ISO/IEC 14496-15, `AVCDecoderConfigurationRecord`).
    pub(super) config: Vec<u8>,
    /// Bytes that every sample begins with and that are not stored.
    pub(super) prefix: Vec<u8>,
    /// The unit of its times in seconds.
    pub(super) time_base: Rational,
    /// How pictures are turned.
    pub(super) matrix: Option<[i32; 9]>,
    /// In the order of decoding.
    pub(super) samples: Vec<Sample>,
    /// How long a sample of unknown duration may be for FFmpeg, at least and at most.
    pub(super) guess: (i64, i64),
    /// Whether it is that of the coded rate, if there is one: FFmpeg parses pictures of this container.
    pub(super) is_parsed: bool,
}

/// A coded picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sample {
    /// Where its bytes are in the file.
    pub(super) offset: u64,
    /// How many there are.
    pub(super) size: u32,
    /// When it is shown, in the track's unit.
    pub(super) pts: i64,
    /// How long it is shown, if FFmpeg reads that in the container.
    pub(super) duration: Option<i64>,
    /// Whether it is decoded, but not shown.
    pub(super) discarded: bool,
    /// Whether the sample before is not the one before in the coded film.
    pub(super) jumps: bool,
}

/// Samples of a film at most: more than 48 hours at 90 frames a second.
pub(super) const MOST_SAMPLES: u64 = 1 << 24;

/// When a film begins, from the starts of its tracks in microseconds: those of sound and pictures, and of text and data. `None` if FFmpeg
/// might let text decide.
pub(super) fn start(
    heard: impl Iterator<Item = i64>,
    text: impl Iterator<Item = i64>,
) -> Option<i64> {
    let heard = heard.min()?;
    match text.min() {
        // Text that begins within a second before.
        Some(text) if text < heard && heard.saturating_sub(text) < 1_000_000 => Some(text),
        _ => Some(heard),
    }
}

#[cfg(test)]
mod tests {
    use super::start;

    #[test]
    fn text_decides_within_a_second() {
        let of = |heard: &[i64], text: &[i64]| start(heard.iter().copied(), text.iter().copied());
        assert_eq!(of(&[500_000, 40_000], &[]), Some(40_000));
        assert_eq!(of(&[500_000], &[0]), Some(0));
        assert_eq!(of(&[1_500_000], &[0]), Some(1_500_000));
        assert_eq!(of(&[], &[0]), None);
    }
}
