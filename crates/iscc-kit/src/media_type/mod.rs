//! What a file holds: its media type (RFC 6838) and the engine that it is for.

mod content;
mod markup;
mod name;
mod streams;
mod table;
#[cfg(test)]
mod tests;

use core::fmt;

use iscc_core::Mode;

/// How many bytes from the start of a file [`MediaType::detect`] looks at.
pub const HEAD: usize = 64 * 1024;

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
            "text/plain" | "text/html" | "text/xml" | "application/json" => {
                name.is_plain_text() || name.is_markup() || name == Self::SVG
            }
            "application/zip" | "application/x-ole-storage" => name.mode() == Some(Mode::Text),
            "application/gzip" => name == Self::SVG,
            // An ID3 tag may stand in front of any audio.
            "audio/mpeg" => name.mode() == Some(Mode::Audio),
            // As in the reference: Theora in a file with the name of audio is coded by its audio.
            "video/ogg" => name.0 == "audio/ogg",
            "video/mp4" | "video/quicktime" => {
                matches!(name.0, "audio/mp4" | "video/mp4" | "video/quicktime")
            }
            "video/x-matroska" | "video/webm" => {
                matches!(name.0, "audio/x-matroska" | "audio/webm")
            }
            "video/x-ms-asf" => matches!(name.0, "video/x-ms-wmv" | "audio/x-ms-wma"),
            "application/vnd.rn-realmedia" => name.0 == "audio/x-pn-realaudio",
            _ => false,
        }
    }

    /// The media type of documents of a format.
    #[cfg(feature = "text")]
    pub(crate) fn of_format(format: iscc_document::Format) -> Self {
        Self(format.media_type())
    }

    /// What a file of this media type of video is that holds audio alone.
    #[cfg(all(feature = "video", any(feature = "ffmpeg", feature = "native")))]
    pub(crate) fn of_audio(self) -> Self {
        let found = table::AUDIO_IN.iter().find(|(video, _)| *video == self.0);
        found.map_or(self, |(_, audio)| Self(audio))
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
        table::KINDS.iter().find(|kind| kind.media_type == self.0).and_then(|kind| kind.mode)
    }

    /// The media type as it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        self.0
    }
}

impl From<MediaType> for iscc_schema::MediaType {
    fn from(media_type: MediaType) -> Self {
        Self::from_static(media_type.0)
    }
}

impl fmt::Display for MediaType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.0)
    }
}
