//! Granular features: a hash for every passage of a text (`text_features` of iscc-sdk 0.9.7).

use core::fmt;
use core::iter::FusedIterator;

use iscc_core::Digest;
use iscc_core::cdc::{Chunker, Params};

use crate::base64;
use crate::collapse::text_collapse;
use crate::ngram::text_hash;

/// Bytes of a character in UTF-32.
const WIDTH: usize = 4;

/// The size of the passages that [`text_features`] cuts a text into.
///
/// ```
/// use iscc_text::PassageSize;
///
/// assert_eq!(PassageSize::default(), PassageSize::new(512).unwrap());
/// assert_eq!(PassageSize::new(0), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PassageSize {
    average: u32,
    params: Params,
}

impl PassageSize {
    /// Passages of `average` characters on average: 1 to 2^22, otherwise `None`.
    #[must_use]
    pub const fn new(average: u32) -> Option<Self> {
        match average.checked_mul(4) {
            Some(bytes) => match Params::new(bytes) {
                Some(params) => Some(Self { average, params }),
                None => None,
            },
            None => None,
        }
    }
}

impl Default for PassageSize {
    /// 512 characters (`text_avg_chunk_size`).
    fn default() -> Self {
        const DEFAULT: PassageSize = match PassageSize::new(512) {
            Some(size) => size,
            None => unreachable!(),
        };
        DEFAULT
    }
}

/// The full similarity hash of one passage. It prints as URL-safe base64 without padding.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Simprint(pub Digest);

impl fmt::Display for Simprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&base64::encode_url(self.0.as_bytes()))
    }
}

/// Where something is in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(clippy::exhaustive_structs, reason = "a place has a start and a size")]
pub struct Span {
    /// What stands before it.
    pub offset: usize,
    /// How long it is.
    pub size: usize,
}

/// One passage of a text and its simprint.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub struct TextFeature<'a> {
    /// The hash that finds similar passages.
    pub simprint: Simprint,
    /// Where the passage is, in characters.
    pub chars: Span,
    /// Where the passage is, in bytes of UTF-8.
    pub bytes: Span,
    /// The passage itself.
    pub content: &'a str,
}

/// The granular features of a text, passage by passage (`text_features`).
///
/// The text should be [clean](crate::text_clean). Passages end where content says so, so that an
/// insertion changes the passages around it only. A last passage shorter than a quarter of the
/// average is left out, as it says too little, unless it is the only one; an empty text is one
/// empty passage.
///
/// ```
/// use iscc_text::{PassageSize, text_features};
///
/// let features: Vec<_> = text_features("A short text.", PassageSize::default()).collect();
/// assert_eq!(features.len(), 1);
/// assert_eq!(features[0].chars.size, 13);
/// assert_eq!(features[0].simprint.to_string(), "9jg-KOL8w7s9Cml5-Kdgc01r9_3JNR3ZchmjZzt1CXk");
/// ```
pub fn text_features(text: &str, size: PassageSize) -> TextFeatures<'_> {
    TextFeatures { rest: Some(text), size, chars: 0, bytes: 0 }
}

/// Iterator of [`text_features`].
#[derive(Debug, Clone)]
pub struct TextFeatures<'a> {
    /// `None` after the last passage.
    rest: Option<&'a str>,
    size: PassageSize,
    chars: usize,
    bytes: usize,
}

impl<'a> Iterator for TextFeatures<'a> {
    type Item = TextFeature<'a>;

    fn next(&mut self) -> Option<TextFeature<'a>> {
        let rest = self.rest.take()?;
        let (content, count) = cut(rest, self.size.params);
        let after = &rest[content.len()..];
        let is_only = self.bytes == 0;
        if after.is_empty() && !is_only && count < self.size.average as usize / 4 {
            return None;
        }
        let chars = Span { offset: self.chars, size: count };
        let bytes = Span { offset: self.bytes, size: content.len() };
        self.chars += chars.size;
        self.bytes += bytes.size;
        self.rest = (!after.is_empty()).then_some(after);
        let simprint = Simprint(text_hash(&text_collapse(content)));
        Some(TextFeature { simprint, chars, bytes, content })
    }
}

impl FusedIterator for TextFeatures<'_> {}

/// The first passage of `text` and its number of characters: `alg_cdc_chunks` with `utf32`.
///
/// The chunker works on big-endian UTF-32 and its cuts are moved back to the start of a character. The
/// characters are encoded one by one: nothing is kept of them.
fn cut(text: &str, params: Params) -> (&str, usize) {
    let mut chunker = Chunker::new(params);
    for (count, (start, c)) in text.char_indices().enumerate() {
        let end = start + c.len_utf8();
        match chunker.next_cut(&u32::from(c).to_be_bytes()) {
            None => {}
            // The character is complete, or it is the first one: a passage is never empty.
            Some(WIDTH) => return (&text[..end], count + 1),
            Some(_) if count == 0 => return (&text[..end], 1),
            Some(_) => return (&text[..start], count),
        }
    }
    (text, text.chars().count())
}
