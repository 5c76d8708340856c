//! xxHash32 of many pieces at a time: the features of Text- and Data-Code.
//!
//! One piece alone keeps a CPU waiting for its multiplications; several at a time do not. The
//! algorithm is that of the xxHash specification 0.1.1, seed 0.

#![allow(clippy::inline_always, reason = "the body is compiled again in every version of `arch`")]

use crate::arch;

const PRIME1: u32 = 0x9e37_79b1;
const PRIME2: u32 = 0x85eb_ca77;
const PRIME3: u32 = 0xc2b2_ae3d;
const PRIME4: u32 = 0x27d4_eb2f;
const PRIME5: u32 = 0x1656_67b1;

/// Pieces that are hashed side by side.
const LANES: usize = 8;

/// Pieces that are sorted by length, so that those side by side are about as long.
const BATCH: usize = 64;

/// 16 bytes: one word for each of the four accumulators of a piece.
type Stripe = [u8; 16];

/// The four accumulators of a piece before its first stripe.
const START: [u32; 4] = [PRIME1.wrapping_add(PRIME2), PRIME2, 0, 0u32.wrapping_sub(PRIME1)];

/// The hashes of `pieces`, one for each, in `hashes`; whichever is shorter counts.
///
/// ```
/// let mut hashes = [0; 2];
/// iscc_core::xxh32_each(&[b"", b"feature"], &mut hashes);
/// assert_eq!(hashes, [0x02cc_5d05, 0x8cf2_5a6d]);
/// ```
pub fn xxh32_each(pieces: &[&[u8]], hashes: &mut [u32]) {
    arch::xxh32_each(pieces, hashes);
}

/// The width of the windows of [`xxh32_windows`]: that of the features of a Text-Code.
pub const WINDOW: usize = 13;

/// The hashes of all windows of [`WINDOW`] bytes: `hashes[i]` of the one that starts at byte `i`. As many as
/// there are windows and places for hashes.
///
/// ```
/// let mut hashes = [0; 2];
/// iscc_core::xxh32_windows(b"fourteen chars", &mut hashes);
/// let mut each = [0; 2];
/// iscc_core::xxh32_each(&[b"fourteen char", b"ourteen chars"], &mut each);
/// assert_eq!(hashes, each);
/// ```
pub fn xxh32_windows(bytes: &[u8], hashes: &mut [u32]) {
    arch::xxh32_windows(bytes, hashes);
}

/// [`xxh32_windows`], to be compiled for whatever the CPU has.
#[inline(always)]
pub(crate) fn windows(bytes: &[u8], hashes: &mut [u32]) {
    let count = bytes.len().saturating_sub(WINDOW - 1).min(hashes.len());
    let (mut at, mut padded) = (0, [0; SPAN]);
    while at < count {
        let block = bytes[at..].first_chunk().unwrap_or_else(|| {
            padded[..bytes.len() - at].copy_from_slice(&bytes[at..]);
            &padded
        });
        let found = lanes_of_windows(block);
        let wanted = found.len().min(count - at);
        hashes[at..at + wanted].copy_from_slice(&found[..wanted]);
        at += wanted;
    }
}

/// Windows side by side, and the bytes that they lie in.
const WINDOWS: usize = 32;
const SPAN: usize = WINDOWS + WINDOW - 1;

#[inline(always)]
fn lanes_of_windows(bytes: &[u8; SPAN]) -> [u32; WINDOWS] {
    let byte = |at: usize| u32::from(bytes[at]);
    // Three words and a byte: shorter than a stripe.
    let mut hashes = [PRIME5 + 13; WINDOWS];
    for word in [0, 4, 8] {
        for (lane, hash) in hashes.iter_mut().enumerate() {
            let at = lane + word;
            let word = byte(at) | byte(at + 1) << 8 | byte(at + 2) << 16 | byte(at + 3) << 24;
            *hash = add_word(*hash, word);
        }
    }
    for (lane, hash) in hashes.iter_mut().enumerate() {
        *hash = avalanche(add_byte(*hash, byte(lane + WINDOW - 1)));
    }
    hashes
}

