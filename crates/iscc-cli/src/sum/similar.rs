//! Which files are similar: groups by the distance of their Data-Codes.

use iscc_kit::Digest;

/// A file and those that are near to it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Group {
    pub(super) first: usize,
    /// The distance in bits and the file, the nearest first.
    pub(super) similar: Vec<(u32, usize)>,
}

/// The bits of a Data-Code that are compared: 64, or 128 of wide codes.
pub(super) fn compared(hash: &Digest, narrow: bool) -> u128 {
    let mut bits = [0; 16];
    let length = if narrow { 8 } else { 16 };
    bits[..length].copy_from_slice(&hash.as_bytes()[..length]);
    u128::from_be_bytes(bits)
}

/// Groups files as iscc-sum 0.1.0 does: each file that is in no group yet starts one, of all files at most
/// `threshold` bits away, also of those in an earlier group.
pub(super) fn groups(hashes: &[u128], threshold: u32) -> Vec<Group> {
    let mut grouped = vec![false; hashes.len()];
    let mut groups = Vec::new();
    for (first, hash) in hashes.iter().enumerate() {
        if grouped[first] {
            continue;
        }
        let distances = hashes.iter().map(|other| (hash ^ other).count_ones());
        let mut similar: Vec<(u32, usize)> = distances
            .zip(0..)
            .filter(|(distance, other)| *distance <= threshold && *other != first)
            .collect();
        for (_, other) in &similar {
            grouped[*other] = true;
        }
        similar.sort_by_key(|(distance, _)| *distance);
        groups.push(Group { first, similar });
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_come_first_and_a_file_can_be_in_two_groups() {
        let hashes = [0b0000, 0b0111, 0b0001, 0b1111_1111, 0b0011, 0b0001];
        let group = |first, similar: &[(u32, usize)]| Group { first, similar: similar.into() };
        assert_eq!(
            groups(&hashes, 2),
            [
                group(0, &[(1, 2), (1, 5), (2, 4)]),
                group(1, &[(1, 4), (2, 2), (2, 5)]),
                group(3, &[]),
            ]
        );
        assert_eq!(groups(&hashes, 0)[2], group(2, &[(0, 5)]));
        assert_eq!(groups(&hashes, 128).len(), 1);
        assert!(groups(&[], 12).is_empty());
    }

    #[test]
    fn narrow_codes_are_compared_by_64_bits() {
        let hash = Digest::new(core::array::from_fn(|at| u8::from(at >= 8)));
        assert_eq!(compared(&hash, true), 0);
        assert_eq!(compared(&hash, false).count_ones(), 8);
    }
}
