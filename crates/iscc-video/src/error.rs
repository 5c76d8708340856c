//! [`Error`]: why there is no signature.

use alloc::boxed::Box;

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
    /// Frames of this size have no signature: a side is shorter than 32 pixels, or there are more
    /// than about 2^28 of them ([`Luma::new`](crate::Luma::new)).
    #[error("frames of {width} x {height} pixels have no signature")]
    Size {
        /// The width in pixels.
        width: usize,
        /// The height in pixels.
        height: usize,
    },
    /// The file is sound for all we know, but of a kind that is not read.
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
    /// The file has no stream of pictures.
    #[error("no pictures in this file")]
    NoVideo,
    /// Nothing of the film is shown: it is shorter than a frame lasts.
    #[error("no frame is shown")]
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
