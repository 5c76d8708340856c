//! Whole files against mozjpeg with libjpeg-turbo's vector code: the same pixels, or an error of both.

mod peer;

use std::fs;
use std::path::Path;

use mozjpeg::{ColorSpace, Compress};
use peer::{has_vectors, ours, theirs};

/// Whether both have the same pixels, or none.
fn agree(bytes: &[u8]) -> bool {
    match (ours(bytes), theirs(bytes)) {
        (Ok(us), Ok(them)) => us == them,
        (us, them) => us.is_err() && them.is_err(),
    }
}

/// The committed files, two components left out, which the peer is not asked for.
fn files() -> Vec<(String, Vec<u8>)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/image");
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).expect("the folder") {
        let path = entry.expect("a file").path();
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        if path.extension().is_some_and(|end| end == "jpg") && name != "jpeg-two-components.jpg" {
            files.push((name, fs::read(path).expect("readable")));
        }
    }
    files.sort();
    files
}

/// Some structure and some noise.
fn picture(width: usize, height: usize, channels: usize) -> Vec<u8> {
    let mut noise = 1_u32;
    let mut pixels = Vec::new();
    for at in 0..width * height * channels {
        noise = noise.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let (x, y) = (at / channels % width, at / channels / width);
        let wave = (x * 7 + y * 3 + at % channels * 60) % 220;
        pixels.push(u8::try_from(wave).expect("a byte") + (noise >> 27).to_le_bytes()[0]);
    }
    pixels
}

#[test]
fn committed_files() {
    if !has_vectors() {
        return;
    }
    let files = files();
    assert!(files.len() > 60);
    let wrong: Vec<_> =
        files.iter().filter(|(_, bytes)| !agree(bytes)).map(|(name, _)| name).collect();
    assert_eq!(wrong, Vec::<&String>::new());
}

#[test]
fn compressed_files() {
    let mut wrong = Vec::new();
    let sizes = [(1, 1), (2, 3), (8, 8), (9, 17), (16, 16), (33, 31), (70, 5), (5, 70)];
    let chroma = [(1, 1), (2, 1), (1, 2), (2, 2), (4, 1), (1, 4), (4, 2)];
    for (index, (width, height)) in sizes.into_iter().enumerate() {
        for (turn, chroma) in chroma.into_iter().enumerate() {
            for progressive in [false, true] {
                let quality = [1.0, 40.0, 75.0, 92.0, 100.0][(index + turn) % 5];
                let mut encoder = Compress::new(ColorSpace::JCS_RGB);
                encoder.set_size(width, height);
                encoder.set_quality(quality);
                encoder.set_chroma_sampling_pixel_sizes(chroma, chroma);
                encoder.set_optimize_coding(turn % 2 == 0);
                if progressive {
                    encoder.set_progressive_mode();
                }
                let mut encoder = encoder.start_compress(Vec::new()).expect("starts");
                encoder.write_scanlines(&picture(width, height, 3)).expect("writes");
                let file = encoder.finish().expect("ends");
                if !agree(&file) {
                    wrong.push((width, height, chroma, progressive));
                }
            }
        }
    }
    assert_eq!(wrong, []);
}

#[test]
fn damaged_files() {
    if !has_vectors() {
        // Golden values hold these where the peer cannot.
        return;
    }
    let mut random = 7_u32;
    let mut below = move |bound: usize| {
        random = random.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (random >> 8) as usize % bound
    };
    let mut wrong = Vec::new();
    for (name, whole) in files().iter().filter(|(_, bytes)| bytes.len() < 8000) {
        for kind in 0..6 {
            let mut bytes = whole.clone();
            let at = 20 + below(bytes.len() - 40);
            match kind {
                0 => bytes.truncate(at),
                1 => bytes[at] ^= 1 << below(8),
                2 => bytes[at] = below(256).to_le_bytes()[0],
                3 => drop(bytes.drain(at..at + 1 + below(19))),
                4 => bytes[at..at + 2].copy_from_slice(&[0xff, 0xd0 + below(10).to_le_bytes()[0]]),
                _ => bytes.truncate(bytes.len() - 1 - below(4)),
            }
            if !agree(&bytes) {
                wrong.push((name.clone(), kind, at));
            }
        }
    }
    assert_eq!(wrong, []);
}
