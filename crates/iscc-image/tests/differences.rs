//! What the reference reads and we do not, or the other way round: the rows of docs/DIFFERENCES.md that no file of the
//! corpus shows. DIFFERENCE.
#![cfg(feature = "decode")]
#![allow(clippy::unwrap_used, reason = "a file that cannot be read is a failure")]

use std::fs;
use std::path::Path;

use iscc_image::{Error, Limits, decode};

fn file(name: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/image").join(name)).unwrap()
}

fn result(bytes: &[u8]) -> Result<(), Error> {
    decode(bytes, &Limits::default()).map(drop)
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc: u32, byte| {
        (0..8).fold(crc ^ u32::from(*byte), |crc, _| {
            if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 }
        })
    })
}

/// The chunks of a PNG: kind and content.
fn chunks(png: &[u8]) -> Vec<([u8; 4], Vec<u8>)> {
    let (mut rest, mut found) = (&png[8..], Vec::new());
    while let Some((head, tail)) = rest.split_first_chunk::<8>() {
        let len = u32::from_be_bytes(head[..4].try_into().unwrap()) as usize;
        found.push((head[4..].try_into().unwrap(), tail[..len].to_vec()));
        rest = &tail[len + 4..];
    }
    found
}

fn png(chunks: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, content) in chunks {
        let body = [&kind[..], content].concat();
        png.extend(u32::try_from(content.len()).unwrap().to_be_bytes());
        png.extend(&body);
        png.extend(crc32(&body).to_be_bytes());
    }
    png
}

/// Zeros, as stored blocks of deflate with a zlib header.
fn stored_zeros(blocks: usize) -> Vec<u8> {
    let mut data = vec![0x78, 1];
    for block in 1..=blocks {
        data.extend([u8::from(block == blocks), 0xff, 0xff, 0, 0]);
        data.extend(vec![0; 0xffff]);
    }
    data.extend([0; 4]);
    data
}

/// The reference fails on any text or colour profile of more than 4 MiB.
#[test]
fn long_texts_of_a_png_do_not_matter_where_they_are_not_needed() {
    let plain = file("png-colour2-8bit.png");
    let long = stored_zeros(80);
    for (kind, name) in [(b"zTXt", &b"Comment\0\0"[..]), (b"iCCP", b"profile\0\0")] {
        let mut parts = chunks(&plain);
        parts.insert(1, (*kind, [name, &long].concat()));
        let found = decode(&png(&parts), &Limits::default()).unwrap();
        assert_eq!(found, decode(&plain, &Limits::default()).unwrap());
    }
}

/// The reference leaves the rest black.
#[test]
fn an_interlaced_png_that_ends_early_is_damaged() {
    let mut parts = chunks(&file("png-colour2-8bit-interlaced.png"));
    let data = parts.iter_mut().find(|(kind, _)| kind == b"IDAT").unwrap();
    data.1.truncate(data.1.len() / 2);
    assert!(matches!(result(&png(&parts)), Err(Error::Damaged { .. })));
}

#[test]
fn lossless_jpeg_is_unsupported() {
    let mut jpeg = file("jpeg-gray.jpg");
    let frame = jpeg.windows(2).position(|marker| marker == b"\xff\xc0").unwrap();
    jpeg[frame + 1] = 0xc3;
    assert!(matches!(result(&jpeg), Err(Error::Unsupported(_))), "{:?}", result(&jpeg));
}

#[test]
fn an_apng_whose_first_frame_is_a_part_is_unsupported() {
    let mut parts = chunks(&file("apng.png"));
    let control = parts.iter_mut().find(|(kind, _)| kind == b"fcTL").unwrap();
    // The width of the frame, after its number.
    control.1[7] -= 1;
    let result = result(&png(&parts));
    assert!(matches!(result, Err(Error::Unsupported(_))), "{result:?}");
}

/// Gives all values of a tag of a little-endian TIFF another value. The tag is there, and its values are of 16 bits.
fn set_shorts(tiff: &mut [u8], tag: u16, value: u16) {
    let number = |at: usize, len: usize, tiff: &[u8]| {
        tiff[at..at + len].iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte))
    };
    let directory = number(4, 4, tiff);
    let entries = (0..number(directory, 2, tiff)).map(|i| directory + 2 + 12 * i);
    let entry = entries.clone().find(|at| number(*at, 2, tiff) == usize::from(tag)).unwrap();
    assert_eq!(number(entry + 2, 2, tiff), 3);
    let count = number(entry + 4, 4, tiff);
    let start = if count > 2 { number(entry + 8, 4, tiff) } else { entry + 8 };
    for place in tiff[start..start + 2 * count].chunks_exact_mut(2) {
        place.copy_from_slice(&value.to_le_bytes());
    }
}

