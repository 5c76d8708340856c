//! What audio files say about themselves: title, creator, rights, cover.
//!
//! The reference (iscc-sdk 0.9.7, `audio_meta_extract`) asks `TagLib` for properties by their names and takes the first
//! value of the first name in a list that is there. `properties.rs` gives them those names.

mod comments;
mod id3v2;
mod ogg;
mod properties;

use std::io::{Read, Seek};

use crate::decode::{Error, Limits};
use properties::{Properties, read};

/// What is asked for, in this order, and the field that it fills (`AUDIO_META_MAP` of the reference).
const NAMES: [(&str, Field); 20] = [
    ("ISCC:NAME", Field::Name),
    ("ISCC:DESCRIPTION", Field::Description),
    ("ISCC:META", Field::Meta),
    ("ISCC:LICENSE", Field::License),
    ("ISCC:ACQUIRE", Field::Acquire),
    ("ISCC_NAME", Field::Name),
    ("ISCC_DESCRIPTION", Field::Description),
    ("ISCC_META", Field::Meta),
    ("ISCC_LICENSE", Field::License),
    ("ISCC_ACQUIRE", Field::Acquire),
    ("TITLE", Field::Name),
    ("COMPOSER", Field::Creator),
    ("ORIGINALARTIST", Field::Creator),
    ("ARTIST", Field::Creator),
    ("ALBUMARTIST", Field::Creator),
    ("LICENSE", Field::License),
    ("COPYRIGHT", Field::Rights),
    ("LANGUAGE", Field::Language),
    ("URL", Field::Acquire),
    ("ARTISTWEBPAGE", Field::Acquire),
];

#[derive(Clone, Copy)]
enum Field {
    Name,
    Description,
    Meta,
    License,
    Acquire,
    Creator,
    Rights,
    Language,
}

/// What a file says about itself, as it stands there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Metadata {
    /// The title.
    pub name: Option<String>,
    /// A description, if the file was made by an ISCC program.
    pub description: Option<String>,
    /// Other metadata of an ISCC program: a data URL.
    pub meta: Option<String>,
    /// Where the licence stands.
    pub license: Option<String>,
    /// Where a licence is to be had.
    pub acquire: Option<String>,
    /// Composer, or who plays.
    pub creator: Option<String>,
    /// The copyright notice.
    pub rights: Option<String>,
    /// The language of what is sung or said.
    pub language: Option<String>,
    /// The first picture, as a source of thumbnails.
    pub cover: Option<Cover>,
    /// Whether a tag is malformed, breaks off, or is followed by another one that does not count. What stands before the
    /// flaw is in the other fields.
    pub is_damaged: bool,
}

/// A picture in an audio file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Cover {
    /// What the file says the picture is: `image/jpeg`.
    pub media_type: Option<String>,
    /// The picture's file.
    pub bytes: Vec<u8>,
}

/// The metadata of an audio file. Without any, and for formats that have none that is read, all fields are empty.
///
/// ```no_run
/// use iscc_audio::decode::Limits;
/// use iscc_audio::metadata::metadata;
///
/// let found = metadata(std::fs::File::open("song.mp3")?, &Limits::default())?;
/// println!("{:?} by {:?}", found.name, found.creator);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`Error::Io`] if the source cannot be read. Damaged metadata is no error, see [`Metadata::is_damaged`].
pub fn metadata(source: impl Read + Seek, limits: &Limits) -> Result<Metadata, Error> {
    let Properties { values, cover, is_damaged } = read(source, limits)?;
    let mut found = Metadata { cover, is_damaged, ..Metadata::default() };
    for (name, field) in &NAMES {
        let place = match field {
            Field::Name => &mut found.name,
            Field::Description => &mut found.description,
            Field::Meta => &mut found.meta,
            Field::License => &mut found.license,
            Field::Acquire => &mut found.acquire,
            Field::Creator => &mut found.creator,
            Field::Rights => &mut found.rights,
            Field::Language => &mut found.language,
        };
        if place.is_none() {
            let value = values.iter().find(|(known, _)| known == name);
            *place = value.map(|(_, value)| value.clone());
        }
    }
    Ok(found)
}
