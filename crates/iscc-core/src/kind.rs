//! What a unit is about: the legal combinations of MainType and SubType (ISO 24138, header).

use core::fmt;

/// The perceptual mode of a Semantic- or Content-Code: its SubType.
///
/// ```
/// use iscc_core::Mode;
///
/// assert_eq!(Mode::Image.to_string(), "image");
/// assert_eq!(Mode::Image.sub_type(), 1);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(clippy::exhaustive_enums, reason = "the standard's SubTypes; a new one is a new standard")]
pub enum Mode {
    /// Text: documents, source text, e-books.
    Text,
    /// Still images.
    Image,
    /// Audio.
    Audio,
    /// Video.
    Video,
    /// Several contents of different modes in one asset.
    Mixed,
}

impl Mode {
    /// All modes in the order of their SubType values.
    pub const ALL: [Self; 5] = [Self::Text, Self::Image, Self::Audio, Self::Video, Self::Mixed];

    /// The value of the header's SubType field.
    #[must_use]
    pub const fn sub_type(self) -> u32 {
        self as u32
    }

    pub(crate) const fn from_sub_type(sub_type: u32) -> Option<Self> {
        let sub_type = sub_type as usize;
        if sub_type < Self::ALL.len() { Some(Self::ALL[sub_type]) } else { None }
    }

    /// The lower-case word that ISCC metadata uses for this mode.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Image => "image",
            Self::Audio => "audio",
            Self::Video => "video",
            Self::Mixed => "mixed",
        }
    }

    pub(crate) const fn type_name(self) -> &'static str {
        match self {
            Self::Text => "TEXT",
            Self::Image => "IMAGE",
            Self::Audio => "AUDIO",
            Self::Video => "VIDEO",
            Self::Mixed => "MIXED",
        }
    }
}

impl fmt::Display for Mode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The kind of an ISCC-UNIT: MainType and SubType together, legal combinations only.
///
/// Kinds are ordered as units stand in an ISCC-CODE: Meta, Semantic, Content, Data, Instance.
///
/// ```
/// use iscc_core::{Mode, UnitKind};
///
/// let kind = UnitKind::Content(Mode::Audio);
/// assert_eq!(kind.to_string(), "Audio-Code");
/// assert!(UnitKind::Meta < kind && kind < UnitKind::Instance);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(clippy::exhaustive_enums, reason = "the standard's MainTypes of units")]
pub enum UnitKind {
    /// Meta-Code: similarity of name, description and other metadata.
    Meta,
    /// Semantic-Code: similarity of meaning.
    Semantic(Mode),
    /// Content-Code (Text-, Image-, Audio-, Video-, Mixed-Code): similarity of what is perceived.
    Content(Mode),
    /// Data-Code: similarity of the raw bytes.
    Data,
    /// Instance-Code: identity of the raw bytes.
    Instance,
}

impl UnitKind {
    /// The value of the header's MainType field: 0 to 4.
    #[must_use]
    pub const fn main_type(self) -> u32 {
        match self {
            Self::Meta => 0,
            Self::Semantic(_) => 1,
            Self::Content(_) => 2,
            Self::Data => 3,
            Self::Instance => 4,
        }
    }

    /// The value of the header's SubType field.
    #[must_use]
    pub const fn sub_type(self) -> u32 {
        match self.mode() {
            Some(mode) => mode.sub_type(),
            None => 0,
        }
    }

    /// The mode of a Semantic- or Content-Code.
    #[must_use]
    pub const fn mode(self) -> Option<Mode> {
        match self {
            Self::Semantic(mode) | Self::Content(mode) => Some(mode),
            Self::Meta | Self::Data | Self::Instance => None,
        }
    }

    pub(crate) const fn from_fields(main_type: u32, sub_type: u32) -> Option<Self> {
        match (main_type, sub_type) {
            (0, 0) => Some(Self::Meta),
            (3, 0) => Some(Self::Data),
            (4, 0) => Some(Self::Instance),
            (1 | 2, _) => match (Mode::from_sub_type(sub_type), main_type) {
                (Some(mode), 1) => Some(Self::Semantic(mode)),
                (Some(mode), _) => Some(Self::Content(mode)),
                (None, _) => None,
            },
            _ => None,
        }
    }

    pub(crate) const fn main_type_name(self) -> &'static str {
        match self {
            Self::Meta => "META",
            Self::Semantic(_) => "SEMANTIC",
            Self::Content(_) => "CONTENT",
            Self::Data => "DATA",
            Self::Instance => "INSTANCE",
        }
    }

    pub(crate) const fn sub_type_name(self) -> &'static str {
        match self.mode() {
            Some(mode) => mode.type_name(),
            None => "NONE",
        }
    }
}

impl fmt::Display for UnitKind {
    /// The field's name of the unit: `Meta-Code`, `Image-Code`, `Semantic-Code Text`, ...
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Meta => "Meta-Code",
            Self::Semantic(Mode::Text) => "Semantic-Code Text",
            Self::Semantic(Mode::Image) => "Semantic-Code Image",
            Self::Semantic(Mode::Audio) => "Semantic-Code Audio",
            Self::Semantic(Mode::Video) => "Semantic-Code Video",
            Self::Semantic(Mode::Mixed) => "Semantic-Code Mixed",
            Self::Content(Mode::Text) => "Text-Code",
            Self::Content(Mode::Image) => "Image-Code",
            Self::Content(Mode::Audio) => "Audio-Code",
            Self::Content(Mode::Video) => "Video-Code",
            Self::Content(Mode::Mixed) => "Mixed-Code",
            Self::Data => "Data-Code",
            Self::Instance => "Instance-Code",
        })
    }
}
