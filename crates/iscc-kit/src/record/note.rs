//! [`Note`]: what a user should know about a record.

use core::fmt;

use crate::media_type::MediaType;

/// Something about a record that its user should know.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Note {
    /// Neither content nor name say what the file is; it has its ISCC-SUM.
    UnknownMediaType,
    /// There is no perceptual mode for such files; it has its ISCC-SUM.
    NoMode(MediaType),
    /// This build has no reader for such files; it has its ISCC-SUM.
    NoReader(MediaType),
    /// This file is read by the FFmpeg libraries only, and this build has the feature `ffmpeg` off; it has its ISCC-SUM.
    NeedsFfmpeg(MediaType),
    /// A film is decoded from a file that can be read in any order, not from a pipe; it has its ISCC-SUM.
    NeedsFile,
    /// The file has no bytes; it has its ISCC-SUM.
    Empty,
    /// There is no text in the document. A PDF has the Text-Code of no text, as in the reference, anything else its ISCC-SUM.
    NoText,
    /// The audio is shorter than a fingerprint needs; the file has its ISCC-SUM.
    TooShort,
    /// The video has fewer frames than a signature needs; the file has its ISCC-SUM.
    TooFewFrames,
    /// The frames are smaller than a signature needs; the file has its ISCC-SUM.
    TooSmall,
    /// A container of audio and video without either; the file has its ISCC-SUM.
    NoStream(MediaType),
    /// The media type is read, but not this variant of it, for the given reason; the file has its ISCC-SUM.
    NotRead(MediaType, String),
    /// Metadata was given and left out, as a file without a mode has no Meta-Code.
    MetaLeftOut,
    /// The metadata in the file's ISCC field is no data URL with base64 and no JSON object; it was left out.
    EmbeddedMetaLeftOut,
    /// Nothing is left of the file's name once it is normalised, so there is no Meta-Code.
    NoName,
    /// The text is longer than what is taken from a file.
    TextTruncated,
    /// There is hardly anything to see or hear; the Content-Code matches those of unrelated files.
    Featureless,
    /// Something of the sound is cut off or cannot be decoded; the Audio-Code is that of the rest.
    DamagedSound,
    /// The film was decoded without FFmpeg's libraries, whose bits it has unless its pictures are damaged: that goes unnoticed.
    WithoutFfmpeg,
    /// The cover of the sound is no picture that is read, so there is no thumbnail.
    CoverLeftOut,
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
                    "{media_type} of this kind is read by FFmpeg: install its libraries (Debian: libavcodec-dev \
                     libavformat-dev libswscale-dev libclang-dev) and build with the feature `ffmpeg`; ISCC-SUM only"
                )
            }
            Self::NeedsFile => f.write_str("a film is read from a file only, ISCC-SUM only"),
            Self::Empty => f.write_str("the file is empty, ISCC-SUM only"),
            Self::NoText => f.write_str("no text in it"),
            Self::TooShort => {
                f.write_str("too short for an Audio-Code, which needs 2.73 seconds; ISCC-SUM only")
            }
            Self::TooFewFrames => {
                f.write_str("too few frames for a Video-Code, ISCC-SUM only")
            }
            Self::TooSmall => f.write_str(
                "frames of less than 32 pixels in width or height have no Video-Code, ISCC-SUM only",
            ),
            Self::NoStream(media_type) => {
                write!(f, "{media_type} with neither audio nor video in it, ISCC-SUM only")
            }
            Self::NotRead(media_type, reason) => {
                write!(f, "{media_type} of this kind is not read: {reason}; ISCC-SUM only")
            }
            Self::MetaLeftOut => f.write_str("no Meta-Code without a Content-Code"),
            Self::EmbeddedMetaLeftOut => {
                f.write_str("the ISCC metadata inside the file is damaged and was left out")
            }
            Self::NoName => f.write_str("no Meta-Code, as the file's name is no name"),
            Self::TextTruncated => f.write_str("the text is longer than the limit and was cut off"),
            Self::DamagedSound => {
                f.write_str("damaged, the Audio-Code is that of what can be heard")
            }
            Self::WithoutFfmpeg => f.write_str(
                "read without FFmpeg: if its pictures are damaged, the Video-Code may be another",
            ),
            Self::CoverLeftOut => f.write_str("the cover cannot be read, no thumbnail"),
            Self::Featureless => {
                f.write_str("hardly any feature in it, its Content-Code is not distinctive")
            }
        }
    }
}
