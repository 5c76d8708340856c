//! Base64 (RFC 4648): the standard alphabet of data URLs and the URL-safe one of simprints.

use alloc::string::String;
use alloc::vec::Vec;

const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// The standard alphabet with padding (RFC 4648, section 4).
///
/// ```
/// assert_eq!(iscc_schema::base64::encode(b"foob"), "Zm9vYg==");
/// ```
#[must_use]
pub fn encode(bytes: &[u8]) -> String {
    let mut text = digits(bytes, STANDARD);
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}

/// The URL-safe alphabet without padding (RFC 4648, section 5).
///
/// ```
/// assert_eq!(iscc_schema::base64::encode_url(b"\xff\xfe"), "__4");
/// ```
#[must_use]
pub fn encode_url(bytes: &[u8]) -> String {
    digits(bytes, URL)
}

/// Reads the URL-safe alphabet without padding. Every sequence of bytes has one spelling, and no other is read.
///
/// ```
/// use iscc_schema::base64::decode_url;
///
/// assert_eq!(decode_url("__4"), Some(vec![0xff, 0xfe]));
/// assert_eq!(decode_url("__5"), None);
/// ```
#[must_use]
pub fn decode_url(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3 + 2);
    for group in text.as_bytes().chunks(4) {
        let mut bits = 0;
        for digit in group {
            bits = bits << 6 | value(*digit)?;
        }
        bits <<= 6 * (4 - group.len());
        let [_, decoded @ ..] = u32::to_be_bytes(bits);
        let (decoded, unused) = decoded.split_at(group.len().checked_sub(1)?);
        // A lone digit is no byte, and the bits that no byte takes are zero.
        if decoded.is_empty() || unused.iter().any(|byte| *byte != 0) {
            return None;
        }
        bytes.extend_from_slice(decoded);
    }
    Some(bytes)
}

fn digits(bytes: &[u8], alphabet: &[u8; 64]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for group in bytes.chunks(3) {
        let byte = |at: usize| u32::from(group.get(at).copied().unwrap_or(0));
        let bits = byte(0) << 16 | byte(1) << 8 | byte(2);
        for digit in 0..=group.len() {
            let index = bits >> (18 - 6 * digit) & 63;
            text.push(char::from(alphabet[index as usize]));
        }
    }
    text
}

fn value(digit: u8) -> Option<u32> {
    let value = match digit {
        b'A'..=b'Z' => digit - b'A',
        b'a'..=b'z' => digit - b'a' + 26,
        b'0'..=b'9' => digit - b'0' + 52,
        b'-' => 62,
        b'_' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn vectors_of_the_rfc() {
        for (bytes, expected) in [
            ("", ""),
            ("f", "Zg=="),
            ("fo", "Zm8="),
            ("foo", "Zm9v"),
            ("foob", "Zm9vYg=="),
            ("fooba", "Zm9vYmE="),
            ("foobar", "Zm9vYmFy"),
        ] {
            assert_eq!(encode(bytes.as_bytes()), expected);
            assert_eq!(encode_url(bytes.as_bytes()), expected.trim_end_matches('='));
            assert_eq!(decode_url(expected.trim_end_matches('=')).unwrap(), bytes.as_bytes());
        }
    }

    #[test]
    fn other_spellings_are_refused() {
        for text in ["A", "AAAAA", "Zh", "Zg==", "Zm9=", "Zm 9", "Zm+v", "Zm/v", "Zmé"] {
            assert_eq!(decode_url(text), None, "{text:?}");
        }
    }
}
