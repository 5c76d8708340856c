//! `text_clean` of the reference: text for display, and what granular features are cut from.

use alloc::string::String;

use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{canonical_combining_class, compose, decompose_compatible};

use crate::unicode_tables::known;

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
    loop {
        // Nothing can change across the start of an inert character, and an inert character only by
        // what follows it. So all of a run but its last one stand for themselves, and the last one
        // is normalised together with what comes up to the next run.
        let (run, last) = inert_run(rest);
        let mut behind = rest[run..].chars();
        let Some(c) = behind.next() else {
            lines.push_inert(rest);
            return lines.finish();
        };
        if behind.clone().next().is_none_or(is_inert) {
            if let Some((parts, count)) = inert_parts(c) {
                // What stands for this one character has no more influence than the inert ones around it.
                lines.push_inert(&rest[..run]);
                parts[..count].iter().for_each(|part| lines.push(*part));
                rest = behind.as_str();
                continue;
            }
            if let Some(base) = rest[last..run].chars().next()
                && is_whole(base)
                && is_whole(c)
                && canonical_combining_class(c) != 0
            {
                // One mark behind one letter.
                lines.push_inert(&rest[..last]);
                match compose(base, c) {
                    Some(composed) => lines.push(composed),
                    None => [base, c].into_iter().for_each(|c| lines.push(c)),
                }
                rest = behind.as_str();
                continue;
            }
        }
        lines.push_inert(&rest[..last]);
        let end = rest[run..].find(is_inert).map_or(rest.len(), |length| run + length);
        for c in rest[last..end].chars().map(known).nfkc() {
            lines.push(c);
        }
        rest = &rest[end..];
    }
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
            // All inert characters but the ASCII ones are letters, symbols or punctuation.
            let plain = before_controls(text.as_bytes());
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

/// How many bytes come before the first control character of ASCII.
fn before_controls(bytes: &[u8]) -> usize {
    let is_control = |byte: &u8| *byte < b' ' || *byte == 0x7f;
    let (pieces, _) = bytes.as_chunks::<32>();
    // Whole pieces are looked at without a way out in between, which is faster.
    let without = |piece: &[u8; 32]| piece.iter().fold(true, |none, byte| none & !is_control(byte));
    let passed = pieces.iter().take_while(|piece| without(piece)).count() * 32;
    let rest = &bytes[passed..];
    passed + rest.iter().position(is_control).unwrap_or(rest.len())
}

/// Common characters that NFKC leaves alone and that compose with nothing before them; those that are
/// not ASCII are never removed and no white space.
#[rustfmt::skip]
const INERT_RANGES: [(char, char); 55] = [
    ('\0', '\x7f'), ('¡', '§'), ('«', '¬'), ('®', '®'), ('°', '±'), ('¶', '·'), ('»', '»'), ('¿', 'ı'),
    ('Ĵ', 'ľ'), ('Ł', 'ň'), ('Ŋ', 'ž'), ('ƀ', 'ǃ'), ('Ǎ', 'ǰ'), ('Ǵ', 'ʯ'),
    // Greek, Cyrillic, Armenian
    ('Ά', 'Ά'), ('Έ', 'Ί'), ('Ό', 'Ό'), ('Ύ', 'Ρ'), ('Σ', 'Ϗ'), ('Ѐ', '҂'), ('Ҋ', 'ԯ'), ('Ա', 'Ֆ'), ('ՠ', 'ֆ'),
    // Hebrew, Arabic
    ('א', 'ת'), ('،', '،'), ('؛', '؛'), ('؟', 'غ'), ('ف', 'ي'), ('٠', '٩'), ('ٱ', 'ٴ'), ('ٹ', 'ۓ'),
    // Devanagari, Thai, Georgian
    ('अ', 'ह'), ('।', '९'), ('ก', 'ะ'), ('เ', 'ๆ'), ('ა', 'ჺ'),
    // letters with marks, punctuation, arrows, mathematics, lines, shapes
    ('Ḁ', 'ẙ'), ('ẞ', 'ỿ'), ('‐', '‐'), ('–', '—'), ('‘', '‣'), ('†', '•'), ('‹', '›'), ('€', '€'), ('←', '⇿'),
    ('−', '∫'), ('∮', '∮'), ('∱', '⋿'), ('─', '⛿'),
    // China, Japan, Korea
    ('、', '〟'), ('ぁ', 'ゖ'), ('ァ', 'ヺ'), ('㐀', '䶿'), ('\u{4e00}', '\u{9fff}'), ('가', '힣'),
];

