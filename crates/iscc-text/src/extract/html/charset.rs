//! The encoding of a page: byte order mark, `meta`, XML declaration, guess.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use crate::extract::charset::Charset;

/// How much of a page is searched for a declaration, as in Tika.
const SEARCHED: usize = 1 << 16;

/// The encoding of a page, and the page without a byte order mark.
///
/// DIFFERENCE: labels stand for the encodings of the web (`iso-8859-1` is Windows-1252, `utf-16` in an ASCII page UTF-8), a
/// declaration in a comment is none, and an XML declaration counts.
pub(super) fn of_page(bytes: &[u8]) -> (Charset, &[u8]) {
    let (detected, rest) = Charset::detect(bytes);
    if rest.len() < bytes.len() || detected.is_wide() {
        return (detected, rest);
    }
    let searched = &bytes[..bytes.len().min(SEARCHED)];
    let declared = in_meta(searched).or_else(|| in_declaration(searched));
    (declared.map_or(detected, Charset::web), bytes)
}

fn labelled(label: &[u8]) -> Option<&'static Encoding> {
    let encoding = Encoding::for_label(label)?;
    // It could be read so far, so it is none of these.
    Some(if encoding == UTF_16BE || encoding == UTF_16LE { UTF_8 } else { encoding })
}

/// The encoding that the first `meta` element with one says.
fn in_meta(mut page: &[u8]) -> Option<&'static Encoding> {
    loop {
        let at = page.iter().position(|&byte| byte == b'<')?;
        page = &page[at + 1..];
        if let Some(comment) = page.strip_prefix(b"!--") {
            let end = comment.windows(3).position(|w| w == b"-->").unwrap_or(comment.len());
            page = &comment[end..];
        } else if page.get(..4).is_some_and(|name| name.eq_ignore_ascii_case(b"meta"))
            && page.get(4).is_some_and(|b| b.is_ascii_whitespace() || *b == b'/')
        {
            let end = page.iter().position(|&byte| byte == b'>').unwrap_or(page.len());
            if let Some(encoding) = after_charset(&page[4..end]) {
                return Some(encoding);
            }
            page = &page[end..];
        }
    }
}

/// What stands behind `charset=`, whether that is an attribute or in `content`.
fn after_charset(mut tag: &[u8]) -> Option<&'static Encoding> {
    loop {
        let at = tag.windows(7).position(|w| w.eq_ignore_ascii_case(b"charset"))?;
        tag = &tag[at + 7..];
        let value = tag.trim_ascii_start();
        if let Some(value) = value.strip_prefix(b"=") {
            let quote = |byte: &u8| matches!(byte, b'"' | b'\'');
            let value = value.trim_ascii_start();
            let value = &value[value.iter().take_while(|byte| quote(byte)).count()..];
            let ends =
                |b: &u8| quote(b) || b.is_ascii_whitespace() || matches!(b, b';' | b'/' | b'>');
            let end = value.iter().position(ends).unwrap_or(value.len());
            if let Some(encoding) = labelled(&value[..end]) {
                return Some(encoding);
            }
        }
    }
}

/// The encoding that an XML declaration says.
fn in_declaration(page: &[u8]) -> Option<&'static Encoding> {
    let declaration = page.trim_ascii_start().strip_prefix(b"<?xml")?;
    let end = declaration.windows(2).position(|w| w == b"?>")?;
    let at = declaration[..end].windows(8).position(|w| w == b"encoding")?;
    let mut quoted = declaration[at + 8..end].split(|byte| matches!(byte, b'"' | b'\''));
    labelled(quoted.nth(1)?)
}

#[cfg(test)]
mod tests {
    use alloc::string::ToString;

    use super::*;

    #[test]
    fn where_a_page_says_its_encoding() {
        for (page, charset) in [
            (&b"<meta charset=koi8-r>\xc1"[..], "KOI8-R"),
            (b"<META http-equiv='x' content=\"text/html; charset = 'Shift_JIS'\">", "Shift_JIS"),
            (b"<!-- <meta charset=koi8-r> --><p>\xc3\xa4", "UTF-8"),
            (b"<?xml version='1.0' encoding='iso-8859-2'?><p>\xb1", "ISO-8859-2"),
            (b"<?xml version='1.0' encoding='iso-8859-2'?><meta charset=utf-8>", "UTF-8"),
            (b"<meta charset=bogus><meta charset=utf-16>\xc3\xa4", "UTF-8"),
            (b"\xef\xbb\xbf<meta charset=koi8-r>", "UTF-8"),
            (b"\xff\xfe<\0", "UTF-16LE"),
            (b"<\0p\0>\0a\0b\0c\0", "UTF-16LE"),
            (b"<metadata charset=koi8-r>", "UTF-8"),
        ] {
            assert_eq!(of_page(page).0.to_string(), charset, "{}", page.escape_ascii());
        }
    }
}
