//! Any bytes as a signature file of MPEG-7: an error, or a film that is written and read again, hashed and cut.
#![no_main]

use iscc_video::{VideoHasher, VideoSignature, find_clip, scene_features, shots};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (&[u8], Vec<f64>)| {
    let (file, cuts) = input;
    let Ok(film) = VideoSignature::from_bytes(file) else { return };
    let again = VideoSignature::from_bytes(&film.to_bytes());
    assert_eq!(again.as_ref().ok(), Some(&film));
    let mut hasher = VideoHasher::new();
    for (_, frame) in film.frames() {
        hasher.update(frame.vector());
    }
    assert_eq!(hasher.finalize().is_none(), film.is_empty());
    assert_eq!(scene_features(&film, &cuts).is_empty(), film.is_empty());
    let shots = shots(&film);
    let _ = find_clip(&shots, &shots);
});
