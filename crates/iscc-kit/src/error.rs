//! Why there is no record of a file.

use std::io;

#[cfg(feature = "text")]
use crate::media_type::MediaType;

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
    Text(iscc_document::Error),
    /// It is no document, or of a kind that this build does not read.
    #[cfg(feature = "text")]
    #[error("no document that is read: {}", .0.map_or("unknown media type", |found| found.as_str()))]
    NoDocument(Option<MediaType>),
    /// No picture can be taken from it.
    #[cfg(feature = "image")]
    #[error(transparent)]
    Image(iscc_image::Error),
    /// No sound can be taken from it.
    #[cfg(feature = "audio")]
    #[error(transparent)]
    Audio(iscc_audio::decode::Error),
    /// No film can be taken from it.
    #[cfg(all(feature = "video", any(feature = "ffmpeg", feature = "native")))]
    #[error(transparent)]
    Video(iscc_video::Error),
    /// The metadata given with [`Options`](crate::Options) makes no Meta-Code.
    #[cfg(feature = "meta")]
    #[error(transparent)]
    Meta(iscc_text::Error),
}
