//! ISCC-SEQ: units one after the other as bytes (IEP-0020; soft binding `io.iscc.v0` of C2PA).
//!
//! Readers keep units of SubTypes and Versions that they do not know, so this module works on
//! [`SeqUnit`], whose header may be any, and [`Unit`] where the unit is a known one.

use core::fmt;
use core::iter::FusedIterator;

use crate::bits::Bits;
use crate::error::ParseError;
use crate::header::Header;
use crate::packed::Packed;
use crate::text::{read_lenient, text_forms};
use crate::unit::Unit;

/// One unit of an ISCC-SEQ: a MainType from META to INSTANCE and 32 to 256 bits, of any SubType
/// and Version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SeqUnit(Packed);

impl SeqUnit {
    /// Header and body as bytes.
    #[must_use]
    pub const fn to_bytes(&self) -> Packed {
        self.0
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
    fn read(bytes: &[u8]) -> Result<(Self, &[u8]), ParseError> {
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

impl From<Unit> for SeqUnit {
    fn from(unit: Unit) -> Self {
        Self(unit.to_bytes())
    }
}

text_forms!(SeqUnit);

/// A valid ISCC-SEQ, borrowed.
///
/// Reading is strict: no empty sequence, no unit cut off, no other MainTypes (`decode_seq`).
///
/// ```
/// use iscc_core::{Seq, Unit};
///
/// let (data, instance): (Unit, Unit) =
///     ("ISCC:GAAW2PRCRS5LNVZV".parse()?, "ISCC:IAAUVACQKXE3V44W".parse()?);
/// let bytes = Seq::encode([data, instance]);
/// let seq = Seq::new(&bytes)?;
/// assert_eq!(seq.iter().map(|unit| unit.unit()).collect::<Result<Vec<_>, _>>()?, [data, instance]);
/// assert!(Seq::new(&bytes[..bytes.len() - 1]).is_err());
/// # Ok::<(), iscc_core::ParseError>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Seq<'a>(&'a [u8]);

impl<'a> Seq<'a> {
    /// Checks that `bytes` are an ISCC-SEQ.
    ///
    /// # Errors
    /// A [`ParseError`] that says what is wrong with the first unit that is not in order.
    pub fn new(bytes: &'a [u8]) -> Result<Self, ParseError> {
        let mut rest = bytes;
        loop {
            rest = SeqUnit::read(rest)?.1;
            if rest.is_empty() {
                return Ok(Self(bytes));
            }
        }
    }

    /// The bytes.
    #[must_use]
    pub const fn as_bytes(&self) -> &'a [u8] {
        self.0
    }

    /// The units in the order in which they stand.
    #[must_use]
    pub const fn iter(&self) -> SeqUnits<'a> {
        SeqUnits(self.0)
    }

    /// The ISCC-SEQ of units in the given order (`encode_seq`).
    ///
    /// The soft binding `io.iscc.v0` of C2PA asks for 256-bit units, in standard base64.
    #[cfg(feature = "alloc")]
    #[must_use]
    pub fn encode(units: impl IntoIterator<Item = impl Into<SeqUnit>>) -> alloc::vec::Vec<u8> {
        let mut bytes = alloc::vec::Vec::new();
        for unit in units {
            bytes.extend_from_slice(&unit.into().to_bytes());
        }
        bytes
    }
}

impl fmt::Debug for Seq<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter().map(|unit| unit.form(crate::TextForm::Bare))).finish()
    }
}

impl<'a> IntoIterator for Seq<'a> {
    type Item = SeqUnit;
    type IntoIter = SeqUnits<'a>;

    fn into_iter(self) -> SeqUnits<'a> {
        self.iter()
    }
}

impl<'a> IntoIterator for &Seq<'a> {
    type Item = SeqUnit;
    type IntoIter = SeqUnits<'a>;

    fn into_iter(self) -> SeqUnits<'a> {
        self.iter()
    }
}

/// Iterator over the units of a [`Seq`].
#[derive(Debug, Clone)]
pub struct SeqUnits<'a>(&'a [u8]);

impl Iterator for SeqUnits<'_> {
    type Item = SeqUnit;

    fn next(&mut self) -> Option<SeqUnit> {
        // The bytes were checked; at their end there is no unit.
        let (unit, rest) = SeqUnit::read(self.0).ok()?;
        self.0 = rest;
        Some(unit)
    }
}

impl FusedIterator for SeqUnits<'_> {}
