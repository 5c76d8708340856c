//! [`Iscc`]: any code of the standard, and the lenient reader of all text forms.

use crate::code::{self, Code, Units};
use crate::error::ParseError;
use crate::flake::{self, FlakeCode};
use crate::header::Header;
use crate::id::{self, IsccId};
use crate::packed::Packed;
use crate::text::{read_lenient, text_forms};
use crate::unit::Unit;

/// Any ISCC: a unit, an ISCC-CODE, an ISCC-ID or a Flake-Code.
///
/// [`str::parse`] is strict and takes the canonical form alone (`iscc_validate`);
/// [`Iscc::parse_lenient`] takes every form (`iscc_normalize`).
///
/// ```
/// use iscc_core::Iscc;
///
/// let iscc: Iscc = "ISCC:GAAW2PRCRS5LNVZV".parse()?;
/// assert!(matches!(iscc, Iscc::Unit(_)));
/// assert!("gaaw2prcrs5lnvzv".parse::<Iscc>().is_err());
/// assert_eq!(Iscc::parse_lenient("gaaw2prcrs5lnvzv"), Ok(iscc));
/// # Ok::<(), iscc_core::ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(clippy::exhaustive_enums, reason = "the standard's MainTypes")]
pub enum Iscc {
    /// Meta-, Semantic-, Content-, Data- or Instance-Code.
    Unit(Unit),
    /// Several units under one header.
    Code(Code),
    /// An issued identifier.
    Id(IsccId),
    /// A unique identifier of time.
    Flake(FlakeCode),
}

impl Iscc {
    /// Reads any text form: with or without `ISCC:` in any case, with dashes, in lower case,
    /// multibase, and units one after the other, which become an ISCC-CODE (`iscc_normalize`).
    ///
    /// DIFFERENCE: damage that the reference accepts or repairs silently is an error here: unused
    /// last bits that are not zero, bytes after the end, headers of no legal code.
    ///
    /// ```
    /// use iscc_core::Iscc;
    ///
    /// let iscc = Iscc::parse_lenient("GAAW2PRCRS5LNVZV-IAAUVACQKXE3V44W")?;
    /// assert_eq!(iscc.to_string(), "ISCC:KUAG2PRCRS5LNVZVJKAFAVOJXLZZM");
    /// assert_eq!(Iscc::parse_lenient("fcc0155006d3e228cbab6d7354a805055c9baf396")?, iscc);
    /// # Ok::<(), iscc_core::ParseError>(())
    /// ```
    ///
    /// # Errors
    /// A [`ParseError`] that says what is wrong with the string.
    pub fn parse_lenient(text: &str) -> Result<Self, ParseError> {
        let bytes = read_lenient(text)?;
        match Unit::read(&bytes) {
            Ok((_, [])) | Err(_) => Self::from_bytes(&bytes),
            Ok(_) => Ok(Self::Code(Self::read_sequence(&bytes)?)),
        }
    }

    /// Units one after the other, composed to a code.
    fn read_sequence(mut bytes: &[u8]) -> Result<Code, ParseError> {
        let mut units = Units::EMPTY;
        while !bytes.is_empty() {
            let (unit, tail) = Unit::read(bytes)?;
            units.push(unit).ok_or(ParseError::TooLong)?;
            bytes = tail;
        }
        Ok(Code::compose(&units)?)
    }

    /// Reads any ISCC from its bytes.
    ///
    /// # Errors
    /// A [`ParseError`] if the bytes are anything else than exactly one ISCC.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ParseError> {
        let (header, _) = Header::read(bytes)?;
        match header.main_type {
            0..=4 => Unit::from_bytes(bytes).map(Self::Unit),
            code::MAIN_TYPE => Code::from_bytes(bytes).map(Self::Code),
            id::MAIN_TYPE => IsccId::from_bytes(bytes).map(Self::Id),
            flake::MAIN_TYPE => FlakeCode::from_bytes(bytes).map(Self::Flake),
            _ => Err(header.unknown_combination()),
        }
    }

    /// Header and body as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Packed {
        match self {
            Self::Unit(unit) => unit.to_bytes(),
            Self::Code(code) => code.to_bytes(),
            Self::Id(id) => id.to_bytes(),
            Self::Flake(flake) => flake.to_bytes(),
        }
    }

    /// The header as its four fields.
    #[must_use]
    pub fn header(&self) -> Header {
        match self {
            Self::Unit(unit) => unit.header(),
            Self::Code(code) => code.header(),
            Self::Id(id) => id.header(),
            Self::Flake(flake) => flake.header(),
        }
    }

    /// The units that can be compared: a unit itself, the units of an ISCC-CODE, none of the others.
    #[must_use]
    pub fn units(&self) -> Units {
        match self {
            Self::Unit(unit) => Units::from(*unit),
            Self::Code(code) => code.units(),
            Self::Id(_) | Self::Flake(_) => Units::EMPTY,
        }
    }
}

text_forms!(Iscc);

impl From<Unit> for Iscc {
    fn from(unit: Unit) -> Self {
        Self::Unit(unit)
    }
}

impl From<Code> for Iscc {
    fn from(code: Code) -> Self {
        Self::Code(code)
    }
}

impl From<IsccId> for Iscc {
    fn from(id: IsccId) -> Self {
        Self::Id(id)
    }
}

impl From<FlakeCode> for Iscc {
    fn from(flake: FlakeCode) -> Self {
        Self::Flake(flake)
    }
}

impl TryFrom<Iscc> for Unit {
    type Error = ParseError;

    fn try_from(iscc: Iscc) -> Result<Self, ParseError> {
        match iscc {
            Iscc::Unit(unit) => Ok(unit),
            _ => Err(ParseError::Kind("not an ISCC-UNIT")),
        }
    }
}

impl TryFrom<Iscc> for Code {
    type Error = ParseError;

    fn try_from(iscc: Iscc) -> Result<Self, ParseError> {
        match iscc {
            Iscc::Code(code) => Ok(code),
            _ => Err(ParseError::Kind("not an ISCC-CODE")),
        }
    }
}
