//! The committed films, and what the reference makes of them.

use std::fs;
use std::path::{Path, PathBuf};

use iscc_core::{Bits, Mode, Unit, UnitKind};
use iscc_video::Video;
use serde_json::Value;

pub(crate) fn films() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/videofile")
}

pub(crate) fn golden() -> Vec<(String, Value)> {
    let json = fs::read_to_string(films().join("golden.json")).unwrap();
    let Value::Object(rows) = serde_json::from_str(&json).unwrap() else { panic!("no object") };
    rows.into_iter().collect()
}

pub(crate) fn fnv(bytes: &[u8]) -> String {
    let hash = bytes.iter().fold(0xcbf2_9ce4_8422_2325_u64, |hash, &byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}")
}

/// Without padding.
fn base64url(bytes: &[u8]) -> String {
    let letters = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let bits = three.iter().fold(0, |bits, &byte| bits << 8 | usize::from(byte));
        let bits = bits << (8 * (3 - three.len()));
        for letter in 0..=three.len() {
            text.push(char::from(letters[bits >> (18 - 6 * letter) & 63]));
        }
    }
    text
}

pub(crate) fn code(video: &Video, bits: Bits) -> String {
    Unit::new(UnitKind::Content(Mode::Video), bits, &video.hash).to_string()
}

pub(crate) fn agree_on_codes(name: &str, row: &Value, video: &Video) {
    assert_eq!(video.frames, row["frames"], "{name}");
    assert_eq!(fnv(&video.signature.as_ref().unwrap().to_bytes()), row["signature"], "{name}");
    assert_eq!(code(video, Bits::B64), row["code64"], "{name}");
    assert_eq!(code(video, Bits::B256), row["code256"], "{name}");
}

pub(crate) fn agree_on_metadata(name: &str, row: &Value, video: &Video) {
    let (found, meta) = (&video.metadata, &row["meta"]);
    let text = |field: &str| meta[field].as_str();
    assert_eq!(found.name.as_deref(), text("name"), "{name}");
    assert_eq!(found.description.as_deref(), text("description"), "{name}");
    assert_eq!(found.creator.as_deref(), text("creator"), "{name}");
    assert_eq!(found.language.as_deref(), text("language"), "{name}");
    assert_eq!(found.duration, meta["duration"].as_u64(), "{name}");
    assert_eq!(found.fps, meta["fps"].as_f64(), "{name}");
    assert_eq!(found.width.map(u64::from), meta["width"].as_u64(), "{name}");
    assert_eq!(found.height.map(u64::from), meta["height"].as_u64(), "{name}");
}

pub(crate) fn agree_on_scenes(name: &str, row: &Value, video: &Video) {
    let ours: Vec<String> =
        video.scenes.iter().map(|scene| base64url(scene.simprint.as_bytes())).collect();
    let sizes: Vec<f64> = video.scenes.iter().map(|scene| scene.duration).collect();
    assert_eq!(serde_json::json!(ours), row["simprints"], "{name}");
    assert_eq!(serde_json::json!(sizes), row["sizes"], "{name}");
}
