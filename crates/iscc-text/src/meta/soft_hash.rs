//! `soft_hash_meta_v0` of the reference: SimHash over BLAKE3 of n-grams.

use iscc_core::{Digest, SimHasher};

use crate::collapse::text_collapse;

/// Characters in an n-gram of text (`meta_ngram_size_text`).
const TEXT: usize = 3;
/// Bytes in an n-gram of bytes (`meta_ngram_size_bytes`).
const BYTES: usize = 4;

/// The hash of a name alone.
pub(super) fn soft_hash(name: &str) -> Digest {
    Digest::new(of_text(name))
}

/// The hash of a name and a description.
pub(super) fn soft_hash_with_text(name: &str, description: &str) -> Digest {
    interleave(&of_text(name), &of_text(description))
}

/// The hash of a name and the bytes of other metadata.
pub(super) fn soft_hash_with_bytes(name: &str, bytes: &[u8]) -> Digest {
    if bytes.is_empty() { soft_hash(name) } else { interleave(&of_text(name), &of_bytes(bytes)) }
}

/// Text shorter than an n-gram is one n-gram, even if it is empty; likewise for bytes.
fn of_text(text: &str) -> [u8; 32] {
    let text = text_collapse(text);
    let mut hasher = SimHasher::<32>::new();
    let starts = text.char_indices().map(|(start, _)| start);
    let ends = starts.clone().skip(TEXT).chain([text.len()]);
    for (start, end) in starts.zip(ends) {
        hasher.update(blake3::hash(&text.as_bytes()[start..end]).as_bytes());
    }
    if text.is_empty() {
        hasher.update(blake3::hash(&[]).as_bytes());
    }
    hasher.finalize()
}

fn of_bytes(bytes: &[u8]) -> [u8; 32] {
    let mut hasher = SimHasher::<32>::new();
    for ngram in bytes.windows(BYTES.min(bytes.len()).max(1)) {
        hasher.update(blake3::hash(ngram).as_bytes());
    }
    hasher.finalize()
}

/// The first halves of both hashes, in turns of 32 bits.
fn interleave(name: &[u8; 32], extra: &[u8; 32]) -> Digest {
    let mut digest = [0; 32];
    for (turn, part) in digest.chunks_exact_mut(8).enumerate() {
        part[..4].copy_from_slice(&name[turn * 4..][..4]);
        part[4..].copy_from_slice(&extra[turn * 4..][..4]);
    }
    Digest::new(digest)
}
