//! Broken, cut off and hostile files: an error or a picture, in finite memory, and never a panic.
#![cfg(feature = "decode")]
#![allow(clippy::unwrap_used, reason = "a file that cannot be read is a failure")]

mod golden;

use core::cell::Cell;
use std::fs;
use std::panic;
use std::sync::Once;

use iscc_image::{Error, Format, Limited, Limits, Unsupported, decode, decode_image};

thread_local! {
    static PANICS: Cell<usize> = const { Cell::new(0) };
}

/// Decodes, and checks that no panic was so much as begun: it would have printed a message.
fn quietly(bytes: &[u8]) -> Result<(), Error> {
    static HOOK: Once = Once::new();
    HOOK.call_once(|| {
        let default = panic::take_hook();
        panic::set_hook(Box::new(move |info| {
            PANICS.set(PANICS.get() + 1);
            default(info);
        }));
    });
    let result = decode(bytes, &Limits::default()).map(drop);
    assert_eq!(PANICS.get(), 0, "a panic inside of the decoder");
    result
}

fn file(name: &str) -> Vec<u8> {
    fs::read(golden::corpus().join(name)).unwrap()
}

const FILES: &[&str] = &[
    "jpeg-420-51x37.jpg",
    "jpeg-progressive.jpg",
    "jpeg-restart-blocks.jpg",
    "jpeg-arithmetic.jpg",
    "jpeg-separate-scans.jpg",
    "jpeg-ycck-420.jpg",
    "exif-two-segments-7.jpg",
    "png-colour3-4bit.png",
    "png-colour6-16bit-interlaced.png",
    "png-palette-trns-list.png",
    "png-many-idat.png",
    "raw-profile-ztxt-8.png",
    "xmp-itxt-zip-4.png",
    "gif-full-table.gif",
    "gif-interlaced.gif",
    "bmp-4bit.bmp",
    "bmp-rle8.bmp",
    "bmp-32bit-v5-alpha.bmp",
    "webp-lossy-90.webp",
    "webp-lossy-alpha.webp",
    "webp-lossless-alpha.webp",
    "webp-animated-part-alpha.webp",
    "tiff-rgb-strips.tif",
    "tiff-rgb-tiles-deflate.tif",
    "tiff-rgb-16-lzw-predictor.tif",
    "tiff-rgb-packbits.tif",
    "tiff-bigtiff.tif",
    "tiff-palette-4.tif",
    "tiff-ycbcr-22-5.tif",
    "tiff-ycbcr-44-5.tif",
    "tiff-lzma.tif",
    "tiff-zstd-predictor.tif",
    "tiff-old-lzw.tif",
    "tiff-thunderscan.tif",
    "tiff-lab-5.tif",
    "tiff-ycbcr-planes.tif",
    "tiff-ycbcr-42-predictor.tif",
    "psd-rgb-8bit-4.psd",
    "psd-cmyk-8bit-4.psd",
    "psd-resources-layers.psd",
];

/// Cut in half, these may still have all that counts, or the rest is made up as the reference does.
const FORGIVING: &[&str] = &[
    "apng.png",
    "tiff-jpeg-ycbcr.tif",
    "tiff-old-jpeg-whole.tif",
    "tiff-old-jpeg-head-and-strips.tif",
    "tiff-old-jpeg-11-tables-strips.tif",
    "tiff-group3-two-dimensional.tif",
    "tiff-group4.tif",
];

#[test]
fn every_cut() {
    for name in FILES.iter().chain(FORGIVING) {
        let whole = file(name);
        let step = (whole.len() / 400).max(1);
        for end in (0..whole.len()).step_by(step) {
            let _: Result<(), Error> = quietly(&whole[..end]);
        }
        let result = quietly(&whole[..whole.len() / 2]);
        let damaged = matches!(result, Err(Error::Damaged { .. })) || FORGIVING.contains(name);
        assert!(damaged, "{name}: {result:?}");
    }
}

