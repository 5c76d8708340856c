//! Threads make it faster and change nothing.

use core::num::NonZero;

use iscc_kit::{Options, code_file};

use crate::folder::Folder;
use crate::media::{bmp, bytes, wav};

#[test]
fn no_record_depends_on_the_number_of_threads() {
    let folder = Folder::new();
    let words: Vec<_> = (0..200_000).map(|number| format!("word{}", number * 7 % 9973)).collect();
    let text = words.join(" ");
    folder.file("tune.wav", wav(16)).file("picture.bmp", bmp()).file("text.txt", text);
    folder.file("unknown", [&[0, 1, 2][..], &bytes(5_000_000)].concat()).file("small.txt", "small");
    let film = "../../testdata/videofile/h264-pyramid.mp4";
    let film = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(film);
    std::fs::copy(film, folder.0.join("film.mp4")).unwrap();
    for name in ["tune.wav", "picture.bmp", "text.txt", "unknown", "small.txt", "film.mp4"] {
        let path = folder.0.join(name);
        let options = Options::new().granular(true);
        let expected = code_file(&path, &options).unwrap();
        let sum = iscc_kit::data::sum_file(&path).unwrap();
        assert_eq!(
            (expected.datahash, expected.file_size),
            (Some(sum.datahash()), Some(sum.size())),
            "{name}"
        );
        for threads in [2, 7] {
            let options = options.clone().threads(NonZero::new(threads).unwrap());
            assert_eq!(code_file(&path, &options).unwrap(), expected, "{name}, {threads}");
        }
    }
}

#[test]
fn what_is_damaged_is_so_on_all_threads() {
    let folder = Folder::new();
    let mut cut = bmp();
    cut.truncate(1_200_000);
    // A size that does not fit what follows.
    folder.file("damaged.png", [b"\x89PNG\r\n\x1a\n", &cut[..]].concat());
    for threads in [1, 4] {
        let options = Options::new().threads(NonZero::new(threads).unwrap());
        let error = code_file(folder.0.join("damaged.png"), &options).unwrap_err();
        assert!(matches!(error, iscc_kit::Error::Image(_)), "{error}");
    }
}
