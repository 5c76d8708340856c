//! Any bytes in any pieces: chunks are cut at the same places, and the codes are those of the whole.
#![no_main]

use iscc_core::cdc::{Chunker, Params, chunks};
use iscc_data::{SumHasher, sum};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&[u8], u16)| {
    let (data, piece) = input;
    let pieces = || data.chunks(usize::from(piece).max(1));

    let (mut chunker, mut open, mut lengths) = (Chunker::new(Params::DATA), 0, Vec::new());
    for mut piece in pieces() {
        while let Some(cut) = chunker.next_cut(piece) {
            lengths.push(open + cut);
            (open, piece) = (0, &piece[cut..]);
        }
        open += piece.len();
    }
    if open > 0 || data.is_empty() {
        lengths.push(open);
    }
    assert!(lengths.iter().copied().eq(chunks(data, Params::DATA).map(<[u8]>::len)));

    let mut hasher = SumHasher::new();
    for piece in pieces() {
        hasher.update(piece);
    }
    assert_eq!(hasher.finalize().code(), sum(data).code());
});
