//! The characters of Word 6 and 95, whose encoding is that of the first font that says one.

use alloc::string::String;
use alloc::vec::Vec;

use encoding_rs::{
    BIG5, Encoding, MACINTOSH, WINDOWS_874, WINDOWS_1250, WINDOWS_1251, WINDOWS_1252, WINDOWS_1253,
    WINDOWS_1254, WINDOWS_1255, WINDOWS_1256, WINDOWS_1257, WINDOWS_1258,
};

use crate::ole::little_endian::{u8_at, u16_at};

/// How the text is written, by the table of fonts (`SttbfFfn` of Word 6). The reference has no encodings of China, Japan and
/// Korea but one, and takes those for western text.
pub(super) fn encoding(fonts: &[u8]) -> &'static Encoding {
    const CHARSET: usize = 4;
    let end = u16_at(fonts, 0).map_or(0, |length| usize::from(length).min(fonts.len()));
    let mut rest = fonts.get(2..end).unwrap_or_default();
    while let (Some(length), Some(charset)) = (u8_at(rest, 0), u8_at(rest, CHARSET)) {
        if let Some(encoding) = of_charset(charset) {
            return encoding;
        }
        rest = rest.get(usize::from(length) + 1..).unwrap_or_default();
    }
    WINDOWS_1252
}

/// The encoding of a character set of Windows; `None` for those of any text, and of symbols.
fn of_charset(charset: u8) -> Option<&'static Encoding> {
    Some(match charset {
        77 => MACINTOSH,
        128..=130 | 134 | 255 => WINDOWS_1252,
        136 => BIG5,
        161 => WINDOWS_1253,
        162 => WINDOWS_1254,
        163 => WINDOWS_1258,
        177 => WINDOWS_1255,
        178 => WINDOWS_1256,
        186 => WINDOWS_1257,
        204 => WINDOWS_1251,
        222 => WINDOWS_874,
        238 => WINDOWS_1250,
        _ => return None,
    })
}

/// The text of a file. Big5 is in words, the second byte of a character first.
pub(super) fn decode(bytes: &[u8], encoding: &'static Encoding) -> Vec<u16> {
    if encoding != BIG5 {
        return encoding.decode_without_bom_handling(bytes).0.encode_utf16().collect();
    }
    let mut text = String::new();
    for &[trail, lead] in bytes.as_chunks().0 {
        if lead < 0x81 {
            text.push(char::from(trail));
        } else {
            text.push_str(&BIG5.decode_without_bom_handling(&[lead, trail]).0);
        }
    }
    text.encode_utf16().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(fonts: &[u8], bytes: &[u8]) -> String {
        let charsets: Vec<u8> = fonts.iter().flat_map(|set| [6, 0, 0, 0, *set, 0, b'F']).collect();
        let length = u16::try_from(charsets.len() + 2).unwrap().to_le_bytes();
        String::from_utf16(&decode(bytes, encoding(&[&length[..], &charsets].concat()))).unwrap()
    }

    #[test]
    fn the_first_font_with_a_character_set_decides() {
        assert_eq!(text(&[0, 2, 1], b"\xcf"), "Ï");
        assert_eq!(text(&[0, 2, 204, 161], b"\xcf"), "П");
        assert_eq!(text(&[134, 204], b"\xcf"), "Ï", "as in the reference");
        assert_eq!(text(&[136], b"\xd8\xabA\0\x0d\x35"), "建A\r");
        assert_eq!(text(&[], b"\xcf"), "Ï");
    }
}
