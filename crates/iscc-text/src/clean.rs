//! `text_clean` of the reference: text for display, and what granular features are cut from.

use alloc::string::String;

use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::UnicodeNormalization;

use crate::casing::known;

/// Cleans text for display (`text_clean` of iscc-lib 0.7.0).
///
/// Normalises (NFKC), makes every line break a `\n`, removes all other control, format, private
/// and unassigned characters (tabs too), keeps one of several blank lines in a row and strips white
/// space from both ends.
///
/// ```
/// use iscc_text::text_clean;
///
/// assert_eq!(text_clean(" ﬁrst\r\n\r\n\r\nsecond\tline\u{2028}"), "first\n\nsecondline");
/// ```
///
/// DIFFERENCE: iscc-core 1.5.0 empties a line of white space only, where iscc-lib and we keep it
/// as it is, and takes a carriage return and a line feed for one line break even if a removed character
/// stands between them. No Text-Code depends on either (white space is removed), but the chunks of granular
/// features and the bytes of a description do, and the codes of files are made with iscc-lib.
#[must_use]
pub fn text_clean(text: &str) -> String {
    let mut lines = Lines::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        // Nothing can change across the start of an inert character, and an inert character only by
        // what follows it. So all of a run but its last one stand for themselves, and the last one
        // is normalised together with what comes up to the next run.
        let run = rest.find(|c| !is_inert(c)).unwrap_or(rest.len());
        let last = if run == rest.len() {
            run
        } else {
            rest[..run].char_indices().next_back().map_or(0, |(at, _)| at)
        };
        lines.push_inert(&rest[..last]);
        let end = rest[run..].find(is_inert).map_or(rest.len(), |length| run + length);
        for c in rest[last..end].chars().map(known).nfkc() {
            lines.push(c);
        }
        rest = &rest[end..];
    }
    lines.finish()
}

/// Collects lines: the steps of `text_clean` after normalisation.
struct Lines {
    out: String,
    /// Where the open line starts.
    start: usize,
    /// Whether the open line has nothing but white space so far.
    blank: bool,
    /// Whether the line before it had.
    blank_before: bool,
    /// Whether the last character was a carriage return: a line feed now belongs to it.
    after_return: bool,
}

impl Lines {
    fn with_capacity(bytes: usize) -> Self {
        let out = String::with_capacity(bytes);
        Self { out, start: 0, blank: true, blank_before: false, after_return: false }
    }

    fn push(&mut self, c: char) {
        let after_return = core::mem::replace(&mut self.after_return, c == '\r');
        match c {
            '\n' if after_return => {}
            '\n' | '\u{b}' | '\u{c}' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => self.end_line(),
            ' '..='~' => self.append(c, c == ' '),
            _ if is_other(c) => {}
            _ => self.append(c, c.is_whitespace()),
        }
    }

    /// Takes characters that are all [inert](is_inert).
    fn push_inert(&mut self, mut text: &str) {
        while let Some(first) = text.chars().next() {
            // All inert characters but the ASCII ones are letters or punctuation.
            let plain =
                text.bytes().take_while(|byte| matches!(byte, b' '..=b'~' | 0x80..)).count();
            if plain == 0 {
                self.push(first);
                text = &text[first.len_utf8()..];
                continue;
            }
            let (mut run, rest) = text.split_at(plain);
            if self.out.is_empty() {
                run = run.trim_start_matches(' ');
            }
            self.blank &= run.bytes().all(|byte| byte == b' ');
            self.out.push_str(run);
            self.after_return = false;
            text = rest;
        }
    }

    /// White space at the start of the text is left out, so `out` is empty up to the first content.
    fn append(&mut self, c: char, space: bool) {
        if !(space && self.out.is_empty()) {
            self.blank &= space;
            self.out.push(c);
        }
    }

    fn end_line(&mut self) {
        if self.blank && self.blank_before {
            self.out.truncate(self.start);
        } else if !self.out.is_empty() {
            self.out.push('\n');
            self.blank_before = self.blank;
        }
        self.start = self.out.len();
        self.blank = true;
    }

    fn finish(mut self) -> String {
        let length = self.out.trim_end().len();
        self.out.truncate(length);
        self.out
    }
}

/// Common characters that NFKC leaves alone and that compose with nothing before them; those that are
/// not ASCII are never removed and no white space.
fn is_inert(c: char) -> bool {
    matches!(c,
        '\0'..='\x7f'
        | 'À'..='ı' | 'Ĵ'..='ľ' | 'Ł'..='ň' | 'Ŋ'..='ž'
        | 'Α'..='Ρ' | 'Σ'..='ώ' | 'Ѐ'..='ѿ'
        | '–'..='—' | '‘'..='„' | '、'..='〟' | 'ぁ'..='ゖ' | 'ァ'..='ヺ'
        | '\u{4e00}'..='\u{9fff}' | '가'..='힣')
}

/// General category C.
fn is_other(c: char) -> bool {
    use GeneralCategory as G;
    matches!(
        get_general_category(c),
        G::Control | G::Format | G::Unassigned | G::PrivateUse | G::Surrogate
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inert_characters_are_inert() {
        use alloc::collections::BTreeSet;

        // A composition is the inverse of a decomposition, whose last character is its second part.
        let mut seconds = BTreeSet::new();
        for c in '\0'..=char::MAX {
            seconds.extend([c].into_iter().nfd().skip(1).last());
        }
        for c in ('\0'..=char::MAX).filter(|c| is_inert(*c)) {
            let first = [c].into_iter().nfd().next();
            assert!(first.is_some_and(|first| !seconds.contains(&first)), "{c:?}");
        }
        for c in ('\0'..=char::MAX).filter(|c| is_inert(*c)) {
            assert!([c].into_iter().nfkc().eq([c]), "{c:?}");
            assert!(c.is_ascii() || !is_other(c) && !c.is_whitespace(), "{c:?}");
        }
    }

    #[test]
    fn line_breaks_and_blank_lines() {
        for (text, clean) in [
            ("", ""),
            (" \n \u{3000}", ""),
            ("a\rb\r\nc\u{b}d\u{c}e\u{85}f\u{2028}g\u{2029}h", "a\nb\nc\nd\ne\nf\ng\nh"),
            ("a\n\r\nb", "a\n\nb"),
            ("a\r\r\nb", "a\n\nb"),
            ("a\n\n\n\n\nb\n", "a\n\nb"),
            ("\n\n a\n\n\nb", "a\n\nb"),
            ("é\r\n\r\n\r\né", "é\n\né"),
            ("a\u{1c}b\u{1f}\tc\u{200d}\u{e000}\u{378}", "abc"),
            ("e\u{301}\u{ad}x", "éx"),
        ] {
            assert_eq!(text_clean(text), clean, "{text:?}");
        }
    }

    /// DIFFERENCE to iscc-core, which gives "a\n\nb" in all of these cases but the last: "a\nb".
    #[test]
    fn lines_of_white_space_stay_as_in_iscc_lib() {
        assert_eq!(text_clean("a\n \u{a0}\nb"), "a\n  \nb");
        assert_eq!(text_clean("a\n  \n \nb"), "a\n  \nb");
        assert_eq!(text_clean("a\n\n   \nb"), "a\n\nb");
        assert_eq!(text_clean("a\r\0\nb"), "a\n\nb");
    }
}