/// [`xxh32_each`], to be compiled for whatever the CPU has.
#[inline(always)]
pub(crate) fn each(pieces: &[&[u8]], hashes: &mut [u32]) {
    for (pieces, hashes) in pieces.chunks(BATCH).zip(hashes.chunks_mut(BATCH)) {
        let count = pieces.len().min(hashes.len());
        let order = by_stripes(&pieces[..count]);
        for group in order[..count].chunks(LANES) {
            // Lanes that are left over hash the first piece again.
            let places =
                core::array::from_fn(|lane| usize::from(*group.get(lane).unwrap_or(&group[0])));
            let found = side_by_side(places.map(|place| pieces[place]));
            for (place, hash) in places.into_iter().zip(found) {
                hashes[place] = hash;
            }
        }
    }
}

/// The places of at most [`BATCH`] pieces, sorted roughly by their number of stripes (a counting
/// sort; the longest ones count as equally long).
#[inline(always)]
fn by_stripes(pieces: &[&[u8]]) -> [u8; BATCH] {
    const CLASSES: usize = 64;
    let class = |piece: &[u8]| (piece.len() / (16 * 4)).min(CLASSES - 1);
    let mut ends = [0u8; CLASSES];
    for piece in pieces {
        ends[class(piece)] += 1;
    }
    let mut before = 0;
    for end in &mut ends {
        before += *end;
        *end = before;
    }
    let mut order = [0; BATCH];
    for (place, piece) in (0u8..).zip(pieces) {
        let end = &mut ends[class(piece)];
        *end -= 1;
        order[usize::from(*end)] = place;
    }
    order
}

/// The hashes of pieces whose numbers of stripes should be about the same.
#[inline(always)]
fn side_by_side(pieces: [&[u8]; LANES]) -> [u32; LANES] {
    const NONE: &[Stripe] = &[[0; 16]];
    let stripes = pieces.map(|piece| piece.as_chunks::<16>().0);
    let counts = stripes.map(<[Stripe]>::len);
    // Something to read for lanes that have nothing to hash.
    let stripes = stripes.map(|stripes| if stripes.is_empty() { NONE } else { stripes });

    let mut accumulators = [0; 4 * LANES];
    for lane in accumulators.as_chunks_mut().0 {
        *lane = START;
    }
    let shortest = counts.into_iter().min().unwrap_or(0);
    let longest = counts.into_iter().max().unwrap_or(0);
    for step in 0..shortest {
        let words = words(stripes.map(|stripes| &stripes[step]));
        for (accumulator, word) in accumulators.iter_mut().zip(words) {
            *accumulator = round(*accumulator, word);
        }
    }
    for step in shortest..longest {
        let words = words(stripes.map(|stripes| &stripes[step.min(stripes.len() - 1)]));
        // All ones for lanes that are not at their end.
        let live = counts.map(|count| 0u32.wrapping_sub(u32::from(step < count)));
        for (i, (accumulator, word)) in accumulators.iter_mut().zip(words).enumerate() {
            *accumulator ^= (*accumulator ^ round(*accumulator, word)) & live[i / 4];
        }
    }
    finish(pieces, &accumulators)
}

/// The words of one stripe of every lane.
#[inline(always)]
fn words(stripes: [&Stripe; LANES]) -> [u32; 4 * LANES] {
    let mut words = [0; 4 * LANES];
    for (words, stripe) in words.as_chunks_mut::<4>().0.iter_mut().zip(stripes) {
        let [a, b, c, d] = [0, 4, 8, 12].map(|at| word_at(stripe, at));
        *words = [a, b, c, d];
    }
    words
}

#[inline(always)]
fn word_at(stripe: &Stripe, at: usize) -> u32 {
    u32::from_le_bytes([stripe[at], stripe[at + 1], stripe[at + 2], stripe[at + 3]])
}

