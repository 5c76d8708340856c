//! Base58 in the alphabet of Bitcoin: a number in base 58 with one `1` for each leading zero byte.

use super::line::Line;
use crate::error::ParseError;
use crate::packed::Packed;

const ALPHABET: &[u8; 58] = b"123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

/// The digits of the longest multibase content: 44 bytes, log(256) / log(58) = 1.366 digits a byte.
const MAX_DIGITS: usize = 64;

/// Writes `bytes`.
pub(super) fn write(bytes: &[u8], line: &mut Line) {
    let mut digits = [0u8; MAX_DIGITS];
    let mut used = 0;
    for byte in bytes {
        let mut carry = u32::from(*byte);
        for digit in &mut digits[..used] {
            carry += u32::from(*digit) << 8;
            *digit = (carry % 58).to_le_bytes()[0];
            carry /= 58;
        }
        while carry > 0 && used < MAX_DIGITS {
            digits[used] = (carry % 58).to_le_bytes()[0];
            carry /= 58;
            used += 1;
        }
    }
    let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
    (0..zeros).for_each(|_| line.push(b'1'));
    for digit in digits[..used].iter().rev() {
        line.push(ALPHABET[usize::from(*digit)]);
    }
}

/// Reads a string; dashes are skipped.
pub(super) fn read<const N: usize>(text: &str) -> Result<Packed<N>, ParseError> {
    let text = text.chars().filter(|character| *character != '-');
    // Little-endian number in base 256.
    let mut number = [0u8; N];
    let mut used = 0;
    for character in text.clone() {
        let digit = u8::try_from(character)
            .ok()
            .and_then(|byte| ALPHABET.iter().position(|letter| *letter == byte))
            .ok_or(ParseError::Character(character))?;
        let mut carry = digit;
        for byte in &mut number[..used] {
            carry += usize::from(*byte) * 58;
            *byte = carry.to_le_bytes()[0];
            carry >>= 8;
        }
        if carry > 0 {
            *number.get_mut(used).ok_or(ParseError::TooLong)? = carry.to_le_bytes()[0];
            used += 1;
        }
    }
    let mut bytes = Packed::EMPTY;
    let zeros = text.take_while(|character| *character == '1').count();
    for byte in core::iter::repeat_n(&0, zeros).chain(number[..used].iter().rev()) {
        bytes.push(&[*byte]).ok_or(ParseError::TooLong)?;
    }
    Ok(bytes)
}
