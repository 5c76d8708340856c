//! Golden values of iscc-core 1.5.0, from `testdata/golden/core.json`.

#[path = "../../iscc-core/tests/support/mod.rs"]
mod support;

use iscc_audio::{AudioHasher, audio_hash};
use support::{cases, list, number, text, xorshift32};

#[test]
fn hashes_of_fingerprints() {
    for case in cases("audio") {
        let raw = xorshift32(number(&case["seed"]), 4 * number::<usize>(&case["count"]));
        let mut items: Vec<i32> =
            raw.as_chunks::<4>().0.iter().map(|word| i32::from_be_bytes(*word)).collect();
        if case["extremes"] == true {
            items.extend([i32::MIN, -1, 0, 1, i32::MAX]);
        }
        let first = list(&case["items"], |item| item.as_i64().unwrap_or_default());
        assert!(first.iter().zip(&items).all(|(a, b)| *a == i64::from(*b)), "{case}");
        assert_eq!(audio_hash(&items).to_string(), text(&case["hash"]), "{case}");
        let mut hasher = AudioHasher::new();
        for piece in items.chunks(5) {
            hasher.update(piece);
        }
        assert_eq!(hasher.finalize(), audio_hash(&items));
    }
}
