//! [`Record`]: everything that is known about a file once it is coded.

mod members;
mod strict;

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use iscc_core::{Code, Mode, Multihash, Unit};

use crate::additions::Additions;
use crate::features::Features;
use crate::media_type::MediaType;
use crate::metadata::Metadata;
use crate::note::Note;
use crate::value::Members;

/// The value of `@context`: where the names are defined.
pub const CONTEXT: &str = "http://purl.org/iscc/context/0.8.0.jsonld";
/// The value of `$schema`: where the forms are defined.
pub const SCHEMA: &str = "http://purl.org/iscc/schema/0.8.0.json";

/// The ISCC-CODE of a file and the metadata that goes with it.
///
/// Written, it is the object of the ISCC metadata schema 0.8.0 (`IsccMeta` of iscc-schema), its members in the order of
/// the schema, then our [additions](Additions), then what other programs added. [`strict`](Self::strict) leaves the schema's
/// members alone. Reading keeps every member: what has no field here stands in [`other`](Self::other).
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Record {
    /// Where the names are defined (`@context`); [`CONTEXT`].
    pub context: Cow<'static, str>,
    /// The type of the work in the words of schema.org (`@type`): see [`schema_type`].
    pub schema_type: Cow<'static, str>,
    /// Where the forms are defined (`$schema`); [`SCHEMA`].
    pub schema: Cow<'static, str>,
    /// The ISCC-CODE: 64 bits of every unit.
    pub iscc: Code,
    /// The name that the Meta-Code is made from, and what else the file says about itself.
    pub metadata: Metadata,
    /// The perceptual mode, if an engine read the content.
    pub mode: Option<Mode>,
    /// The file's name without its folder.
    pub file_name: Option<String>,
    /// The file's length in bytes.
    pub file_size: Option<u64>,
    /// The media type.
    pub media_type: Option<MediaType>,
    /// The duration of audio or video in seconds.
    pub duration: Option<u64>,
    /// Frames per second, to the thousandth.
    pub fps: Option<f64>,
    /// The width in pixels, as stored.
    pub width: Option<u64>,
    /// The height in pixels, as stored.
    pub height: Option<u64>,
    /// The number of characters of collapsed text.
    pub characters: Option<u64>,
    /// Simprints of parts of the content.
    pub features: Vec<Features>,
    /// The units in the order of the ISCC-CODE, at any length.
    pub units: Vec<Unit>,
    /// The program that made the record.
    pub generator: Option<Cow<'static, str>>,
    /// A small picture as a data URL.
    pub thumbnail: Option<String>,
    /// BLAKE3 of the metadata.
    pub metahash: Option<Multihash>,
    /// BLAKE3 of the file.
    pub datahash: Option<Multihash>,
    /// What the record says beyond the schema.
    pub additions: Additions,
    /// Members that have no field here, or not in this form.
    pub other: Members,
}

impl Record {
    /// A record of which nothing but the code is known.
    #[must_use]
    pub fn new(iscc: Code) -> Self {
        Self {
            context: Cow::Borrowed(CONTEXT),
            schema_type: Cow::Borrowed(schema_type(None)),
            schema: Cow::Borrowed(SCHEMA),
            iscc,
            metadata: Metadata::default(),
            mode: None,
            file_name: None,
            file_size: None,
            media_type: None,
            duration: None,
            fps: None,
            width: None,
            height: None,
            characters: None,
            features: Vec::new(),
            units: Vec::new(),
            generator: None,
            thumbnail: None,
            metahash: None,
            datahash: None,
            additions: Additions::default(),
            other: Members::new(),
        }
    }

    /// Sets the mode, and the type of the work with it.
    #[must_use]
    pub fn mode(mut self, mode: impl Into<Option<Mode>>) -> Self {
        self.mode = mode.into();
        self.schema_type = Cow::Borrowed(schema_type(self.mode));
        self
    }

    /// Sets what the file says about itself.
    #[must_use]
    pub fn metadata(mut self, metadata: Metadata) -> Self {
        self.metadata = metadata;
        self
    }

    /// Sets the units.
    #[must_use]
    pub fn units(mut self, units: Vec<Unit>) -> Self {
        self.units = units;
        self
    }

    /// Sets name, length in bytes and BLAKE3 of the file.
    #[must_use]
    pub fn file(mut self, name: Option<String>, size: u64, datahash: Multihash) -> Self {
        self.file_name = name;
        self.file_size = Some(size);
        self.datahash = Some(datahash);
        self
    }

    /// Sets the media type.
    #[must_use]
    pub fn media_type(mut self, media_type: MediaType) -> Self {
        self.media_type = Some(media_type);
        self
    }

    /// Sets the program that made the record.
    #[must_use]
    pub fn generator(mut self, generator: impl Into<Cow<'static, str>>) -> Self {
        self.generator = Some(generator.into());
        self
    }

    /// Sets what the record says beyond the schema.
    #[must_use]
    pub fn additions(mut self, additions: Additions) -> Self {
        self.additions = additions;
        self
    }

    /// Adds a note.
    #[must_use]
    pub fn note(mut self, note: impl Into<Note>) -> Self {
        self.additions.notes.push(note.into());
        self
    }
}

/// The type of a work in the words of schema.org.
///
/// ```
/// use iscc_core::Mode;
/// use iscc_schema::schema_type;
///
/// assert_eq!(schema_type(Some(Mode::Image)), "ImageObject");
/// assert_eq!(schema_type(None), "CreativeWork");
/// ```
#[must_use]
pub const fn schema_type(mode: Option<Mode>) -> &'static str {
    match mode {
        Some(Mode::Text) => "TextDigitalDocument",
        Some(Mode::Image) => "ImageObject",
        Some(Mode::Audio) => "AudioObject",
        Some(Mode::Video) => "VideoObject",
        Some(Mode::Mixed) | None => "CreativeWork",
    }
}
