//! What a document says about itself, and which of it counts.
#![allow(dead_code, reason = "by the readers of some formats")]

use alloc::string::String;
use alloc::vec::Vec;

use iscc_text::sanitize;

/// Properties of a document by the names that Apache Tika 3 gives them (`dc:title`, `pdf:docinfo:title`), in the order
/// of the document. What [`Metadata`] does not take need not be kept.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Properties {
    named: Vec<(String, String)>,
    pub(super) pages: Option<u64>,
}

impl Properties {
    /// Adds a value; empty ones are none.
    pub(super) fn push(&mut self, name: impl Into<String>, value: impl Into<String>) {
        let value = value.into();
        if !value.is_empty() {
            self.named.push((name.into(), value));
        }
    }

    /// Adds a value unless the name has it already.
    pub(super) fn push_new(&mut self, name: &str, value: String) {
        if !self.get(name).contains(&&*value) {
            self.push(name, value);
        }
    }

    /// All values of a name.
    fn get(&self, name: &str) -> Vec<&str> {
        self.named.iter().filter(|(key, _)| key == name).map(|(_, value)| &**value).collect()
    }

    /// The metadata in it: of each field the first name with a value of which something is left once it is
    /// sanitised (`text_meta_extract` and `TEXT_META_MAP` of iscc-sdk 0.9.7).
    pub(super) fn metadata(&self) -> Metadata {
        let first =
            |names: &[&str]| self.field(names, |values| values.first().map(|v| (*v).into()));
        let joined = |names: &[&str]| self.field(names, |values| Some(values.join(", ")));
        Metadata {
            name: first(&["iscc_name", "custom:iscc_name", "pdf:docinfo:title", "dc:title"]),
            description: first(&[
                "iscc_description",
                "custom:iscc_description",
                "pdf:docinfo:subject",
                "dc:description",
            ]),
            meta: first(&["iscc_meta", "custom:iscc_meta"]),
            creator: joined(&["pdf:docinfo:author", "pdf:docinfo:creator", "dc:creator"]),
            keywords: joined(&["pdf:docinfo:keywords", "meta:keyword"]),
            license: first(&["iscc_license"]),
            acquire: first(&["iscc_acquire"]),
            credit: first(&["iscc_credit"]),
            rights: first(&["iscc_rights", "dc:rights"]),
            language: first(&["dc:language", "language"]),
            pages: self.pages,
        }
    }

    fn field(&self, names: &[&str], value: impl Fn(Vec<&str>) -> Option<String>) -> Option<String> {
        names
            .iter()
            .filter_map(|name| value(self.get(name)))
            .map(|value| sanitize(&value))
            .find(|value| !value.is_empty())
    }
}

/// What a document says about itself. Values are plain text and not empty.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
#[cfg_attr(feature = "serde", derive(serde::Serialize))]
pub struct Metadata {
    /// The title.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub name: Option<String>,
    /// What it is about.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub description: Option<String>,
    /// ISCC metadata as a data URL.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub meta: Option<String>,
    /// Who wrote it; several are separated by comma and space.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub creator: Option<String>,
    /// Keywords; several are separated by comma and space.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub keywords: Option<String>,
    /// Where the licence stands.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub license: Option<String>,
    /// Where a licence is to be had.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub acquire: Option<String>,
    /// The line of credit.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub credit: Option<String>,
    /// The copyright notice.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub rights: Option<String>,
    /// The language as a tag of BCP 47. The reference leaves it out.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub language: Option<String>,
    /// The number of pages, slides or sheets, where the format counts them. The reference leaves it out.
    #[cfg_attr(feature = "serde", serde(skip_serializing_if = "Option::is_none"))]
    pub pages: Option<u64>,
}

/// Tika's names of the elements of Dublin Core that [`Properties`] takes.
#[cfg(any(feature = "epub", feature = "xml"))]
pub(super) fn dublin_core(local: &str) -> Option<&'static str> {
    Some(match local {
        "title" => "dc:title",
        "description" => "dc:description",
        "creator" => "dc:creator",
        "rights" => "dc:rights",
        "language" => "dc:language",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_name_with_something_left_counts() {
        let mut properties = Properties::default();
        properties.push("dc:title", "Second");
        properties.push("pdf:docinfo:title", "<b></b> ");
        properties.push("dc:title", "Third");
        properties.push("dc:creator", "A");
        properties.push("dc:creator", "B &amp; C");
        properties.push("dc:rights", "");
        let metadata = properties.metadata();
        assert_eq!(metadata.name.as_deref(), Some("Second"));
        assert_eq!(metadata.creator.as_deref(), Some("A, B & C"));
        assert_eq!(metadata.rights, None);
    }
}
