//! Records of real files: they survive write, read, write, and stand as the ISCC metadata schema has them.

use std::fs;
use std::path::Path;

use iscc_kit::{Bits, Options, Record, code_file, code_reader};

use crate::media::{bmp, wav};

/// Write, read, write: byte for byte the same.
pub(crate) fn survives(record: &Record, file: &str) {
    let written = serde_json::to_string(record).unwrap();
    let read: Record = serde_json::from_str(&written).unwrap_or_else(|why| panic!("{file}: {why}"));
    assert_eq!(&read, record, "{file}");
    assert_eq!(serde_json::to_string(&read).unwrap(), written, "{file}");
    assert!(read.other.is_empty(), "{file}: {:?}", read.other);
}

fn options() -> Options {
    let options = Options::new().bits(Bits::B256).granular(true);
    #[cfg(feature = "thumbnail")]
    let options = options.thumbnail(64);
    options
}

/// Every small file of our own making: pictures, sound, films, documents.
#[test]
fn every_record_survives_write_read_write() {
    let testdata = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata");
    let mut folders = vec![testdata.clone()];
    let mut records = 0;
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).unwrap() {
            let path = entry.unwrap().path();
            let file = path.strip_prefix(&testdata).unwrap().display().to_string();
            if path.is_dir() {
                if file != "samples" {
                    folders.push(path);
                }
            } else if let Ok(record) = code_file(&path, &options()) {
                survives(&record, &file);
                records += 1;
            }
        }
    }
    assert!(records > 100, "{records}");
    for (name, file) in [("a.wav", wav(12)), ("b.bmp", bmp())] {
        survives(&code_reader(&file[..], Some(name), &options()).unwrap(), name);
    }
}

#[test]
fn members_stand_in_the_order_of_the_schema() {
    let record = code_reader(&bmp()[..], Some("b.bmp"), &Options::new()).unwrap();
    let members = record.to_members();
    let names: Vec<&str> = members.iter().map(|(name, _)| name).collect();
    let expected = [
        "@context",
        "@type",
        "$schema",
        "iscc",
        "name",
        "mode",
        "filename",
        "filesize",
        "mediatype",
        "width",
        "height",
        "units",
        "generator",
        "metahash",
        "datahash",
        "x_stability",
    ];
    assert_eq!(names, expected);
    assert!(
        record
            .strict()
            .to_members()
            .iter()
            .map(|(name, _)| name)
            .eq(expected[..15].iter().copied())
    );
}
