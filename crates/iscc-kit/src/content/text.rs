//! Documents and text files.

use std::io::Read;

use iscc_core::Bits;
use iscc_document::{Document, Format, extract};
use iscc_text::{text_clean, text_code_parallel};

use super::Content;
use crate::embedded::Embedded;
use crate::error::Error;
use crate::media_type::MediaType;
use crate::options::Options;
use crate::record::{Features, Note, TextFeatures};
use crate::source::Source;

pub(crate) fn reads(media_type: MediaType) -> bool {
    Format::of_media_type(media_type.as_str()).is_some_and(Format::is_readable)
}

pub(super) fn read(
    media_type: MediaType,
    source: &mut Source<impl Read>,
    options: &Options,
) -> Result<Content, Error> {
    let document = document(media_type, source, options)?;
    let text = text_clean(&document.text);
    // A PDF alone: everything else without text is an error of the reader.
    let no_text = document.text.trim().is_empty();
    let code = text_code_parallel(&text, Bits::B256, options.thread_count());
    Ok(Content {
        unit: Some(code.unit),
        characters: Some(code.characters),
        embedded: Embedded::of_document(document.metadata),
        features: options.granular.then(|| Features::Text(TextFeatures::of(&text))),
        notes: document
            .truncated
            .then_some(Note::TextTruncated)
            .into_iter()
            .chain(no_text.then_some([Note::NoText, Note::Featureless]).into_iter().flatten())
            .collect(),
        ..Content::default()
    })
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
