//! Encodings whose alphabet has a power of two of characters: base 16, 32 and 64 (RFC 4648).

use super::line::Line;
use crate::error::ParseError;
use crate::packed::Packed;

/// An encoding of `bits` bits a character, most significant bit first, without padding.
pub(super) struct Radix {
    alphabet: &'static [u8],
    bits: u32,
    /// Letters of both cases mean the same when reading.
    fold_case: bool,
}

const UPPER: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const LOWER: &[u8] = b"abcdefghijklmnopqrstuvwxyz234567";
const HEX32: &[u8] = b"0123456789abcdefghijklmnopqrstuv";
const HEX: &[u8] = b"0123456789abcdef";
const URL: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

impl Radix {
    /// Base32 as in canonical ISCCs; reads upper case only.
    pub(super) const BASE32_STRICT: Self = Self { alphabet: UPPER, bits: 5, fold_case: false };
    /// Base32, upper case; reads both.
    pub(super) const BASE32: Self = Self { alphabet: UPPER, bits: 5, fold_case: true };
    /// Base32, lower case; reads both.
    pub(super) const BASE32_LOWER: Self = Self { alphabet: LOWER, bits: 5, fold_case: true };
    /// Base32 in the order of hexadecimal digits, lower case; reads both.
    pub(super) const BASE32_HEX: Self = Self { alphabet: HEX32, bits: 5, fold_case: true };
    /// Hexadecimal, lower case; reads both.
    pub(super) const BASE16: Self = Self { alphabet: HEX, bits: 4, fold_case: true };
    /// Base64 for URLs and file names.
    pub(super) const BASE64_URL: Self = Self { alphabet: URL, bits: 6, fold_case: false };

    /// Writes `bytes`, with a dash between groups of `group` characters (0: none).
    pub(super) fn write(&self, bytes: &[u8], group: usize, line: &mut Line) {
        let (mut buffer, mut filled, mut count) = (0u32, 0, 0);
        let mask = (1 << self.bits) - 1;
        let mut put = |index: u32| {
            if group != 0 && count != 0 && count % group == 0 {
                line.push(b'-');
            }
            count += 1;
            line.push(self.alphabet[(index & mask) as usize]);
        };
        for byte in bytes {
            buffer = buffer << 8 | u32::from(*byte);
            filled += 8;
            while filled >= self.bits {
                filled -= self.bits;
                put(buffer >> filled);
            }
        }
        if filled > 0 {
            put(buffer << (self.bits - filled));
        }
    }

    /// Reads a string; `dashes` says whether dashes are skipped.
    pub(super) fn read<const N: usize>(
        &self,
        text: &str,
        dashes: bool,
    ) -> Result<Packed<N>, ParseError> {
        let mut bytes = Packed::EMPTY;
        let (mut buffer, mut filled) = (0u32, 0);
        for character in text.chars() {
            if dashes && character == '-' {
                continue;
            }
            let value = self.value(character).ok_or(ParseError::Character(character))?;
            buffer = buffer << self.bits | value;
            filled += self.bits;
            if filled >= 8 {
                filled -= 8;
                bytes.push(&[(buffer >> filled).to_le_bytes()[0]]).ok_or(ParseError::TooLong)?;
                buffer &= (1 << filled) - 1;
            }
        }
        // A last character that holds nothing but padding is one too many, and padding is zero.
        if filled >= self.bits || buffer != 0 { Err(ParseError::Padding) } else { Ok(bytes) }
    }

    fn value(&self, character: char) -> Option<u32> {
        let byte = u8::try_from(character).ok()?;
        let position = self.alphabet.iter().position(|&letter| {
            letter == byte || self.fold_case && letter.eq_ignore_ascii_case(&byte)
        })?;
        u32::try_from(position).ok()
    }
}
