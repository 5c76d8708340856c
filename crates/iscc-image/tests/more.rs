//! JPEG 2000, and formats that the reference does not read.
#![cfg(all(feature = "jp2", feature = "more"))]
#![allow(clippy::unwrap_used, reason = "a failure is what is looked for")]

use iscc_image::{
    Error, Format, Limited, Limits, PixelFormat, View, decode, decode_image, normalise,
};

/// Gray values that are different everywhere.
fn values(width: usize, height: usize) -> Vec<u8> {
    (0..width * height).map(|at| u8::try_from(at * 37 % 251).unwrap()).collect()
}

#[test]
fn portable_maps_are_their_pixels() {
    let gray = values(50, 40);
    let file = [b"P5\n50 40\n255\n".as_slice(), &gray].concat();
    let found = decode_image(&file, &Limits::default()).unwrap();
    assert_eq!((found.format, found.width, found.height), (Format::Pnm, 50, 40));
    let view = View::packed(&gray, 50, 40, PixelFormat::Gray8).unwrap();
    assert_eq!(found.pixels, normalise(&view, iscc_image::Orientation::Normal));
    let colours = values(150, 40);
    let file = [b"P6 50 40 255\n".as_slice(), &colours].concat();
    let view = View::packed(&colours, 50, 40, PixelFormat::Rgb8).unwrap();
    let expected = normalise(&view, iscc_image::Orientation::Normal);
    assert_eq!(decode(&file, &Limits::default()).unwrap(), expected);
}

#[test]
fn an_icon_is_its_largest_picture() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/image");
    let png = std::fs::read(folder.join("border-white-black.png")).unwrap();
    let length = u32::try_from(png.len()).unwrap().to_le_bytes();
    let file =
        [&[0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 1, 0, 32, 0], &length[..], &[22, 0, 0, 0], &png].concat();
    let found = decode_image(&file, &Limits::default()).unwrap();
    assert_eq!(found.format, Format::Ico);
    assert_eq!(found.pixels, decode(&png, &Limits::default()).unwrap());
}

#[test]
fn what_is_cut_off_is_an_error() {
    let limits = Limits::default();
    let gray = [b"P5\n50 40\n255\n".as_slice(), &values(50, 39)].concat();
    assert!(matches!(decode(&gray, &limits), Err(Error::Damaged { format: Format::Pnm, .. })));
    let files: [(&[u8], Format); 4] = [
        (b"\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 ", Format::Jp2),
        (b"\xff\x4f\xff\x51\0\x29\0\0", Format::Jp2),
        (b"qoif\0\0\0\x10\0\0\0\x10\x03\0", Format::Qoi),
        (b"\0\0\x01\0\x01\0\x10\x10\0\0\x01\0\x20\0\xff\0\0\0\x16\0\0\0", Format::Ico),
    ];
    for (file, format) in files {
        let result = decode(file, &limits);
        assert!(matches!(result, Err(Error::Damaged { format: found, .. }) if found == format));
    }
}

#[test]
fn sizes_are_limited() {
    let result = decode(b"P5\n100000 100000\n255\n", &Limits::default());
    assert!(matches!(result, Err(Error::Limit { limited: Limited::Pixels, .. })));
}
