//! Laws of the hashers: the split of the input does not matter, and the streaming chunker finds
//! what the one that sees everything finds.

use core::sync::atomic::{AtomicU64, Ordering};

use iscc_core::MinHasher;
use iscc_core::cdc::{Params, chunks};
use iscc_data::{
    DataHasher, InstanceHasher, SumHasher, data_hash, instance_hash, sum, sum_file,
    sum_file_parallel, sum_file_watched, sum_parallel, sum_reader_parallel,
};
use proptest::prelude::*;
use xxhash_rust::xxh32::xxh32;

/// Bytes with a period of 251: the largest prime below 256, so that swapped blocks show.
fn painted(len: usize) -> Vec<u8> {
    (0..251).cycle().take(len).collect()
}

/// Bytes without structure (xorshift32).
fn random(len: usize, mut state: u32) -> Vec<u8> {
    let mut next = || {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        state.to_le_bytes()[0]
    };
    (0..len).map(|_| next()).collect()
}

/// The Data-Code as the standard describes it: all chunks, all features, one minimum hash.
fn naive_data_hash(data: &[u8]) -> iscc_core::Digest {
    let features: Vec<u32> = chunks(data, Params::DATA).map(|chunk| xxh32(chunk, 0)).collect();
    MinHasher::new().update(&features).finalize()
}

/// Lengths at which something changes, and their neighbours.
const LENGTHS: &[usize] = &[
    0, 1, 2, 3, // no, one and a few bytes
    255, 256, 257, 258, // the minimum chunk: not a byte is hashed before it
    639, 640, 641, // the center, where the mask changes
    1023, 1024, 1025, // the average
    8191, 8192, 8193, // the maximum, where a chunk ends in any case
    16_384, 65_537, 131_072, 131_073, // several chunks; the reader's buffer
    300_000, // more than a batch of features
];

#[test]
fn streaming_equals_the_standards_description() {
    for &len in LENGTHS {
        for data in [painted(len), random(len, 0x9e37_79b9), vec![0; len], vec![0xff; len]] {
            let expected = naive_data_hash(&data);
            assert_eq!(data_hash(&data), expected, "{len} bytes at once");
            let mut hasher = DataHasher::new();
            for byte in &data {
                hasher.update(core::slice::from_ref(byte));
            }
            assert_eq!(hasher.finalize(), expected, "{len} bytes one by one");
        }
    }
}

#[test]
fn finalizing_changes_nothing() {
    let data = random(20_000, 7);
    let mut hasher = SumHasher::new();
    for piece in data.chunks(777) {
        hasher.update(piece);
        let _ = hasher.finalize();
    }
    assert_eq!(hasher.finalize(), sum(&data));
}

#[test]
fn reader_and_file_equal_the_slice() -> std::io::Result<()> {
    let data = random(300_001, 3);
    let expected = sum(&data);
    assert_eq!(iscc_data::sum_reader(&data[..])?, expected);
    let mut hasher = SumHasher::new();
    std::io::copy(&mut &data[..], &mut hasher)?;
    assert_eq!(hasher.finalize(), expected);
    let file = std::env::temp_dir().join(format!("iscc-data-{}", std::process::id()));
    std::fs::write(&file, &data)?;
    let found = sum_file(&file);
    std::fs::remove_file(&file)?;
    assert_eq!(found?, expected);
    assert_eq!(expected.size(), 300_001);
    Ok(())
}

/// Inputs of a few blocks of the parallel sum, of every kind.
fn long_inputs() -> Vec<(&'static str, Vec<u8>)> {
    let len = (3 << 20) + 12_345;
    let sparse = |every: usize| {
        let mut data = vec![0; len];
        data.iter_mut().step_by(every).for_each(|byte| *byte = 1);
        data
    };
    let mut half = random(len, 11);
    half[1 << 20..2 << 20].fill(0);
    vec![
        ("random", random(len, 0x9e37_79b9)),
        ("painted", painted(len)),
        ("zeros", vec![0; len]),
        ("ones", vec![0xff; len]),
        ("period 8191", sparse(8191)),
        ("period 1031", sparse(1031)),
        (
            "text",
            b"The quick brown fox jumps over the lazy dog. "
                .iter()
                .copied()
                .cycle()
                .take(len)
                .collect(),
        ),
        ("zeros in between", half),
    ]
}

