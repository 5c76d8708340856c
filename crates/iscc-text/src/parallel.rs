//! The Text-Code of a long text on several threads: the same as on one.
//!
//! A text is cut where what comes before has no influence on what follows, and the other way round: between white space and an
//! ASCII letter or digit. White space ends a word, so no sigma is open behind it; nothing composes with ASCII. The features of the
//! text are those of its parts if each part begins so much earlier that all n-grams across the cut are in it. What is hashed
//! twice has no weight: a MinHash is of a set.

use alloc::vec::Vec;
use core::num::NonZero;
use std::thread;

use iscc_core::Bits;

use crate::collapse::text_collapse;
use crate::ngram::WIDTH;
use crate::text_code::{TextCode, TextHash, TextHasher};

/// Parts are no shorter than this, in bytes: less is not worth a thread.
const PART: usize = 1 << 16;

/// [`text_code`](crate::text_code) of a long text on up to `threads` threads, which end with the call.
///
/// The code does not depend on their number. Text without white space or shorter than 128 KiB is hashed on one thread.
///
/// ```
/// use core::num::NonZero;
///
/// use iscc_core::Bits;
/// use iscc_text::{text_code, text_code_parallel};
///
/// let text = "Übermäßig lange Texte. ".repeat(20_000);
/// let two = NonZero::new(2).unwrap();
/// assert_eq!(text_code_parallel(&text, Bits::B64, two), text_code(&text, Bits::B64));
/// ```
#[must_use]
pub fn text_code_parallel(text: &str, bits: Bits, threads: NonZero<usize>) -> TextCode {
    let parts = parts(text, threads.get().min(text.len() / PART), PART);
    let hash = |part: &Part<'_>| {
        let mut hasher = TextHasher::new();
        hasher.update(part.text);
        hasher.minima()
    };
    let [first, others @ ..] = &*parts else { return crate::text_code(text, bits) };
    let (minima, characters) = thread::scope(|scope| {
        let threads: Vec<_> = others
            .iter()
            // If the system cannot start a thread, this one does its work.
            .map(|part| thread::Builder::new().spawn_scoped(scope, move || hash(part)))
            .collect();
        let (mut minima, mut characters) = hash(first);
        for (thread, part) in threads.into_iter().zip(others) {
            let found = thread.ok().and_then(|thread| thread.join().ok());
            let (more, count) = found.unwrap_or_else(|| hash(part));
            minima.merge(&more);
            characters += count - part.repeated;
        }
        (minima, characters)
    });
    TextHash { digest: minima.finalize(), characters }.code(bits)
}

/// A part of a text.
struct Part<'a> {
    text: &'a str,
    /// How many collapsed characters of it belong to the part before.
    repeated: u64,
}

/// At most `count` parts of about equal length, of at least `shortest` bytes; none if there would be one.
fn parts(text: &str, count: usize, shortest: usize) -> Vec<Part<'_>> {
    let (mut parts, mut start, mut repeated, mut cut) = (Vec::new(), 0, 0, 0);
    for number in 1..count {
        let wanted = (text.len() / count * number).max(cut + shortest);
        let Some(next) = next_cut(text, wanted) else { break };
        // What lies before the cut and has all n-grams across it begins at a cut too.
        let Some((overlap, characters)) = overlap(text, cut, next) else { continue };
        parts.push(Part { text: &text[start..next], repeated });
        (start, repeated, cut) = (overlap, characters, next);
    }
    if !parts.is_empty() {
        parts.push(Part { text: &text[start..], repeated });
    }
    parts
}

/// The first place from `from` on where a text may be cut.
fn next_cut(text: &str, from: usize) -> Option<usize> {
    let is_cut = |pair: &[u8]| matches!(pair, [b' ' | b'\n', next] if next.is_ascii_alphanumeric());
    Some(from + 1 + text.as_bytes().get(from..)?.windows(2).position(is_cut)?)
}

/// The start of a stretch that ends at a cut and has as many characters as an n-gram, and how many it has.
fn overlap(text: &str, after: usize, cut: usize) -> Option<(usize, u64)> {
    let mut length = 64;
    while length < cut - after {
        let start = next_cut(text, cut - length).filter(|start| *start < cut);
        if let Some(start) = start {
            let characters = text_collapse(&text[start..cut]).chars().count();
            if characters >= WIDTH {
                return Some((start, characters as u64));
            }
        }
        length *= 2;
    }
    None
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use iscc_core::MinHasher;
    use proptest::prelude::*;

    use super::*;
    use crate::text_code;

    /// What may be at a cut or near it.
    const WORDS: [&str; 12] = [
        "a",
        "ΟΔΟΣ",
        " ",
        "  ",
        "\n",
        "\u{301}",
        "ﾞ",
        "ｶ",
        "9",
        "e\u{302}tude ",
        "Σ' b",
        "abcdefghijklmn ",
    ];

    proptest! {
        #[test]
        fn parts_have_the_features_of_the_whole(
            words in proptest::collection::vec(proptest::sample::select(WORDS.to_vec()), 0..400),
            count in 2..6_usize,
        ) {
            let text: String = words.concat();
            let parts = parts(&text, count, 20);
            let mut all: Option<(MinHasher, u64)> = None;
            for part in &parts {
                let (minima, count) = TextHasher::new().update(part.text).minima();
                prop_assert!(count >= WIDTH as u64);
                let (merged, characters) = all.get_or_insert_default();
                merged.merge(&minima);
                *characters += count - part.repeated;
            }
            if let Some((merged, characters)) = all {
                let whole = TextHasher::new().update(&text).finalize();
                prop_assert_eq!(characters, whole.characters);
                prop_assert_eq!(merged.finalize(), whole.digest);
            }
        }
    }

    #[test]
    fn threads_do_not_change_the_code() {
        let mut text = String::new();
        for number in 0..30_000_u32 {
            let word = WORDS[number.wrapping_mul(2_654_435_761) as usize % WORDS.len()];
            text.push_str(word);
            text.push(char::from(b'a' + u8::try_from(number % 23).unwrap()));
        }
        text = text.repeat(6);
        let one = text_code(&text, Bits::B256);
        for threads in 1..6 {
            let threads = NonZero::new(threads).unwrap();
            assert!(threads.get() == 1 || !parts(&text, threads.get(), PART).is_empty());
            assert_eq!(text_code_parallel(&text, Bits::B256, threads), one);
        }
    }
}
