//! [`hash_order`]: the order in which Java walks through a `HashMap`, which decides the order of some texts in the reference.

use alloc::vec::Vec;

/// The positions of distinct `keys`, put in one after the other, as `java.util.HashMap<String, _>` returns them: by the
/// bucket of their hash code, in a bucket as they came.
///
/// Buckets of eight and more, which Java turns into trees, keep their order but for the first entry: keys in documents are
/// short and different, so none gets that full.
pub(super) fn hash_order(keys: &[&str]) -> Vec<usize> {
    // 16 buckets at first, twice as many whenever they are filled by more than three quarters
    let mut buckets = 16usize;
    while keys.len() > buckets / 4 * 3 {
        buckets *= 2;
    }
    let bucket = |key: &str| {
        let hash = hash_code(key);
        (hash ^ (hash >> 16)) as usize & (buckets - 1)
    };
    let mut order: Vec<usize> = (0..keys.len()).collect();
    order.sort_by_key(|&i| bucket(keys[i]));
    order
}

/// `java.lang.String.hashCode`
fn hash_code(key: &str) -> u32 {
    key.encode_utf16().fold(0, |hash: u32, unit| hash.wrapping_mul(31).wrapping_add(unit.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_java_does() {
        let keys = ["14", "3", "22", "1", "100", "5", "40"];
        let walked: Vec<&str> = hash_order(&keys).into_iter().map(|i| keys[i]).collect();
        assert_eq!(walked, ["22", "1", "100", "14", "3", "5", "40"]);
        assert_eq!(hash_code("hello"), 99_162_322);
    }
}
