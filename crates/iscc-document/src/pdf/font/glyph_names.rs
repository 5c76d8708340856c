//! Unicode of glyph names.

use core::cmp::Ordering;

/// The Adobe Glyph List 2.0, names of a single character, and that of ITC Zapf Dingbats: name, space, hexadecimal code, line feed; sorted.
static LIST: &str = include_str!("glyphlist.txt");

/// The character that a glyph is named after: by the Adobe Glyph List, or `uni` and `u` with hexadecimal digits; what
/// follows a dot does not count. 0 if the name says nothing (as `FreeType`, hence pdfium, has it).
pub(super) fn unicode(name: &[u8]) -> u32 {
    let base = match name.iter().position(|&byte| byte == b'.') {
        Some(dot) if dot > 0 => &name[..dot],
        _ => name,
    };
    let hex = |digits: &[u8]| {
        let upper = digits.iter().all(|byte| matches!(byte, b'0'..=b'9' | b'A'..=b'F'));
        let text = core::str::from_utf8(digits).ok().filter(|_| upper)?;
        u32::from_str_radix(text, 16).ok()
    };
    let digits = match base {
        [b'u', b'n', b'i', digits @ ..] if digits.len() == 4 => hex(digits),
        [b'u', digits @ ..] if (4..=6).contains(&digits.len()) => hex(digits),
        _ => None,
    };
    digits.or_else(|| lookup(base)).unwrap_or(0)
}

/// Binary search over the lines of the list.
fn lookup(name: &[u8]) -> Option<u32> {
    let bytes = LIST.as_bytes();
    let (mut low, mut high) = (0, bytes.len());
    while low < high {
        let middle = low + (high - low) / 2;
        let start =
            bytes[low..middle].iter().rposition(|&b| b == b'\n').map_or(low, |at| low + at + 1);
        let end = start + bytes[start..].iter().position(|&b| b == b'\n')?;
        let line = &bytes[start..end];
        let space = line.iter().position(|&b| b == b' ')?;
        match line[..space].cmp(name) {
            Ordering::Equal => return u32::from_str_radix(&LIST[start + space + 1..end], 16).ok(),
            Ordering::Less => low = end + 1,
            Ordering::Greater => high = start,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_names_are_found() {
        for line in LIST.lines() {
            let (name, code) = line.split_once(' ').unwrap();
            assert_eq!(unicode(name.as_bytes()), u32::from_str_radix(code, 16).unwrap(), "{name}");
        }
    }

    #[test]
    fn names_are_formed() {
        for (name, code) in [
            ("A", 0x41),
            ("a.sc", 0x61),
            ("uni20AC", 0x20ac),
            ("uni20ac", 0),
            ("u1F600", 0x1_f600),
            ("uni0041.alt", 0x41),
            (".notdef", 0),
            ("f_i", 0),
            ("g123", 0),
            ("", 0),
            ("zzzz", 0),
        ] {
            assert_eq!(unicode(name.as_bytes()), code, "{name}");
        }
    }
}
