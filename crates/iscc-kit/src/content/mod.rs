//! The engines behind one door: from a file's media type and bytes to its Content-Code.
//!
//! One file an engine: whether it `reads` a media type, and what it finds in such a file.
#![cfg_attr(
    not(all(feature = "text", feature = "image", feature = "audio", feature = "video")),
    allow(unused_imports, unused_variables, clippy::unnecessary_wraps, reason = "of an engine")
)]

#[cfg(feature = "audio")]
mod audio;
#[cfg(feature = "image")]
mod image;
mod nothing;
#[cfg(feature = "text")]
pub(crate) mod text;
#[cfg(feature = "video")]
mod video;

use iscc_core::{Mode, Unit};
use iscc_schema::{Additions, Features, Metadata, Note, NoteCode};

use crate::error::Error;
use crate::media_type::MediaType;
use crate::options::Options;
use crate::source::Foreign;

/// What the engine of a medium finds in a file.
#[derive(Debug, Default)]
pub(crate) struct Content {
    /// What the file turned out to be, where that differs from what was detected: audio in a container of video.
    pub(crate) media_type: Option<MediaType>,
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
    pub(crate) metadata: Metadata,
    /// A small picture, if it was asked for.
    #[cfg(feature = "thumbnail")]
    pub(crate) thumbnail: Option<iscc_image::Thumbnail>,
    /// Granular features, if they were asked for.
    pub(crate) features: Option<Features>,
    /// How far the code can be trusted, segments and shots, and what a user should know.
    pub(crate) additions: Additions,
}

impl Content {
    /// Nothing, for the given reason.
    pub(crate) fn unread(note: Note) -> Self {
        let mut content = Self::default();
        content.additions.notes.push(note);
        content
    }
}

/// A note about a media type.
fn about(code: NoteCode, media_type: MediaType) -> Note {
    Note::new(code).media_type(media_type.into())
}

/// An engine: what it reads and how.
struct Engine {
    mode: Mode,
    /// Whether this build reads files of a media type.
    reads: fn(MediaType) -> bool,
    read: fn(MediaType, &mut Foreign<'_>, &Options) -> Result<Content, Error>,
}

/// The engines of this build. A new engine is a row here and a file beside this one.
static ENGINES: &[Engine] = &[
    #[cfg(feature = "text")]
    Engine { mode: Mode::Text, reads: text::reads, read: text::read },
    #[cfg(feature = "image")]
    Engine { mode: Mode::Image, reads: image::reads, read: image::read },
    #[cfg(feature = "audio")]
    Engine { mode: Mode::Audio, reads: audio::reads, read: audio::read },
    #[cfg(feature = "video")]
    Engine { mode: Mode::Video, reads: video::reads, read: video::read },
];

fn engine(media_type: MediaType) -> Option<&'static Engine> {
    let mode = media_type.mode()?;
    ENGINES.iter().find(|engine| engine.mode == mode && (engine.reads)(media_type))
}

/// Whether there is an engine for files of a media type, which takes its time.
pub(crate) fn is_read(media_type: Option<MediaType>) -> bool {
    media_type.and_then(engine).is_some()
}

/// Reads the content of a file with the engine of its medium.
///
/// Where there is nothing to hash in it, or the engine does not read this kind of file, there is no Content-Code and a note.
pub(crate) fn read(
    media_type: Option<MediaType>,
    source: &mut Foreign<'_>,
    options: &Options,
) -> Result<Content, Error> {
    let Some(media_type) = media_type else {
        return Ok(Content::unread(NoteCode::UnknownMediaType.into()));
    };
    match with_engine(media_type, source, options) {
        #[cfg(all(feature = "video", any(feature = "ffmpeg", feature = "native")))]
        Err(Error::Video(iscc_video::Error::NoVideo)) => {
            let audio = media_type.of_audio();
            let content =
                with_engine(audio, source, options).or_else(|error| nothing::left(error, audio))?;
            Ok(Content { media_type: Some(audio), ..content })
        }
        Err(error) => nothing::left(error, media_type),
        content => content,
    }
}

fn with_engine(
    media_type: MediaType,
    source: &mut Foreign<'_>,
    options: &Options,
) -> Result<Content, Error> {
    match engine(media_type) {
        Some(engine) => (engine.read)(media_type, source, options),
        None if media_type.mode().is_none() => {
            Ok(Content::unread(about(NoteCode::NoMode, media_type)))
        }
        None => Ok(Content::unread(about(NoteCode::NoReader, media_type))),
    }
}
