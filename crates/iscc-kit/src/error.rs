//! Why there is no record of a file.

use std::io;

/// Why a file has no record. The program that knows the file's name adds it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file cannot be opened or read.
    #[error("cannot be read")]
    Io(#[from] io::Error),
    /// No text can be taken from it.
    #[cfg(feature = "text")]
    #[error(transparent)]
    Text(iscc_text::Error),
    /// No picture can be taken from it.
    #[cfg(feature = "image")]
    #[error(transparent)]
    Image(iscc_image::Error),
    /// The metadata given with [`Options`](crate::Options) makes no Meta-Code.
    #[cfg(feature = "meta")]
    #[error(transparent)]
    Meta(iscc_text::Error),
}
