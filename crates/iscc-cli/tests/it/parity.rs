//! Codes of all media against the reference's, by one process of the program: engines that are right alone may still meet
//! in it, and a decoder of one be called by another's library.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::commands::json;
use crate::folder::Folder;

fn testdata() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata")
}

fn read_json(name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(testdata().join(name)).unwrap()).unwrap()
}

/// The records of files below `testdata`, by name, from one process.
#[track_caller]
fn records(names: &[String], jobs: &str) -> BTreeMap<String, Value> {
    let paths = names.iter().map(|name| testdata().join(name).to_str().unwrap().to_owned());
    let args = ["create", "--json", "--bits", "256", "-j", jobs].map(str::to_owned);
    let args: Vec<String> = args.into_iter().chain(paths).collect();
    let run = Folder::new().iscc_with(&args, b"");
    assert!(run.code < 2, "{}", run.stderr);
    let lines = json(&run);
    assert_eq!(lines.len(), names.len());
    names.iter().cloned().zip(lines).collect()
}

#[test]
fn films_and_pictures_have_the_codes_of_the_reference() {
    let films = read_json("videofile/golden.json");
    let films = films.as_object().unwrap().iter().filter(|(_, case)| case["code256"].is_string());
    let films = films.map(|(name, case)| (format!("videofile/{name}"), case["code256"].clone()));
    let pictures = fs::read_to_string(testdata().join("image/golden.tsv")).unwrap();
    let pictures = pictures.lines().filter_map(|line| {
        let fields: Vec<&str> = line.split('\t').collect();
        let [name, _, _, _, code] = fields[..] else { return None };
        // DIFFERENCE: Pillow scrambles it.
        (name != "tiff-orientation-7-one-strip.tif")
            .then(|| (format!("image/{name}"), Value::from(code)))
    });
    // Films first, so that AV1 in films and AV1 in pictures take turns.
    let cases: Vec<(String, Value)> = films.chain(pictures).collect();
    let names: Vec<String> = cases.iter().map(|(name, _)| name.clone()).collect();
    for jobs in ["1", "2"] {
        let records = records(&names, jobs);
        let (mut read, mut differing) = (0, Vec::new());
        for (name, code) in &cases {
            let record = &records[name];
            // Without FFmpeg's libraries most films are not read.
            let is_film = name.starts_with("videofile/");
            if is_film && cfg!(not(feature = "ffmpeg")) && record["mode"] != "video" {
                continue;
            }
            read += 1;
            if !record["units"].as_array().is_some_and(|units| units.contains(code)) {
                differing.push(format!("{name}: {code}, not {}", record["units"]));
            }
        }
        assert!(differing.is_empty(), "-j {jobs}: {}", differing.join("\n"));
        assert!(read > 150, "{read} of {}", cases.len());
    }
}

#[test]
#[ignore = "needs cargo xtask samples"]
fn samples_have_the_codes_of_the_reference() {
    let golden = read_json("golden/samples.json");
    let cases: BTreeMap<String, &Value> = golden["files"]
        .as_array()
        .unwrap()
        .iter()
        .map(|case| (format!("samples/{}", case["file"].as_str().unwrap()), case))
        .collect();
    let names: Vec<String> = cases.keys().cloned().collect();
    let records = records(&names, "2");
    let mut whole = 0;
    for (name, case) in cases {
        let record = &records[&name];
        // What the reference does not read, reads from sound, or reads otherwise each time (docs/DIFFERENCES.md).
        let others = ["demo.mobi", "demo.rm", "video/demo.ogg", "demo.ogv", "short.wav"];
        if case["units256"].is_null() || others.iter().any(|other| name.ends_with(other)) {
            continue;
        }
        if record["mode"].is_null() {
            // Only FFmpeg's libraries read it.
            let left_out = cfg!(not(feature = "ffmpeg"));
            assert!(left_out, "{name}: {record}");
            continue;
        }
        let mut expected = case["units256"].clone();
        if name.ends_with("demo.opus") {
            // DIFFERENCE: FFmpeg's own decoder deviates from libopus; the 64-bit code is the same.
            expected[1] = record["units"][1].clone();
        }
        assert_eq!(record["units"], expected, "{name}");
        whole += 1;
    }
    assert!(whole >= 30, "{whole}");
}
