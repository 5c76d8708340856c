//! [`Format`]: the kinds of documents, and which of them this build reads.

use core::fmt;

/// A kind of document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// Text whose source is its text: plain text, Markdown, JSON, CSV.
    Plain,
    /// HTML.
    Html,
    /// XHTML.
    Xhtml,
    /// XML of no better known kind.
    Xml,
    /// Rich Text Format.
    Rtf,
    /// Office Open XML text (Word).
    Docx,
    /// Office Open XML presentation (`PowerPoint`).
    Pptx,
    /// Office Open XML spreadsheet (Excel).
    Xlsx,
    /// `OpenDocument` text.
    Odt,
    /// `OpenDocument` spreadsheet.
    Ods,
    /// `OpenDocument` presentation.
    Odp,
    /// Word 97 to 2003.
    Doc,
    /// `PowerPoint` 97 to 2003.
    Ppt,
    /// Excel 97 to 2003.
    Xls,
    /// EPUB 2 and 3.
    Epub,
    /// Mobipocket and Kindle (MOBI, AZW3).
    Mobi,
    /// PDF.
    Pdf,
}

impl Format {
    /// The format of files of a media type, in the spelling of ISCC metadata.
    ///
    /// ```
    /// use iscc_document::Format;
    ///
    /// assert_eq!(Format::of_media_type("application/rtf"), Some(Format::Rtf));
    /// assert_eq!(Format::of_media_type("text/markdown"), Some(Format::Plain));
    /// assert_eq!(Format::of_media_type("image/png"), None);
    /// ```
    #[must_use]
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        Some(match media_type {
            "text/html" => Self::Html,
            "application/xhtml+xml" => Self::Xhtml,
            "text/xml" | "application/xml" => Self::Xml,
            "application/rtf" | "text/rtf" => Self::Rtf,
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => Self::Docx,
            "application/vnd.openxmlformats-officedocument.presentationml.presentation" => {
                Self::Pptx
            }
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
            | "application/vnd.ms-excel.sheet.binary.macroEnabled.12" => Self::Xlsx,
            "application/vnd.oasis.opendocument.text" => Self::Odt,
            "application/vnd.oasis.opendocument.spreadsheet" => Self::Ods,
            "application/vnd.oasis.opendocument.presentation" => Self::Odp,
            "application/msword" => Self::Doc,
            "application/vnd.ms-powerpoint" => Self::Ppt,
            "application/vnd.ms-excel" => Self::Xls,
            "application/epub+zip" => Self::Epub,
            "application/x-mobipocket-ebook" => Self::Mobi,
            "application/pdf" => Self::Pdf,
            "application/json" => Self::Plain,
            other if other.starts_with("text/") => Self::Plain,
            _ => return None,
        })
    }

    /// The media type, in the spelling of ISCC metadata.
    ///
    /// ```
    /// use iscc_document::Format;
    ///
    /// assert_eq!(Format::Epub.media_type(), "application/epub+zip");
    /// ```
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Plain => "text/plain",
            Self::Html => "text/html",
            Self::Xhtml => "application/xhtml+xml",
            Self::Xml => "text/xml",
            Self::Rtf => "application/rtf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Pptx => {
                "application/vnd.openxmlformats-officedocument.presentationml.presentation"
            }
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Odt => "application/vnd.oasis.opendocument.text",
            Self::Ods => "application/vnd.oasis.opendocument.spreadsheet",
            Self::Odp => "application/vnd.oasis.opendocument.presentation",
            Self::Doc => "application/msword",
            Self::Ppt => "application/vnd.ms-powerpoint",
            Self::Xls => "application/vnd.ms-excel",
            Self::Epub => "application/epub+zip",
            Self::Mobi => "application/x-mobipocket-ebook",
            Self::Pdf => "application/pdf",
        }
    }

    /// Whether this build has the reader for it.
    #[must_use]
    pub const fn is_readable(self) -> bool {
        match self {
            Self::Plain => true,
            Self::Html | Self::Xhtml => cfg!(feature = "html"),
            Self::Xml => cfg!(feature = "xml"),
            Self::Rtf => cfg!(feature = "rtf"),
            Self::Docx | Self::Pptx | Self::Xlsx => cfg!(feature = "ooxml"),
            Self::Odt | Self::Ods | Self::Odp => cfg!(feature = "odf"),
            Self::Doc | Self::Ppt | Self::Xls => cfg!(feature = "ole"),
            Self::Epub => cfg!(feature = "epub"),
            Self::Mobi => cfg!(feature = "mobi"),
            Self::Pdf => cfg!(feature = "pdf"),
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Plain => "plain text",
            Self::Html => "HTML",
            Self::Xhtml => "XHTML",
            Self::Xml => "XML",
            Self::Rtf => "RTF",
            Self::Docx => "DOCX",
            Self::Pptx => "PPTX",
            Self::Xlsx => "XLSX",
            Self::Odt => "ODT",
            Self::Ods => "ODS",
            Self::Odp => "ODP",
            Self::Doc => "DOC",
            Self::Ppt => "PPT",
            Self::Xls => "XLS",
            Self::Epub => "EPUB",
            Self::Mobi => "MOBI",
            Self::Pdf => "PDF",
        })
    }
}
