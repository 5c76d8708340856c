//! Which tags count, for what, and which of them first.

use alloc::borrow::ToOwned;
use alloc::string::String;

/// A field of [`ImageMetadata`](super::ImageMetadata).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Name,
    Description,
    Meta,
    Creator,
    License,
    Acquire,
    Rights,
    Identifier,
    Language,
}

/// The tags in the names of exiv2; of those of one field the first that has a value counts
/// (`IMAGE_META_MAP` of the reference).
const TAGS: [(&str, Field); 25] = [
    ("Xmp.iscc.name", Field::Name),
    ("Xmp.iscc.description", Field::Description),
    ("Xmp.iscc.meta", Field::Meta),
    ("Xmp.dc.title", Field::Name),
    ("Xmp.xmp.Nickname", Field::Name),
    ("Xmp.xmpDM.shotName", Field::Name),
    ("Xmp.photoshop.Headline", Field::Name),
    ("Xmp.iptcExt.AOTitle", Field::Name),
    ("Iptc.Application2.Headline", Field::Name),
    ("Iptc.Application2.BylineTitle", Field::Name),
    ("Iptc.Application2.ObjectName", Field::Name),
    ("Exif.Image.XPTitle", Field::Name),
    ("Xmp.dc.description", Field::Description),
    ("Xmp.dc.creator", Field::Creator),
    ("Iptc.Application2.Byline", Field::Creator),
    ("Exif.Image.Artist", Field::Creator),
    ("Xmp.xmpRights.WebStatement", Field::License),
    ("Xmp.plus.Licensor[1]/plus:LicensorURL", Field::Acquire),
    ("Xmp.dc.rights", Field::Rights),
    ("Xmp.dc.identifier", Field::Identifier),
    ("Xmp.xmp.Identifier", Field::Identifier),
    ("Xmp.dc.language", Field::Language),
    ("Iptc.Application2.Language", Field::Language),
    ("Exif.Image.ImageID", Field::Identifier),
    ("Exif.Photo.ImageUniqueID", Field::Identifier),
];

/// The values that were found.
#[derive(Debug, Default)]
pub(super) struct Fields {
    values: [Option<String>; TAGS.len()],
}

impl Fields {
    /// Sets the value of a tag; a later one takes the place of an earlier one, also if it is empty.
    /// Tags that do not count are left out.
    pub(super) fn set(&mut self, tag: &str, value: &str) {
        let mut slots = TAGS.iter().zip(&mut self.values);
        if let Some((_, slot)) = slots.find(|((own, _), _)| *own == tag) {
            *slot = Some(value.trim_matches(is_space).to_owned());
        }
    }

    /// Takes the value of a field: that of the first of its tags that has one which is not empty.
    pub(super) fn take(&mut self, field: Field) -> Option<String> {
        let slots = TAGS.iter().zip(&mut self.values);
        let mut of_field = slots.filter(|((_, own), _)| *own == field).map(|(_, value)| value);
        of_field.find_map(|value| value.take().filter(|value| !value.is_empty()))
    }
}

/// White space of Python: that of Unicode and four separators.
pub(super) fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

/// Text of no certain charset: UTF-8 if it is that, otherwise Latin-1 (`decode_latin1_fallback` of the
/// reference).
pub(super) fn text(bytes: &[u8]) -> String {
    match core::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| char::from(*byte)).collect(),
    }
}
