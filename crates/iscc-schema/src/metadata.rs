//! [`Metadata`]: what a file says about itself, whatever its medium.

use alloc::string::String;
use alloc::vec::Vec;

/// What a file says about itself. The fields are those of the ISCC metadata schema 0.8.0, and one type serves all media.
/// Values are not empty; whether markup was removed from them depends on the engine.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
#[allow(
    clippy::exhaustive_structs,
    reason = "built with the syntax of updates; a new field is a new schema"
)]
pub struct Metadata {
    /// The name or title.
    pub name: Option<String>,
    /// A description.
    pub description: Option<String>,
    /// Other metadata: a data URL or a JSON object, as ISCC tools embed it.
    pub meta: Option<String>,
    /// The creators; several are joined by `, `.
    pub creator: Option<String>,
    /// Keywords; several are joined by `, `.
    pub keywords: Option<String>,
    /// The address of the licence.
    pub license: Option<String>,
    /// The address where a licence can be obtained.
    pub acquire: Option<String>,
    /// The credit line.
    pub credit: Option<String>,
    /// The copyright notice.
    pub rights: Option<String>,
    /// An identifier of the work.
    pub identifier: Option<String>,
    /// The language, as a tag of BCP 47 where the file has one.
    pub language: Option<String>,
    /// The number of pages, slides or sheets.
    pub pages: Option<u64>,
    /// The cover: the first picture attached to audio or a document. It stands in no record.
    pub cover: Option<Cover>,
}

/// A picture that is attached to a file.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[allow(clippy::exhaustive_structs, reason = "a file in memory and its type")]
pub struct Cover {
    /// The media type that the file states, which may be wrong: `image/jpeg`.
    pub media_type: Option<String>,
    /// The bytes of the picture's file.
    pub bytes: Vec<u8>,
}

impl Metadata {
    /// Without the fields whose text is empty.
    ///
    /// ```
    /// use iscc_schema::Metadata;
    ///
    /// let found = Metadata { name: Some(String::new()), ..Metadata::default() };
    /// assert_eq!(found.without_empty(), Metadata::default());
    /// ```
    #[must_use]
    pub fn without_empty(self) -> Self {
        self.map(|text| (!text.is_empty()).then_some(text))
    }

    /// With every text replaced by what `change` makes of it.
    ///
    /// ```
    /// use iscc_schema::Metadata;
    ///
    /// let found = Metadata { name: Some(" Title ".into()), ..Metadata::default() };
    /// assert_eq!(found.map(|text| Some(text.trim().into())).name.as_deref(), Some("Title"));
    /// ```
    #[must_use]
    pub fn map(mut self, change: impl Fn(String) -> Option<String>) -> Self {
        for field in [
            &mut self.name,
            &mut self.description,
            &mut self.meta,
            &mut self.creator,
            &mut self.keywords,
            &mut self.license,
            &mut self.acquire,
            &mut self.credit,
            &mut self.rights,
            &mut self.identifier,
            &mut self.language,
        ] {
            *field = field.take().and_then(&change);
        }
        self
    }
}
