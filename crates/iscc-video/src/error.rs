//! [`Error`]: why there is no signature.

use alloc::boxed::Box;

use iscc_schema::ErrorKind;

/// Why frames or a file gave no signature, named by what the caller can do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The numbers given with a luma plane do not describe it. The caller's mistake.
    #[error("{width} x {height} pixels in rows of {stride} bytes do not fit in {len} bytes")]
    Buffer {
        /// The width in pixels.
        width: usize,
        /// The height in pixels.
        height: usize,
        /// The distance of two rows in bytes.
        stride: usize,
        /// The length of the buffer in bytes.
        len: usize,
    },
    /// A side of the frames is shorter than the 32 pixels that a signature needs.
    #[error("frames of {width} x {height} pixels are too small for a Video-Code: it takes 32 x 32")]
    TooSmall {
        /// The width in pixels.
        width: usize,
        /// The height in pixels.
        height: usize,
    },
    /// The frames have more pixels than FFmpeg's arithmetic takes, about 2^28 ([`Luma::new`](crate::Luma::new)).
    #[error("frames of {width} x {height} pixels are too large for a Video-Code")]
    TooLarge {
        /// The width in pixels.
        width: usize,
        /// The height in pixels.
        height: usize,
    },
    /// The file may be intact, but is of a kind that is not read.
    #[error("not supported: {what}")]
    Unsupported {
        /// What is not read.
        what: &'static str,
    },
    /// The file is cut off or broken.
    #[error("damaged file: {what}")]
    Damaged {
        /// What is wrong with it.
        what: &'static str,
        /// What the decoder says, if one was asked.
        source: Option<Box<dyn core::error::Error + Send + Sync>>,
    },
    /// The file itself cannot be read.
    #[cfg(any(feature = "ffmpeg", feature = "native"))]
    #[error("cannot read the file")]
    Io(#[from] std::io::Error),
    /// FFmpeg's libraries do not know the format or the codec, or find the file damaged.
    #[cfg(feature = "ffmpeg")]
    #[error("FFmpeg reads no film in this file")]
    Library(#[source] iscc_ffmpeg::Error),
    /// The container has no video stream; it may have audio.
    #[error("no video stream in this file")]
    NoVideo,
    /// The video is too short: at five frames a second none is shown, as of a single frame.
    #[error("too short for a Video-Code: no frame at five a second")]
    NoFrames,
    /// The film goes beyond the limits. Raise them if you trust it.
    #[error("more {what} than the {allowed} that are allowed")]
    Limit {
        /// What is limited.
        what: &'static str,
        /// What is allowed.
        allowed: u64,
    },
}

impl Error {
    /// What a caller can do about it. [`ErrorKind::NoContent`] are videos of which no Video-Code can be made, by nobody: without a
    /// video stream, without a frame that is shown, too small.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        match self {
            Self::Buffer { .. } => ErrorKind::InvalidInput,
            Self::TooSmall { .. } | Self::NoVideo | Self::NoFrames => ErrorKind::NoContent,
            Self::TooLarge { .. } | Self::Unsupported { .. } => ErrorKind::Unsupported,
            Self::Damaged { .. } => ErrorKind::Damaged,
            #[cfg(any(feature = "ffmpeg", feature = "native"))]
            Self::Io(_) => ErrorKind::Io,
            #[cfg(feature = "ffmpeg")]
            Self::Library(error) => match error {
                iscc_ffmpeg::Error::Io(_) => ErrorKind::Io,
                iscc_ffmpeg::Error::Memory => ErrorKind::OutOfMemory,
                iscc_ffmpeg::Error::Library { .. } => ErrorKind::Damaged,
                _ => ErrorKind::Unsupported,
            },
            Self::Limit { .. } => ErrorKind::Limit,
        }
    }
}

#[cfg(feature = "ffmpeg")]
impl Error {
    /// An error of the libraries, those of reading apart.
    pub(crate) fn from_ffmpeg(error: iscc_ffmpeg::Error) -> Self {
        match error {
            iscc_ffmpeg::Error::Io(error) => Self::Io(error),
            other => Self::Library(other),
        }
    }
}

#[cfg(any(feature = "ffmpeg", feature = "native"))]
impl Error {
    /// The file is broken, for this reason.
    pub(crate) fn damaged(
        what: &'static str,
        source: impl core::error::Error + Send + Sync + 'static,
    ) -> Self {
        Self::Damaged { what, source: Some(Box::new(source)) }
    }
}
