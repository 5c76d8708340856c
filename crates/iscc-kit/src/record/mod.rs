//! [`Record`]: everything that is known about a file once it is coded.

mod features;
mod note;
#[cfg(feature = "serde")]
mod serialize;
mod stability;

use iscc_core::{Code, Mode, Multihash, Unit};

pub use features::{Features, Segments, TextFeatures, VideoFeatures};
pub use note::Note;
pub use stability::Stability;

#[cfg(feature = "serde")]
use serialize::{as_text, media_type};

use crate::media_type::MediaType;

/// The ISCC-CODE of a file and the metadata that goes with it.
///
/// With feature `serde` it serialises to JSON with the field names of the ISCC metadata schema; names of extensions, which the
/// schema does not have, start with `x_`.
#[derive(Debug, Clone, PartialEq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct Record {
    /// The type of the work in the words of schema.org.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "@type", skip_serializing_if = "Option::is_none")
    )]
    pub schema_type: Option<&'static str>,
    /// The ISCC-CODE: 64 bits of every unit.
    pub iscc: Code,
    /// The units at the length that was asked for, in the order of the ISCC-CODE.
    pub units: Vec<Unit>,
    /// The perceptual mode, if an engine read the content.
    #[cfg_attr(
        feature = "serde",
        serde(serialize_with = "as_text", skip_serializing_if = "Option::is_none")
    )]
    pub mode: Option<Mode>,
    /// The media type; `application/octet-stream` if nothing is known.
    #[cfg_attr(feature = "serde", serde(rename = "mediatype", serialize_with = "media_type"))]
    pub media_type: Option<MediaType>,
    /// The file's name without its folder.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "filename", skip_serializing_if = "Option::is_none")
    )]
    pub file_name: Option<String>,
    /// The file's length in bytes.
    #[cfg_attr(feature = "serde", serde(rename = "filesize"))]
    pub file_size: u64,
    /// BLAKE3 of the file.
    #[cfg_attr(feature = "serde", serde(serialize_with = "as_text"))]
    pub datahash: Multihash,
    /// The name or title that the Meta-Code is made of.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub name: Option<String>,
    /// The description.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub description: Option<String>,
    /// Other metadata as a data URL.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub meta: Option<String>,
    /// BLAKE3 of the metadata.
    #[cfg_attr(
        feature = "serde",
        serde(serialize_with = "as_text", skip_serializing_if = "Option::is_none")
    )]
    pub metahash: Option<Multihash>,
    /// Who made the work, as the file says.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub creator: Option<String>,
    /// Where the licence stands, as the file says.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub license: Option<String>,
    /// Where a licence is to be had, as the file says.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub acquire: Option<String>,
    /// The copyright notice, as the file says.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub rights: Option<String>,
    /// An identifier of the work, as the file says.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub identifier: Option<String>,
    /// The language of the work, as the file says.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub language: Option<String>,
    /// The number of characters of collapsed text.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub characters: Option<u64>,
    /// The width of the picture in pixels, as stored.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub width: Option<u64>,
    /// The height of the picture in pixels, as stored.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub height: Option<u64>,
    /// How long it sounds, in seconds.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub duration: Option<u64>,
    /// Frames a second, to the thousandth.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub fps: Option<f64>,
    /// A small picture of it, if it was asked for and there is one; a data URL with a JPEG in JSON.
    #[cfg(feature = "thumbnail")]
    #[cfg_attr(
        feature = "serde",
        serde(serialize_with = "serialize::thumbnail", skip_serializing_if = "Option::is_none")
    )]
    pub thumbnail: Option<iscc_image::Thumbnail>,
    /// Hashes of parts of the content, if they were asked for and the engine has them.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub features: Vec<Features>,
    /// How far the Content-Code of a picture or of sound can be trusted. **An extension of ours.**
    #[cfg_attr(
        feature = "serde",
        serde(rename = "x_stability", skip_serializing_if = "Option::is_none")
    )]
    pub stability: Option<Stability>,
    /// Hashes of segments of sound, if they were asked for. **An extension of ours.**
    #[cfg_attr(
        feature = "serde",
        serde(rename = "x_audio_segments", skip_serializing_if = "Option::is_none")
    )]
    pub audio_segments: Option<Segments>,
    /// Hashes of the shots of a film, if they were asked for. **An extension of ours**; the scenes of the schema, which the
    /// reference finds in another way, are in `features`.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "x_video_shots", skip_serializing_if = "Option::is_none")
    )]
    pub video_shots: Option<Segments>,
    /// What a user should know about this record.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub notes: Vec<Note>,
    /// The program that made the record.
    pub generator: &'static str,
}

/// The type of a work in the words of schema.org.
pub(crate) fn schema_type(mode: Mode) -> Option<&'static str> {
    match mode {
        Mode::Text => Some("TextDigitalDocument"),
        Mode::Image => Some("ImageObject"),
        Mode::Audio => Some("AudioObject"),
        Mode::Video => Some("VideoObject"),
        Mode::Mixed => None,
    }
}
