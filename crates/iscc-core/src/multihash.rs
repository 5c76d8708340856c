//! [`Multihash`]: how ISCC metadata writes BLAKE3 checksums (`datahash`, `metahash`).

use core::fmt;
use core::str::FromStr;

use crate::digest::Digest;
use crate::error::ParseError;

/// A BLAKE3 checksum of 256 bits that prints as a multihash: `1e20` and 64 hexadecimal digits.
///
/// ```
/// use iscc_core::{Digest, Multihash};
///
/// let hash = Multihash::blake3(Digest::new([0xab; 32]));
/// assert!(hash.to_string().starts_with("1e20abab"));
/// assert_eq!(hash.to_string().parse(), Ok(hash));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Multihash(Digest);

impl Multihash {
    /// The multihash code of BLAKE3 and the length of the digest in bytes.
    const PREFIX: &'static str = "1e20";

    /// The multihash of a BLAKE3 digest.
    #[must_use]
    pub const fn blake3(digest: Digest) -> Self {
        Self(digest)
    }

    /// The digest without its prefix.
    #[must_use]
    pub const fn digest(&self) -> Digest {
        self.0
    }
}

impl fmt::Display for Multihash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", Self::PREFIX, self.0)
    }
}

impl FromStr for Multihash {
    type Err = ParseError;

    /// Parses 68 hexadecimal digits.
    fn from_str(text: &str) -> Result<Self, ParseError> {
        text.strip_prefix(Self::PREFIX).ok_or(ParseError::Multicodec)?.parse().map(Self)
    }
}
