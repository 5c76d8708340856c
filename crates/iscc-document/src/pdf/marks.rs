//! [`Marks`]: the marked content that text is in, as far as it replaces text.

use alloc::string::String;
use alloc::vec::Vec;

/// One mark.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Mark {
    /// Which dictionary it has: where that is in memory, 0 for none.
    pub(super) dict: usize,
    pub(super) actual_text: Option<Vec<u8>>,
}

/// The marks that a text object is in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Marks {
    count: usize,
    /// The dictionary of the innermost.
    last: usize,
    /// The innermost `ActualText`.
    actual_text: Option<String>,
    /// The `ActualText` of the innermost mark that has a dictionary, empty if that has none.
    replacement: String,
}

/// What becomes of a text object for the sake of its marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fate<'m> {
    /// It is text as it is.
    Keep,
    /// It is left out: said already, or replaced by nothing.
    Drop,
    /// It is replaced.
    Replace(&'m str),
}

impl Marks {
    pub(super) fn of(marks: &[Mark]) -> Self {
        let texts = || marks.iter().rev().filter_map(|mark| mark.actual_text.as_deref());
        let with_dict = marks.iter().rev().find(|mark| mark.dict != 0);
        Self {
            count: marks.len(),
            last: marks.last().map_or(0, |mark| mark.dict),
            actual_text: texts().next().map(text),
            replacement: with_dict
                .and_then(|mark| mark.actual_text.as_deref())
                .map(text)
                .unwrap_or_default(),
        }
    }

    /// What becomes of an object with these marks, after one with the `previous` marks.
    pub(super) fn fate(&self, previous: Option<&Self>) -> Fate<'_> {
        let Some(text) = &self.actual_text else { return Fate::Keep };
        if previous
            .is_some_and(|previous| previous.count == self.count && previous.last == self.last)
        {
            return Fate::Drop;
        }
        if text.is_empty() {
            return Fate::Keep;
        }
        let shows = |c: char| c.is_ascii_graphic() || c == ' ' || (c > '\u{80}' && c < '\u{fffd}');
        if text.contains(shows) { Fate::Replace(&self.replacement) } else { Fate::Drop }
    }
}

/// A text string: UTF-16 or UTF-8 by its byte order mark, else `PDFDocEncoding`.
pub(super) fn text(bytes: &[u8]) -> String {
    let utf_16 = |bytes: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        char::decode_utf16(units).map(|c| c.unwrap_or('\u{fffd}')).collect()
    };
    match bytes {
        [0xfe, 0xff, rest @ ..] => utf_16(rest, u16::from_be_bytes),
        [0xff, 0xfe, rest @ ..] => utf_16(rest, u16::from_le_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => String::from_utf8_lossy(rest).into_owned(),
        _ => bytes.iter().map(|&byte| pdf_doc_encoding(byte)).collect(),
    }
}

/// ISO 32000-1, D.3.
fn pdf_doc_encoding(byte: u8) -> char {
    const LOW: [char; 8] = ['˘', 'ˇ', 'ˆ', '˙', '˝', '˛', '˚', '˜'];
    const HIGH: [char; 33] = [
        '•', '†', '‡', '…', '—', '–', 'ƒ', '⁄', '‹', '›', '−', '‰', '„', '“', '”', '‘', '’', '‚',
        '™', 'ﬁ', 'ﬂ', 'Ł', 'Œ', 'Š', 'Ÿ', 'Ž', 'ı', 'ł', 'œ', 'š', 'ž', '\u{fffd}', '€',
    ];
    match byte {
        0x18..=0x1f => LOW[usize::from(byte - 0x18)],
        0x80..=0xa0 => HIGH[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn text_strings() {
        assert_eq!(text(b"a\x80\x92\xe4"), "a•™ä");
        assert_eq!(text(b"\xfe\xff\0a\xd8\x3d\xde\0"), "a😀");
        assert_eq!(text(b"\xef\xbb\xbf\xc3\xa4"), "ä");
    }

    #[test]
    fn text_is_replaced_once() {
        let mark = Mark { dict: 7, actual_text: Some(b"fi".to_vec()) };
        let marks = Marks::of(core::slice::from_ref(&mark));
        assert_eq!(marks.fate(None), Fate::Replace("fi"));
        assert_eq!(marks.fate(Some(&marks)), Fate::Drop);
        assert_eq!(marks.fate(Some(&Marks::default())), Fate::Replace("fi"));
        let soft_hyphen = Marks::of(&[Mark { dict: 7, actual_text: Some(vec![]) }]);
        assert_eq!(soft_hyphen.fate(None), Fate::Keep);
        assert_eq!(Marks::of(&[Mark::default()]).fate(None), Fate::Keep);
        let control = Marks::of(&[mark, Mark { dict: 8, actual_text: Some(b"\t".to_vec()) }]);
        assert_eq!(control.fate(None), Fate::Drop);
    }
}