/// Planes of which the reference reads the wrong bytes, planes of JPEG in the way of TIFF 6.0, facsimile rows of whole
/// 16-bit words, and Lab in JPEG.
#[test]
fn unread_kinds_of_tiff() {
    const BITS: u16 = 258;
    const COMPRESSION: u16 = 259;
    const PHOTOMETRIC: u16 = 262;
    const PLANES: u16 = 284;
    for (name, tag, value) in [
        ("tiff-rgb-planar.tif", BITS, 16),
        ("tiff-gray-extra-2.tif", PLANES, 2),
        ("tiff-rgb-planar.tif", COMPRESSION, 6),
        ("tiff-gray-1.tif", COMPRESSION, 32771),
        ("tiff-jpeg-rgb.tif", PHOTOMETRIC, 8),
    ] {
        let mut tiff = file(name);
        assert!(result(&tiff).is_ok(), "{name}");
        set_shorts(&mut tiff, tag, value);
        let result = result(&tiff);
        assert!(matches!(result, Err(Error::Unsupported(_))), "{name}, {value}: {result:?}");
    }
}

/// A row of runs that cannot be is an error; of Group 4, what was read before it counts, and the rest is white. The
/// reference goes on behind it.
#[test]
fn damaged_facsimile_rows() {
    for name in ["tiff-group3.tif", "tiff-tiff-ccitt.tif"] {
        let mut tiff = file(name);
        tiff[580] ^= 0xff;
        assert!(matches!(result(&tiff), Err(Error::Damaged { .. })), "{name}");
    }
    let whole = file("tiff-group4.tif");
    let mut tiff = whole.clone();
    tiff[580..590].fill(0);
    let [whole, broken] = [&whole, &tiff].map(|tiff| decode(tiff, &Limits::default()).unwrap());
    assert_ne!(whole, broken);
}

/// The chunks of a WebP: kind and content.
fn riff_chunks(webp: &[u8]) -> Vec<([u8; 4], Vec<u8>)> {
    let (mut rest, mut found) = (&webp[12..], Vec::new());
    while let Some((head, tail)) = rest.split_first_chunk::<8>() {
        let len = u32::from_le_bytes(head[4..].try_into().unwrap()) as usize;
        found.push((head[..4].try_into().unwrap(), tail[..len].to_vec()));
        rest = &tail[len + len % 2..];
    }
    found
}

fn riff(chunks: &[([u8; 4], Vec<u8>)]) -> Vec<u8> {
    let mut body = b"WEBP".to_vec();
    for (kind, content) in chunks {
        body.extend(kind);
        body.extend(u32::try_from(content.len()).unwrap().to_le_bytes());
        body.extend(content);
        body.extend(vec![0; content.len() % 2]);
    }
    [&b"RIFF"[..], &u32::try_from(body.len()).unwrap().to_le_bytes(), &body].concat()
}

/// The decoders look for the end of their data at other places: the reference refuses the first one and reads the second.
#[test]
fn webp_without_its_last_bytes() {
    for (name, kind, missing, is_read) in [
        ("webp-lossy-alpha.webp", b"VP8 ", 2, true),
        ("webp-lossless-alpha.webp", b"VP8L", 1, false),
    ] {
        let mut chunks = riff_chunks(&file(name));
        let (_, data) = chunks.iter_mut().find(|(other, _)| other == kind).unwrap();
        data.truncate(data.len() - missing);
        assert_eq!(result(&riff(&chunks)).is_ok(), is_read, "{name}");
    }
}

/// The reference reads both.
#[test]
fn avif_with_rare_colours_or_a_wrong_size_is_unsupported() {
    let whole = file("avif-rgb-420-full.avif");
    let place = |name: &[u8]| whole.windows(4).position(|part| part == name).unwrap();
    // The low byte of the matrix: YCgCo; and that of the width.
    for (at, value) in
        [(place(b"nclx") + 9, 8), (place(b"ispe") + 11, whole[place(b"ispe") + 11] + 1)]
    {
        let mut avif = whole.clone();
        avif[at] = value;
        let result = result(&avif);
        assert!(matches!(result, Err(Error::Unsupported(_))), "{result:?}");
    }
}
