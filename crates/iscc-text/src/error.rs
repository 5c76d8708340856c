//! What can be wrong with metadata and with documents.

#[cfg(feature = "plain")]
use alloc::boxed::Box;

#[cfg(feature = "plain")]
use crate::extract::Format;

/// Why there is no Meta-Code or no text, named by what the caller can do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// Nothing is left of the name once it is normalised; every Meta-Code has one.
    #[error("a Meta-Code needs a name, and nothing is left of this one once it is normalised")]
    EmptyName,
    /// The metadata is no JSON object.
    #[error("the metadata is not a JSON object")]
    NotAnObject,
    /// The metadata is no JSON, or has numbers that JSON cannot hold.
    #[cfg(feature = "meta")]
    #[error("the metadata is not valid JSON")]
    Json(#[source] serde_json::Error),
    /// The metadata is no data URL with base64 in it.
    #[error("the metadata is not a base64 data URL: {0}")]
    DataUrl(DataUrlError),
    /// There is no text in the file.
    #[error("there is no text in it")]
    NoText,
    /// The document is sound for all we know, but of a kind that is not read.
    #[cfg(feature = "plain")]
    #[error("{format} with {what} is not read")]
    Unsupported {
        /// The format of the file.
        format: Format,
        /// What it has that is not read.
        what: &'static str,
    },
    /// The document cannot be read without a password.
    #[cfg(feature = "plain")]
    #[error("{0} that is encrypted with a password")]
    Encrypted(Format),
    /// The crate was built without the feature that reads this format.
    #[cfg(feature = "plain")]
    #[error("built without the feature that reads {0}")]
    MissingFeature(Format),
    /// The document is cut off or broken.
    #[cfg(feature = "plain")]
    #[error("damaged {format} file: {what}")]
    Damaged {
        /// The format that the file starts as.
        format: Format,
        /// What is wrong with it.
        what: &'static str,
        /// What the library says that reads its container.
        source: Option<Box<dyn core::error::Error + Send + Sync>>,
    },
    /// More than the algorithm or the limits allow.
    #[error("{what}: {found} is more than the limit of {limit}")]
    Limit {
        /// What is too big, with its unit.
        what: &'static str,
        /// The largest value allowed.
        limit: u64,
        /// The value found.
        found: u64,
    },
}

#[cfg(feature = "plain")]
#[allow(dead_code, reason = "by the readers of some formats")]
impl Error {
    /// A damaged document, with what is wrong in our words.
    pub(crate) fn damaged(format: Format, what: &'static str) -> Self {
        Self::Damaged { format, what, source: None }
    }

    /// A damaged document, with what a library says of it.
    pub(crate) fn damaged_by(
        format: Format,
        what: &'static str,
        source: impl Into<Box<dyn core::error::Error + Send + Sync>>,
    ) -> Self {
        Self::Damaged { format, what, source: Some(source.into()) }
    }
}

/// What is wrong with a data URL.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DataUrlError {
    /// It does not have the form `data:type/subtype;name=value;base64,data` with at least one
    /// character of data.
    #[error("it does not have the form of one, or has no data")]
    Syntax,
    /// The data is not marked as base64; percent-encoded text has no Meta-Code in the reference.
    #[error("it is not base64")]
    NotBase64,
    /// The base64 data is incomplete or has characters outside of ASCII.
    #[error("its base64 is damaged")]
    Base64,
}
