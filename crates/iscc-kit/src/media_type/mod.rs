//! What a file holds: its media type (RFC 6838) and the engine that it is for.

mod content;
mod name;

use core::fmt;

use iscc_core::Mode;

/// How many bytes from the start of a file [`MediaType::detect`] looks at.
pub const HEAD: usize = 4096;

/// A media type, in the spelling that ISCC metadata uses.
///
/// ```
/// use iscc_kit::{MediaType, Mode};
///
/// let found = MediaType::detect(b"\x89PNG\r\n\x1a\n", Some("picture.jpg"));
/// assert_eq!(found.map(MediaType::as_str), Some("image/png"));
/// assert_eq!(found.and_then(MediaType::mode), Some(Mode::Image));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MediaType(&'static str);

impl MediaType {
    /// Plain text of any charset.
    pub const TEXT: Self = Self("text/plain");
    /// HTML.
    pub const HTML: Self = Self("text/html");
    /// XML of no better known kind.
    pub const XML: Self = Self("text/xml");
    /// XHTML.
    pub const XHTML: Self = Self("application/xhtml+xml");
    /// SVG.
    pub const SVG: Self = Self("image/svg+xml");
    /// Rich text.
    pub const RTF: Self = Self("application/rtf");
    /// PDF.
    pub const PDF: Self = Self("application/pdf");
    /// PostScript.
    pub const POSTSCRIPT: Self = Self("application/postscript");
    /// JPEG.
    pub const JPEG: Self = Self("image/jpeg");
    /// PNG.
    pub const PNG: Self = Self("image/png");
    /// JSON.
    pub const JSON: Self = Self("application/json");

    /// What a file is, by its first bytes and, where they do not decide, by its name.
    ///
    /// `head` are the first [`HEAD`] bytes, or all if there are fewer. Content comes first: a PNG
    /// named `.jpg` is a PNG. The name decides between kinds of plain text and between formats
    /// that share a container (ZIP, OLE, Ogg, XML), and where the content says nothing.
    ///
    /// DIFFERENCE: the reference lets the name win where name and content are both of a kind that
    /// it reads, and takes text without a known name for unknown.
    #[must_use]
    pub fn detect(head: &[u8], name: Option<&str>) -> Option<Self> {
        let by_name = name.and_then(name::media_type);
        let Some(by_content) = content::media_type(head) else { return by_name };
        match by_name {
            Some(by_name) if by_content.defers_to(by_name) => Some(by_name),
            _ => Some(by_content),
        }
    }

    /// Whether the content is of a general kind of which `name` is a special one.
    fn defers_to(self, name: Self) -> bool {
        match self.0 {
            "text/plain" => name.is_plain_text() || name.is_markup(),
            "text/html" | "text/xml" | "application/json" => {
                name.is_plain_text() || name.is_markup() || name == Self::SVG
            }
            "application/zip" | "application/x-ole-storage" => name.mode() == Some(Mode::Text),
            "audio/ogg" | "video/ogg" => name.0.ends_with("/ogg"),
            "video/mp4" | "video/quicktime" => {
                matches!(name.0, "audio/mp4" | "video/mp4" | "video/quicktime")
            }
            "video/x-ms-asf" => name.0 == "video/x-ms-wmv",
            _ => false,
        }
    }

    /// Whether text is read from it as it stands: plain text, Markdown, JSON, CSV, source text.
    #[must_use]
    pub fn is_plain_text(self) -> bool {
        self == Self::JSON || self.0.starts_with("text/") && !self.is_markup()
    }

    fn is_markup(self) -> bool {
        [Self::HTML, Self::XML, Self::XHTML, Self::RTF].contains(&self)
    }

    /// The engine that it is for, if there is one for it.
    #[must_use]
    pub fn mode(self) -> Option<Mode> {
        match self.0 {
            "application/rtf"
            | "application/msword"
            | "application/pdf"
            | "application/epub+zip"
            | "application/x-mobipocket-ebook"
            | "application/json"
            | "application/xhtml+xml"
            | "application/vnd.oasis.opendocument.text"
            | "application/vnd.oasis.opendocument.spreadsheet"
            | "application/vnd.oasis.opendocument.presentation"
            | "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
            | "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            | "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            | "application/vnd.ms-powerpoint"
            | "application/vnd.ms-excel" => Some(Mode::Text),
            "application/postscript" => Some(Mode::Image),
            "application/vnd.rn-realmedia" | "application/x-shockwave-flash" => Some(Mode::Video),
            other => match other.split_once('/') {
                Some(("text", _)) => Some(Mode::Text),
                Some(("image", _)) => Some(Mode::Image),
                Some(("audio", _)) => Some(Mode::Audio),
                Some(("video", _)) => Some(Mode::Video),
                _ => None,
            },
        }
    }

    /// The media type as it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}
