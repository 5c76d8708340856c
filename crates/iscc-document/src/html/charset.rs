//! The encoding of a page: byte order mark, `meta`, guess.

use encoding_rs::{
    Encoding, REPLACEMENT, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_874, WINDOWS_1252, WINDOWS_1254,
    X_USER_DEFINED,
};

use crate::charset::Charset;

/// How much of a page is searched for a declaration, as in Tika.
const SEARCHED: usize = 8 << 10;

/// The encoding of a page, and the page without a byte order mark.
///
/// As in the reference a declaration in a comment counts, one of XML does not, and `iso-8859-1` is that and not Windows-1252.
///
/// DIFFERENCE: a page of bytes that says it is UTF-16 is read as UTF-8.
pub(super) fn of_page(bytes: &[u8]) -> (Charset, &[u8]) {
    let (detected, rest) = Charset::detect(bytes);
    if rest.len() < bytes.len() || detected.is_wide() {
        return (detected, rest);
    }
    let searched = &bytes[..bytes.len().min(SEARCHED)];
    (in_meta(searched).unwrap_or(detected), bytes)
}

/// Labels of the web that the reference does not know.
const UNKNOWN: [&str; 49] = [
    "ascii",
    "chinese",
    "cn-big5",
    "cp1250",
    "cp1251",
    "cp1252",
    "cp1253",
    "cp1254",
    "cp1257",
    "csgb2312",
    "csiso58gb231280",
    "csiso88596e",
    "csksc56011987",
    "csmacintosh",
    "dos-874",
    "gb_2312",
    "gb_2312-80",
    "iso-8859-10",
    "iso-8859-14",
    "iso-8859-8-e",
    "iso-8859-8-i",
    "iso8859-1",
    "iso8859-15",
    "iso8859-2",
    "iso88591",
    "iso885915",
    "iso88592",
    "iso88599",
    "koi",
    "koi8",
    "koi8-ru",
    "koi8_r",
    "korean",
    "l9",
    "logical",
    "mac",
    "macintosh",
    "sun_eu_greek",
    "unicode-1-1-utf-8",
    "utf8",
    "visual",
    "x-cp1250",
    "x-cp1251",
    "x-cp1252",
    "x-gbk",
    "x-mac-cyrillic",
    "x-mac-roman",
    "x-mac-ukrainian",
    "x-unicode20utf8",
];

fn labelled(label: &[u8]) -> Option<Charset> {
    if UNKNOWN.iter().any(|unknown| label.eq_ignore_ascii_case(unknown.as_bytes())) {
        return None;
    }
    let encoding = Encoding::for_label(label)?;
    let is_its_name = label.eq_ignore_ascii_case(encoding.name().as_bytes());
    let is_ascii = label.eq_ignore_ascii_case(b"us-ascii") || label.starts_with(b"ansi_");
    Some(match encoding {
        e if e == WINDOWS_1252 && is_ascii => Charset::ASCII,
        e if e == WINDOWS_1252 && !is_its_name => Charset::LATIN_1,
        e if e == WINDOWS_1254 && !is_its_name => Charset::LATIN_5,
        e if e == WINDOWS_874 && !is_its_name => Charset::THAI,
        e if e == X_USER_DEFINED => Charset::web(WINDOWS_1252),
        e if e == REPLACEMENT => return None,
        // It could be read so far, so it is none of these.
        e if e == UTF_16BE || e == UTF_16LE => Charset::web(UTF_8),
        e => Charset::web(e),
    })
}

/// The encoding that the first `meta` element with a known one says, in a comment too.
fn in_meta(mut page: &[u8]) -> Option<Charset> {
    loop {
        let at = page.iter().position(|&byte| byte == b'<')?;
        page = page[at + 1..].trim_ascii_start();
        if page.get(..4).is_some_and(|name| name.eq_ignore_ascii_case(b"meta"))
            && page.get(4).is_some_and(|b| b.is_ascii_whitespace() || *b == b'/')
        {
            let ends = |byte: &u8| matches!(byte, b'<' | b'>');
            let end = page.iter().position(ends).unwrap_or(page.len());
            if let Some(charset) = after_charset(&page[4..end]) {
                return Some(charset);
            }
            page = &page[end..];
        }
    }
}

/// What stands behind `charset=`, whether that is an attribute or in `content`.
fn after_charset(mut tag: &[u8]) -> Option<Charset> {
    loop {
        let at = tag.windows(7).position(|w| w.eq_ignore_ascii_case(b"charset"))?;
        let is_word = at.checked_sub(1).is_none_or(|before| !tag[before].is_ascii_alphanumeric());
        tag = &tag[at + 7..];
        let Some(value) = tag.trim_ascii_start().strip_prefix(b"=").filter(|_| is_word) else {
            continue;
        };
        let value = value.trim_ascii_start();
        let value = match value.first() {
            Some(b'"' | b'\'') => value[1..].trim_ascii_start(),
            _ => value,
        };
        let is_label = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b':' | b'.');
        let end = value.iter().position(|b| !is_label(b)).unwrap_or(value.len());
        if let Some(charset) = labelled(&value[..end]) {
            return Some(charset);
        }
    }
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
            (b"<!-- <meta charset=koi8-r> --><p>\xc3\xa4", "KOI8-R"),
            (b"<?xml version='1.0' encoding='iso-8859-2'?><p>\xc3\xa4", "UTF-8"),
            (b"<meta charset=iso-8859-1>\x93", "ISO-8859-1"),
            (b"<meta charset='windows-1252'>\x93", "windows-1252"),
            (b"< meta charset=US-ASCII>\xe4", "US-ASCII"),
            (b"<meta charset=latin5>\xfe", "ISO-8859-9"),
            (b"<meta charset=tis-620>\xe4", "TIS-620"),
            (b"<meta charset=cp1251>\xc3\xa4", "UTF-8"),
            (b"<meta charset=\"\"koi8-r\">\xc3\xa4", "UTF-8"),
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
