//! The real files of iscc-samples, against what iscc-sdk 0.9.7 makes of them
//! (`testdata/golden/samples.json`, made by `xtask/oracle/samples_golden.py`).
#![cfg(all(feature = "files", feature = "text", feature = "image", feature = "meta"))]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use std::path::Path;

use iscc_kit::{Bits, Note, Options, code_file};
use serde_json::Value;

#[test]
#[ignore = "needs cargo xtask samples"]
fn samples() {
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata");
    let golden = std::fs::read_to_string(testdata.join("golden/samples.json")).unwrap();
    let golden: Value = serde_json::from_str(&golden).unwrap();
    let mut whole = Vec::new();
    for case in golden["files"].as_array().unwrap() {
        let file = case["file"].as_str().unwrap();
        let record = |bits| {
            let path = testdata.join("samples").join(file);
            code_file(path, &Options::new().bits(bits)).unwrap_or_else(|e| panic!("{file}: {e}"))
        };
        let (short, long) = (record(Bits::B64), record(Bits::B256));
        assert_eq!(short.file_size, case["filesize"].as_u64().unwrap(), "{file}");
        assert_eq!(short.datahash.to_string(), case["datahash"], "{file}");
        if short.mode.is_none() {
            assert_eq!(short.iscc.to_string(), case["sum"], "{file}");
            assert!(matches!(short.notes[..], [Note::NoReader(_) | Note::NoMode(_)]), "{file}");
            continue;
        }
        let units = |record: &iscc_kit::Record| -> Value {
            record.units.iter().map(ToString::to_string).collect()
        };
        assert_eq!(short.iscc.to_string(), case["iscc"], "{file}");
        assert_eq!(units(&short), case["units"], "{file}");
        assert_eq!(units(&long), case["units256"], "{file}");
        assert_eq!(short.media_type.map(iscc_kit::MediaType::as_str), case["mediatype"].as_str());
        assert_eq!(short.name.as_deref(), case["name"].as_str(), "{file}");
        assert_eq!(short.description.as_deref(), case["description"].as_str(), "{file}");
        whole.push(file);
    }
    let expected = [
        "image/demo.bmp",
        "image/demo.gif",
        "image/demo.jpg",
        "image/demo.png",
        "image/demo.psd",
        "image/demo.tif",
        "text/demo.json",
        "text/demo.md",
        "text/demo.txt",
        "video/demo.gif",
    ];
    assert_eq!(whole, expected);
}