#[test]
fn flipped_bits_and_bytes() {
    let mut state = 0x1234_5678_9abc_def0_u64;
    let mut random = |below: usize| {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % below
    };
    for name in FILES.iter().chain(FORGIVING) {
        let whole = file(name);
        for _ in 0..300 {
            let mut broken = whole.clone();
            // Half of the time in the first bytes, where the headers are.
            let reach = if random(2) == 0 { whole.len() } else { whole.len().min(200) };
            for _ in 0..=random(4) {
                broken[random(reach)] ^= 1 << random(8);
            }
            if random(4) == 0 {
                let at = random(reach);
                broken[at] = [0, 0xff, 0x7f, 0x80][random(4)];
            }
            let _: Result<(), Error> = quietly(&broken);
        }
    }
}

#[test]
fn what_is_no_image() {
    let unsupported =
        |bytes: &[u8]| matches!(quietly(bytes), Err(Error::Unsupported(Unsupported::Format)));
    assert!(unsupported(b""));
    assert!(unsupported(b"\xff\xd8"));
    assert!(unsupported(b"plain text and so on"));
    let damaged = |bytes: &[u8], of| matches!(quietly(bytes), Err(Error::Damaged { format, .. }) if format == of);
    assert!(damaged(b"\xff\xd8\xff", Format::Jpeg));
    assert!(damaged(b"\x89PNG\r\n\x1a\n", Format::Png));
    assert!(damaged(b"GIF89a and so on", Format::Gif));
    assert!(damaged(b"BM", Format::Bmp));
    assert!(damaged(b"RIFF\x10\0\0\0WEBPVP8 ", Format::WebP));
    assert!(damaged(b"II\x2a\0\x08\0\0\0", Format::Tiff));
    assert!(damaged(b"8BPS\0\x01", Format::Psd));
}

/// A PNG header that announces any size, with too little data. Checksums are made right.
fn png_of(width: u32, height: u32, bit_depth: u8, colour_type: u8, interlaced: bool) -> Vec<u8> {
    let mut png = Vec::new();
    {
        let mut encoder = png::Encoder::new(&mut png, 1, 1);
        encoder.set_color(png::ColorType::Grayscale);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(&[7]).unwrap();
    }
    png[16..20].copy_from_slice(&width.to_be_bytes());
    png[20..24].copy_from_slice(&height.to_be_bytes());
    png[24..29].copy_from_slice(&[bit_depth, colour_type, 0, 0, u8::from(interlaced)]);
    let crc = crc32(&png[12..29]);
    png[29..33].copy_from_slice(&crc.to_be_bytes());
    png
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc: u32, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 }
        })
    })
}

#[test]
fn absurd_sizes() {
    let max = 0x7fff_ffff;
    let pixels = |result: Result<(), Error>| {
        matches!(result, Err(Error::Limit { limited: Limited::Pixels, .. }))
    };
    assert!(pixels(quietly(&png_of(max, max, 16, 6, true))));
    assert!(pixels(quietly(&png_of(16_001, 16_000, 8, 2, false))));
    assert!(pixels(quietly(&png_of(max, 1, 1, 0, false))));
    // The weights of a row of 256 million pixels.
    let result = quietly(&png_of(256_000_000, 1, 8, 0, false));
    assert!(matches!(result, Err(Error::Limit { limited: Limited::Alloc, .. })), "{result:?}");
    // Allowed, and found out at the first row.
    for interlaced in [false, true] {
        let result = quietly(&png_of(16_000, 16_000, 8, 2, interlaced));
        assert!(matches!(result, Err(Error::Damaged { .. })), "{result:?}");
    }
    let mut jpeg = file("jpeg-gray.jpg");
    let frame = jpeg.windows(2).position(|marker| marker == b"\xff\xc0").unwrap();
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0xff, 0xdc, 0xff, 0xdc]);
    assert!(pixels(quietly(&jpeg)));
    // The end-of-image marker comes too early: gray to the last row, as for the reference.
    jpeg[frame + 5..frame + 9].copy_from_slice(&[0x10, 0, 0x10, 0]);
    assert!(quietly(&jpeg).is_ok());
}

