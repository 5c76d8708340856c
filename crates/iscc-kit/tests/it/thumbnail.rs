//! Small pictures in records.

use std::path::{Path, PathBuf};

use iscc_kit::{NoteCode, Options, code_file, code_reader};

use crate::media::{bmp, wav};

fn testdata(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata").join(path)
}

/// Width and height of the picture in a data URL.
fn size(url: &str) -> (usize, usize) {
    let base64 = url.strip_prefix("data:image/jpeg;base64,").unwrap().trim_end_matches('=');
    let base64 = base64.replace('+', "-").replace('/', "_");
    let file = iscc_kit::schema::base64::decode_url(&base64).unwrap();
    let decoded =
        iscc_kit::image::decode_image(&file, &iscc_kit::image::Limits::default()).unwrap();
    (decoded.width, decoded.height)
}

#[test]
fn a_picture_has_one_if_it_is_asked_for() {
    let plain = code_reader(&bmp()[..], Some("a.bmp"), &Options::new()).unwrap();
    assert_eq!(plain.thumbnail, None);
    let mut with = code_reader(&bmp()[..], Some("a.bmp"), &Options::new().thumbnail(64)).unwrap();
    let thumbnail = with.thumbnail.take().unwrap();
    assert_eq!(size(&thumbnail), (64, 48));
    assert_eq!(with, plain, "everything else is the same");
}

/// Sound with a picture in an `ID3v2` tag in front.
fn with_cover(picture: &[u8]) -> Vec<u8> {
    let frame = [&b"\0image/bmp\0\x03\0"[..], picture].concat();
    let length = |length: usize| u32::try_from(length).unwrap();
    let mut file = b"ID3\x03\0\0".to_vec();
    // Seven bits a byte.
    let size = length(frame.len() + 10);
    file.extend([21, 14, 7, 0].map(|shift| u8::try_from(size >> shift & 127).unwrap()));
    file.extend(b"APIC");
    file.extend(length(frame.len()).to_be_bytes());
    file.extend([0, 0]);
    file.extend(frame);
    file.extend(std::fs::read(testdata("audiofile/no-xing.mp3")).unwrap());
    file
}

#[test]
fn sound_has_its_cover() {
    let options = Options::new().thumbnail(32);
    let record = code_reader(&with_cover(&bmp())[..], Some("a.mp3"), &options).unwrap();
    let size = record.thumbnail.as_deref().map(size);
    assert_eq!((size, record.additions.notes.is_empty()), (Some((32, 24)), true));
    let record = code_reader(&wav(3)[..], Some("tune.wav"), &options).unwrap();
    assert_eq!(record.thumbnail, None);
    assert!(!record.additions.notes.contains(&NoteCode::CoverLeftOut.into()));
    // A broken one costs only itself.
    let record = code_reader(&with_cover(b"no picture")[..], Some("a.mp3"), &options).unwrap();
    assert_eq!((record.thumbnail, record.units.len()), (None, 4));
    assert!(
        record.additions.notes.contains(&NoteCode::CoverLeftOut.into()),
        "{:?}",
        record.additions.notes
    );
}

#[test]
fn a_film_has_a_frame() {
    let film = testdata("videofile/h264-pyramid.mp4");
    let plain = code_file(&film, &Options::new()).unwrap();
    let mut with = code_file(&film, &Options::new().thumbnail(32)).unwrap();
    let thumbnail = with.thumbnail.take().unwrap();
    assert_eq!(size(&thumbnail), (32, 24));
    assert_eq!(with, plain, "everything else is the same");
}

#[cfg(feature = "serde")]
#[test]
fn json_has_it_as_a_data_url() {
    let record = code_reader(&bmp()[..], Some("a.bmp"), &Options::new().thumbnail(128)).unwrap();
    let json = serde_json::to_value(&record).unwrap();
    let url = json["thumbnail"].as_str().unwrap();
    assert!(url.starts_with("data:image/jpeg;base64,/9j/"), "{url}");
    assert!(url.len() < 12_000, "{}", url.len());
    assert_eq!(json["x_stability"]["bits"], 64);
}
