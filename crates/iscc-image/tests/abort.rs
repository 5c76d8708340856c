//! A program that is built with `panic = "abort"` survives damaged JPEG files: the example thumbnailer over a thousand.
#![cfg(feature = "jpeg")]
#![allow(clippy::unwrap_used, reason = "a step that fails is a failure")]

use std::path::Path;
use std::process::Command;
use std::{env, fs};

mod golden;

const FILES: [&str; 8] = [
    "jpeg-420-51x37.jpg",
    "jpeg-progressive.jpg",
    "jpeg-restart-blocks.jpg",
    "jpeg-arithmetic.jpg",
    "jpeg-separate-scans.jpg",
    "jpeg-ycck-420.jpg",
    "jpeg-cmyk-pillow.jpg",
    "jpeg-gray-factors-2x2.jpg",
];

#[test]
#[ignore = "builds the example anew, which takes a minute"]
fn damaged_files_do_not_end_the_program() {
    let scratch = Path::new(env!("CARGO_TARGET_TMPDIR")).join("abort");
    let (folder, out) = (scratch.join("files"), scratch.join("out"));
    fs::create_dir_all(&folder).unwrap();
    let mut noise = 15_u32;
    let mut below = move |bound: usize| {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (noise >> 8) as usize % bound
    };
    for number in 0..1000 {
        let mut bytes = fs::read(golden::corpus().join(FILES[number % FILES.len()])).unwrap();
        for _ in 0..=below(6) {
            let at = 20 + below(bytes.len() - 20);
            bytes[at] = below(256).to_le_bytes()[0];
        }
        if number % 5 == 0 {
            bytes.truncate(20 + below(bytes.len() - 20));
        }
        fs::write(folder.join(format!("{number}.jpg")), bytes).unwrap();
    }
    let run = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
        .args(["run", "--quiet", "--package", "iscc-image", "--example", "thumbnailer"])
        .args(["--no-default-features", "--features", "jpeg,thumbnail"])
        .args(["--config", "profile.dev.panic='abort'", "--target-dir"])
        .args([&scratch.join("target"), Path::new("--"), &folder, &out])
        .output()
        .unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let read = run.stdout.split(|byte| *byte == b'\n').count() - 1;
    let refused = String::from_utf8_lossy(&run.stderr).lines().count();
    assert_eq!(read + refused, 1000);
    assert!(read > 100 && refused > 100);
}
