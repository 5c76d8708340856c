//! Records against the reference's own class: `IsccMeta` of iscc-schema 0.8.0, which forbids what it does not know.
//! `ISCC_ORACLE` is the virtual environment that it is installed in.

use std::path::Path;
use std::process::Command;

use crate::commands::json;
use crate::folder::Folder;
use crate::media::{bmp, wav};

/// Prints a line for every record that is refused.
const SCRIPT: &str = "
import json, sys
from iscc_schema import IsccMeta

# As iscc-sdk 0.9.7 prints them; pages, which it never fills, by the schema.
ORDER = '@context @type $schema iscc name description meta creator license acquire credit rights identifier keywords mode '
ORDER += 'filename filesize mediatype duration fps width height characters pages language parts features units generator '
ORDER = (ORDER + 'thumbnail metahash datahash').split()
for line in open(sys.argv[1], encoding='utf-8'):
    record = json.loads(line)
    try:
        IsccMeta(**record)
    except Exception as error:
        print(record.get('filename'), error)
    if list(record) != sorted(record, key=ORDER.index):
        print(record.get('filename'), list(record))
";

#[test]
#[ignore = "needs the reference packages"]
fn strict_records_are_valid_for_the_reference() {
    let folder = Folder::new();
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/samples");
    folder.file("m/a.wav", wav(8)).file("m/b.bmp", bmp()).file("m/c.bin", [0, 1, 2]);
    // A licence that is no address, and a name that is longer than the schema allows.
    folder.file("m/d.html", "<meta name=iscc_license content='ask me'><title>N</title><p>text");
    folder.file("m/e.txt", "text");
    let samples = samples.to_string_lossy();
    let options = ["create", "--json", "--strict", "--thumbnail", "--granular", "-o", "records"];
    let run = folder.iscc(&[&options[..], &["m", &samples]].concat());
    assert!(run.stderr.lines().count() > 0, "short.wav");
    let records = String::from_utf8(folder.read("records")).unwrap();
    assert!(records.lines().count() >= 5 + 50, "{}", records.lines().count());
    let python = Path::new(&std::env::var_os("ISCC_ORACLE").unwrap()).join("bin/python");
    let mut command = Command::new(python);
    command.args(["-c", SCRIPT, "records"]);
    let refused = folder.run(command, b"");
    assert_eq!((refused.code, refused.text()), (0, ""), "{}", refused.stderr);
    // With everything beside it, none is.
    let run = folder.iscc(&["create", "--json", "m/a.wav"]);
    assert!(json(&run)[0].get("file").is_some());
}
