//! The features of a Text-Code: xxh32 of every 13 characters, folded into minima as they come.

use iscc_core::{Digest, MinHasher, WINDOW, xxh32_windows};
use xxhash_rust::xxh32::xxh32;

use crate::collapse::{Collapsed, Sink};

/// The width of the sliding window in characters (`text_ngram_size` of the reference).
pub(crate) const WIDTH: usize = WINDOW;

/// The 256-bit similarity hash of collapsed text (`soft_hash_text_v0`).
///
/// A text of fewer than 13 characters, even an empty one, is one feature.
///
/// ```
/// use iscc_text::{text_collapse, text_hash};
///
/// let (one, two) = (text_hash(&text_collapse("Some text.")), text_hash(&text_collapse("some text")));
/// assert_eq!(one, two);
/// ```
#[must_use]
pub fn text_hash(collapsed: &Collapsed) -> Digest {
    let mut ngrams = Ngrams::new();
    ngrams.push_str(collapsed.as_str());
    ngrams.finish().0.finalize()
}

/// The n-grams of text that comes in pieces.
#[derive(Debug, Clone)]
pub(crate) struct Ngrams {
    /// UTF-8 whose n-grams are not hashed yet; it begins with the last 12 characters of those that are.
    text: [u8; Self::SIZE],
    end: usize,
    characters: u64,
    minima: MinHasher,
}

impl Ngrams {
    /// Big enough that what is kept is little of it, small enough for the stack.
    const SIZE: usize = 1024;

    /// N-grams that are hashed side by side.
    const BATCH: usize = 128;

    pub(crate) const fn new() -> Self {
        Self { text: [0; Self::SIZE], end: 0, characters: 0, minima: MinHasher::new() }
    }

    pub(crate) fn push_str(&mut self, mut text: &str) {
        while !text.is_empty() {
            let (piece, rest) = text.split_at(text.floor_char_boundary(Self::SIZE - self.end));
            self.text[self.end..][..piece.len()].copy_from_slice(piece.as_bytes());
            self.end += piece.len();
            self.characters += piece.chars().count() as u64;
            text = rest;
            if !text.is_empty() {
                self.hash();
            }
        }
    }

    /// Hashes all n-grams that are complete and keeps the 12 characters that the next one begins with.
    fn hash(&mut self) {
        let (text, minima) = (&self.text[..self.end], &mut self.minima);
        let mut features = [0; Self::BATCH];
        // The n-gram that is next.
        let (mut start, mut end) = (0, first_ngram(text));
        while let Some(last) = end {
            let mut count = 0;
            if last - start == WIDTH {
                // Single bytes: n-grams lie side by side as far as these go.
                let more = text[last..].iter().take_while(|byte| byte.is_ascii()).count();
                count = (more + 1).min(Self::BATCH);
                xxh32_windows(&text[start..start + count + WIDTH - 1], &mut features[..count]);
                start += count;
                end = next_end(text, last + count - 1);
            }
            while count < Self::BATCH
                && let Some(last) = end
                && last - start > WIDTH
            {
                features[count] = xxh32(&text[start..last], 0);
                count += 1;
                start += char_length(text[start]);
                end = next_end(text, last);
            }
            minima.update(&features[..count]);
        }
        self.text.copy_within(start..self.end, 0);
        self.end -= start;
    }

    /// The minima and the number of characters.
    pub(crate) fn finish(mut self) -> (MinHasher, u64) {
        self.hash();
        if self.characters < WIDTH as u64 {
            self.minima.update(&[xxh32(&self.text[..self.end], 0)]);
        }
        (self.minima, self.characters)
    }
}

impl Sink for Ngrams {
    #[inline]
    fn push(&mut self, c: char) {
        if self.end + c.len_utf8() > Self::SIZE {
            self.hash();
        }
        self.end += c.encode_utf8(&mut self.text[self.end..]).len();
        self.characters += 1;
    }

    fn push_ascii(&mut self, mut ascii: &[u8]) {
        self.characters += ascii.len() as u64;
        while !ascii.is_empty() {
            let (piece, rest) = ascii.split_at(ascii.len().min(Self::SIZE - self.end));
            self.text[self.end..][..piece.len()].copy_from_slice(piece);
            self.end += piece.len();
            ascii = rest;
            if !ascii.is_empty() {
                self.hash();
            }
        }
    }
}

/// Where the n-gram ends that `text` begins with, if it has 13 characters.
fn first_ngram(text: &[u8]) -> Option<usize> {
    (0..WIDTH).try_fold(0, |end, _| next_end(text, end))
}

/// Where the character ends that starts at `at`, if there is one.
fn next_end(text: &[u8], at: usize) -> Option<usize> {
    text.get(at).map(|first| at + char_length(*first))
}

/// The length of the UTF-8 that begins with a byte.
fn char_length(first: u8) -> usize {
    match first {
        ..0xc0 => 1,
        0xc0..0xe0 => 2,
        0xe0..0xf0 => 3,
        0xf0.. => 4,
    }
}
