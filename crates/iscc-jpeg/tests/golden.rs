//! The pixels of the files in `testdata/jpeg` are Pillow's (`xtask/oracle/jpeg_golden.py`), on every machine.

mod peer;

use std::fs;
use std::path::Path;

use peer::{crc, ours};

#[test]
fn pixels_are_those_of_pillow() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/jpeg");
    let golden = fs::read_to_string(folder.join("golden.txt")).expect("the golden values");
    let mut wrong = Vec::new();
    for line in golden.lines() {
        let (name, expected) = line.split_once(' ').expect("a name and a value");
        let found = match ours(&fs::read(folder.join(name)).expect("the file")) {
            Ok((width, height, pixels)) => {
                let channels = pixels.len() / width / height;
                format!("{width}x{height}x{channels} {:08x}", crc(&pixels))
            }
            Err(error) => format!("error {error}"),
        };
        let are_errors = found.starts_with("error") && expected.starts_with("error");
        if found != expected && !are_errors {
            wrong.push(format!("{name}: {found}, Pillow: {expected}"));
        }
    }
    assert!(golden.lines().count() > 80);
    assert_eq!(wrong, Vec::<String>::new());
}
