//! NFKC of characters that come one by one, in constant memory.
//!
//! Normalisation needs to hold back what a later character could still change: the last starter (a
//! character of combining class 0) and the marks after it, which are sorted by class and composed with
//! the starter as far as they can be (Unicode 3.11, D108 to D117). A run of marks has no bound in
//! general. It has one here, because `text_collapse` has removed all marks before:
//!
//! 1. A character of the input has combining class 0, so new marks come from compatibility
//!    decompositions only. One that has a starter in it begins a new run after that starter and leaves
//!    at most [`ROOM`]` / 2` marks there.
//! 2. The only characters whose decomposition begins with a mark are the half-width kana voicing marks
//!    U+FF9E and U+FF9F, and it is one mark of class [`VOICING`]. So all that can make a run longer has
//!    this one class, and goes in front of higher classes and after everything of its own or a lower one.
//! 3. No starter composes with more than one of them. Once [`ROOM`] marks are there, at least one
//!    is left that did not compose, and it blocks all further ones of its class.
//!
//! So when [`ROOM`] is used up, starter and marks up to [`VOICING`] are final and can go, and the few
//! marks of higher classes stay. The tests of this file check the three facts for all characters.

use crate::collapse::Sink;
use unicode_normalization::char::{canonical_combining_class, compose, decompose_compatible};

/// How many marks are kept before the final ones are let go.
const ROOM: usize = 32;

/// The combining class of U+3099 and U+309A.
const VOICING: u8 = 8;

/// Streaming NFKC; see the module's text for what may be pushed into it.
#[derive(Debug, Clone)]
pub(crate) struct Recomposer {
    /// The last starter, as long as it can change.
    starter: Option<char>,
    /// The marks after it with their classes, sorted by class and else in the order they came.
    marks: [(u8, char); ROOM],
    used: usize,
}

impl Recomposer {
    pub(crate) const fn new() -> Self {
        Self { starter: None, marks: [(0, '\0'); ROOM], used: 0 }
    }

    /// Takes one character; gives what is final to `out`.
    #[inline]
    pub(crate) fn push(&mut self, c: char, out: &mut impl Sink) {
        decompose_compatible(c, |part| match canonical_combining_class(part) {
            0 => self.push_starter(part, out),
            class => self.push_mark(class, part, out),
        });
    }

    /// [`push`](Self::push) for ASCII and [`plain`](crate::plain::plain) letters: starters that do
    /// not decompose for good and compose with nothing before them.
    #[inline]
    pub(crate) fn push_plain(&mut self, c: char, out: &mut impl Sink) {
        if self.used != 0 {
            self.compose_marks();
            self.release(u8::MAX, out);
        }
        if let Some(starter) = self.starter.replace(c) {
            out.push(starter);
        }
    }

    /// [`push_plain`](Self::push_plain) of ASCII characters.
    pub(crate) fn push_ascii(&mut self, ascii: &[u8], out: &mut impl Sink) {
        let [first, .., last] = *ascii else {
            return ascii.iter().for_each(|byte| self.push_plain(char::from(*byte), out));
        };
        self.push_plain(char::from(first), out);
        // All but the last are final, the first one included.
        self.starter = Some(char::from(last));
        out.push_ascii(&ascii[..ascii.len() - 1]);
    }

    /// Gives everything held back to `out`: the end of the text.
    pub(crate) fn finish(&mut self, out: &mut impl Sink) {
        self.compose_marks();
        self.release(u8::MAX, out);
    }

    fn push_starter(&mut self, c: char, out: &mut impl Sink) {
        self.compose_marks();
        // Hangul: a starter can compose with the starter right before it.
        if composes(c)
            && self.used == 0
            && let Some(composed) = self.starter.and_then(|starter| compose(starter, c))
        {
            self.starter = Some(composed);
            return;
        }
        self.release(u8::MAX, out);
        self.starter = Some(c);
    }

    fn push_mark(&mut self, class: u8, mark: char, out: &mut impl Sink) {
        if self.used == ROOM {
            self.compose_marks();
            self.release(VOICING, out);
            if self.used == ROOM {
                // Cannot be, by fact 1; without it the order of marks would be at stake, not memory.
                self.release(u8::MAX, out);
            }
        }
        let place = self.marks[..self.used].partition_point(|(other, _)| *other <= class);
        self.marks.copy_within(place..self.used, place + 1);
        self.marks[place] = (class, mark);
        self.used += 1;
    }

    /// Composes the starter with every mark that no mark before it blocks (D115, D117).
    fn compose_marks(&mut self) {
        let Some(mut starter) = self.starter else { return };
        let (mut kept, mut last) = (0, 0);
        for at in 0..self.used {
            let (class, mark) = self.marks[at];
            if class > last
                && let Some(composed) = compose(starter, mark)
            {
                starter = composed;
            } else {
                self.marks[kept] = (class, mark);
                (kept, last) = (kept + 1, class);
            }
        }
        self.used = kept;
        self.starter = Some(starter);
    }

