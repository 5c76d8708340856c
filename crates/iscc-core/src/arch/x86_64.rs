//! The portable functions compiled for the vector units of x86-64.

use crate::{minhash, xxh32};

pub(super) fn has_avx2() -> bool {
    std::is_x86_feature_detected!("avx2")
}

pub(super) fn has_avx512() -> bool {
    std::is_x86_feature_detected!("avx512f")
        && std::is_x86_feature_detected!("avx512vl")
        && std::is_x86_feature_detected!("avx512dq")
        && std::is_x86_feature_detected!("avx512bw")
}

macro_rules! versions {
    ($name:ident, $features:literal) => {
        pub(super) mod $name {
            use super::{minhash, xxh32};

            #[target_feature(enable = $features)]
            pub(crate) fn fold_minima(minima: &mut [u32; 64], features: &[u32]) {
                minhash::fold::fold(minima, features);
            }

            #[target_feature(enable = $features)]
            pub(crate) fn xxh32_each(pieces: &[&[u8]], hashes: &mut [u32]) {
                xxh32::each(pieces, hashes);
            }

            #[target_feature(enable = $features)]
            pub(crate) fn xxh32_windows(bytes: &[u8], hashes: &mut [u32]) {
                xxh32::windows(bytes, hashes);
            }
        }
    };
}
versions!(avx2, "avx2");
versions!(avx512, "avx512f,avx512vl,avx512dq,avx512bw");
