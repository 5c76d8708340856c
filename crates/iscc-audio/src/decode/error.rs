//! [`Error`]: why there is no fingerprint of a file.

use alloc::boxed::Box;
use core::fmt;
use std::io;

use iscc_schema::ErrorKind;

use super::container::Container;

/// Why a file gave no fingerprint, named by what the caller can do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The source cannot be read.
    #[error("cannot be read")]
    Io(#[from] io::Error),
    /// The bytes are of no kind that audio is known to be in.
    #[error("{0}")]
    Unsupported(Unsupported),
    /// The file is of a kind that only the FFmpeg libraries read; build with the feature `ffmpeg`.
    #[error("{0} needs the feature `ffmpeg`")]
    MissingFeature(Needed),
    /// The file is cut off or broken where the reference fails as well.
    #[error("damaged {container} file")]
    Damaged {
        /// What the file starts as.
        container: Container,
        /// What the decoder says.
        source: Box<dyn core::error::Error + Send + Sync>,
    },
    /// The file asks for more than [`Limits`](super::Limits) allow. Raise them if you trust it.
    #[error("{limited}: {asked} asked, {allowed} allowed")]
    Limit {
        /// What is limited.
        limited: Limited,
        /// What the file asks for.
        asked: u64,
        /// What is allowed.
        allowed: u64,
    },
    /// There is less sound than the 2.73 seconds that one item of a fingerprint is made of. The reference fails as well:
    /// its fpcalc reports an empty fingerprint.
    #[error("too short for a fingerprint: {samples} samples at 11025 Hz, 30031 needed")]
    TooShort {
        /// Samples there are once the sound is resampled to 11025 Hz.
        samples: u64,
    },
}

impl Error {
    /// What the caller can do about it.
    ///
    /// ```
    /// use iscc_audio::decode::{Error, ErrorKind};
    ///
    /// assert_eq!(Error::TooShort { samples: 0 }.kind(), ErrorKind::NoContent);
    /// ```
    #[must_use]
    pub const fn kind(&self) -> ErrorKind {
        match self {
            Self::Io(_) => ErrorKind::Io,
            Self::Unsupported(Unsupported::NoAudio(_)) | Self::TooShort { .. } => {
                ErrorKind::NoContent
            }
            Self::Unsupported(_) => ErrorKind::Unsupported,
            Self::MissingFeature(_) => ErrorKind::MissingFeature,
            Self::Damaged { .. } => ErrorKind::Damaged,
            Self::Limit { .. } => ErrorKind::Limit,
        }
    }

    /// A file that is broken, and what says so.
    pub(crate) fn damaged(
        container: Container,
        source: impl Into<Box<dyn core::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Damaged { container, source: source.into() }
    }
}

/// What of a file is not supported, with or without the feature `ffmpeg`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unsupported {
    /// No audio or video container is known by such bytes.
    Format,
    /// A container without an audio track.
    NoAudio(Container),
    /// A number of channels that has no layout, so that nothing says how to mix them. The reference fails as well.
    Channels(u32),
    /// A sample rate that nothing is recorded at.
    SampleRate(u32),
    /// Rate, channels or type of the samples change in the middle.
    Changing,
}

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Format => f.write_str("no audio format that is read"),
            Self::NoAudio(container) => write!(f, "{container} file without audio"),
            Self::Channels(count) => write!(f, "{count} channels without a layout"),
            Self::SampleRate(rate) => write!(f, "{rate} samples a second"),
            Self::Changing => f.write_str("rate or channels that change in the middle"),
        }
    }
}

/// What needs the feature `ffmpeg`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Needed {
    /// A container.
    Container(Container),
    /// A codec or a variant of one inside of a container.
    Codec(Container, &'static str),
}

impl fmt::Display for Needed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Container(container) => container.fmt(f),
            Self::Codec(container, codec) => write!(f, "{codec} in {container}"),
        }
    }
}

/// What [`Limits`](super::Limits) bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Limited {
    /// The duration in seconds.
    Seconds,
    /// The sample rate in Hz.
    SampleRate,
    /// The number of channels.
    Channels,
    /// The bytes of embedded metadata.
    MetadataBytes,
    /// The bytes of a source that has to be kept, as it cannot be read in any order.
    PipedBytes,
}

impl fmt::Display for Limited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Seconds => "seconds of sound",
            Self::SampleRate => "samples a second",
            Self::Channels => "channels",
            Self::MetadataBytes => "bytes of metadata",
            Self::PipedBytes => "bytes from a pipe",
        })
    }
}