#[test]
fn threads_change_nothing() -> std::io::Result<()> {
    let file = std::env::temp_dir().join(format!("iscc-data-threads-{}", std::process::id()));
    for (name, data) in long_inputs() {
        // Whole blocks, one byte more or less, and odd lengths.
        for len in [data.len(), 2 << 20, (2 << 20) + 1, (9 << 18) - 1, (10 << 18) + 8192] {
            let data = &data[..len];
            let expected = sum(data);
            for threads in [1, 2, 3, 8] {
                let threads = threads.try_into().unwrap();
                assert_eq!(sum_parallel(data, threads), expected, "{name} {len} {threads}");
            }
            assert_eq!(sum_reader_parallel(data)?, expected, "{name} {len}");
            std::fs::write(&file, data)?;
            let seen = AtomicU64::new(0);
            let watch = |bytes| _ = seen.fetch_add(bytes, Ordering::Relaxed);
            let found = sum_file_watched(&file, 2.try_into().unwrap(), watch)?;
            assert_eq!((found, seen.into_inner()), (expected, len as u64), "{name} {len}");
            assert_eq!(sum_file(&file)?, expected, "{name} {len}");
        }
    }
    std::fs::remove_file(&file)
}

#[test]
fn errors_come_through_from_other_threads() {
    use std::io::{Error, ErrorKind, Read};

    /// Gives some megabytes, then fails.
    struct Failing(usize);
    impl Read for Failing {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            self.0 += 1;
            if self.0 > 40 { Err(Error::from(ErrorKind::TimedOut)) } else { Ok(buffer.len()) }
        }
    }
    let error = sum_reader_parallel(Failing(0)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::TimedOut);
    let missing = sum_file_parallel("/nonexistent", 2.try_into().unwrap()).unwrap_err();
    assert_eq!(missing.kind(), ErrorKind::NotFound);
}

#[test]
fn interrupted_reads_are_tried_again_and_errors_come_through() {
    struct Unsteady(u32);
    impl std::io::Read for Unsteady {
        fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
            self.0 += 1;
            match self.0 {
                1 | 3 => Err(std::io::ErrorKind::Interrupted.into()),
                2 | 4 => {
                    buffer[..2].copy_from_slice(b"ab");
                    Ok(2)
                }
                5 => Ok(0),
                _ => Err(std::io::ErrorKind::BrokenPipe.into()),
            }
        }
    }
    assert_eq!(iscc_data::sum_reader(Unsteady(0)).unwrap(), sum(b"abab"));
    let error = iscc_data::sum_reader(Unsteady(5)).unwrap_err();
    assert_eq!(error.kind(), std::io::ErrorKind::BrokenPipe);
}

proptest! {
    #[test]
    fn every_split_gives_the_same(
        len in 0usize..40_000, seed in 1u32.., cuts in proptest::collection::vec(any::<u16>(), 0..20),
    ) {
        let data = random(len, seed);
        let mut cuts: Vec<usize> = cuts.into_iter().map(|cut| usize::from(cut) % (len + 1)).collect();
        cuts.sort_unstable();
        cuts.push(len);
        let (mut both, mut alone, mut checksum) =
            (SumHasher::new(), DataHasher::new(), InstanceHasher::new());
        let mut start = 0;
        for cut in cuts {
            both.update(&data[start..cut]);
            alone.update(&data[start..cut]);
            checksum.update(&data[start..cut]);
            start = cut;
        }
        prop_assert_eq!(both.finalize(), sum(&data));
        prop_assert_eq!(alone.finalize(), naive_data_hash(&data));
        prop_assert_eq!(checksum.finalize(), instance_hash(&data));
    }
}
