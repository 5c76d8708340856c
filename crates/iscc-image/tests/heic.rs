//! HEIC: what is refused, and damaged files. `corpus` holds the pixels against the reference.
#![cfg(feature = "heic")]
#![allow(clippy::unwrap_used, reason = "a file that cannot be read is a failure")]

use iscc_image::{Error, Format, Limited, Limits, Unsupported, decode, decode_image};

fn file(name: &str) -> Vec<u8> {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/image");
    std::fs::read(folder.join(name)).unwrap()
}

fn find(file: &[u8], what: &[u8]) -> usize {
    file.windows(what.len()).position(|part| part == what).unwrap()
}

fn is_unsupported(file: &[u8]) -> bool {
    let result = decode(file, &Limits::default());
    matches!(result, Err(Error::Unsupported(Unsupported::Kind { format: Format::Heic, .. })))
}

/// DIFFERENCE: the reference reads some of them.
#[test]
fn rare_kinds_are_unsupported() {
    let mut matrix = file("heic-rgb-444.heic");
    let at = find(&matrix, b"nclx") + 9;
    for value in [0, 8, 11, 12, 14, 255] {
        matrix[at] = value;
        assert!(is_unsupported(&matrix), "matrix {value}");
    }
    let mut codec = file("heic-second.heic");
    while let Some(at) = codec.windows(4).position(|part| part == b"hvc1") {
        codec[at..at + 4].copy_from_slice(b"jpeg");
    }
    assert!(is_unsupported(&codec));
    let mut overlay = file("heic-grid-cut.heic");
    let at = find(&overlay, b"grid");
    overlay[at..at + 4].copy_from_slice(b"iovl");
    assert!(is_unsupported(&overlay));
}

#[test]
fn a_turned_picture_has_the_size_that_is_seen() {
    let found = decode_image(&file("heic-exif-6.heic"), &Limits::default()).unwrap();
    assert_eq!((found.format, found.width, found.height), (Format::Heic, 48, 64));
}

#[test]
fn sizes_are_limited_before_anything_is_decoded() {
    let mut limits = Limits::default();
    limits.max_pixels = 1000;
    for name in ["heic-rgb-420.heic", "heic-grid-cut.heic", "heic-gray-420.heic"] {
        let result = decode(&file(name), &limits);
        assert!(matches!(result, Err(Error::Limit { limited: Limited::Pixels, .. })), "{name}");
    }
}

#[test]
fn damaged_files_give_a_result() {
    for name in
        ["heic-rgba-420.heic", "heic-rgb-422.heic", "heic-grid-cut.heic", "heic-crop-odd.heic"]
    {
        let whole = file(name);
        for end in (0..whole.len()).step_by(97) {
            assert!(decode(&whole[..end], &Limits::default()).is_err(), "{name} cut at {end}");
        }
        for at in (0..whole.len()).step_by(if whole.len() > 4000 { 89 } else { 23 }) {
            let mut broken = whole.clone();
            broken[at] = broken[at].wrapping_mul(31).wrapping_add(97);
            let _: Result<_, _> = decode(&broken, &Limits::default());
        }
    }
}