/// A bit for each character up to U+FFFF.
static INERT: [u64; 1024] = {
    let mut bits = [0; 1024];
    let mut i = 0;
    while i < INERT_RANGES.len() {
        let mut c = INERT_RANGES[i].0 as usize;
        while c <= INERT_RANGES[i].1 as usize {
            bits[c / 64] |= 1 << (c % 64);
            c += 1;
        }
        i += 1;
    }
    bits
};

#[inline]
fn is_inert(c: char) -> bool {
    let c = c as usize;
    INERT.get(c / 64).is_some_and(|bits| bits >> (c % 64) & 1 == 1)
}

/// How many bytes the inert characters at the start of a text are, and where the last of them starts.
fn inert_run(text: &str) -> (usize, usize) {
    let bytes = text.as_bytes();
    let (mut at, mut last) = (0, 0);
    loop {
        while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>)
            && eight.is_ascii()
        {
            at += 8;
            last = at - 1;
        }
        let Some(c) = text[at..].chars().next() else { return (at, last) };
        if !is_inert(c) {
            return (at, last);
        }
        last = at;
        at += c.len_utf8();
    }
}

/// Whether a character is not made of others.
fn is_whole(c: char) -> bool {
    let mut whole = true;
    decompose_compatible(c, |part| whole &= part == c);
    whole
}

/// What a character becomes that becomes inert ones only, if it is none itself.
fn inert_parts(c: char) -> Option<([char; 4], usize)> {
    let mut parts = ['\0'; 4];
    let mut count = 0;
    let mut fits = known(c) == c;
    decompose_compatible(c, |part| {
        fits &= is_inert(part) && count < parts.len();
        if fits {
            parts[count] = part;
            count += 1;
        }
    });
    fits.then_some((parts, count))
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

    /// Every character through normalisation, without a way around it.
    fn the_long_way(text: &str) -> String {
        let mut lines = Lines::with_capacity(text.len());
        text.chars().map(known).nfkc().for_each(|c| lines.push(c));
        lines.finish()
    }

    #[test]
    fn no_way_round_changes_a_text() {
        use proptest::prelude::*;

        let tricky = prop::sample::select(
            "a \n\r\t\u{7f}éÅÅΣאकกㅏ가ᄀ\u{1161}\u{11a8}語、，！ﬁ…™²½\u{a0}\u{3000}ﾞｶか\u{3099}\u{301}\u{307}\u{323}\
             \u{ad}\u{200d}\u{378}\u{e000}\u{2028}\u{85}\u{fdfa}\u{1d15e}😀\u{a7ce}\u{16d67}"
                .chars()
                .collect::<alloc::vec::Vec<_>>(),
        );
        let character =
            prop_oneof![3 => tricky, 1 => any::<char>(), 2 => prop::char::range(' ', '~')];
        let text = prop::collection::vec(character, 0..80).prop_map(String::from_iter);
        proptest!(ProptestConfig::with_cases(4000), |(text in text)| {
            prop_assert_eq!(text_clean(&text), the_long_way(&text));
        });
    }

    #[test]
    fn every_character_alone_and_among_others() {
        for c in '\0'..=char::MAX {
            let text = String::from_iter(['x', c, 'y', c, '\u{301}']);
            assert_eq!(text_clean(&text), the_long_way(&text), "{c:?}");
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
