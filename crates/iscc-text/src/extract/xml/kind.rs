//! Which text of an XML file counts, by its root element.

/// How far the root element is looked for.
const ROOT: usize = 4096;

/// Whether the root element is that of RSS or Atom.
pub(super) fn is_feed(source: &str) -> bool {
    let mut rest = source.trim_start_matches('\u{feff}');
    for _ in 0..ROOT {
        let Some(tag) = rest.trim_start().strip_prefix('<') else { return false };
        let passed = if tag.starts_with("!--") {
            tag.split_once("-->")
        } else if tag.starts_with('?') {
            tag.split_once("?>")
        } else if tag.starts_with('!') {
            tag.split_once('>')
        } else {
            let tag = tag.split('>').next().unwrap_or_default();
            let name = tag.split([' ', '\t', '\r', '\n', '/']).next().unwrap_or_default();
            return match name {
                "rss" => true,
                "feed" => {
                    tag.contains("http://www.w3.org/2005/Atom")
                        || tag.contains("http://purl.org/atom/")
                }
                "rdf:RDF" => tag.contains("http://purl.org/rss/1.0/"),
                _ => false,
            };
        };
        let Some((_, behind)) = passed else { return false };
        rest = behind;
    }
    false
}

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
            "wordDocument"
                if attributes.contains("schemas.microsoft.com/office/word/2003/wordml") =>
            {
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
