//! Metadata inside images: what the reference finds and makes of it, and that damage is survived.

use std::fs;
use std::path::{Path, PathBuf};

use iscc_kit::{Options, code_file, code_reader};
use serde_json::Value;

fn testdata(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata").join(path)
}

/// The fields that the reference has for a file, from ours.
fn extracted(bytes: &[u8]) -> Value {
    let found = iscc_kit::image::metadata(bytes, &iscc_kit::image::Limits::default());
    let fields = [
        ("name", found.name),
        ("description", found.description),
        ("meta", found.meta),
        ("creator", found.creator),
        ("license", found.license),
        ("acquire", found.acquire),
        ("rights", found.rights),
        ("identifier", found.identifier),
        ("language", found.language),
    ];
    let plain = |(name, value): (&str, Option<String>)| {
        value.map(|value| (name.to_owned(), iscc_kit::text::sanitize(&value).into()))
    };
    Value::Object(fields.into_iter().filter_map(plain).collect())
}

/// Compares a folder with what `image_meta_golden.py` has written about it: the number of its files, of
/// those that the reference reads, and of those whose whole Meta-Code was compared.
fn compare(folder: &Path) -> (usize, usize, usize) {
    let golden = fs::read_to_string(folder.join("golden.json")).unwrap();
    let golden: serde_json::Map<String, Value> = serde_json::from_str(&golden).unwrap();
    let (mut read, mut coded) = (0, 0);
    let mut wrong = Vec::new();
    for (name, expected) in &golden {
        let path = folder.join(name);
        let found = extracted(&fs::read(&path).unwrap());
        // The reference fails, we do not.
        if expected.is_null() {
            continue;
        }
        read += 1;
        if found != expected["extracted"] {
            wrong.push(format!("{name}: {found} is not {}", expected["extracted"]));
            continue;
        }
        // Formats without a decoder in this build have no Meta-Code, and pictures that are damaged fail; the
        // reference's Meta-Code takes no picture.
        let Ok(record) = code_file(&path, &Options::new()) else { continue };
        let Some(expected) = expected["coded"].as_object().filter(|_| record.mode.is_some()) else {
            continue;
        };
        coded += 1;
        let fields = [
            ("iscc", Some(record.units[0].to_string())),
            ("name", record.metadata.name),
            ("description", record.metadata.description.filter(|text| !text.is_empty())),
            ("metahash", record.metahash.map(|hash| hash.to_string())),
        ];
        for (field, found) in fields {
            let expected = expected.get(field).and_then(Value::as_str);
            if found.as_deref() != expected.filter(|text| !text.is_empty()) {
                wrong.push(format!("{name}: {field} {found:?} is not {expected:?}"));
            }
        }
    }
    let shown = wrong.iter().take(30).map(String::as_str).collect::<Vec<_>>().join("\n");
    assert!(wrong.is_empty(), "{} of {}:\n{shown}", wrong.len(), golden.len());
    (golden.len(), read, coded)
}

#[test]
fn golden_files() {
    let (files, read, coded) = compare(&testdata("image_meta"));
    assert_eq!((files, read), (112, 110));
    assert!(coded >= 100, "{coded}");
}

/// Any folder that `image_meta_golden.py --random` has filled.
#[test]
#[ignore = "needs a folder"]
#[allow(clippy::print_stdout, reason = "it is run for the counts")]
fn random_files() {
    let folder = std::env::var_os("ISCC_IMAGE_META").unwrap();
    println!("files, read by the reference, coded: {:?}", compare(Path::new(&folder)));
}

#[test]
#[ignore = "needs cargo xtask samples"]
fn samples() {
    for (name, iscc, creator) in [
        (
            "demo.jpg",
            "ISCC:KECWRY3VY6R5SNV4YNBTBHR4T2HGP3HKVFO7TYUP2BKVFG724W63HVI",
            "Some Cat Lover",
        ),
        (
            "demo.png",
            "ISCC:KECSR5352MR7TNV4YNBTBHR4T2HGO6RDNMJX4P6UMT7LQXYXBH2R5PY",
            "Another Cat Lover",
        ),
    ] {
        let record = code_file(testdata("samples/image").join(name), &Options::new()).unwrap();
        assert_eq!(record.iscc.to_string(), iscc, "{name}");
        assert_eq!(record.metadata.creator.as_deref(), Some(creator), "{name}");
    }
}

#[test]
fn what_is_given_counts_before_what_is_in_the_file() {
    let file = testdata("image_meta/embedded.png");
    let record = code_file(&file, &Options::new()).unwrap();
    assert_eq!(record.metadata.name.as_deref(), Some("The N\u{e4}me"));
    assert_eq!(record.metadata.meta.as_deref(), Some("data:application/json;base64,eyJhIjoxfQ=="));
    let record = code_file(&file, &Options::new().name("Mine").meta(r#"{"b":2}"#)).unwrap();
    assert_eq!(record.metadata.name.as_deref(), Some("Mine"));
    assert_eq!(record.metadata.description.as_deref(), Some("D d"));
    assert_eq!(record.metadata.license.as_deref(), Some("http://l"));
    assert_eq!(record.metadata.meta.as_deref(), Some("data:application/json;base64,eyJiIjoyfQ=="));
    // A name that is given but empty stands for the file's name, not for that in the file.
    let record = code_file(&file, &Options::new().name(" ")).unwrap();
    assert_eq!(record.metadata.name.as_deref(), Some("embedded"));
}

/// DIFFERENCE: the reference has no code for such a file.
#[test]
fn broken_metadata_inside_costs_only_itself() {
    let file = fs::read(testdata("image_meta/xmp-iscc.jpg")).unwrap();
    let at = file.windows(8).position(|window| window == b"json;bas").unwrap();
    let mut broken = file;
    broken[at + 4] = b',';
    let record = code_reader(&*broken, Some("a.jpg"), &Options::new()).unwrap();
    assert_eq!(
        (record.metadata.name.as_deref(), record.metadata.meta.as_deref()),
        (Some("N"), None)
    );
    assert!(record.additions.notes.contains(&iscc_kit::NoteCode::EmbeddedMetaLeftOut.into()));
    let error = testdata("image_meta/exif-no-tiff.jpg");
    assert_eq!(
        code_file(error, &Options::new()).unwrap().metadata.name.as_deref(),
        Some("exif no tiff")
    );
}
