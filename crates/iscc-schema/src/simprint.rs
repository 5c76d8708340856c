//! [`Simprint`]: a similarity-preserving hash of a part of the content.

use core::error::Error;
use core::fmt;
use core::str::FromStr;

use iscc_core::Digest;

use crate::base64;

/// A hash of 256 bits of a part of the content: similar parts have simprints of a small Hamming distance.
///
/// It prints as 43 characters of base64url, as in the ISCC metadata schema.
///
/// ```
/// use iscc_core::Digest;
/// use iscc_schema::Simprint;
///
/// let simprint = Simprint(Digest::new([0xff; 32]));
/// assert_eq!(simprint.to_string(), "__________________________________________8");
/// assert_eq!(simprint.to_string().parse(), Ok(simprint));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(clippy::exhaustive_structs, reason = "a digest by another name")]
pub struct Simprint(pub Digest);

impl fmt::Display for Simprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&base64::encode_url(self.0.as_bytes()))
    }
}

impl From<Digest> for Simprint {
    fn from(digest: Digest) -> Self {
        Self(digest)
    }
}

impl FromStr for Simprint {
    type Err = NoSimprint;

    fn from_str(text: &str) -> Result<Self, NoSimprint> {
        let bytes = base64::decode_url(text).ok_or(NoSimprint)?;
        let bytes: [u8; 32] = bytes.try_into().map_err(|_| NoSimprint)?;
        Ok(Self(Digest::new(bytes)))
    }
}

/// A text that is no simprint of 256 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct NoSimprint;

impl fmt::Display for NoSimprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("not a simprint: 43 characters of base64url")
    }
}

impl Error for NoSimprint {}
