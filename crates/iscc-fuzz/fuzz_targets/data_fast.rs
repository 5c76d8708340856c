//! The fast ways to a Data-Code against the plain description of it: chunk after chunk, feature after
//! feature, permutation after permutation.
#![no_main]

use core::num::NonZero;

use iscc_core::{MinHasher, xxh32_each};
use iscc_data::{DataHasher, data_hash, sum, sum_parallel};
use libfuzzer_sys::fuzz_target;
use xxhash_rust::xxh32::xxh32;

fuzz_target!(|input: (&[u8], Vec<u16>, u16)| {
    let (data, lengths, repeat) = input;

    // Bytes one by one take the plain loop of the chunker, and one chunk at a time the plain hash.
    let mut plain = DataHasher::new();
    for byte in data {
        plain.update(core::slice::from_ref(byte));
    }
    assert_eq!(plain.finalize(), data_hash(data));

    let mut rest = data;
    let mut pieces = Vec::new();
    for length in lengths {
        let (piece, tail) = rest.split_at(usize::from(length).min(rest.len()));
        pieces.push(piece);
        rest = tail;
    }
    let mut hashes = vec![0; pieces.len()];
    xxh32_each(&pieces, &mut hashes);
    assert!(pieces.iter().zip(&hashes).all(|(piece, hash)| xxh32(piece, 0) == *hash));

    let mut one_by_one = MinHasher::new();
    for hash in &hashes {
        one_by_one.update(core::slice::from_ref(hash));
    }
    assert_eq!(one_by_one.finalize(), MinHasher::new().update(&hashes).finalize());

    // Long enough for threads: the input again and again, which is also periodic.
    if !data.is_empty() && repeat % 64 == 0 {
        let long: Vec<u8> =
            data.iter().copied().cycle().take((2 << 20) + usize::from(repeat)).collect();
        let threads =
            NonZero::new(1 + usize::from(repeat / 64) % 4).unwrap_or(NonZero::<usize>::MIN);
        assert_eq!(sum_parallel(&long, threads), sum(&long));
    }
});
