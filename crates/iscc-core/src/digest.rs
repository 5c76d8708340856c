//! [`Digest`]: the full 256 bits of a hash before [`Bits`](crate::Bits) cuts it to a unit's body.

use core::fmt;
use core::str::FromStr;

use crate::bits::Bits;
use crate::error::ParseError;

/// A 256-bit hash: the body of every unit is a prefix of one.
///
/// ```
/// use iscc_core::{Bits, Digest};
///
/// let digest = Digest::new([0xab; 32]);
/// assert_eq!(digest.prefix(Bits::B32), [0xab; 4]);
/// assert_eq!(digest.to_string().parse(), Ok(digest));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Digest([u8; 32]);

impl Digest {
    /// Wraps 32 bytes.
    #[must_use]
    pub const fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The digest that starts with `body`, of at most 32 bytes, and is zero after it.
    pub(crate) fn starting_with(body: &[u8]) -> Self {
        let mut bytes = [0; 32];
        for (byte, value) in bytes.iter_mut().zip(body) {
            *byte = *value;
        }
        Self(bytes)
    }

    /// All 32 bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The first `bits` bits.
    #[must_use]
    pub fn prefix(&self, bits: Bits) -> &[u8] {
        &self.0[..bits.bytes()]
    }

    /// The same digest with everything after the first `bits` bits set to zero.
    pub(crate) fn cut(mut self, bits: Bits) -> Self {
        self.0[bits.bytes()..].fill(0);
        self
    }
}

impl From<[u8; 32]> for Digest {
    fn from(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }
}

impl AsRef<[u8]> for Digest {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Display for Digest {
    /// 64 lower-case hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Digest({self})")
    }
}

impl FromStr for Digest {
    type Err = ParseError;

    /// Parses 64 hexadecimal digits of either case.
    fn from_str(s: &str) -> Result<Self, ParseError> {
        let digits = s.as_bytes();
        if digits.len() != 64 {
            return Err(ParseError::Length { expected: 64, found: digits.len() });
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(digits.chunks_exact(2)) {
            *byte = hex_digit(pair[0])? << 4 | hex_digit(pair[1])?;
        }
        Ok(Self(bytes))
    }
}

pub(crate) fn hex_digit(digit: u8) -> Result<u8, ParseError> {
    match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        b'A'..=b'F' => Ok(digit - b'A' + 10),
        _ => Err(ParseError::Character(char::from(digit))),
    }
}
