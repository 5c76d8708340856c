//! The features of a Text-Code: xxh32 of every 13 characters, folded into minima as they come.

use iscc_core::{Digest, MinHasher};
use xxhash_rust::xxh32::xxh32;

/// The width of the sliding window in characters (`text_ngram_size` of the reference).
pub(crate) const WIDTH: usize = 13;

/// MinHash over features that come one by one: longer slices are faster.
#[derive(Debug, Clone)]
struct Batch {
    features: [u32; Self::SIZE],
    used: usize,
    minima: MinHasher,
}

impl Batch {
    const SIZE: usize = 128;

    const fn new() -> Self {
        Self { features: [0; Self::SIZE], used: 0, minima: MinHasher::new() }
    }

    fn push(&mut self, ngram: &[u8]) {
        if self.used == Self::SIZE {
            self.minima.update(&self.features);
            self.used = 0;
        }
        self.features[self.used] = xxh32(ngram, 0);
        self.used += 1;
    }

    fn finalize(&self) -> Digest {
        let mut minima = self.minima.clone();
        minima.update(&self.features[..self.used]).finalize()
    }
}

/// The 256-bit similarity hash of text that [`text_collapse`](crate::text_collapse) has simplified
/// (`soft_hash_text_v0`).
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
pub fn text_hash(collapsed: &str) -> Digest {
    let bytes = collapsed.as_bytes();
    let mut batch = Batch::new();
    let starts = collapsed.char_indices().map(|(start, _)| start);
    let ends = starts.clone().skip(WIDTH).chain([bytes.len()]);
    for (start, end) in starts.zip(ends) {
        batch.push(&bytes[start..end]);
    }
    if bytes.is_empty() {
        batch.push(bytes);
    }
    batch.finalize()
}

/// The same for text that comes character by character.
#[derive(Debug, Clone)]
pub(crate) struct Ngrams {
    /// UTF-8 of at least the last 12 characters, moved to the front when it is full.
    text: [u8; Self::SIZE],
    end: usize,
    /// Where the last 13 characters start in `text`, as a ring.
    starts: [usize; WIDTH],
    /// The place in the ring of the oldest one, which the next one takes.
    oldest: usize,
    characters: u64,
    batch: Batch,
}

impl Ngrams {
    /// Big enough that moving the tail is rare, small enough for the stack.
    const SIZE: usize = 1024;

    pub(crate) const fn new() -> Self {
        Self {
            text: [0; Self::SIZE],
            end: 0,
            starts: [0; WIDTH],
            oldest: 0,
            characters: 0,
            batch: Batch::new(),
        }
    }

    #[inline]
    pub(crate) fn push(&mut self, c: char) {
        if self.end + c.len_utf8() > Self::SIZE {
            self.rewind();
        }
        self.starts[self.oldest] = self.end;
        self.oldest = if self.oldest + 1 == WIDTH { 0 } else { self.oldest + 1 };
        self.end += c.encode_utf8(&mut self.text[self.end..]).len();
        self.characters += 1;
        if self.characters >= WIDTH as u64 {
            self.batch.push(&self.text[self.starts[self.oldest]..self.end]);
        }
    }

    /// Moves what later n-grams need to the front. At least 256 characters are there.
    fn rewind(&mut self) {
        let base = self.starts[self.oldest];
        self.text.copy_within(base..self.end, 0);
        self.end -= base;
        for start in &mut self.starts {
            *start -= base;
        }
    }

    pub(crate) fn finalize(mut self) -> (Digest, u64) {
        if self.characters < WIDTH as u64 {
            self.batch.push(&self.text[..self.end]);
        }
        (self.batch.finalize(), self.characters)
    }
}
