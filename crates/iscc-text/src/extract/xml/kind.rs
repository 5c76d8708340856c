//! Which text of an XML file counts, by its root element.

/// A kind of XML.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Any,
    /// A document of Word 2003 in one file.
    Word2003,
    /// A workbook of Excel 2003 in one file.
    Excel2003,
}

impl Kind {
    /// By the name and the attributes of the root element.
    pub(super) fn of_root(local: &str, attributes: &str) -> Self {
        match local {
            "wordDocument" if attributes.contains("schemas.microsoft.com/office/word/2003/wordml") => {
                Self::Word2003
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
            (Self::Any, _) => None,
            (_, "Title") => Some("dc:title"),
            (_, "Author") => Some("dc:creator"),
            (_, "Keywords") => Some("meta:keyword"),
            _ => None,
        }
    }
}
