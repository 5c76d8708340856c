//! Errors that are no failure of a file: there is nothing in it to hash, or it is of a kind that is not read. It keeps its
//! ISCC-SUM, and a note names the cause.
#![cfg_attr(
    not(all(feature = "text", feature = "image", feature = "audio", feature = "video")),
    allow(unused_variables, unreachable_patterns, unreachable_code, reason = "of an engine")
)]

use iscc_schema::{Note, NoteCode};

use super::{Content, about};
use crate::error::Error;
use crate::media_type::MediaType;

/// What is left of a file whose engine failed.
///
/// # Errors
/// The error itself, if the file is damaged, encrypted, beyond the limits or unreadable.
pub(super) fn left(error: Error, media_type: MediaType) -> Result<Content, Error> {
    note(&error, media_type).map(Content::unread).ok_or(error)
}

fn note(error: &Error, media_type: MediaType) -> Option<Note> {
    let not_read = || about(NoteCode::VariantNotRead, media_type).detail(error.to_string());
    Some(match error {
        #[cfg(feature = "text")]
        Error::Text(error) => {
            use iscc_document::Error;
            match error {
                Error::NoText => NoteCode::NoText.into(),
                Error::Unsupported { .. } | Error::MissingFeature(_) => not_read(),
                _ => return None,
            }
        }
        #[cfg(feature = "image")]
        Error::Image(error) => {
            use iscc_image::{Error, Unsupported};
            match error {
                // A file that is not what its name promises, and nothing else that is known, is damaged.
                Error::Unsupported(Unsupported::Format) => return None,
                Error::Unsupported(_) | Error::MissingFeature(_) => not_read(),
                _ => return None,
            }
        }
        #[cfg(feature = "audio")]
        Error::Audio(error) => {
            use iscc_audio::decode::{Error, Unsupported};
            match error {
                Error::TooShort { .. } => NoteCode::TooShort.into(),
                Error::MissingFeature(_) => about(NoteCode::NeedsFfmpeg, media_type),
                Error::Unsupported(Unsupported::NoAudio(_)) => {
                    about(NoteCode::NoStream, media_type)
                }
                Error::Unsupported(Unsupported::Format) => about(NoteCode::NoReader, media_type),
                Error::Unsupported(_) => not_read(),
                _ => return None,
            }
        }
        #[cfg(all(feature = "video", any(feature = "ffmpeg", feature = "native")))]
        Error::Video(error) => {
            use iscc_video::Error;
            match error {
                Error::NoFrames => NoteCode::TooFewFrames.into(),
                Error::TooSmall { .. } => NoteCode::TooSmall.into(),
                Error::NoVideo => about(NoteCode::NoStream, media_type),
                // What is read in Rust alone is a part of what videos are.
                Error::Unsupported { .. } if cfg!(not(feature = "ffmpeg")) => {
                    about(NoteCode::NeedsFfmpeg, media_type)
                }
                Error::Unsupported { .. } => not_read(),
                _ => return None,
            }
        }
        _ => return None,
    })
}