#[inline(always)]
fn round(accumulator: u32, word: u32) -> u32 {
    accumulator.wrapping_add(word.wrapping_mul(PRIME2)).rotate_left(13).wrapping_mul(PRIME1)
}

/// Accumulators, lengths and what follows the last stripe: to hashes. The tails have up to three
/// words and three bytes; all lanes do all of these steps and keep the results of those they have.
#[inline(always)]
#[expect(clippy::cast_possible_truncation, reason = "words are taken out of wider numbers")]
fn finish(pieces: [&[u8]; LANES], accumulators: &[u32; 4 * LANES]) -> [u32; LANES] {
    let mut hashes = [0u32; LANES];
    for ((hash, piece), lane) in hashes.iter_mut().zip(pieces).zip(accumulators.as_chunks::<4>().0)
    {
        let [a, b, c, d] = *lane;
        let merged = a
            .rotate_left(1)
            .wrapping_add(b.rotate_left(7))
            .wrapping_add(c.rotate_left(12))
            .wrapping_add(d.rotate_left(18));
        let start = if piece.len() < 16 { PRIME5 } else { merged };
        *hash = start.wrapping_add(piece.len() as u32);
    }
    let tails = pieces.map(tail);
    let lengths = pieces.map(|piece| piece.len() % 16);
    for step in 0..3 {
        for ((hash, tail), length) in hashes.iter_mut().zip(tails).zip(lengths) {
            let word = (tail >> (32 * step)) as u32;
            *hash = if step < length / 4 { add_word(*hash, word) } else { *hash };
        }
    }
    let last_words = core::array::from_fn::<_, LANES, _>(|lane| {
        (tails[lane] >> (32 * (lengths[lane] / 4))) as u32
    });
    for step in 0..3 {
        for ((hash, word), length) in hashes.iter_mut().zip(last_words).zip(lengths) {
            let byte = word >> (8 * step) & 0xff;
            *hash = if step < length % 4 { add_byte(*hash, byte) } else { *hash };
        }
    }
    hashes.map(avalanche)
}

/// A word of the tail.
#[inline(always)]
fn add_word(hash: u32, word: u32) -> u32 {
    hash.wrapping_add(word.wrapping_mul(PRIME3)).rotate_left(17).wrapping_mul(PRIME4)
}

/// A byte after the last word.
#[inline(always)]
fn add_byte(hash: u32, byte: u32) -> u32 {
    hash.wrapping_add(byte.wrapping_mul(PRIME5)).rotate_left(11).wrapping_mul(PRIME1)
}

#[inline(always)]
fn avalanche(hash: u32) -> u32 {
    let hash = (hash ^ hash >> 15).wrapping_mul(PRIME2);
    let hash = (hash ^ hash >> 13).wrapping_mul(PRIME3);
    hash ^ hash >> 16
}

/// What follows the last stripe of a piece, as a little-endian number of up to 15 bytes.
#[inline(always)]
fn tail(piece: &[u8]) -> u128 {
    let length = piece.len() % 16;
    if let Some(last) = piece.last_chunk::<16>() {
        // Two shifts, as one of 128 bits is none.
        return u128::from_le_bytes(*last) >> 8 >> (8 * (15 - length));
    }
    // Two numbers that overlap where the length is no power of two.
    let join = |low: u64, high: u64, bytes: usize| {
        u128::from(low) | u128::from(high) << (8 * (length - bytes))
    };
    if let (Some(low), Some(high)) = (piece.first_chunk(), piece.last_chunk()) {
        return join(u64::from_le_bytes(*low), u64::from_le_bytes(*high), 8);
    }
    if let (Some(low), Some(high)) = (piece.first_chunk(), piece.last_chunk()) {
        let [low, high] = [low, high].map(|bytes| u64::from(u32::from_le_bytes(*bytes)));
        return join(low, high, 4);
    }
    piece.iter().rev().fold(0, |number, byte| number << 8 | u128::from(*byte))
}
