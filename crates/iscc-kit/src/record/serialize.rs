//! How the fields of a record are written by serde.

use core::fmt::Display;

use serde::{Serialize, Serializer};

use iscc_core::{Bits, Multihash};

use super::Note;
use crate::media_type::MediaType;

impl Serialize for Note {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

/// A value, or an optional value that is there, as its text.
pub(super) fn as_text<S: Serializer>(
    value: &impl AsText,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    match value.shown() {
        Some(shown) => serializer.collect_str(shown),
        None => serializer.serialize_none(),
    }
}

#[expect(clippy::ref_option, reason = "the signature that serde calls")]
pub(super) fn media_type<S: Serializer>(
    media_type: &Option<MediaType>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(media_type.map_or("application/octet-stream", MediaType::as_str))
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "the signature that serde calls")]
pub(super) fn bits<S: Serializer>(bits: &Bits, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_u32(bits.get())
}

/// A thumbnail as a data URL with a JPEG in it, which is small enough to stand in a record.
#[cfg(feature = "thumbnail")]
#[expect(clippy::ref_option, reason = "the signature that serde calls")]
pub(super) fn thumbnail<S: Serializer>(
    thumbnail: &Option<iscc_image::Thumbnail>,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let format = iscc_image::ThumbnailFormat::Jpeg(60);
    thumbnail.as_ref().map(|thumbnail| thumbnail.data_url(format)).serialize(serializer)
}

/// What is written as text.
pub(super) trait AsText {
    fn shown(&self) -> Option<&impl Display>;
}

impl AsText for Multihash {
    fn shown(&self) -> Option<&impl Display> {
        Some(self)
    }
}

impl<T: Display> AsText for Option<T> {
    fn shown(&self) -> Option<&impl Display> {
        self.as_ref()
    }
}
