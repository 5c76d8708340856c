//! Golden values of iscc-core 1.5.0, from `testdata/golden/core.json`.

#[path = "../../iscc-core/tests/support/mod.rs"]
mod support;

use iscc_video::{FrameVector, VideoHasher, video_hash};
use support::{cases, number, text, xorshift32};

#[test]
fn hashes_of_frame_signatures() {
    for case in cases("video") {
        let raw = xorshift32(number(&case["seed"]), 380 * number::<usize>(&case["count"]));
        let frames: Vec<FrameVector> =
            raw.as_chunks::<380>().0.iter().map(|frame| frame.map(|byte| byte % 3)).collect();
        let expected = Some(text(&case["hash"]).to_owned());
        let mut hasher = VideoHasher::new();
        for _ in 0..number(&case["repeat"]) {
            for frame in &frames {
                hasher.update(frame);
            }
        }
        assert_eq!(hasher.finalize().map(|digest| digest.to_string()), expected, "{case}");
        assert_eq!(video_hash(&frames), hasher.finalize());
        let wide: Vec<[u32; 380]> = frames.iter().map(|frame| frame.map(u32::from)).collect();
        assert_eq!(video_hash(&wide), hasher.finalize(), "the type of the values does not matter");
    }
}

#[test]
fn no_frame_has_no_hash() {
    assert_eq!(video_hash::<u8>(&[]), None);
}
