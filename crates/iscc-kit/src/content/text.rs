//! Documents and text files.

use std::io::Read;

use iscc_core::Bits;
use iscc_text::extract::extract_plain;
use iscc_text::{TextHasher, text_clean};

use super::Content;
use crate::error::Error;
use crate::media_type::MediaType;
use crate::options::Options;
use crate::record::{Note, TextFeatures};
use crate::source::Source;

pub(super) fn reads(media_type: MediaType) -> bool {
    media_type.is_plain_text()
}

pub(super) fn read(
    _: MediaType,
    source: &mut Source<impl Read>,
    options: &Options,
) -> Result<Content, Error> {
    let bytes = source.head(options.limits.text_bytes)?;
    let extracted = extract_plain(bytes, &options.limits.text).map_err(Error::Text)?;
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
