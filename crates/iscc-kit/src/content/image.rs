//! Pictures.

use iscc_core::{Bits, Digest};
use iscc_image::{Decoded, Format, fragile_bits, image_code, is_featureless};
use iscc_schema::{NoteCode, Stability};

use super::Content;
use crate::embedded;
use crate::error::Error;
use crate::media_type::MediaType;
use crate::options::Options;
use crate::source::Foreign;

pub(super) fn reads(media_type: MediaType) -> bool {
    Format::of_media_type(media_type.as_str()).is_some_and(Format::is_readable)
}

pub(super) fn read(
    _: MediaType,
    source: &mut Foreign<'_>,
    options: &Options,
) -> Result<Content, Error> {
    // One byte more, so that a larger file is seen to be one.
    let bytes = source.head(options.limits.image.max_input_bytes.saturating_add(1))?;
    let mut content = Content::default();
    let decoded = decode(bytes, options, &mut content)?;
    let unit = image_code(&decoded.pixels, Bits::B256);
    let stability = Stability {
        bits: options.bits,
        fragile: ones(&fragile_bits(&decoded.pixels), options.bits),
        featureless: is_featureless(&unit) == Some(true),
    };
    content.additions.stability = Some(stability);
    content.additions.notes.extend(stability.featureless.then_some(NoteCode::Featureless.into()));
    Ok(Content {
        unit: Some(unit),
        dimensions: Some((decoded.width, decoded.height)),
        metadata: embedded::of_image(bytes, &options.limits.image),
        ..content
    })
}

/// Decodes once, whether there is to be a thumbnail or not.
#[cfg(feature = "thumbnail")]
fn decode(bytes: &[u8], options: &Options, content: &mut Content) -> Result<Decoded, Error> {
    if let Some(side) = options.thumbnail {
        let limits = &options.limits.image;
        let (decoded, thumbnail) =
            iscc_image::decode_with_thumbnail(bytes, limits, side.get()).map_err(Error::Image)?;
        content.thumbnail = Some(thumbnail);
        return Ok(decoded);
    }
    iscc_image::decode_image(bytes, &options.limits.image).map_err(Error::Image)
}

#[cfg(not(feature = "thumbnail"))]
fn decode(bytes: &[u8], options: &Options, _: &mut Content) -> Result<Decoded, Error> {
    iscc_image::decode_image(bytes, &options.limits.image).map_err(Error::Image)
}

/// The ones among the first `bits`.
fn ones(digest: &Digest, bits: Bits) -> u32 {
    digest.as_bytes()[..bits.bytes()].iter().map(|byte| byte.count_ones()).sum()
}
