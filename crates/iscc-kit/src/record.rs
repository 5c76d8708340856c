//! [`Record`]: everything that is known about a file once it is coded.

use core::fmt;

use iscc_core::{Code, Mode, Multihash, Unit};

use crate::media_type::MediaType;

/// The ISCC-CODE of a file and the metadata that goes with it.
///
/// With feature `serde` it serialises to JSON with the field names of the ISCC metadata schema.
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
    /// Hashes of parts of the content, if they were asked for and the engine has them.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub features: Vec<TextFeatures>,
    /// Hashes of segments of sound, if they were asked for. **An extension of ours**: the ISCC metadata schema has nothing of
    /// the kind.
    #[cfg_attr(
        feature = "serde",
        serde(rename = "x_audio_segments", skip_serializing_if = "Option::is_none")
    )]
    pub audio_segments: Option<AudioSegments>,
    /// What a user should know about this record.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Vec::is_empty"))]
    pub notes: Vec<Note>,
    /// The program that made the record.
    pub generator: &'static str,
}

/// Something about a record that its user should know.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// Neither content nor name say what the file is; it has its ISCC-SUM.
    UnknownMediaType,
    /// There is no perceptual mode for such files; it has its ISCC-SUM.
    NoMode(MediaType),
    /// This build has no reader for such files; it has its ISCC-SUM.
    NoReader(MediaType),
    /// Such a file is read by the FFmpeg libraries only, and this build has the feature `ffmpeg` off; it has its ISCC-SUM.
    NeedsFfmpeg(MediaType),
    /// A film is decoded from a file that can be read in any order, not from a pipe; it has its ISCC-SUM.
    NeedsFile,
    /// Metadata was given and left out, as a file without a mode has no Meta-Code.
    MetaLeftOut,
    /// The metadata in the file's ISCC field is no data URL with base64 and no JSON object; it was left out.
    EmbeddedMetaLeftOut,
    /// Nothing is left of the file's name once it is normalised, so there is no Meta-Code.
    NoName,
    /// The text is longer than what is taken from a file.
    TextTruncated,
    /// The picture has hardly any feature; its code matches those of unrelated pictures.
    Featureless,
}

impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownMediaType => f.write_str("unknown media type, ISCC-SUM only"),
            Self::NoMode(media_type) => {
                write!(f, "no Content-Code for {media_type}, ISCC-SUM only")
            }
            Self::NoReader(media_type) => {
                write!(f, "{media_type} is not read by this build, ISCC-SUM only")
            }
            Self::NeedsFfmpeg(media_type) => {
                write!(
                    f,
                    "{media_type} of this kind needs a build with the feature `ffmpeg`, ISCC-SUM only"
                )
            }
            Self::NeedsFile => f.write_str("a film is read from a file only, ISCC-SUM only"),
            Self::MetaLeftOut => f.write_str("no Meta-Code without a Content-Code"),
            Self::EmbeddedMetaLeftOut => {
                f.write_str("the ISCC metadata inside the file is damaged and was left out")
            }
            Self::NoName => f.write_str("no Meta-Code, as the file's name is no name"),
            Self::TextTruncated => f.write_str("the text is longer than the limit and was cut off"),
            Self::Featureless => {
                f.write_str("featureless picture, its Image-Code is not distinctive")
            }
        }
    }
}

/// The granular features of a text: a simprint for every passage.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct TextFeatures {
    /// The MainType of the simprints: `content`.
    pub maintype: &'static str,
    /// The SubType of the simprints: `text`.
    pub subtype: &'static str,
    /// The version of the algorithm: 0.
    pub version: u32,
    /// Whether offsets and sizes count bytes of UTF-8; they count characters.
    pub byte_offsets: bool,
    /// The simprints as base64url, 256 bits each.
    pub simprints: Vec<String>,
    /// Where each passage starts.
    pub offsets: Vec<usize>,
    /// How long each passage is.
    pub sizes: Vec<usize>,
}

impl TextFeatures {
    #[cfg(feature = "text")]
    pub(crate) fn of(text: &str) -> Self {
        let mut found = Self {
            maintype: "content",
            subtype: "text",
            version: 0,
            byte_offsets: false,
            simprints: Vec::new(),
            offsets: Vec::new(),
            sizes: Vec::new(),
        };
        for feature in iscc_text::text_features(text, iscc_text::PassageSize::default()) {
            found.simprints.push(feature.simprint.to_string());
            found.offsets.push(feature.chars.offset);
            found.sizes.push(feature.chars.size);
        }
        found
    }
}

/// Simprints of the segments of a recording, by which a clip is found in it: an extension, see `iscc_audio::audio_features`.
#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
#[non_exhaustive]
pub struct AudioSegments {
    /// The simprints in hexadecimal, 256 bits each.
    pub simprints: Vec<String>,
    /// Where each segment starts, in milliseconds.
    pub offsets: Vec<u64>,
    /// How long the sound of each segment is, in milliseconds.
    pub sizes: Vec<u64>,
}

impl AudioSegments {
    #[cfg(feature = "audio")]
    pub(crate) fn of(items: &[i32]) -> Self {
        let mut found = Self { simprints: Vec::new(), offsets: Vec::new(), sizes: Vec::new() };
        for feature in iscc_audio::audio_features(items, iscc_audio::Segments::default()) {
            found.simprints.push(feature.simprint.to_string());
            found.offsets.push(feature.offset);
            found.sizes.push(feature.size);
        }
        found
    }
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

#[cfg(feature = "serde")]
mod serialize {
    use core::fmt::Display;

    use serde::{Serialize, Serializer};

    use super::{MediaType, Note};

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

    /// What is written as text.
    pub(super) trait AsText {
        fn shown(&self) -> Option<&impl Display>;
    }

    impl AsText for super::Multihash {
        fn shown(&self) -> Option<&impl Display> {
            Some(self)
        }
    }

    impl<T: Display> AsText for Option<T> {
        fn shown(&self) -> Option<&impl Display> {
            self.as_ref()
        }
    }
}
#[cfg(feature = "serde")]
use serialize::{as_text, media_type};
