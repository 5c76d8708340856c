//! All conformance vectors pass, and there are as many as the reference has.

use iscc_kit::selftest::{self, Outcome};

#[test]
fn all_vectors_pass() {
    let report = selftest::run();
    let failures: Vec<_> = report.failures().collect();
    assert!(failures.is_empty(), "{failures:#?}");
    assert_eq!(report.cases.len(), 58);
    let left = report.cases.iter().filter(|case| case.outcome == Outcome::Left).count();
    assert_eq!(report.passed() + left, 58);
    if cfg!(all(
        feature = "text",
        feature = "image",
        feature = "audio",
        feature = "video",
        feature = "data",
        feature = "meta"
    )) {
        assert_eq!(left, 0);
    }
    let counts: Vec<_> = report.by_function().map(|(name, cases)| (name, cases.len())).collect();
    let expected = [
        ("decode_seq", 4),
        ("encode_seq", 4),
        ("gen_audio_code_v0", 5),
        ("gen_data_code_v0", 4),
        ("gen_image_code_v0", 3),
        ("gen_instance_code_v0", 3),
        ("gen_iscc_code_v0", 5),
        ("gen_meta_code_v0", 20),
        ("gen_mixed_code_v0", 2),
        ("gen_text_code_v0", 5),
        ("gen_video_code_v0", 3),
    ];
    assert_eq!(counts, expected);
}
