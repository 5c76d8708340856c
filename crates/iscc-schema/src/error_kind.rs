//! [`ErrorKind`]: what a caller can do about an error, whichever engine reports it.

use core::error::Error;
use core::fmt;
use core::str::FromStr;

/// The kind of an error. Every engine's error has one: a service maps it to a status, a program to advice, a binding
/// to a class.
///
/// Its text is stable: `ErrorKind::MissingFeature` prints as `missing_feature`, in records and logs as well.
///
/// ```
/// use iscc_schema::ErrorKind;
///
/// assert_eq!(ErrorKind::MissingFeature.to_string(), "missing_feature");
/// assert_eq!("out_of_memory".parse(), Ok(ErrorKind::OutOfMemory));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input cannot be opened or read. Trying again later may help.
    Io,
    /// The format, or a part of it that the content needs, has no reader in any build.
    Unsupported,
    /// Another build, with a feature that this one lacks, reads the input.
    MissingFeature,
    /// The input violates its format.
    Damaged,
    /// The content is encrypted.
    Encrypted,
    /// Reading the input takes more than a limit allows. Raising the limit helps.
    Limit,
    /// The input is intact and holds nothing to make a code from: an empty text, audio of no length.
    NoContent,
    /// The machine has less memory than the input needs within the limits.
    OutOfMemory,
    /// What the caller passed is invalid: options, metadata, arguments.
    InvalidInput,
}

impl ErrorKind {
    /// All kinds.
    pub const ALL: [Self; 9] = [
        Self::Io,
        Self::Unsupported,
        Self::MissingFeature,
        Self::Damaged,
        Self::Encrypted,
        Self::Limit,
        Self::NoContent,
        Self::OutOfMemory,
        Self::InvalidInput,
    ];

    /// The stable name: lower case, words joined by `_`.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Io => "io",
            Self::Unsupported => "unsupported",
            Self::MissingFeature => "missing_feature",
            Self::Damaged => "damaged",
            Self::Encrypted => "encrypted",
            Self::Limit => "limit",
            Self::NoContent => "no_content",
            Self::OutOfMemory => "out_of_memory",
            Self::InvalidInput => "invalid_input",
        }
    }
}

impl fmt::Display for ErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for ErrorKind {
    type Err = UnknownErrorKind;

    fn from_str(text: &str) -> Result<Self, UnknownErrorKind> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text).ok_or(UnknownErrorKind)
    }
}

/// A text that names no [`ErrorKind`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct UnknownErrorKind;

impl fmt::Display for UnknownErrorKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("unknown kind of error")
    }
}

impl Error for UnknownErrorKind {}
