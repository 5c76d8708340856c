//! [`Document`]: what comes out of every reader.

use alloc::string::String;

use super::charset::Charset;
use super::properties::Metadata;

/// What is in a document.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Document {
    /// The text, not cleaned. Not only white space, except of PDF.
    pub text: String,
    /// What the document says about itself.
    pub metadata: Metadata,
    /// The encoding that a plain text file has or seems to have.
    pub charset: Option<Charset>,
    /// Whether the document has more characters than the [`Limits`](crate::Limits) allow.
    pub truncated: bool,
}
