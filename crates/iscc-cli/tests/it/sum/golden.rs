//! The runs of `testdata/golden/sum.json`, which iscc-sum 0.1.0 made: the same bytes, the same exit codes.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::folder::Folder;

fn golden() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/golden/sum.json");
    serde_json::from_slice(&fs::read(path).unwrap()).unwrap()
}

fn number(value: &Value) -> usize {
    value.as_u64().unwrap().try_into().unwrap()
}

/// The bytes of a file: text, or made by a generator with some bytes inverted.
fn content(file: &Value) -> Vec<u8> {
    if let Some(text) = file["text"].as_str() {
        return text.into();
    }
    let length = number(&file["length"]);
    let mut state = u32::try_from(number(&file["seed"])).unwrap();
    let mut bytes = Vec::with_capacity(length + 3);
    while bytes.len() < length {
        state ^= state << 13;
        state ^= state >> 17;
        state ^= state << 5;
        bytes.extend(state.to_le_bytes());
    }
    bytes.truncate(length);
    for edit in file["edits"].as_array().into_iter().flatten() {
        bytes[number(edit)] ^= 0xff;
    }
    bytes
}

/// The folder that the golden runs were made in.
pub(crate) fn folder() -> Folder {
    let (golden, folder) = (golden(), Folder::new());
    for path in golden["folders"].as_array().unwrap() {
        fs::create_dir_all(folder.0.join(path.as_str().unwrap())).unwrap();
    }
    for (path, file) in golden["files"].as_object().unwrap() {
        folder.file(path, content(file));
    }
    folder
}

/// Names of both normal forms in one folder need a file system that keeps them apart.
#[cfg(target_os = "linux")]
#[test]
fn output_and_exit_codes_are_those_of_the_reference() {
    let folder = folder();
    for run in golden()["runs"].as_array().unwrap() {
        let args = run["args"].as_array().unwrap().iter().map(|arg| arg.as_str().unwrap());
        let args: Vec<&str> = args.collect();
        let stdin = run["stdin"].as_str().unwrap_or_default();
        let found = folder.sum_with(&args, stdin.as_bytes());
        assert_eq!(found.text(), run["stdout"].as_str().unwrap(), "{args:?}: {}", found.stderr);
        assert_eq!(i64::from(found.code), run["code"].as_i64().unwrap(), "{args:?}");
        if let Some(expected) = run["stderr"].as_str() {
            assert_eq!(found.stderr, expected.replace("iscc-sum: ", "iscc: "), "{args:?}");
        }
        for (path, expected) in run["files"].as_object().into_iter().flatten() {
            let written = String::from_utf8(folder.read(path)).unwrap();
            assert_eq!(written, expected.as_str().unwrap(), "{args:?}");
        }
    }
}

#[cfg(target_os = "linux")]
#[test]
fn the_number_of_jobs_changes_nothing() {
    let folder = folder();
    for args in [&["d", "sim", "zero"][..], &["--similar", "d", "sim"], &["-c", "lists/good"]] {
        let expected = folder.sum(&[args, &["--jobs", "1"]].concat());
        assert_eq!(expected.code, 0);
        for jobs in ["2", "7"] {
            assert_eq!(folder.sum(&[args, &["-j", jobs]].concat()), expected);
        }
    }
}
