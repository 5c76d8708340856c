//! [`Error`]: why FFmpeg's libraries gave nothing.
#![expect(unsafe_code, reason = "the text of an error code comes from libavutil")]

use core::ffi::CStr;
use core::fmt;
use std::io;

use ffmpeg_sys_next as sys;

/// Why a file could not be opened, read or decoded, named by what the caller can do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file itself cannot be read.
    #[error("cannot read the file")]
    Io(#[from] io::Error),
    /// No demuxer of the library knows the file, or one that would open other files or addresses.
    #[error("no format that is read: {0}")]
    Format(String),
    /// There is no decoder for this codec in the library.
    #[error("FFmpeg on this machine has no decoder for {0}")]
    Codec(String),
    /// The library gave up on the file.
    #[error("cannot {action}")]
    Library {
        /// What was asked.
        action: &'static str,
        /// What the library answered.
        source: Code,
    },
    /// There is not enough memory.
    #[error("out of memory")]
    Memory,
}

/// An error code of FFmpeg's libraries.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct Code(pub(crate) i32);

impl Code {
    /// Whether the data is at fault (and not the machine).
    #[must_use]
    pub const fn is_invalid_data(self) -> bool {
        self.0 == sys::AVERROR_INVALIDDATA
    }
}

impl core::error::Error for Code {}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Code({}: {self})", self.0)
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = [0_u8; 64];
        // SAFETY: the buffer is ours and of the length that is given; the library ends what it writes with a zero.
        unsafe { sys::av_strerror(self.0, text.as_mut_ptr().cast(), text.len()) };
        let text = CStr::from_bytes_until_nul(&text).unwrap_or_default();
        f.write_str(&text.to_string_lossy())
    }
}

/// Makes an error of a negative return value.
pub(crate) fn check(action: &'static str, returned: i32) -> Result<i32, Error> {
    match returned {
        code if code == sys::AVERROR(sys::ENOMEM) => Err(Error::Memory),
        code if code < 0 => Err(Error::Library { action, source: Code(code) }),
        count => Ok(count),
    }
}
