//! The engines behind one door: from a file's media type and bytes to its Content-Code.
//!
//! A new engine is hung in here: a case in [`read`] and what it finds in [`Content`].
#![cfg_attr(
    not(all(feature = "text", feature = "image")),
    allow(unused_imports, unused_variables, clippy::unnecessary_wraps, reason = "of an engine")
)]

use std::io::Read;

use iscc_core::{Mode, Unit};

use crate::embedded::Embedded;
use crate::error::Error;
use crate::media_type::MediaType;
use crate::options::Options;
use crate::record::{Note, TextFeatures};
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
    /// What the file says about itself.
    pub(crate) embedded: Embedded,
    /// Granular features, if they were asked for.
    pub(crate) features: Option<TextFeatures>,
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
        Some(Mode::Text) if media_type.is_plain_text() => text(source, options),
        #[cfg(feature = "image")]
        Some(Mode::Image) if iscc_image_reads(media_type) => image(source, options),
        Some(_) => Ok(Content::unread(Note::NoReader(media_type))),
        None => Ok(Content::unread(Note::NoMode(media_type))),
    }
}

#[cfg(feature = "text")]
fn text(source: &mut Source<impl Read>, options: &Options) -> Result<Content, Error> {
    use iscc_core::Bits;
    use iscc_text::{TextHasher, text_clean};

    let limit = options.limits.text_bytes;
    let bytes = source.head(limit)?;
    let extracted =
        iscc_text::extract::extract_plain(bytes, &options.limits.text).map_err(Error::Text)?;
    let text = text_clean(&extracted.text);
    let code = TextHasher::new().update(&text).finalize().code(Bits::B256);
    let truncated = extracted.truncated || source.has_more()?;
    Ok(Content {
        unit: Some(code.unit),
        characters: Some(code.characters),
        features: options.granular.then(|| TextFeatures::of(&text)),
        notes: truncated.then_some(Note::TextTruncated).into_iter().collect(),
        ..Content::default()
    })
}

#[cfg(feature = "image")]
fn image(source: &mut Source<impl Read>, options: &Options) -> Result<Content, Error> {
    use iscc_core::Bits;
    use iscc_image::{decode_image, image_code};

    let limits = &options.limits.image;
    // One byte more, so that a larger file is seen to be one.
    let bytes = source.head(limits.max_input_bytes.saturating_add(1))?;
    let decoded = decode_image(bytes, limits).map_err(Error::Image)?;
    let unit = image_code(&decoded.pixels, Bits::B256);
    let featureless = iscc_image::is_featureless(&unit) == Some(true);
    Ok(Content {
        unit: Some(unit),
        dimensions: Some((decoded.width, decoded.height)),
        embedded: Embedded::of_image(bytes),
        notes: featureless.then_some(Note::Featureless).into_iter().collect(),
        ..Content::default()
    })
}

#[cfg(feature = "image")]
fn iscc_image_reads(media_type: MediaType) -> bool {
    iscc_image::Format::of_media_type(media_type.as_str())
        .is_some_and(iscc_image::Format::is_readable)
}