    /// Lets the starter go and the marks up to `class`.
    fn release(&mut self, class: u8, out: &mut impl Sink) {
        if let Some(starter) = self.starter.take() {
            out.push(starter);
        }
        let free = self.marks[..self.used].partition_point(|(other, _)| *other <= class);
        for (_, mark) in &self.marks[..free] {
            out.push(*mark);
        }
        self.marks.copy_within(free..self.used, 0);
        self.used -= free;
    }
}

/// Whether a starter may be the second one of a composition: a quick "no" for nearly all text.
pub(crate) fn composes(c: char) -> bool {
    matches!(c, '\u{9be}'..='\u{1b35}' | '\u{11000}'..)
}

#[cfg(test)]
mod tests {
    use alloc::string::String;
    use alloc::vec::Vec;

    use unicode_normalization::UnicodeNormalization;
    use unicode_normalization::char::decompose_canonical;

    use super::*;
    use crate::unicode_tables::{Casing, classify, lower};

    fn nfkd(c: char) -> Vec<(u8, char)> {
        let mut parts = Vec::new();
        decompose_compatible(c, |part| parts.push((canonical_combining_class(part), part)));
        parts
    }

    /// All characters that can be pushed: what `text_collapse` has decomposed, kept and lower-cased.
    fn kept() -> impl Iterator<Item = char> {
        let decomposed = |c: &char| {
            let mut itself = false;
            decompose_canonical(*c, |part| itself = part == *c);
            itself
        };
        ('\0'..=char::MAX).filter(decomposed).filter(|c| classify(*c).1).flat_map(|c| {
            let mut small = Vec::new();
            lower(c, |c| small.push(c));
            small
        })
    }

    #[test]
    fn marks_are_never_kept_and_their_order_never_counts() {
        for c in ('\0'..=char::MAX).filter(|c| canonical_combining_class(*c) != 0) {
            let (casing, kept) = classify(c);
            assert!(!kept && casing != Casing::Cased, "{c:?}");
        }
        assert!(kept().all(|c| canonical_combining_class(c) == 0));
    }

    #[test]
    fn facts_of_the_module_text() {
        for c in kept() {
            let parts = nfkd(c);
            match parts.iter().rposition(|(class, _)| *class == 0) {
                Some(starter) => {
                    assert_eq!(parts[0].0, 0, "{c:?}");
                    assert!(parts.len() - starter <= ROOM / 2, "{c:?}");
                }
                None => assert!(matches!(parts[..], [(VOICING, _)]), "{c:?}"),
            }
        }
        let voicing = ['\u{3099}', '\u{309a}'];
        for c in '\0'..=char::MAX {
            for once in voicing.into_iter().filter_map(|mark| compose(c, mark)) {
                assert!(voicing.into_iter().all(|mark| compose(once, mark).is_none()), "{c:?}");
            }
        }
        for second in ('\0'..=char::MAX).filter(|c| canonical_combining_class(*c) == 0) {
            // Decompositions of two starters are the only source of such compositions but Hangul.
            let mut parts = Vec::new();
            decompose_canonical(second, |part| parts.push(part));
            for pair in parts.windows(2).filter(|pair| canonical_combining_class(pair[1]) == 0) {
                assert!(composes(pair[1]), "{pair:?}");
            }
        }
        for c in '\0'..=char::MAX {
            for sigma in ['σ', 'ς'] {
                assert!(compose(c, sigma).is_none() && compose(sigma, c).is_none(), "{c:?}");
            }
            for byte in 0..128u8 {
                assert!(compose(c, char::from(byte)).is_none(), "{c:?} {byte}");
            }
        }
    }

    #[test]
    fn runs_of_any_length_are_those_of_nfkc() {
        for head in ["", "か", "ｶ", "ﾊ", "a", "¨", "ﱞ", "ｶ¨", "\u{fdfa}", "각", "ㄱ", "1"]
        {
            for run in [0, 1, 2, 3, 15, 31, 32, 33, 34, 63, 64, 65, 100, 1000] {
                for (tail, mixed) in [("", "ﾞ"), ("ㅏ", "ﾞﾟ"), ("ｶﾞ", "ﾟ"), ("¨ﾞ", "ﾟﾞﾞ")]
                {
                    let text: String = head
                        .chars()
                        .chain(mixed.chars().cycle().take(run))
                        .chain(tail.chars())
                        .collect();
                    let (mut recomposer, mut ours) = (Recomposer::new(), String::new());
                    for c in text.chars() {
                        recomposer.push(c, &mut ours);
                    }
                    recomposer.finish(&mut ours);
                    assert_eq!(ours, text.nfkc().collect::<String>(), "{head:?} {run} {tail:?}");
                }
            }
        }
    }
}
