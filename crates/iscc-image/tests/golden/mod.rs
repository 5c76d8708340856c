//! The golden files of `xtask/oracle/image_golden.py`.
#![allow(dead_code, reason = "every test uses its part of this")]
#![allow(clippy::unwrap_used, reason = "a golden file that cannot be read is a failure")]

use std::fs::{self, File};
use std::io::BufReader;
use std::path::{Path, PathBuf};

use iscc_image::Gray32x32;

/// What the reference makes of one file.
pub(crate) struct Expected {
    pub(crate) width: usize,
    pub(crate) height: usize,
    pub(crate) code_64: String,
    pub(crate) code_256: String,
    pub(crate) pixels: Gray32x32,
}

/// `testdata/image` of the workspace.
pub(crate) fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/image")
}

/// The tiles of an atlas: 32 x 32 pixels each, one below the other.
pub(crate) fn tiles(path: &Path) -> Vec<Gray32x32> {
    let decoder = png::Decoder::new(BufReader::new(File::open(path).unwrap()));
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    reader.next_frame(&mut pixels).unwrap();
    pixels.chunks_exact(1024).map(|tile| tile.try_into().unwrap()).collect()
}

/// The lines of `golden.tsv` and the tiles of `golden.png`: names with what is expected, `None` for
/// what the reference refuses.
pub(crate) fn expectations(folder: &Path) -> Vec<(String, Option<Expected>)> {
    let mut tiles = tiles(&folder.join("golden.png")).into_iter();
    let lines = fs::read_to_string(folder.join("golden.tsv")).unwrap();
    let expectations = lines
        .lines()
        .map(|line| match line.split('\t').collect::<Vec<_>>()[..] {
            [name, "error"] => (name.to_owned(), None),
            [name, width, height, code_64, code_256] => {
                let expected = Expected {
                    width: width.parse().unwrap(),
                    height: height.parse().unwrap(),
                    code_64: code_64.to_owned(),
                    code_256: code_256.to_owned(),
                    pixels: tiles.next().unwrap(),
                };
                (name.to_owned(), Some(expected))
            }
            _ => panic!("not a golden line: {line}"),
        })
        .collect();
    assert!(tiles.next().is_none(), "tiles are left over");
    expectations
}
