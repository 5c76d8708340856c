//! Which text of an XML file counts, by its root element.

/// How far the root element is looked for.
const ROOT: usize = 4096;

/// What a file is that has a reader of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Special {
    /// RSS or Atom.
    Feed,
    /// `OpenDocument` in one file.
    OpenDocument,
}

/// What is told by the root element.
pub(super) fn special(source: &str) -> Option<Special> {
    let mut rest = source.trim_start_matches('\u{feff}');
    for _ in 0..ROOT {
        let tag = rest.trim_start().strip_prefix('<')?;
        let passed = if tag.starts_with("!--") {
            tag.split_once("-->")
        } else if tag.starts_with('?') {
            tag.split_once("?>")
        } else if tag.starts_with('!') {
            tag.split_once('>')
        } else {
            let tag = tag.split('>').next().unwrap_or_default();
            let name = tag.split([' ', '\t', '\r', '\n', '/']).next().unwrap_or_default();
            let has = |space: &str| tag.contains(space);
            return match name {
                "rss" => Some(Special::Feed),
                "feed" if has("http://www.w3.org/2005/Atom") || has("http://purl.org/atom/") => {
                    Some(Special::Feed)
                }
                "office:document" if has("urn:oasis:names:tc:opendocument:xmlns:office:1.0") => {
                    Some(Special::OpenDocument)
                }
                _ => None,
            };
        };
        let (_, behind) = passed?;
        rest = behind;
    }
    None
}

/// A kind of XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Any,
    /// A document of Word 2003 in one file.
    Word2003,
    /// The parts of a document of Word 2007 in one file.
    Word2007,
    /// A workbook of Excel 2003 in one file.
    Excel2003,
}

impl Kind {
    /// By the name and the attributes of the root element.
    pub(super) fn of_root(local: &str, attributes: &str) -> Self {
        match local {
            "wordDocument"
                if attributes.contains("schemas.microsoft.com/office/word/2003/wordml") =>
            {
                Self::Word2003
            }
            "package" if attributes.contains("schemas.microsoft.com/office/2006/xmlPackage") => {
                Self::Word2007
            }
            "Workbook" if attributes.contains("urn:schemas-microsoft-com:office:spreadsheet") => {
                Self::Excel2003
            }
            _ => Self::Any,
        }
    }

    /// Whether all of the text in this element counts.
    pub(super) fn counts(self, local: &str) -> bool {
        match self {
            Self::Any => true,
            Self::Word2003 => local == "body",
            Self::Word2007 => local == "t",
            Self::Excel2003 => local == "Data",
        }
    }

    /// Whether nothing in this element counts.
    pub(super) fn mutes(self, local: &str) -> bool {
        self == Self::Word2003 && local == "binData"
    }

    /// Tika's name of the property that is the text of this element.
    pub(super) fn property(self, local: &str) -> Option<&'static str> {
        match (self, local) {
            (Self::Any | Self::Word2007, _) => None,
            (_, "Title") => Some("dc:title"),
            (_, "Author") => Some("dc:creator"),
            (_, "Keywords") => Some("meta:keyword"),
            _ => None,
        }
    }
}
