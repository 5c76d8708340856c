//! Why there is no record of a file.

use std::io;

/// Why a file has no record. The program that knows the file's name adds it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file cannot be opened or read.
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
    /// No text can be taken from it.
    #[cfg(feature = "text")]
    #[error("{0}")]
    Text(#[source] iscc_text::Error),
    /// No picture can be taken from it.
    #[cfg(feature = "image")]
    #[error("{0}")]
    Image(#[source] iscc_image::Error),
    /// The metadata given with [`Options`](crate::Options) makes no Meta-Code.
    #[cfg(feature = "meta")]
    #[error("{0}")]
    Meta(#[source] iscc_text::Error),
}
