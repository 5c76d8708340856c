//! [`Bits`]: how long the body of an ISCC-UNIT is (ISO 24138, Length field of units).

use core::fmt;
use core::str::FromStr;

use crate::error::ParseError;

/// The length of an ISCC-UNIT's body: 32 to 256 bits in steps of 32.
///
/// A soft hash is always computed in full (256 bits); `Bits` says how much of it a unit keeps.
/// No other length can be expressed, so a unit longer than its digest cannot exist.
///
/// ```
/// use iscc_core::Bits;
///
/// assert_eq!(Bits::default(), Bits::B64);
/// assert_eq!(Bits::new(256), Some(Bits::B256));
/// assert_eq!(Bits::new(512), None);
/// assert_eq!(Bits::B96.bytes(), 12);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
#[allow(clippy::exhaustive_enums, reason = "the Length field of a unit has these eight values")]
pub enum Bits {
    /// 32 bits, Length field 0.
    B32,
    /// 64 bits, Length field 1: the default of every algorithm and the length inside an ISCC-CODE.
    #[default]
    B64,
    /// 96 bits, Length field 2.
    B96,
    /// 128 bits, Length field 3: the length inside a wide ISCC-CODE.
    B128,
    /// 160 bits, Length field 4.
    B160,
    /// 192 bits, Length field 5.
    B192,
    /// 224 bits, Length field 6.
    B224,
    /// 256 bits, Length field 7: the whole digest.
    B256,
}

impl Bits {
    /// All lengths, shortest first. The position is the value of the header's Length field.
    pub const ALL: [Self; 8] = [
        Self::B32,
        Self::B64,
        Self::B96,
        Self::B128,
        Self::B160,
        Self::B192,
        Self::B224,
        Self::B256,
    ];

    /// The length of `bits` bits, if an ISCC-UNIT can have it.
    #[must_use]
    pub const fn new(bits: u32) -> Option<Self> {
        if bits == 0 || !bits.is_multiple_of(32) {
            return None;
        }
        Self::from_length_field(bits / 32 - 1)
    }

    /// The length in bits.
    #[must_use]
    pub const fn get(self) -> u32 {
        (self.length_field() + 1) * 32
    }

    /// The length in bytes.
    #[must_use]
    pub const fn bytes(self) -> usize {
        self.get() as usize / 8
    }

    /// The value of the header's Length field.
    #[must_use]
    pub const fn length_field(self) -> u32 {
        self as u32
    }

    /// The length that a header's Length field stands for in a unit.
    #[must_use]
    pub const fn from_length_field(field: u32) -> Option<Self> {
        let field = field as usize;
        if field < Self::ALL.len() { Some(Self::ALL[field]) } else { None }
    }
}

impl TryFrom<u32> for Bits {
    type Error = ParseError;

    fn try_from(bits: u32) -> Result<Self, ParseError> {
        Self::new(bits).ok_or(ParseError::Bits(bits))
    }
}

impl From<Bits> for u32 {
    fn from(bits: Bits) -> Self {
        bits.get()
    }
}

impl FromStr for Bits {
    type Err = ParseError;

    /// Parses a decimal number of bits: `"64"`.
    fn from_str(s: &str) -> Result<Self, ParseError> {
        s.parse::<u32>().map_err(|_| ParseError::NotANumber)?.try_into()
    }
}

impl fmt::Display for Bits {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.get().fmt(f)
    }
}
