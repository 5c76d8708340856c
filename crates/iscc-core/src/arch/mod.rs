//! The one place where code is chosen by what the CPU has, and the only one with unsafe code.
//!
//! Every function here has one portable, safe body, written so that a compiler makes vector code of
//! it. With feature `simd` it is compiled again for wider vector units and the best version that the
//! CPU can run is called. All versions are the same source, and tests compare them all the same.
//! Targets whose vector unit is always there (NEON on aarch64, SIMD on wasm if switched on) need no
//! choice: their portable version uses it.

#[cfg(all(feature = "simd", target_arch = "x86_64"))]
mod x86_64;

use crate::{Simd, minhash, xxh32};

/// A set of vector instructions that code is compiled for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Level {
    /// Whatever the target always has.
    Portable,
    /// AVX2: eight 32-bit lanes.
    #[cfg(all(feature = "simd", target_arch = "x86_64"))]
    Avx2,
    /// AVX-512 F, VL, DQ and BW: sixteen 32-bit lanes.
    #[cfg(all(feature = "simd", target_arch = "x86_64"))]
    Avx512,
}

impl Level {
    /// All levels that this CPU can run, best first.
    pub(crate) fn available() -> impl Iterator<Item = Self> {
        [
            #[cfg(all(feature = "simd", target_arch = "x86_64"))]
            x86_64::has_avx512().then_some(Self::Avx512),
            #[cfg(all(feature = "simd", target_arch = "x86_64"))]
            x86_64::has_avx2().then_some(Self::Avx2),
            Some(Self::Portable),
        ]
        .into_iter()
        .flatten()
    }

    /// The best level of this CPU.
    #[inline]
    pub(crate) fn best() -> Self {
        Self::available().next().unwrap_or(Self::Portable)
    }
}

impl From<Level> for Simd {
    fn from(level: Level) -> Self {
        match level {
            Level::Portable => Self::Baseline,
            #[cfg(all(feature = "simd", target_arch = "x86_64"))]
            Level::Avx2 => Self::Avx2,
            #[cfg(all(feature = "simd", target_arch = "x86_64"))]
            Level::Avx512 => Self::Avx512,
        }
    }
}

/// Compiles a portable function for every level and calls the version of one.
macro_rules! dispatch {
    ($name:ident, $at:ident, $portable:path, ($($arg:ident: $ty:ty),*)) => {
        #[inline]
        pub(crate) fn $name($($arg: $ty),*) {
            $at(Level::best(), $($arg),*);
        }

        /// The version of a level, which must be [available](Level::available).
        #[inline]
        #[cfg_attr(
            all(feature = "simd", target_arch = "x86_64"),
            expect(unsafe_code, reason = "calls what the CPU was asked for")
        )]
        fn $at(level: Level, $($arg: $ty),*) {
            match level {
                Level::Portable => $portable($($arg),*),
                #[cfg(all(feature = "simd", target_arch = "x86_64"))]
                // SAFETY: `Level::available` gives this level only if the CPU has its features.
                Level::Avx2 => unsafe { x86_64::avx2::$name($($arg),*) },
                #[cfg(all(feature = "simd", target_arch = "x86_64"))]
                // SAFETY: `Level::available` gives this level only if the CPU has its features.
                Level::Avx512 => unsafe { x86_64::avx512::$name($($arg),*) },
            }
        }
    };
}

dispatch!(fold_minima, fold_minima_at, minhash::fold::fold, (minima: &mut [u32; 64], features: &[u32]));
dispatch!(xxh32_each, xxh32_each_at, xxh32::each, (pieces: &[&[u8]], hashes: &mut [u32]));
dispatch!(xxh32_windows, xxh32_windows_at, xxh32::windows, (bytes: &[u8], hashes: &mut [u32]));

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use proptest::collection::vec;
    use proptest::prelude::*;
    use xxhash_rust::xxh32::xxh32;

    use super::*;

    #[test]
    fn the_portable_version_is_always_there() {
        assert_eq!(Level::available().last(), Some(Level::Portable));
    }

    proptest! {
        #[test]
        fn minima_are_those_of_one_feature_at_a_time(features in vec(any::<u32>(), 0..200)) {
            let mut expected = [u32::MAX; 64];
            for feature in &features {
                minhash::fold::fold(&mut expected, core::slice::from_ref(feature));
            }
            for level in Level::available() {
                let mut minima = [u32::MAX; 64];
                fold_minima_at(level, &mut minima, &features);
                prop_assert_eq!(minima, expected, "{:?}", level);
            }
        }

        #[test]
        fn hashes_are_those_of_one_piece_at_a_time(
            bytes in vec(any::<u8>(), 0..4000), lengths in vec(0usize..300, 0..40),
        ) {
            let mut rest = &bytes[..];
            let pieces: Vec<&[u8]> = lengths
                .iter()
                .map(|length| {
                    let (piece, tail) = rest.split_at((*length).min(rest.len()));
                    rest = tail;
                    piece
                })
                .collect();
            let expected: Vec<u32> = pieces.iter().map(|piece| xxh32(piece, 0)).collect();
            for level in Level::available() {
                let mut hashes = std::vec![0; pieces.len()];
                xxh32_each_at(level, &pieces, &mut hashes);
                prop_assert_eq!(&hashes, &expected, "{:?}", level);
            }
        }
    }

    proptest! {
        #[test]
        fn windows_are_pieces(bytes in vec(any::<u8>(), 0..300), places in 0usize..300) {
            let expected: Vec<u32> =
                bytes.windows(xxh32::WINDOW).take(places).map(|window| xxh32(window, 0)).collect();
            for level in Level::available() {
                let mut hashes = std::vec![0; places];
                xxh32_windows_at(level, &bytes, &mut hashes);
                prop_assert_eq!(&hashes[..expected.len()], &expected[..], "{:?}", level);
                prop_assert!(hashes[expected.len()..].iter().all(|hash| *hash == 0));
            }
        }
    }

    #[test]
    fn the_shorter_of_pieces_and_hashes_counts() {
        let mut hashes = [7; 3];
        xxh32_each(&[&b"a"[..]; 20], &mut hashes[..2]);
        assert_eq!(hashes, [xxh32(b"a", 0), xxh32(b"a", 0), 7]);
        xxh32_each(&[b"b"], &mut hashes);
        assert_eq!(hashes, [xxh32(b"b", 0), xxh32(b"a", 0), 7]);
    }
}
