//! [`RawUnit`]: an ISCC-UNIT that may be newer than this crate.
//!
//! Readers of ISCC-SEQ keep units of SubTypes and Versions that they do not know, and so does the
//! Mixed-Code; everything else works on [`Unit`].

use crate::bits::Bits;
use crate::error::ParseError;
use crate::header::Header;
use crate::packed::Packed;
use crate::text::{read_lenient, text_forms};
use crate::unit::Unit;

/// An ISCC-UNIT as bytes: a MainType from META to INSTANCE and 32 to 256 bits, of any SubType and
/// Version.
///
/// ```
/// use iscc_core::{ParseError, RawUnit};
///
/// let unit: RawUnit = "ISCC:EUA6GIKXN42IQV3S".parse()?;
/// assert_eq!(unit.header().sub_type, 5);
/// assert!(matches!(unit.unit(), Err(ParseError::Combination { sub_type: 5, .. })));
/// # Ok::<(), ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RawUnit(Packed);

impl RawUnit {
    /// Header and body as bytes.
    #[must_use]
    pub const fn to_bytes(&self) -> Packed {
        self.0
    }

    /// The header as its four fields.
    #[must_use]
    pub fn header(&self) -> Header {
        self.split().0
    }

    /// The body: 4 to 32 bytes.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        self.split().1
    }

    fn split(&self) -> (Header, &[u8]) {
        // Checked when the value was made.
        const NONE: Header = Header { main_type: 0, sub_type: 0, version: 0, length: 0 };
        Header::read(&self.0).unwrap_or((NONE, &[]))
    }

    /// Reads a unit from its bytes.
    ///
    /// # Errors
    /// A [`ParseError`] if the bytes are anything else than exactly one unit.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ParseError> {
        let (unit, tail) = Self::read(bytes)?;
        if tail.is_empty() { Ok(unit) } else { Err(ParseError::Trailing(tail.len())) }
    }

    /// Reads any text form, as [`Iscc::parse_lenient`](crate::Iscc::parse_lenient) does.
    ///
    /// # Errors
    /// A [`ParseError`] if the string is anything else than exactly one unit.
    pub fn parse_lenient(text: &str) -> Result<Self, ParseError> {
        Self::from_bytes(&read_lenient(text)?)
    }

    /// Reads a unit from the start of `bytes` and gives back what follows it.
    pub(crate) fn read(bytes: &[u8]) -> Result<(Self, &[u8]), ParseError> {
        let (header, tail) = Header::read(bytes)?;
        if header.main_type > 4 {
            return Err(ParseError::Kind("not an ISCC-UNIT"));
        }
        let bits =
            Bits::from_length_field(header.length).ok_or(ParseError::LengthField(header.length))?;
        let Some((_, rest)) = tail.split_at_checked(bits.bytes()) else {
            return Err(ParseError::Length { expected: bits.bytes(), found: tail.len() });
        };
        Ok((Self(Packed::concat(&[&bytes[..bytes.len() - rest.len()]])), rest))
    }

    /// The unit, if this crate knows its SubType and Version.
    ///
    /// # Errors
    /// [`ParseError::Combination`] if it does not.
    pub fn unit(&self) -> Result<Unit, ParseError> {
        Unit::from_bytes(&self.0)
    }
}

impl From<Unit> for RawUnit {
    fn from(unit: Unit) -> Self {
        Self(unit.to_bytes())
    }
}

text_forms!(RawUnit);
