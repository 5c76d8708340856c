//! Pictures.

use std::io::Read;

use iscc_core::Bits;
use iscc_image::{Format, decode_image, image_code, is_featureless};

use super::Content;
use crate::embedded::Embedded;
use crate::error::Error;
use crate::media_type::MediaType;
use crate::options::Options;
use crate::record::Note;
use crate::source::Source;

pub(super) fn reads(media_type: MediaType) -> bool {
    Format::of_media_type(media_type.as_str()).is_some_and(Format::is_readable)
}

pub(super) fn read(source: &mut Source<impl Read>, options: &Options) -> Result<Content, Error> {
    let limits = &options.limits.image;
    // One byte more, so that a larger file is seen to be one.
    let bytes = source.head(limits.max_input_bytes.saturating_add(1))?;
    let decoded = decode_image(bytes, limits).map_err(Error::Image)?;
    let unit = image_code(&decoded.pixels, Bits::B256);
    let featureless = is_featureless(&unit) == Some(true);
    Ok(Content {
        unit: Some(unit),
        dimensions: Some((decoded.width, decoded.height)),
        embedded: Embedded::of_image(bytes),
        notes: featureless.then_some(Note::Featureless).into_iter().collect(),
        ..Content::default()
    })
}