/// Headers of a few bytes that announce as much as they can.
#[test]
fn absurd_sizes_of_other_formats() {
    let refused = |file: &[u8]| matches!(quietly(file), Err(Error::Limit { .. }));
    let changed = |name: &str, at: usize, bytes: &[u8]| {
        let mut file = file(name);
        file[at..at + bytes.len()].copy_from_slice(bytes);
        file
    };
    let all = [0xff; 4];
    assert!(refused(&changed("gif-interlaced.gif", 6, &all)));
    assert!(refused(&changed("bmp-24bit.bmp", 18, &[0, 0, 1, 0, 0, 0, 1, 0])));
    assert!(refused(&changed(
        "bmp-rle8.bmp",
        18,
        &[0xff, 0xff, 0xff, 0x7f, 0xff, 0xff, 0xff, 0x7f]
    )));
    assert!(refused(&changed("psd-rgb-8bit-3.psd", 14, &[0, 1, 0, 0, 0, 1, 0, 0])));
    // Width and height are the first two tags.
    let mut tiff = changed("tiff-rgb-strips.tif", 18, &[0, 0, 1, 0]);
    tiff[30..34].copy_from_slice(&[0, 0, 1, 0]);
    assert!(refused(&tiff));
    // Allowed, but not there.
    tiff[30..34].copy_from_slice(&[0, 4, 0, 0]);
    assert!(matches!(quietly(&tiff), Err(Error::Damaged { .. })));
}

/// The stream of an old-style JPEG is put together from its strips: each of these is the whole file.
#[test]
fn strips_that_are_there_again_and_again() {
    let mut tiff = file("tiff-old-jpeg-21-strips.tif");
    let long = |at: usize| u32::from_le_bytes(tiff[at..at + 4].try_into().unwrap()) as usize;
    let values = |tag: u16| {
        // A long each, behind the directory.
        let head = [&tag.to_le_bytes()[..], &[4, 0, 3, 0, 0, 0]].concat();
        long(tiff.windows(8).position(|entry| entry == head).unwrap() + 8)
    };
    let (offsets, lengths) = (values(273), values(279));
    let first = tiff[offsets..offsets + 4].to_vec();
    tiff[offsets + 4..offsets + 8].copy_from_slice(&first);
    tiff[offsets + 8..offsets + 12].copy_from_slice(&first);
    assert!(quietly(&tiff).is_ok(), "twice is not too often");
    // Up to the end of the file.
    tiff[lengths..lengths + 12].fill(0);
    assert!(matches!(quietly(&tiff), Err(Error::Damaged { .. })));
}

#[test]
fn limits_are_kept() {
    let jpeg = file("jpeg-progressive.jpg");
    let limited = |limits: &Limits| match decode(&jpeg, limits) {
        Err(Error::Limit { limited, asked, allowed }) => Some((limited, asked, allowed)),
        _ => None,
    };
    let mut limits = Limits::default();
    limits.max_pixels = 70 * 50;
    assert_eq!(limited(&limits), None);
    limits.max_pixels -= 1;
    assert_eq!(limited(&limits), Some((Limited::Pixels, 3500, 3499)));
    let mut limits = Limits::default();
    limits.max_input_bytes = 10;
    assert_eq!(limited(&limits), Some((Limited::InputBytes, jpeg.len() as u64, 10)));
    let mut limits = Limits::default();
    // The coefficients of 5 x 4 units of six blocks.
    limits.max_alloc = 15_000;
    assert_eq!(limited(&limits), Some((Limited::Alloc, 15_360, 15_000)), "coefficients");

    // All pixels are kept only where there is a border.
    limits.max_alloc = 3000;
    assert!(decode(&file("border-white.png"), &limits).is_err());
    assert!(decode(&file("png-colour2-8bit.png"), &limits).is_ok());
}

/// EXIF data that is none makes the reference fail in some files, and not in others; here it says
/// nothing about the orientation. DIFFERENCE.
#[test]
fn broken_exif_is_no_reason_to_fail() {
    let jpeg = file("jpeg-gray.jpg");
    // With a resolution in the JFIF header, the reference fails ("not a TIFF file").
    let mut with_exif = jpeg[..2].to_vec();
    with_exif.extend_from_slice(b"\xff\xe1\0\x10Exif\0\0garbage!");
    with_exif.extend_from_slice(&jpeg[2..]);
    let [plain, other] =
        [&jpeg, &with_exif].map(|bytes| decode_image(bytes, &Limits::default()).unwrap());
    assert_eq!(plain, other);
}
