//! The text forms of codes: canonical, URI, bare, lower-case, dashed and multibase (ISO 24138,
//! IEP-0001; <https://www.iana.org/assignments/uri-schemes> knows `iscc`).

mod base58;
mod line;
mod radix;

use core::fmt;

use crate::error::ParseError;
use crate::packed::Packed;
use line::Line;
use radix::Radix;

/// The multicodec code of ISCC, 0xcc01, as the two bytes in front of a multibase content.
const MULTICODEC: [u8; 2] = [0xcc, 0x01];

/// The longest input of a lenient parse: five units of 256 bits one after the other.
pub(crate) const MAX_SEQUENCE: usize = 5 * 34;

/// How a code is written. Parsing understands all of them; see
/// [`Iscc::parse_lenient`](crate::Iscc::parse_lenient).
///
/// ```
/// use iscc_core::{Iscc, Multibase, TextForm};
///
/// let iscc: Iscc = "ISCC:MEACB7X7777574L6".parse()?;
/// assert_eq!(iscc.form(TextForm::Uri).to_string(), "iscc:meacb7x7777574l6");
/// assert_eq!(iscc.form(TextForm::Dashed).to_string(), "ISCC:MEAC-B7X7-7775-74L6");
/// let hex = TextForm::Multibase(Multibase::Base16);
/// assert_eq!(iscc.form(hex).to_string(), "fcc01610020feffffffdff17e");
/// # Ok::<(), iscc_core::ParseError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum TextForm {
    /// `ISCC:` and upper-case base32: the form that is stored and compared.
    #[default]
    Canonical,
    /// `iscc:` and lower-case base32: for URIs, where schemes are lower case.
    Uri,
    /// Upper-case base32 without a scheme.
    Bare,
    /// Lower-case base32 without a scheme: for names that must not depend on case.
    Lower,
    /// `ISCC:` and upper-case base32 in groups of four: for people who read or type it.
    Dashed,
    /// A multibase prefix and the multicodec content, without a scheme.
    Multibase(Multibase),
}

/// The multibase encodings that ISCCs are written in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Multibase {
    /// `f`: hexadecimal, lower case.
    Base16,
    /// `b`: base32, lower case.
    Base32,
    /// `v`: base32hex, lower case.
    Base32Hex,
    /// `z`: base58btc.
    Base58Btc,
    /// `u`: base64url.
    Base64Url,
}

impl Multibase {
    /// All encodings.
    pub const ALL: [Self; 5] =
        [Self::Base16, Self::Base32, Self::Base32Hex, Self::Base58Btc, Self::Base64Url];

    /// The character that starts a string of this encoding.
    #[must_use]
    pub const fn prefix(self) -> char {
        match self {
            Self::Base16 => 'f',
            Self::Base32 => 'b',
            Self::Base32Hex => 'v',
            Self::Base58Btc => 'z',
            Self::Base64Url => 'u',
        }
    }

    fn from_prefix(prefix: char) -> Option<Self> {
        Self::ALL.into_iter().find(|base| base.prefix() == prefix)
    }

    /// The codec, for all but base 58.
    fn radix(self) -> Option<Radix> {
        match self {
            Self::Base16 => Some(Radix::BASE16),
            Self::Base32 => Some(Radix::BASE32_LOWER),
            Self::Base32Hex => Some(Radix::BASE32_HEX),
            Self::Base64Url => Some(Radix::BASE64_URL),
            Self::Base58Btc => None,
        }
    }
}

/// A code in a [`TextForm`], to be printed.
#[derive(Debug, Clone, Copy)]
pub struct Formatted {
    pub(crate) bytes: Packed,
    pub(crate) form: TextForm,
}

impl fmt::Display for Formatted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (bytes, mut line) = (&*self.bytes, Line::new());
        line.push_str(match self.form {
            TextForm::Canonical | TextForm::Dashed => "ISCC:",
            TextForm::Uri => "iscc:",
            TextForm::Bare | TextForm::Lower | TextForm::Multibase(_) => "",
        });
        match self.form {
            TextForm::Canonical | TextForm::Bare => Radix::BASE32.write(bytes, 0, &mut line),
            TextForm::Dashed => Radix::BASE32.write(bytes, 4, &mut line),
            TextForm::Uri | TextForm::Lower => Radix::BASE32_LOWER.write(bytes, 0, &mut line),
            TextForm::Multibase(base) => {
                line.push_str(base.prefix().encode_utf8(&mut [0; 4]));
                let content = Packed::<44>::concat(&[&MULTICODEC, bytes]);
                match base.radix() {
                    Some(radix) => radix.write(&content, 0, &mut line),
                    None => base58::write(&content, &mut line),
                }
            }
        }
        line.print(f)
    }
}

/// The bytes of a canonical string, and nothing but a canonical string.
pub(crate) fn read_canonical(text: &str) -> Result<Packed, ParseError> {
    let code = text.strip_prefix("ISCC:").ok_or(ParseError::Scheme)?;
    Radix::BASE32_STRICT.read(code, false)
}

/// The bytes of any text form, white space around it ignored.
pub(crate) fn read_lenient(text: &str) -> Result<Packed<MAX_SEQUENCE>, ParseError> {
    let code = match text.trim().split_once(':') {
        Some((scheme, code)) if scheme.trim_end().eq_ignore_ascii_case("iscc") => code.trim_start(),
        Some(_) => return Err(ParseError::Scheme),
        None => text.trim(),
    };
    // No code starts with one of these letters in base32: the first five bits of a header hold the
    // MainType and the top bit of a SubType below 8, which is an even letter from A to O.
    let Some(base) = code.chars().next().and_then(Multibase::from_prefix) else {
        return Radix::BASE32.read(code, true);
    };
    let content: Packed<MAX_SEQUENCE> = match base.radix() {
        // The dash is a digit of base64url.
        Some(radix) => radix.read(&code[1..], base != Multibase::Base64Url)?,
        None => base58::read(&code[1..])?,
    };
    match content.strip_prefix(&MULTICODEC) {
        Some(bytes) => Ok(Packed::concat(&[bytes])),
        None => Err(ParseError::Multicodec),
    }
}

/// Gives a type with `to_bytes` and `from_bytes` its text forms, and serde's as canonical string.
macro_rules! text_forms {
    ($type:ty) => {
        impl $type {
            /// The code in another text form, to be printed.
            #[must_use]
            pub fn form(&self, form: $crate::TextForm) -> $crate::Formatted {
                $crate::Formatted { bytes: self.to_bytes(), form }
            }
        }

        impl core::fmt::Display for $type {
            /// The canonical form: `ISCC:` and upper-case base32.
            fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
                self.form($crate::TextForm::Canonical).fmt(f)
            }
        }

        impl core::str::FromStr for $type {
            type Err = $crate::ParseError;

            /// Strict: takes the canonical form alone.
            fn from_str(text: &str) -> Result<Self, $crate::ParseError> {
                Self::from_bytes(&$crate::text::read_canonical(text)?)
            }
        }

        #[cfg(feature = "serde")]
        impl serde::Serialize for $type {
            /// As the canonical string.
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        #[cfg(feature = "serde")]
        impl<'de> serde::Deserialize<'de> for $type {
            /// From the canonical string.
            fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                let text = <alloc::borrow::Cow<'de, str>>::deserialize(deserializer)?;
                text.parse().map_err(serde::de::Error::custom)
            }
        }
    };
}
pub(crate) use text_forms;
