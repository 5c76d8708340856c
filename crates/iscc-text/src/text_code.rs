//! Text-Code (`gen_text_code_v0` of the reference), one-shot and streaming.

use iscc_core::{Bits, Digest, MinHasher, Mode, Unit, UnitKind};

use crate::collapse::{Collapser, verdict};
use crate::ngram::Ngrams;
use crate::unicode_tables::{FINAL_SIGMA, SIGMA};

/// A Text-Code and how much text it stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct TextCode {
    /// The ISCC-UNIT.
    pub unit: Unit,
    /// The number of characters of the collapsed text.
    pub characters: u64,
}

/// The full hash of a text: what [`TextHasher`] gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct TextHash {
    /// All 256 bits of the similarity hash.
    pub digest: Digest,
    /// The number of characters of the collapsed text.
    pub characters: u64,
}

impl TextHash {
    /// The Text-Code that keeps `bits` of the hash.
    #[must_use]
    pub fn code(&self, bits: Bits) -> TextCode {
        let unit = Unit::new(UnitKind::Content(Mode::Text), bits, &self.digest);
        TextCode { unit, characters: self.characters }
    }
}

/// The Text-Code of plain text (`gen_text_code_v0`).
///
/// The codes of files are made of text that was [cleaned](crate::text_clean) first, which can make a
/// difference for the few characters that NFKC turns into marks.
///
/// ```
/// use iscc_core::Bits;
/// use iscc_text::text_code;
///
/// let code = text_code("Hello World", Bits::B64);
/// assert_eq!(code.unit.to_string(), "ISCC:EAASKDNZNYGUUF5A");
/// assert_eq!(code.characters, 10);
/// ```
#[must_use]
pub fn text_code(text: &str, bits: Bits) -> TextCode {
    TextHasher::new().update(text).finalize().code(bits)
}

/// Text-Code of text that comes in pieces, in constant memory.
///
/// The pieces may end anywhere between two characters; the result is that of the whole text.
///
/// ```
/// use iscc_core::Bits;
/// use iscc_text::{TextHasher, text_code};
///
/// let mut hasher = TextHasher::new();
/// hasher.update("Crème bru").update("\u{302}lé").update("e");
/// assert_eq!(hasher.finalize().code(Bits::B64), text_code("Crème brûlée", Bits::B64));
/// ```
#[derive(Debug, Clone)]
pub struct TextHasher {
    state: State,
    /// The twin of `state` while a capital sigma is open: whether it was the last letter of its word
    /// cannot be known before the next character that is not ignorable, any number of characters
    /// later. `state` has taken it for a medial sigma, the twin for a final one, and the next
    /// cased letter or its absence says which of them goes on. A second sigma is cased, so there is never
    /// more than one open.
    with_final_sigma: Option<State>,
}

impl Default for TextHasher {
    fn default() -> Self {
        Self::new()
    }
}

impl TextHasher {
    /// A hasher that has seen nothing.
    #[must_use]
    pub const fn new() -> Self {
        Self { state: State::new(), with_final_sigma: None }
    }

    /// Adds the next piece of the text.
    pub fn update(&mut self, text: &str) -> &mut Self {
        let mut rest = text;
        loop {
            if self.with_final_sigma.is_none() {
                rest = self.state.push_ascii(rest);
            }
            let mut chars = rest.chars();
            let Some(c) = chars.next() else { return self };
            self.push(c);
            rest = chars.as_str();
        }
    }

    fn push(&mut self, c: char) {
        let verdict = if self.with_final_sigma.is_some() { verdict(c) } else { None };
        match (&mut self.with_final_sigma, verdict) {
            (None, _) => {}
            (Some(twin), None) => twin.push(c, FINAL_SIGMA),
            (Some(_), Some(true)) => self.with_final_sigma = None,
            (Some(_), Some(false)) => {
                if let Some(twin) = self.with_final_sigma.take() {
                    self.state = twin;
                }
            }
        }
        if self.state.collapser.is_open_sigma(c) {
            let mut twin = self.state.clone();
            twin.push(c, FINAL_SIGMA);
            self.with_final_sigma = Some(twin);
        }
        self.state.push(c, SIGMA);
    }

    /// The hash of what came so far; more may follow.
    #[must_use]
    pub fn finalize(&self) -> TextHash {
        let (minima, characters) = self.minima();
        TextHash { digest: minima.finalize(), characters }
    }

    /// The minima so far and the number of collapsed characters.
    pub(crate) fn minima(&self) -> (MinHasher, u64) {
        // Nothing follows an open sigma at the end of the text, so it is final.
        let mut state = self.with_final_sigma.as_ref().unwrap_or(&self.state).clone();
        state.collapser.finish(&mut state.ngrams);
        state.ngrams.finish()
    }
}

/// Everything between the characters and the minima.
#[derive(Debug, Clone)]
struct State {
    collapser: Collapser,
    ngrams: Ngrams,
}

impl State {
    const fn new() -> Self {
        Self { collapser: Collapser::new(), ngrams: Ngrams::new() }
    }

    fn push(&mut self, c: char, sigma: char) {
        self.collapser.push(c, sigma, &mut self.ngrams);
    }

    fn push_ascii<'a>(&mut self, text: &'a str) -> &'a str {
        self.collapser.push_ascii(text, &mut self.ngrams)
    }
}
