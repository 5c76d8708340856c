//! What can be wrong with a string or with bytes that should be an ISCC.

use crate::kind::UnitKind;

/// Why something is not the ISCC that it should be.
///
/// The variants carry the offending values; nothing needs to be parsed out of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ParseError {
    /// The string does not start with `ISCC:`.
    #[error("an ISCC starts with \"ISCC:\"")]
    Scheme,
    /// A character that the encoding does not have.
    #[error("{0:?} is not a character of this encoding")]
    Character(char),
    /// The string or the bytes have the wrong length for what the header announces.
    #[error("expected a length of {expected}, found {found}")]
    Length {
        /// What the header or the format asks for, in units of the input (characters or bytes).
        expected: usize,
        /// What is there.
        found: usize,
    },
    /// The input ends inside a header or a body.
    #[error("the code is cut off")]
    Truncated,
    /// The input is longer than any ISCC.
    #[error("longer than any ISCC")]
    TooLong,
    /// Bytes are left over after the end of the code.
    #[error("{0} bytes follow the end of the code")]
    Trailing(usize),
    /// The unused last bits of the encoding are not zero.
    #[error("the unused last bits are not zero")]
    Padding,
    /// A header field cannot be read or written, or is not written in its shortest form.
    #[error("malformed ISCC header")]
    Header,
    /// MainType, SubType and Version do not go together.
    #[error("no ISCC has MainType {main_type}, SubType {sub_type} and Version {version}")]
    Combination {
        /// The header's MainType.
        main_type: u32,
        /// The header's SubType.
        sub_type: u32,
        /// The header's Version.
        version: u32,
    },
    /// The Length field has a value that this kind of code cannot have.
    #[error("Length field {0} is not possible here")]
    LengthField(u32),
    /// A multibase content is not an ISCC (multicodec cc01), or a multihash not BLAKE3 (1e20).
    #[error("the multicodec prefix is not the expected one (ISCC: cc01, BLAKE3: 1e20)")]
    Multicodec,
    /// A number of bits that a unit cannot have.
    #[error("{0} bits: a unit has 32, 64, 96, 128, 160, 192, 224 or 256")]
    Bits(u32),
    /// Not a number.
    #[error("not a number")]
    NotANumber,
    /// The code is a valid ISCC of another kind than the one asked for.
    #[error("this ISCC is of another kind: {0}")]
    Kind(&'static str),
    /// A concatenation of units that makes no ISCC-CODE.
    #[error(transparent)]
    Compose(#[from] ComposeError),
}

/// Why units cannot be put together to an ISCC-CODE or a Mixed-Code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ComposeError {
    /// The Data-Code or the Instance-Code is missing; every ISCC-CODE has both.
    #[error("an ISCC-CODE needs a Data-Code and an Instance-Code")]
    Incomplete,
    /// Two units of the same MainType.
    #[error("more than one unit takes the place of the {0}")]
    Duplicate(UnitKind),
    /// A unit is shorter than what is kept of it.
    #[error("a unit of {bytes} bytes, at least {needed} are needed")]
    TooShort {
        /// The length of the unit's body in bytes.
        bytes: usize,
        /// The length that is needed, in bytes.
        needed: usize,
    },
    /// Semantic- and Content-Code are of different modes.
    #[error("Semantic-Code and Content-Code are of different modes")]
    Modes,
    /// A wide ISCC-CODE was asked for and there are other units than Data- and Instance-Code.
    #[error("a wide ISCC-CODE holds a Data-Code and an Instance-Code only")]
    NotWide,
    /// A Mixed-Code was asked for from fewer than two codes.
    #[error("a Mixed-Code needs at least two Content-Codes")]
    TooFew,
    /// A Mixed-Code was asked for from a unit that is not a Content-Code.
    #[error("a Mixed-Code is made of Content-Codes only, not of MainType {main_type}")]
    NotContent {
        /// The unit's MainType.
        main_type: u32,
    },
}
