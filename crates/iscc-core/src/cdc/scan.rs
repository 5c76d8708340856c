//! The inner loop of the chunker: the gear hash over bytes, eight of them a step.

use super::gear::GEAR;

/// Bytes of a step.
const STEP: usize = 8;

/// `SCALED[k][byte]` is `GEAR[byte] << (k + 1)`.
static SCALED: [[u64; 256]; STEP] = {
    let mut scaled = [[0; 256]; STEP];
    let mut k = 0;
    while k < STEP {
        let mut byte = 0;
        while byte < 256 {
            scaled[k][byte] = (GEAR[byte] as u64) << (k + 1);
            byte += 1;
        }
        k += 1;
    }
    scaled
};

/// Rolls the hash over `bytes`; gives back the number of bytes up to and with the one that cuts:
/// the first after which the bits of `mask` (at most 24 of them) are zero.
///
/// The plain form, [`scan_bytes`], waits for a shift and an addition at every byte. But floors of
/// halves compose, `floor((floor(x / 2) + g) / 2) = floor((x + 2g) / 4)`, so from the hash `h`
/// before a step the one after its first `k` bytes is
///
/// `h_k = (h + s_k) >> k` with `s_k = 2 g_1 + 4 g_2 + ... + 2^k g_k`,
///
/// and the sums `s_k` do not wait for `h`. The bits of `mask` are zero in `h_k` where those of
/// `mask << k` are zero in `h + s_k`. Below 2^32 + 2^40 nothing overflows.
#[inline]
pub(super) fn scan(bytes: &[u8], mask: u32, hash: &mut u32) -> Option<usize> {
    let (steps, rest) = bytes.as_chunks::<STEP>();
    let (mut h, wide) = (u64::from(*hash), u64::from(mask));
    let scaled = |k: usize, byte: u8| SCALED[k][usize::from(byte)];
    for (step, b) in steps.iter().enumerate() {
        let s1 = scaled(0, b[0]);
        let s2 = s1 + scaled(1, b[1]);
        let s3 = s2 + scaled(2, b[2]);
        let s4 = s3 + scaled(3, b[3]);
        let s5 = s4 + scaled(4, b[4]);
        let s6 = s5 + scaled(5, b[5]);
        let s7 = s6 + scaled(6, b[6]);
        let s8 = s7 + scaled(7, b[7]);
        let sums = [s1, s2, s3, s4, s5, s6, s7, s8];
        for (k, sum) in sums.into_iter().enumerate() {
            if (h + sum) & (wide << (k + 1)) == 0 {
                return Some(step * STEP + k + 1);
            }
        }
        h = (h + s8) >> STEP;
    }
    // A hash is below 2^32: half of one plus a gear below 2^31.
    *hash = u32::try_from(h).unwrap_or_default();
    scan_bytes(rest, mask, hash).map(|cut| bytes.len() - rest.len() + cut)
}

/// [`scan`] byte by byte, as the reference does.
#[inline]
fn scan_bytes(bytes: &[u8], mask: u32, hash: &mut u32) -> Option<usize> {
    for (position, &byte) in bytes.iter().enumerate() {
        *hash = (*hash >> 1) + GEAR[usize::from(byte)];
        if *hash & mask == 0 {
            return Some(position + 1);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::collection::vec;
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn steps_equal_bytes(bytes in vec(any::<u8>(), 0..300), bits in 1u32..13, hash: u32) {
            let mask = (1 << bits) - 1;
            let (mut fast, mut plain) = (hash, hash);
            let found = scan(&bytes, mask, &mut fast);
            prop_assert_eq!(found, scan_bytes(&bytes, mask, &mut plain));
            if found.is_none() {
                prop_assert_eq!(fast, plain);
            }
        }
    }
}
