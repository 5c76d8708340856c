//! [`InvalidRecord`]: why a tree is no record.

use core::error::Error;
use core::fmt;

/// A tree that is no record: the member that is missing or malformed.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct InvalidRecord {
    /// The name of the member.
    pub member: &'static str,
}

impl InvalidRecord {
    pub(crate) const fn member(member: &'static str) -> Self {
        Self { member }
    }
}

impl fmt::Display for InvalidRecord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not an ISCC record: member `{}` is missing or malformed", self.member)
    }
}

impl Error for InvalidRecord {}
