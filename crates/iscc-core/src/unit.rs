//! [`Unit`]: one ISCC-UNIT (ISO 24138: Meta-, Semantic-, Content-, Data- and Instance-Code).

use crate::bits::Bits;
use crate::digest::Digest;
use crate::error::ParseError;
use crate::header::Header;
use crate::kind::UnitKind;
use crate::packed::Packed;
use crate::text::text_forms;

/// One ISCC-UNIT: a kind, a length and that many bits of a digest.
///
/// `Copy`, without a heap; every value is a legal unit. It prints as its canonical string and is
/// parsed from it; see [`Iscc::parse_lenient`](crate::Iscc::parse_lenient) for the other forms.
///
/// ```
/// use iscc_core::{Bits, Digest, Mode, Unit, UnitKind};
///
/// let digest = Digest::new([0x55; 32]);
/// let unit = Unit::new(UnitKind::Content(Mode::Text), Bits::B64, &digest);
/// assert_eq!(unit.to_string(), "ISCC:EAAVKVKVKVKVKVKV");
/// assert_eq!("ISCC:EAAVKVKVKVKVKVKV".parse(), Ok(unit));
/// assert_eq!(unit.body(), [0x55; 8]);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Unit {
    kind: UnitKind,
    bits: Bits,
    /// Zero after the first `bits` bits, so that equality is that of the code.
    digest: Digest,
}

impl Unit {
    /// The only version of the unit algorithms that the standard knows: 0.
    pub const VERSION: u32 = 0;

    /// A place holder for arrays.
    pub(crate) const ZERO: Self =
        Self { kind: UnitKind::Meta, bits: Bits::B32, digest: Digest::new([0; 32]) };

    /// The unit of `kind` that keeps the first `bits` bits of `digest`.
    #[must_use]
    pub fn new(kind: UnitKind, bits: Bits, digest: &Digest) -> Self {
        Self { kind, bits, digest: digest.cut(bits) }
    }

    /// What the unit is about.
    #[must_use]
    pub const fn kind(&self) -> UnitKind {
        self.kind
    }

    /// How long its body is.
    #[must_use]
    pub const fn bits(&self) -> Bits {
        self.bits
    }

    /// The body: [`Bits::bytes`] bytes of the digest.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        self.digest.prefix(self.bits)
    }

    /// The same unit with a shorter body; `None` if `bits` is longer than what is there.
    ///
    /// ```
    /// use iscc_core::{Bits, Digest, Unit, UnitKind};
    ///
    /// let long = Unit::new(UnitKind::Data, Bits::B256, &Digest::new([7; 32]));
    /// let short = Unit::new(UnitKind::Data, Bits::B64, &Digest::new([7; 32]));
    /// assert_eq!(long.truncate(Bits::B64), Some(short));
    /// assert_eq!(short.truncate(Bits::B256), None);
    /// ```
    #[must_use]
    pub fn truncate(&self, bits: Bits) -> Option<Self> {
        (bits <= self.bits).then(|| Self::new(self.kind, bits, &self.digest))
    }

    /// The header as its four fields.
    #[must_use]
    pub const fn header(&self) -> Header {
        Header {
            main_type: self.kind.main_type(),
            sub_type: self.kind.sub_type(),
            version: Self::VERSION,
            length: self.bits.length_field(),
        }
    }

    /// Header and body as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Packed {
        Packed::concat(&[&self.header().short_bytes(), self.body()])
    }

    /// Reads a unit from its bytes.
    ///
    /// # Errors
    /// A [`ParseError`] if the bytes are anything else than exactly one unit.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ParseError> {
        let (unit, tail) = Self::read(bytes)?;
        if tail.is_empty() { Ok(unit) } else { Err(ParseError::Trailing(tail.len())) }
    }

    /// Reads a unit from the start of `bytes` and gives back what follows it.
    pub(crate) fn read(bytes: &[u8]) -> Result<(Self, &[u8]), ParseError> {
        let (header, tail) = Header::read(bytes)?;
        let kind = match UnitKind::from_fields(header.main_type, header.sub_type) {
            Some(kind) if header.version == Self::VERSION => kind,
            _ => return Err(header.unknown_combination()),
        };
        let bits =
            Bits::from_length_field(header.length).ok_or(ParseError::LengthField(header.length))?;
        let (body, tail) = tail
            .split_at_checked(bits.bytes())
            .ok_or(ParseError::Length { expected: bits.bytes(), found: tail.len() })?;
        Ok((Self { kind, bits, digest: Digest::starting_with(body) }, tail))
    }
}

text_forms!(Unit);
