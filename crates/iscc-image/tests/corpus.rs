//! Every file of the corpus gives the pixels and the codes of the reference, or an error where it
//! gives one. `ISCC_IMAGE_CORPUS` names another folder with golden files to check as well.
#![cfg(feature = "decode")]
#![allow(clippy::unwrap_used, reason = "a file that cannot be read is a failure")]

mod golden;

use std::path::{Path, PathBuf};
use std::{env, fs};

use golden::expectations;
use iscc_core::Bits;
use iscc_image::{Limits, decode_image, image_code};

/// Where another result than the reference's is meant: see docs/image.md.
const DIFFERENCES: &[&str] = &["tiff-orientation-7-one-strip.tif"];

fn check(folder: &Path) -> Vec<String> {
    let mut failures = Vec::new();
    for (name, expected) in expectations(folder) {
        if DIFFERENCES.contains(&&*name) {
            continue;
        }
        let bytes = fs::read(folder.join(&name)).unwrap();
        let found = decode_image(&bytes, &Limits::default());
        match (found, expected) {
            (Err(_), None) => {}
            (Ok(_), None) => failures.push(format!("{name}: the reference refuses it")),
            (Err(error), Some(_)) => failures.push(format!("{name}: {error:?}")),
            (Ok(found), Some(expected)) => {
                let pairs = found.pixels.as_bytes().iter().zip(expected.pixels.as_bytes());
                let differences: Vec<u8> =
                    pairs.map(|(a, b)| a.abs_diff(*b)).filter(|d| *d > 0).collect();
                if let Some(most) = differences.iter().max() {
                    let count = differences.len();
                    failures.push(format!("{name}: {count} pixels differ, by {most} at most"));
                }
                let code = |bits| image_code(&found.pixels, bits).to_string();
                if (code(Bits::B64), code(Bits::B256)) != (expected.code_64, expected.code_256) {
                    failures.push(format!("{name}: another code"));
                }
                if (found.width, found.height) != (expected.width, expected.height) {
                    failures.push(format!("{name}: another size"));
                }
            }
        }
    }
    failures
}

#[test]
fn every_file_is_as_the_reference_has_it() {
    let failures = check(&golden::corpus());
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn so_is_every_file_of_another_folder() {
    if let Some(folder) = env::var_os("ISCC_IMAGE_CORPUS") {
        let failures = check(&PathBuf::from(folder));
        assert!(failures.is_empty(), "{} failures:\n{}", failures.len(), failures.join("\n"));
    }
}

/// The pictures of iscc-samples.
#[test]
#[ignore = "needs cargo xtask samples"]
fn samples() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/samples/image");
    for name in ["demo.jpg", "demo.png", "demo.gif", "demo.bmp", "demo.tif", "demo.psd"] {
        let pixels = decode_image(&fs::read(folder.join(name)).unwrap(), &Limits::default());
        let pixels = pixels.unwrap().pixels;
        assert_eq!(image_code(&pixels, Bits::B64).to_string(), "ISCC:EEA4GQZQTY6J5DTH");
        let code = image_code(&pixels, Bits::B256).to_string();
        assert_eq!(code, "ISCC:EED4GQZQTY6J5DTHNDQ7S7EGNENJNRTEGLGHFWXFGNDZHSMO4HEZGZI");
    }
}
