//! Documents and text files.

use std::io::Read;

use iscc_core::Bits;
use iscc_document::{Document, Format, extract};
use iscc_schema::{Additions, Characters, Features, NoteCode, Segment};
use iscc_text::{PassageSize, text_clean, text_code_parallel, text_features};

use super::Content;
use crate::embedded;
use crate::error::Error;
use crate::media_type::MediaType;
use crate::options::Options;
use crate::source::{Foreign, Source};

pub(crate) fn reads(media_type: MediaType) -> bool {
    Format::of_media_type(media_type.as_str()).is_some_and(Format::is_readable)
}

pub(super) fn read(
    media_type: MediaType,
    source: &mut Foreign<'_>,
    options: &Options,
) -> Result<Content, Error> {
    let document = document(media_type, source, options)?;
    let mut additions = Additions::default();
    additions.notes.extend(document.truncated.then_some(NoteCode::TextTruncated.into()));
    let text = text_clean(&document.text);
    // A PDF alone: everything else without text is an error of the reader.
    let no_text = document.text.trim().is_empty();
    if no_text {
        additions.notes.extend([NoteCode::NoText, NoteCode::Featureless].map(Into::into));
    }
    let code = text_code_parallel(&text, Bits::B256, options.thread_count());
    Ok(Content {
        unit: Some(code.unit),
        characters: Some(code.characters),
        metadata: embedded::of_document(document.metadata),
        features: options.granular.then(|| passages(&text)),
        additions,
        ..Content::default()
    })
}

/// The simprints of a text, one for every passage.
fn passages(text: &str) -> Features {
    let passages = text_features(text, PassageSize::default()).map(|passage| Segment {
        simprint: passage.simprint.0.into(),
        offset: Characters(passage.chars.offset as u64),
        size: Characters(passage.chars.size as u64),
    });
    Features::Text(passages.collect())
}

/// The text and the metadata of a document that is [read](reads).
pub(crate) fn document(
    media_type: MediaType,
    source: &mut Source<impl Read>,
    options: &Options,
) -> Result<Document, Error> {
    let format = Format::of_media_type(media_type.as_str()).unwrap_or(Format::Plain);
    let limits = &options.limits.text;
    // Half a plain text is one; of a document all is needed, and one byte more so that a larger file is seen to be one.
    let bytes = source.head(match format {
        Format::Plain => options.limits.text_bytes,
        _ => limits.input_bytes.saturating_add(1),
    })?;
    // A text file may be a page or XML, and a container anything, whatever it is called.
    let refined = format.refined(bytes);
    let (format, bytes) = match refined {
        Format::Plain => (Format::Plain, bytes),
        refined if refined.is_readable() => {
            (refined, source.head(limits.input_bytes.saturating_add(1))?)
        }
        _ => (format, bytes),
    };
    let mut document = extract(bytes, format, limits).map_err(Error::Text)?;
    document.truncated |= format == Format::Plain && source.has_more()?;
    Ok(document)
}
