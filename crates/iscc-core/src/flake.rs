//! [`FlakeCode`]: a unique, sortable identifier of time and counter (`gen_flake_code_v0`).

use crate::bits::Bits;
use crate::digest::Digest;
use crate::error::ParseError;
use crate::header::Header;
use crate::packed::Packed;
use crate::text::text_forms;

/// MainType of a Flake-Code.
pub(crate) const MAIN_TYPE: u32 = 7;

/// A Flake-Code: 48 bits of milliseconds since 1970, then a counter that started at random.
///
/// It says nothing about content. Codes sort by their time.
///
/// ```
/// use iscc_core::FlakeCode;
///
/// let flake: FlakeCode = "ISCC:OABQDIQCQHYYMYA6YXP2IF6UAZTTA".parse()?;
/// assert_eq!(flake.timestamp(), 1_795_338_400_134);
/// assert_eq!(flake.bits().get(), 128);
/// # Ok::<(), iscc_core::ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FlakeCode {
    digest: Digest,
    bits: Bits,
}

impl FlakeCode {
    /// How long the body is: 64 bits or more.
    #[must_use]
    pub const fn bits(&self) -> Bits {
        self.bits
    }

    /// The body: time and counter.
    #[must_use]
    pub fn body(&self) -> &[u8] {
        self.digest.prefix(self.bits)
    }

    /// Milliseconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn timestamp(&self) -> u64 {
        self.digest.as_bytes()[..6].iter().fold(0, |time, byte| time << 8 | u64::from(*byte))
    }

    /// The header as its four fields.
    #[must_use]
    pub const fn header(&self) -> Header {
        Header { main_type: MAIN_TYPE, sub_type: 0, version: 0, length: self.bits.length_field() }
    }

    /// Header and body as bytes.
    #[must_use]
    pub fn to_bytes(&self) -> Packed {
        Packed::concat(&[&self.header().short_bytes(), self.body()])
    }

    /// Reads a Flake-Code from its bytes.
    ///
    /// # Errors
    /// A [`ParseError`] if the bytes are anything else than exactly one Flake-Code of at least 64
    /// bits: a shorter one cannot hold its time.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, ParseError> {
        let (header, body) = Header::read(bytes)?;
        if header.main_type != MAIN_TYPE {
            return Err(ParseError::Kind("not a Flake-Code"));
        }
        if header.sub_type != 0 || header.version != 0 {
            return Err(header.unknown_combination());
        }
        let bits = Bits::from_length_field(header.length)
            .filter(|bits| *bits >= Bits::B64)
            .ok_or(ParseError::LengthField(header.length))?;
        if body.len() != bits.bytes() {
            return Err(ParseError::Length { expected: bits.bytes(), found: body.len() });
        }
        Ok(Self { digest: Digest::starting_with(body), bits })
    }
}

text_forms!(FlakeCode);
