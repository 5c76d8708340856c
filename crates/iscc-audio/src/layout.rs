//! Which loudspeaker each channel is for, and how much of it is heard in mono.

use core::fmt;

/// Speakers by their bit in the mask of a WAV file, which is the order of the channels too.
const FRONT_PAIR: u64 = 0b11;
const FRONT_CENTER: u64 = 1 << 2;
const BACK_PAIR: u64 = 0b11 << 4;
const FRONT_OF_CENTER_PAIR: u64 = 0b11 << 6;
#[cfg(feature = "fingerprint")]
const BACK_CENTER: u64 = 1 << 8;
const SIDE_PAIR: u64 = 0b11 << 9;
/// Left and right of a stereo downmix, which count as those in front if they are all there is.
const DOWNMIX_PAIR: u64 = 0b11 << 29;

/// Speakers that come in twos: one alone is no layout.
const PAIRS: [u64; 4] = [FRONT_PAIR, BACK_PAIR, FRONT_OF_CENTER_PAIR, SIDE_PAIR];

/// The loudspeakers that the channels of a recording are for, in the order of the channels.
///
/// It decides how channels are mixed to mono, so it changes the fingerprint. Channels stand in the
/// order of their bits in the mask of a WAV file: front left, front right, front center, low
/// frequency, back left, back right, left of center, right of center, back center, side left, side
/// right, and further ones, which are not heard in mono. That is also the order of FFmpeg.
///
/// ```
/// use iscc_audio::ChannelLayout;
///
/// assert_eq!(ChannelLayout::from_mask(0b11), Some(ChannelLayout::STEREO));
/// assert_eq!(ChannelLayout::from_count(6).unwrap().channels(), 6);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ChannelLayout(u64);

impl ChannelLayout {
    /// One channel; which speaker it is for does not matter.
    pub const MONO: Self = Self(FRONT_CENTER);
    /// Front left and right.
    pub const STEREO: Self = Self(FRONT_PAIR);

    /// The layout of a mask: of a WAV file, or of FFmpeg's channels in native order.
    ///
    /// `None` if it cannot be mixed to mono: no speaker in front, or one of a pair alone. A mask of a
    /// single speaker is [`MONO`](Self::MONO).
    #[must_use]
    pub const fn from_mask(mask: u64) -> Option<Self> {
        if mask.is_power_of_two() {
            return Some(Self::MONO);
        }
        if mask == DOWNMIX_PAIR {
            return Some(Self::STEREO);
        }
        if mask & (FRONT_PAIR | FRONT_CENTER) == 0 {
            return None;
        }
        let mut i = 0;
        while i < PAIRS.len() {
            if (mask & PAIRS[i]).is_power_of_two() {
                return None;
            }
            i += 1;
        }
        Some(Self(mask))
    }

    /// The layout that FFmpeg takes for a number of channels of which nothing else is known: mono,
    /// stereo, 2.1, 4.0, 5.0, 5.1, 6.1, 7.1, and the ones of 16 and 24 channels.
    #[must_use]
    pub const fn from_count(channels: usize) -> Option<Self> {
        Some(Self(match channels {
            1 => FRONT_CENTER,
            2 => FRONT_PAIR,
            3 => 0x00b,
            4 => 0x107,
            5 => 0x037,
            6 => 0x03f,
            7 => 0x70f,
            8 => 0x63f,
            // hexadecagonal: around, above, and wide
            16 => 0x737 | 0x3_f000 | 0b11 << 31,
            // 22.2
            24 => 0x3_ffff | 0x3f << 35,
            _ => return None,
        }))
    }

    /// How many channels there are: 1 to 64.
    #[must_use]
    pub const fn channels(self) -> usize {
        self.0.count_ones() as usize
    }

    /// The speakers as a mask.
    #[must_use]
    pub const fn mask(self) -> u64 {
        self.0
    }

    /// How much of each channel is heard in mono; together at most 1.
    #[cfg(feature = "fingerprint")]
    pub(crate) fn weights(self) -> impl Iterator<Item = f64> {
        let weight = move |speaker| if self == Self::MONO { 1.0 } else { weight(speaker) };
        let sum: f64 = self.speakers().map(weight).sum();
        self.speakers().map(move |speaker| weight(speaker) / sum.max(1.0))
    }

    /// The bit of each channel's speaker.
    #[cfg(feature = "fingerprint")]
    fn speakers(self) -> impl Iterator<Item = u64> {
        (0..64).map(|bit| 1 << bit).filter(move |speaker| self.0 & speaker != 0)
    }
}

/// How much of a speaker is heard in the middle, before all are scaled to 1 together: those at the
/// sides 3 dB less, those behind 6 dB less.
#[cfg(feature = "fingerprint")]
fn weight(speaker: u64) -> f64 {
    use core::f64::consts::{FRAC_1_SQRT_2, SQRT_2};
    /// The mixing level of center and surround is a single-precision number there.
    const LEVEL: f64 = core::f32::consts::FRAC_1_SQRT_2 as f64;
    match speaker {
        FRONT_CENTER => LEVEL * SQRT_2,
        BACK_CENTER => LEVEL * FRAC_1_SQRT_2,
        _ if (FRONT_PAIR | FRONT_OF_CENTER_PAIR) & speaker != 0 => FRAC_1_SQRT_2,
        _ if (BACK_PAIR | SIDE_PAIR) & speaker != 0 => LEVEL * FRAC_1_SQRT_2,
        _ => 0.0,
    }
}

impl fmt::Debug for ChannelLayout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ChannelLayout({:#x})", self.0)
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    #[test]
    #[cfg(feature = "fingerprint")]
    fn weights_are_those_that_were_measured() {
        let cases: [(usize, &[f64]); 7] = [
            (2, &[0.5, 0.5]),
            (3, &[0.5, 0.5, 0.0]),
            (4, &[0.2426, 0.2426, 0.3431, 0.1716]),
            (5, &[0.2071, 0.2071, 0.2929, 0.1464, 0.1464]),
            (6, &[0.2071, 0.2071, 0.2929, 0.0, 0.1464, 0.1464]),
            (7, &[0.1807, 0.1807, 0.2555, 0.0, 0.1277, 0.1277, 0.1277]),
            (8, &[0.1602, 0.1602, 0.2265, 0.0, 0.1133, 0.1133, 0.1133, 0.1133]),
        ];
        for (channels, expected) in cases {
            let layout = ChannelLayout::from_count(channels).unwrap();
            let weights: Vec<f64> = layout.weights().collect();
            assert_eq!(weights.len(), channels);
            let close = |(a, b): (&f64, &f64)| (a - b).abs() < 1e-4;
            assert!(weights.iter().zip(expected).all(close), "{weights:?}");
        }
    }

    #[test]
    fn layouts_that_cannot_be_mixed() {
        for mask in [0, 0x30, 0b101, 0x600, 0x13, 0x43, 0x107 & !1] {
            assert_eq!(ChannelLayout::from_mask(mask), None, "{mask:#x}");
        }
        assert_eq!(ChannelLayout::from_mask(0x20), Some(ChannelLayout::MONO));
        assert_eq!(ChannelLayout::from_mask(0x6000_0000), Some(ChannelLayout::STEREO));
        assert_eq!(ChannelLayout::from_count(0), None);
        for count in 1..=64 {
            if let Some(layout) = ChannelLayout::from_count(count) {
                assert_eq!(layout.channels(), count);
                assert_eq!(ChannelLayout::from_mask(layout.mask()), Some(layout));
            }
        }
    }
}
