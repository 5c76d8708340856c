//! What can be wrong with metadata.

/// Why there is no Meta-Code, named by what the caller can do about it.
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
    /// More than the algorithm allows.
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
