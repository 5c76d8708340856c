//! Films of H.264 without FFmpeg: equal to the reference, or refused.
#![cfg(feature = "native")]
#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "support/films.rs"]
mod support;

use std::fs;
use std::io::Cursor;

use iscc_core::Bits;
use iscc_video::{DecodeOptions, Error, Video, read_video_native};
use proptest::prelude::*;
use support::{agree_on_codes, agree_on_metadata, agree_on_scenes, code, films, golden};

fn bytes(name: &str) -> Vec<u8> {
    fs::read(films().join(name)).unwrap()
}

fn read(data: &[u8], options: &DecodeOptions) -> Result<Video, Error> {
    read_video_native(Cursor::new(data), options)
}

/// The films that must be read.
const READ: [&str; 10] = [
    "cuts.mkv",
    "edit-list.mp4",
    "h264-cut.mp4",
    "h264-edited.mp4",
    "h264-fragments.mp4",
    "h264-late.mkv",
    "h264-open-gop.mkv",
    "h264-pyramid.mp4",
    "turned.mp4",
    "variable-rate.mkv",
];

#[test]
fn films_are_as_the_reference_has_them_or_refused() {
    for (name, row) in golden() {
        let options = DecodeOptions::new().keep_signature(true);
        match read(&bytes(&name), &options) {
            Ok(video) => {
                agree_on_codes(&name, &row, &video);
                // The rate of a film of no steady rate is FFmpeg's guess.
                if name != "variable-rate.mkv" {
                    agree_on_metadata(&name, &row, &video);
                }
                let scenes = read(&bytes(&name), &options.scenes(true)).unwrap();
                agree_on_scenes(&name, &row, &scenes);
                assert!(READ.contains(&&*name), "{name}");
            }
            Err(Error::TooSmall { width: 30, height: 48 }) => assert_eq!(name, "too-small.mkv"),
            Err(error) => {
                assert!(matches!(error, Error::Unsupported { .. }), "{name}: {error}");
                assert!(!READ.contains(&&*name), "{name}: {error}");
            }
        }
    }
}

#[test]
fn skipping_changes_nothing() {
    let mut skipped = 0;
    for name in READ {
        let with = |skip| read(&bytes(name), &DecodeOptions::new().skip(skip)).unwrap();
        let (some, all) = (with(true), with(false));
        assert_eq!(code(&some, Bits::B256), code(&all, Bits::B256), "{name}");
        skipped += all.decoded - some.decoded;
    }
    assert!(skipped > 50, "{skipped}");
}

#[test]
fn what_is_cut_off_is_an_error() {
    for name in ["h264-pyramid.mp4", "h264-fragments.mp4"] {
        let whole = bytes(name);
        for part in 0..20 {
            let cut = &whole[..whole.len() * part / 20];
            let read = read(cut, &DecodeOptions::new());
            assert!(
                matches!(read, Err(Error::Damaged { .. } | Error::Unsupported { .. })),
                "{name} {part}: {read:?}"
            );
        }
    }
}

/// FFmpeg reads the blocks that are whole, and so does this.
#[test]
fn matroska_that_is_cut_off_is_shorter() {
    let whole = bytes("h264-open-gop.mkv");
    let frames = |data: &[u8]| read(data, &DecodeOptions::new()).map(|video| video.frames);
    let all = frames(&whole).unwrap();
    let half = frames(&whole[..whole.len() * 3 / 5]).unwrap();
    assert!((1..all).contains(&half), "{half} of {all}");
}

#[test]
fn limits() {
    let mut options = DecodeOptions::new();
    options.max_ticks = 4;
    let film = bytes("h264-pyramid.mp4");
    let error = read(&film, &options);
    assert!(matches!(error, Err(Error::Limit { allowed: 4, .. })), "{error:?}");
    options = DecodeOptions::new();
    options.max_pixels = 64 * 48 - 1;
    let error = read(&film, &options);
    assert!(matches!(error, Err(Error::Limit { what: "pixels of a frame", .. })), "{error:?}");
}

#[test]
fn a_thumbnail_is_as_the_film_is_shown() {
    let read = |name| {
        let options = DecodeOptions::new().thumbnail(32);
        read(&bytes(name), &options).unwrap().thumbnail.unwrap()
    };
    let (lying, standing) = (read("h264-pyramid.mp4"), read("turned.mp4"));
    assert_eq!((lying.width, lying.height), (32, 24));
    assert_eq!((standing.width, standing.height), (24, 32));
    assert!(lying.rgb.iter().any(|&value| value != lying.rgb[0]));
}

/// The same small picture as that of FFmpeg's scaler, but for a few levels.
#[cfg(feature = "ffmpeg")]
#[test]
fn colours_are_those_of_ffmpeg() {
    let options = DecodeOptions::new().thumbnail(16);
    let path = films().join("h264-pyramid.mp4");
    let theirs = iscc_video::read_video(&path, &options).unwrap().thumbnail.unwrap();
    let ours = read(&bytes("h264-pyramid.mp4"), &options).unwrap().thumbnail.unwrap();
    let difference = |(a, b): (&u8, &u8)| u32::from(a.abs_diff(*b));
    let sum: u32 = ours.rgb.iter().zip(&theirs.rgb).map(difference).sum();
    let values = u32::try_from(ours.rgb.len()).unwrap();
    assert!(sum < 12 * values, "{sum} of {values}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn damage_is_an_error_or_a_film(
        film in prop::sample::select(&READ[..]),
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..12),
        in_head: bool,
    ) {
        let mut data = bytes(film);
        let len = data.len();
        for (at, value) in damage {
            // Heads are at the end of MP4 and at the start of Matroska.
            let at = match (in_head, film.ends_with("mkv")) {
                (true, true) => at.index(700),
                (true, false) => len - 1 - at.index(1800),
                _ => at.index(len),
            };
            data[at] = value;
        }
        if let Ok(video) = read(&data, &DecodeOptions::new()) {
            prop_assert!(video.frames > 0);
        }
    }
}
