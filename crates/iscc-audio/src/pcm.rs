//! Decoded audio: what it is, and pieces of it.

use crate::ChannelLayout;

/// The type of samples that a decoder makes.
///
/// It matters: FFmpeg's decoders and arithmetic, which the reference uses, differ by it, and so may a
/// bit of a fingerprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(clippy::exhaustive_enums, reason = "there are no other types of linear PCM")]
pub enum SampleFormat {
    /// 8 bits without sign, silence is 128.
    U8,
    /// 16 bits.
    I16,
    /// Up to 32 bits, left-justified: 24 bits are shifted left by 8.
    I32,
    /// Single precision, full scale is 1.
    F32,
    /// Double precision, full scale is 1.
    F64,
}

/// What the samples of a recording are: how many a second, of which type, for which speakers.
///
/// ```
/// use iscc_audio::{ChannelLayout, PcmSpec, SampleFormat};
///
/// let spec = PcmSpec::new(44_100, ChannelLayout::STEREO, SampleFormat::F32).unwrap();
/// assert_eq!(spec.rate(), 44_100);
/// assert_eq!(PcmSpec::new(0, ChannelLayout::STEREO, SampleFormat::F32), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PcmSpec {
    rate: u32,
    layout: ChannelLayout,
    format: SampleFormat,
}

impl PcmSpec {
    /// The lowest rate, in samples a second and channel. Below it a small file would be days long.
    // DIFFERENCE: the reference accepts any rate.
    pub const MIN_RATE: u32 = 100;
    /// The highest rate, above all that is in use; a filter for it takes up to 8 MB.
    pub const MAX_RATE: u32 = 1 << 22;

    /// `None` if `rate`, in samples a second and channel, is not within
    /// [`MIN_RATE`](Self::MIN_RATE) and [`MAX_RATE`](Self::MAX_RATE).
    #[must_use]
    pub const fn new(rate: u32, layout: ChannelLayout, format: SampleFormat) -> Option<Self> {
        if rate < Self::MIN_RATE || rate > Self::MAX_RATE {
            return None;
        }
        Some(Self { rate, layout, format })
    }

    /// Samples a second and channel.
    #[must_use]
    pub const fn rate(self) -> u32 {
        self.rate
    }

    /// The speakers of the channels.
    #[must_use]
    pub const fn layout(self) -> ChannelLayout {
        self.layout
    }

    /// The type of the samples.
    #[must_use]
    pub const fn format(self) -> SampleFormat {
        self.format
    }
}

/// Some samples of one of the types of [`SampleFormat`].
///
/// ```
/// use iscc_audio::Samples;
///
/// let samples = Samples::from(&[0_i16, 1, 2][..]);
/// assert_eq!(samples.len(), 3);
/// ```
#[derive(Debug, Clone, Copy)]
#[allow(clippy::exhaustive_enums, reason = "there are no other types of linear PCM")]
pub enum Samples<'a> {
    /// 8 bits without sign.
    U8(&'a [u8]),
    /// 16 bits.
    I16(&'a [i16]),
    /// Up to 32 bits, left-justified.
    I32(&'a [i32]),
    /// Single precision. What is no finite number counts as silence.
    F32(&'a [f32]),
    /// Double precision. What is no finite number counts as silence.
    F64(&'a [f64]),
}

/// The same for the slice of every type.
macro_rules! each {
    ($samples:expr, $slice:ident => $result:expr) => {
        match $samples {
            Samples::U8($slice) => $result,
            Samples::I16($slice) => $result,
            Samples::I32($slice) => $result,
            Samples::F32($slice) => $result,
            Samples::F64($slice) => $result,
        }
    };
}
#[cfg(feature = "fingerprint")]
pub(crate) use each;

impl Samples<'_> {
    /// How many samples there are, of all channels together.
    #[must_use]
    pub const fn len(&self) -> usize {
        each!(self, slice => slice.len())
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

macro_rules! from {
    ($($variant:ident: $sample:ty),*) => {
        $(
            impl<'a> From<&'a [$sample]> for Samples<'a> {
                fn from(samples: &'a [$sample]) -> Self {
                    Self::$variant(samples)
                }
            }

            impl<'a> From<&'a Vec<$sample>> for Samples<'a> {
                fn from(samples: &'a Vec<$sample>) -> Self {
                    Self::$variant(samples)
                }
            }
        )*
    };
}
use alloc::vec::Vec;
from!(U8: u8, I16: i16, I32: i32, F32: f32, F64: f64);
