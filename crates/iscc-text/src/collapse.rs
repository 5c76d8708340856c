//! `text_collapse` of the reference: what a Text-Code sees of a text.
//!
//! The reference works on the whole text four times: NFD, lower case, removal, NFKC. Here every
//! character goes through once. This is the same, because the first three steps are steps on single
//! characters but for two things:
//!
//! - NFD sorts the marks after a starter. All marks are removed afterwards, and the only thing in
//!   between that looks at neighbours, the final sigma, does not care for the order of marks: a mark of
//!   non-zero class is never `Cased` without being ignorable (tested in `recompose.rs`).
//! - A capital sigma is lower-cased by what stands around it. Backwards one bit of memory is enough;
//!   forwards the caller of [`Collapser::push`] decides, as it depends on whether there is a whole
//!   text to look ahead in or a stream.

use alloc::string::String;
use core::fmt;
use core::ops::Deref;

use unicode_normalization::char::decompose_canonical;

use crate::plain::plain;
use crate::recompose::Recomposer;
use crate::unicode_tables::{CAPITAL_SIGMA, Casing, FINAL_SIGMA, SIGMA, classify, known, lower};

/// Collapsed text: the characters that a Text-Code depends on. Only [`text_collapse`] makes one, so raw text cannot
/// be hashed by mistake.
///
/// ```
/// use iscc_text::text_collapse;
///
/// let collapsed = text_collapse("Hello World");
/// assert_eq!(collapsed.as_str(), "helloworld");
/// assert_eq!(collapsed.to_string(), String::from(collapsed));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub struct Collapsed(String);

impl Collapsed {
    /// The text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Deref for Collapsed {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Collapsed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.0)
    }
}

impl From<Collapsed> for String {
    fn from(collapsed: Collapsed) -> Self {
        collapsed.0
    }
}

/// Simplifies text for similarity hashing (`text_collapse` of iscc-core 1.5.0 and iscc-lib 0.7.0).
///
/// Decomposes (NFD), lower-cases, removes white space, control characters, marks and punctuation,
/// and recomposes (NFKC). The result is not always stable under a second call: NFKC turns `¨` into a
/// space and a mark, which a second call removes.
///
/// ```
/// use iscc_text::text_collapse;
///
/// assert_eq!(text_collapse("Crème brûlée, 2 €!").as_str(), "cremebrulee2€");
/// assert_eq!(text_collapse("ΟΔΟΣ Ωμέγα").as_str(), "οδοςωμεγα");
/// ```
#[must_use]
pub fn text_collapse(text: &str) -> Collapsed {
    let mut collapsed = String::with_capacity(text.len());
    let mut collapser = Collapser::new();
    let out = &mut collapsed;
    let mut rest = text;
    loop {
        rest = collapser.push_ascii(rest, out);
        let mut chars = rest.chars();
        let Some(c) = chars.next() else { break };
        rest = chars.as_str();
        // Looks no further than to the next cased letter, so no character is looked at more than twice.
        let sigma =
            if collapser.is_open_sigma(c) && !continues_word(rest) { FINAL_SIGMA } else { SIGMA };
        collapser.push(c, sigma, out);
    }
    collapser.finish(out);
    Collapsed(collapsed)
}

/// Whether a word goes on in `text`: its first character that is not ignorable is cased.
fn continues_word(text: &str) -> bool {
    text.chars().find_map(verdict).unwrap_or(false)
}

/// What a character after an open sigma says: the word goes on, it ended, or nothing (`None`).
pub(crate) fn verdict(c: char) -> Option<bool> {
    let mut verdict = None;
    decompose_canonical(known(c), |part| {
        verdict = verdict.or(match classify(part).0 {
            Casing::Ignorable => None,
            Casing::Cased => Some(true),
            Casing::Other => Some(false),
        });
    });
    verdict
}

/// What becomes of the ASCII characters: 0 for removed, else the lower case.
const ASCII: [u8; 128] = {
    let mut table = [0; 128];
    let mut c = 0u8;
    while c.is_ascii() {
        let symbol = matches!(c, b'$' | b'+' | b'<'..=b'>' | b'^' | b'`' | b'|' | b'~');
        if c.is_ascii_alphanumeric() || symbol {
            table[c as usize] = c.to_ascii_lowercase();
        }
        c += 1;
    }
    table
};

/// Takes collapsed text.
pub(crate) trait Sink {
    fn push(&mut self, c: char);

    /// Takes ASCII characters.
    fn push_ascii(&mut self, ascii: &[u8]);
}

impl Sink for String {
    #[inline]
    fn push(&mut self, c: char) {
        self.push(c);
    }

    fn push_ascii(&mut self, ascii: &[u8]) {
        self.push_str(core::str::from_utf8(ascii).unwrap_or_default());
    }
}

/// `text_collapse` of characters that come one by one, in constant memory.
#[derive(Debug, Clone)]
pub(crate) struct Collapser {
    /// Whether the last character that was not ignorable was cased: a sigma now may be final.
    in_word: bool,
    recomposer: Recomposer,
}

impl Collapser {
    pub(crate) const fn new() -> Self {
        Self { in_word: false, recomposer: Recomposer::new() }
    }

    /// Whether the lower case of `c` as the next character depends on what follows it.
    pub(crate) fn is_open_sigma(&self, c: char) -> bool {
        c == CAPITAL_SIGMA && self.in_word
    }

    /// Takes one character; `sigma` is the lower case of an [open sigma](Self::is_open_sigma).
    #[inline]
    pub(crate) fn push(&mut self, c: char, sigma: char, out: &mut impl Sink) {
        if let Some((casing, small)) = plain(c) {
            if casing != Casing::Ignorable {
                self.in_word = casing == Casing::Cased;
            }
            if let Some(small) = small {
                self.recomposer.push_plain(small, out);
            }
        } else {
            self.push_any(c, sigma, out);
        }
    }

    fn push_any(&mut self, c: char, sigma: char, out: &mut impl Sink) {
        decompose_canonical(known(c), |part| {
            let (casing, kept) = classify(part);
            if kept && self.is_open_sigma(part) {
                self.recomposer.push(sigma, out);
            } else if kept {
                lower(part, |small| self.recomposer.push(small, out));
            }
            match casing {
                Casing::Ignorable => {}
                Casing::Cased => self.in_word = true,
                Casing::Other => self.in_word = false,
            }
        });
    }

    /// Takes the ASCII characters that `text` begins with and gives back the rest.
    pub(crate) fn push_ascii<'a>(&mut self, text: &'a str, out: &mut impl Sink) -> &'a str {
        let length = text.bytes().take_while(u8::is_ascii).count();
        let (ascii, rest) = text.split_at(length);
        let mut kept = [0; 64];
        for piece in ascii.as_bytes().chunks(kept.len()) {
            // Written wherever the last one was kept: removed characters need no branch.
            let mut count = 0;
            for byte in piece {
                let small = ASCII[usize::from(byte & 0x7f)];
                kept[count] = small;
                count += usize::from(small != 0);
            }
            self.recomposer.push_ascii(&kept[..count], out);
        }
        // The last character that is not ignorable is nearly always the last one.
        let last = ascii.bytes().rev().find(|byte| !b"'.:^`".contains(byte));
        self.in_word = last.map_or(self.in_word, |byte| byte.is_ascii_alphabetic());
        rest
    }

    /// The end of the text: gives everything held back to `out`.
    pub(crate) fn finish(&mut self, out: &mut impl Sink) {
        self.recomposer.finish(out);
    }
}
