//! ISCC-SEQ: units one after the other as bytes (IEP-0020; soft binding `io.iscc.v0` of C2PA).

use core::fmt;
use core::iter::FusedIterator;

use crate::error::ParseError;
use crate::raw_unit::RawUnit;

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
            rest = RawUnit::read(rest)?.1;
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
    pub fn encode(units: impl IntoIterator<Item = impl Into<RawUnit>>) -> alloc::vec::Vec<u8> {
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
    type Item = RawUnit;
    type IntoIter = SeqUnits<'a>;

    fn into_iter(self) -> SeqUnits<'a> {
        self.iter()
    }
}

impl<'a> IntoIterator for &Seq<'a> {
    type Item = RawUnit;
    type IntoIter = SeqUnits<'a>;

    fn into_iter(self) -> SeqUnits<'a> {
        self.iter()
    }
}

/// Iterator over the units of a [`Seq`].
#[derive(Debug, Clone)]
pub struct SeqUnits<'a>(&'a [u8]);

impl Iterator for SeqUnits<'_> {
    type Item = RawUnit;

    fn next(&mut self) -> Option<RawUnit> {
        // The bytes were checked; at their end there is no unit.
        let (unit, rest) = RawUnit::read(self.0).ok()?;
        self.0 = rest;
        Some(unit)
    }
}

impl FusedIterator for SeqUnits<'_> {}
