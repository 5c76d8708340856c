//! Base64 (RFC 4648): the two alphabets that simprints and data URLs are written in, and the
//! lenient reading of data URLs that the reference has from Python.

use alloc::string::String;

#[cfg(feature = "meta")]
const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
const URL: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// URL-safe alphabet, no padding.
pub(crate) fn encode_url(bytes: &[u8]) -> String {
    encode(bytes, URL)
}

/// Standard alphabet, padded.
#[cfg(feature = "meta")]
pub(crate) fn encode_padded(bytes: &[u8]) -> String {
    let mut text = encode(bytes, STANDARD);
    while !text.len().is_multiple_of(4) {
        text.push('=');
    }
    text
}

fn encode(bytes: &[u8], alphabet: &[u8; 64]) -> String {
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

/// Decodes the standard alphabet as Python's `b64decode` does by default: characters outside of
/// the alphabet are skipped, what follows the padding is ignored, and the padding has to be there.
///
/// `None` if the last group is incomplete.
#[cfg(feature = "meta")]
pub(crate) fn decode_lenient(text: &str) -> Option<alloc::vec::Vec<u8>> {
    let mut bytes = alloc::vec::Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut digits, mut pads) = (0u32, 0u32, 0);
    for c in text.bytes() {
        if c == b'=' {
            pads += 1;
            // Padding before the second digit of a group counts only once that digit is there.
            if digits >= 2 && digits + pads >= 4 {
                return Some(bytes);
            }
            continue;
        }
        let Some(value) = value(c) else { continue };
        pads = 0;
        bits = bits << 6 | value;
        digits = (digits + 1) % 4;
        // The lowest eight of the bits that are complete: all but 4, 2 or 0 of them.
        if digits != 1 {
            bytes.push((bits >> ((4 - digits) % 4 * 2)).to_le_bytes()[0]);
        }
    }
    (digits == 0).then_some(bytes)
}

#[cfg(feature = "meta")]
fn value(c: u8) -> Option<u32> {
    let value = match c {
        b'A'..=b'Z' => c - b'A',
        b'a'..=b'z' => c - b'a' + 26,
        b'0'..=b'9' => c - b'0' + 52,
        b'+' => 62,
        b'/' => 63,
        _ => return None,
    };
    Some(u32::from(value))
}

#[cfg(all(test, feature = "meta"))]
mod tests {
    use super::*;

    #[test]
    fn padding_and_skipped_characters() {
        for (text, bytes) in [
            ("", Some(&b""[..])),
            ("aGVsbG8=", Some(b"hello")),
            ("aGVs\nb-G8=", Some(b"hello")),
            ("aGVsbG8=x", Some(b"hello")),
            ("aGVsbG8", None),
            ("aGVsb", None),
            ("aG=V=s", Some(b"he")),
            ("aG==", Some(b"h")),
            ("a===", None),
            ("=====", Some(b"")),
            ("=aGVs", Some(b"hel")),
        ] {
            assert_eq!(decode_lenient(text).as_deref(), bytes, "{text:?}");
        }
    }

    #[test]
    fn what_is_encoded_is_decoded() {
        for length in 0..20 {
            let bytes: alloc::vec::Vec<u8> = (0u8..length).map(|at| at.wrapping_mul(83)).collect();
            assert_eq!(decode_lenient(&encode_padded(&bytes)), Some(bytes));
        }
    }
}
