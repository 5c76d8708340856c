//! [`Note`]: what a user should know about a record.

use alloc::string::String;

use crate::invalid::InvalidRecord;
use crate::media_type::MediaType;
use crate::value::{Members, Value};

/// Something about a record that its user should know: a stable code, and what it is about. The sentence for a user is
/// the program's.
///
/// ```
/// use iscc_schema::{MediaType, Note, NoteCode};
///
/// let note = Note::new(NoteCode::NoReader).media_type(MediaType::from_static("application/zip"));
/// assert_eq!(note.code.as_str(), "no_reader");
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Note {
    /// What it says.
    pub code: NoteCode,
    /// The media type that it is about.
    pub media_type: Option<MediaType>,
    /// What exactly, in English: for logs, not to be compared.
    pub detail: Option<String>,
    /// Members of other programs.
    pub other: Members,
}

impl Note {
    /// A note without details.
    #[must_use]
    pub const fn new(code: NoteCode) -> Self {
        Self { code, media_type: None, detail: None, other: Members::new() }
    }

    /// Adds the media type that it is about.
    #[must_use]
    pub fn media_type(mut self, media_type: MediaType) -> Self {
        self.media_type = Some(media_type);
        self
    }

    /// Adds what exactly it is about.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// The note as a tree: `code`, `mediatype`, `detail`.
    #[must_use]
    pub fn to_members(&self) -> Members {
        let mut members = Members::new();
        members.push("code", self.code.as_str());
        members.push_text("mediatype", self.media_type.as_ref());
        members.push_some("detail", self.detail.as_deref());
        members.append(&self.other);
        members
    }

    /// The note of a tree.
    ///
    /// # Errors
    /// [`InvalidRecord`] if it has no `code`.
    pub fn from_members(mut members: Members) -> Result<Self, InvalidRecord> {
        let Some(Value::Text(code)) = members.take("code") else {
            return Err(InvalidRecord::member("notes"));
        };
        let media_type = members.take_parsed("mediatype");
        let detail = members.take_if("detail", |value| value.as_str().map(String::from));
        Ok(Self { code: NoteCode::from(code), media_type, detail, other: members })
    }
}

impl From<NoteCode> for Note {
    fn from(code: NoteCode) -> Self {
        Self::new(code)
    }
}

macro_rules! codes {
    ($($(#[$documentation:meta])* $variant:ident = $text:literal),* $(,)?) => {
        /// What a [`Note`] says. Its text is stable.
        ///
        /// ```
        /// use iscc_schema::NoteCode;
        ///
        /// assert_eq!(NoteCode::NeedsFfmpeg.as_str(), "needs_ffmpeg");
        /// assert_eq!(NoteCode::from(String::from("needs_ffmpeg")), NoteCode::NeedsFfmpeg);
        /// ```
        #[derive(Debug, Clone, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum NoteCode {
            $($(#[$documentation])* $variant,)*
            /// A code of another program or version.
            Other(String),
        }

        impl NoteCode {
            /// All codes of this version.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The stable name: lower case, words joined by `_`.
            #[must_use]
            pub fn as_str(&self) -> &str {
                match self {
                    $(Self::$variant => $text,)*
                    Self::Other(text) => text,
                }
            }
        }

        impl From<String> for NoteCode {
            fn from(text: String) -> Self {
                match &*text {
                    $($text => Self::$variant,)*
                    _ => Self::Other(text),
                }
            }
        }
    };
}
codes! {
    /// Neither content nor name reveal the media type; the code is an ISCC-SUM.
    UnknownMediaType = "unknown_media_type",
    /// Files of this media type have no perceptual mode; the code is an ISCC-SUM.
    NoMode = "no_mode",
    /// This build has no reader for this media type; the code is an ISCC-SUM.
    NoReader = "no_reader",
    /// Only FFmpeg reads this file, and this build has no FFmpeg; the code is an ISCC-SUM.
    NeedsFfmpeg = "needs_ffmpeg",
    /// Films are decoded from files, not from pipes; the code is an ISCC-SUM.
    NeedsFile = "needs_file",
    /// The file has no bytes; the code is an ISCC-SUM.
    Empty = "empty",
    /// The document holds no text. A PDF has the Text-Code of the empty text; the code of anything else is an ISCC-SUM.
    NoText = "no_text",
    /// The audio is shorter than a fingerprint needs; the code is an ISCC-SUM.
    TooShort = "too_short",
    /// The video has fewer frames than a signature needs; the code is an ISCC-SUM.
    TooFewFrames = "too_few_frames",
    /// The frames are smaller than a signature needs; the code is an ISCC-SUM.
    TooSmall = "too_small",
    /// The container holds neither audio nor video; the code is an ISCC-SUM.
    NoStream = "no_stream",
    /// The media type has a reader, which does not read this variant of it; the code is an ISCC-SUM.
    VariantNotRead = "variant_not_read",
    /// The caller passed metadata, and a file without a mode has no Meta-Code to use it.
    MetaLeftOut = "meta_left_out",
    /// The ISCC field embedded in the file is neither a data URL with base64 nor a JSON object; it was ignored.
    EmbeddedMetaLeftOut = "embedded_meta_left_out",
    /// Nothing remains of the file's name after normalisation, so there is no Meta-Code.
    NoName = "no_name",
    /// The text is longer than the limit and was cut off.
    TextTruncated = "text_truncated",
    /// The content has hardly any features; its Content-Code matches those of unrelated files.
    Featureless = "featureless",
    /// Parts of the audio are missing or cannot be decoded; the Audio-Code is made from the rest.
    DamagedAudio = "damaged_audio",
    /// The film was decoded without FFmpeg. The Video-Code is the same unless frames are damaged, which goes unnoticed.
    WithoutFfmpeg = "without_ffmpeg",
    /// A tag of an audio file is malformed, or not the only one of its kind; only what precedes the flaw was used.
    DamagedTag = "damaged_tag",
    /// The cover cannot be decoded, so there is no thumbnail.
    CoverLeftOut = "cover_left_out",
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_read_back() {
        for code in NoteCode::ALL {
            assert_eq!(&NoteCode::from(String::from(code.as_str())), code);
        }
        let other = NoteCode::from(String::from("of_tomorrow"));
        assert_eq!(other, NoteCode::Other("of_tomorrow".into()));
    }
}
