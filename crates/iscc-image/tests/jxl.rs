//! JPEG XL: lossless files are the picture they were made of, lossy ones nearly what libjxl makes of them.
//! DIFFERENCE: the reference reads none.
#![cfg(all(feature = "jxl", feature = "png"))]
#![allow(clippy::unwrap_used, reason = "a file that cannot be read is a failure")]

use std::fs;
use std::path::Path;

use iscc_core::{Bits, Unit};
use iscc_image::{Decoded, Error, Format, Gray32x32, Limits, decode_image, image_code};

fn read(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata").join(name)).unwrap()
}

fn decoded(name: &str) -> Decoded {
    decode_image(&read(name), &Limits::default()).unwrap()
}

#[test]
fn lossless_files_have_the_pixels_they_were_made_of() {
    for (name, picture) in [
        ("gray", "png-colour0-8bit"),
        ("gray-alpha", "png-colour4-8bit"),
        ("rgb", "png-colour2-8bit"),
        ("container", "png-colour2-8bit"),
        ("rgba", "png-colour6-8bit"),
        ("border", "border-nested-5"),
    ] {
        let found = decoded(&format!("image_jxl/{name}.jxl"));
        let picture = decoded(&format!("image/{picture}.png"));
        assert_eq!(found.format, Format::Jxl);
        assert_eq!((found.width, found.height), (picture.width, picture.height), "{name}");
        assert_eq!(found.pixels, picture.pixels, "{name}");
    }
}

/// libjxl and jxl-oxide compute with floating-point numbers and may round otherwise.
#[test]
fn lossy_files_are_within_a_gray_level_of_libjxl() {
    for name in ["lossy", "lossy-alpha", "modular", "progressive", "of-jpeg", "of-jpeg-turned"] {
        let found = decoded(&format!("image_jxl/{name}.jxl"));
        let theirs = decoded(&format!("image_jxl/{name}.png"));
        assert_eq!((found.width, found.height), (theirs.width, theirs.height), "{name}");
        let apart = |(ours, theirs): (&u8, &u8)| ours.abs_diff(*theirs);
        let pixels = |decoded: &Decoded| decoded.pixels.as_bytes().to_owned();
        let apart = pixels(&found).iter().zip(&pixels(&theirs)).map(apart).max();
        assert!(apart <= Some(1), "{name}: {apart:?}");
        let code = |pixels: &Gray32x32| -> Unit { image_code(pixels, Bits::B64) };
        assert_eq!(code(&found.pixels), code(&theirs.pixels), "{name}");
    }
}

#[test]
fn damaged_and_cut_files_end_in_a_result() {
    for name in ["image_jxl/rgba.jxl", "image_jxl/lossy.jxl", "image_jxl/of-jpeg.jxl"] {
        let file = read(name);
        for end in (0..file.len()).step_by(file.len() / 20 + 1) {
            let result = decode_image(&file[..end], &Limits::default());
            assert!(result.is_err(), "{name} cut at {end}");
        }
        for at in (0..file.len()).step_by(file.len() / 60 + 1) {
            let mut broken = file.clone();
            broken[at] ^= 0x55;
            let _: Result<_, _> = decode_image(&broken, &Limits::default());
        }
    }
}

#[test]
fn limits_are_kept() {
    let file = read("image_jxl/rgb.jxl");
    let mut limits = Limits::default();
    limits.max_pixels = 10;
    assert!(matches!(decode_image(&file, &limits), Err(Error::Limit { .. })));
    let mut limits = Limits::default();
    limits.max_alloc = 1000;
    assert!(decode_image(&file, &limits).is_err());
}
