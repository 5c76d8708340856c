//! What can be wrong with documents.

use alloc::boxed::Box;

use crate::format::Format;

/// Why there is no text, named by what the caller can do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no text in the file.
    #[error("there is no text in it")]
    NoText,
    /// The document is intact for all we know, but of a kind that is not read.
    #[error("{format} with {what} is not read")]
    Unsupported {
        /// The format of the file.
        format: Format,
        /// What it has that is not read.
        what: &'static str,
    },
    /// The text cannot be read without a password or a key.
    #[error("{0} whose text is encrypted")]
    Encrypted(Format),
    /// The crate was built without the feature that reads this format.
    #[error("built without the feature that reads {0}")]
    MissingFeature(Format),
    /// The document is cut off or broken.
    #[error("damaged {format} file: {what}")]
    Damaged {
        /// The format that the file starts as.
        format: Format,
        /// What is wrong with it.
        what: &'static str,
        /// What the library says that reads its container.
        source: Option<Box<dyn core::error::Error + Send + Sync>>,
    },
    /// More than the limits allow.
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
