//! The engines behind one door: from a file's media type and bytes to its Content-Code.
//!
//! One file an engine: whether it [reads](text::reads) a media type, and what it finds in such a file.
#![cfg_attr(
    not(all(feature = "text", feature = "image", feature = "audio", feature = "video")),
    allow(unused_imports, unused_variables, clippy::unnecessary_wraps, reason = "of an engine")
)]

#[cfg(feature = "audio")]
mod audio;
#[cfg(feature = "image")]
mod image;
#[cfg(feature = "text")]
pub(crate) mod text;
#[cfg(feature = "video")]
mod video;

use std::io::Read;

use iscc_core::{Mode, Unit};

use crate::embedded::Embedded;
use crate::error::Error;
use crate::media_type::MediaType;
use crate::options::Options;
use crate::record::{AudioSegments, Note, TextFeatures};
use crate::source::Source;

/// What the engine of a medium finds in a file.
#[derive(Debug, Default)]
pub(crate) struct Content {
    /// The Content-Code at its full length; `None` if no engine of this build reads the format.
    pub(crate) unit: Option<Unit>,
    /// Characters of collapsed text.
    pub(crate) characters: Option<u64>,
    /// Width and height in pixels.
    pub(crate) dimensions: Option<(usize, usize)>,
    /// How long it sounds, in seconds.
    pub(crate) seconds: Option<f64>,
    /// Frames a second.
    pub(crate) fps: Option<f64>,
    /// What the file says about itself.
    pub(crate) embedded: Embedded,
    /// Granular features, if they were asked for.
    pub(crate) features: Option<TextFeatures>,
    /// Hashes of segments of sound, if they were asked for.
    pub(crate) audio_segments: Option<AudioSegments>,
    pub(crate) notes: Vec<Note>,
}

impl Content {
    /// Nothing, for the given reason.
    fn unread(note: Note) -> Self {
        Self { notes: vec![note], ..Self::default() }
    }
}

/// Reads the content of a file with the engine of its medium.
pub(crate) fn read(
    media_type: Option<MediaType>,
    source: &mut Source<impl Read>,
    options: &Options,
) -> Result<Content, Error> {
    let Some(media_type) = media_type else { return Ok(Content::unread(Note::UnknownMediaType)) };
    match media_type.mode() {
        #[cfg(feature = "text")]
        Some(Mode::Text) if text::reads(media_type) => text::read(media_type, source, options),
        #[cfg(feature = "image")]
        Some(Mode::Image) if image::reads(media_type) => image::read(source, options),
        #[cfg(feature = "audio")]
        Some(Mode::Audio) if audio::reads(media_type) => audio::read(media_type, source, options),
        #[cfg(feature = "video")]
        Some(Mode::Video) if video::reads(media_type) => video::read(media_type, source, options),
        Some(_) => Ok(Content::unread(Note::NoReader(media_type))),
        None => Ok(Content::unread(Note::NoMode(media_type))),
    }
}
