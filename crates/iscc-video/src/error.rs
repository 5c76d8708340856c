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
}
