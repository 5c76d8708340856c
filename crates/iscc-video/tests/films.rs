//! Films: equal to FFmpeg's filter and to iscc-sdk, with and without skipping, whole and damaged.
#![cfg(feature = "ffmpeg")]
#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "support/films.rs"]
mod support;

use std::fs;
use std::io::Cursor;
use std::path::Path;

use iscc_core::Bits;
use iscc_video::{DecodeOptions, Doubt, Error, Video, read_video, read_video_from};
use support::{agree_on_codes, agree_on_metadata, agree_on_scenes, code, films, golden};

/// What is the same whatever way a film was read.
fn seen(read: &Result<Video, Error>) -> Result<(String, u64, Vec<u8>), String> {
    match read {
        Ok(video) => {
            let signature = video.signature.as_ref().unwrap().to_bytes();
            Ok((code(video, Bits::B256), video.frames, signature))
        }
        Err(error) => Err(error.to_string()),
    }
}

#[test]
fn films_have_the_codes_of_the_reference() {
    let options = DecodeOptions::new().keep_signature(true);
    for (name, row) in golden() {
        let read = read_video(&films().join(&name), &options);
        if row.get("error").is_some() {
            assert!(read.is_err(), "{name}");
        } else {
            agree_on_codes(&name, &row, &read.unwrap());
        }
    }
}

#[test]
fn films_have_the_metadata_of_the_reference() {
    for (name, row) in golden() {
        if row.get("meta").is_some() {
            let video = read_video(&films().join(&name), &DecodeOptions::new());
            agree_on_metadata(&name, &row, &video.unwrap());
        }
    }
}

#[test]
fn films_have_the_scenes_of_the_reference() {
    let mut most = 0;
    for (name, row) in golden() {
        if row.get("simprints").is_some() {
            let video = read_video(&films().join(&name), &DecodeOptions::new().scenes(true));
            let video = video.unwrap();
            agree_on_scenes(&name, &row, &video);
            most = most.max(video.scenes.len());
        }
    }
    assert!(most > 2, "a film with scenes");
}

#[test]
fn skipping_and_threads_change_nothing() {
    let mut skipped = 0;
    for (name, _) in golden() {
        let path = films().join(&name);
        let read = |skip, threads| {
            read_video(
                &path,
                &DecodeOptions::new().keep_signature(true).skip(skip).threads(threads),
            )
        };
        let whole = read(false, 1);
        for (skip, threads) in [(true, 1), (true, 3), (false, 3)] {
            let other = read(skip, threads);
            assert_eq!(seen(&other), seen(&whole), "{name} {skip} {threads}");
            if let (Ok(whole), Ok(other)) = (&whole, &other) {
                skipped += u32::from(other.decoded < whole.decoded);
            }
        }
    }
    assert!(skipped >= 8, "some films have frames that need not be decoded: {skipped}");
}

#[test]
fn damaged_films_are_read_alike_or_are_errors() {
    for (name, _) in golden() {
        let whole = fs::read(films().join(&name)).unwrap();
        let flipped = |step: usize| {
            let mut data = whole.clone();
            for at in (whole.len() / 10..whole.len()).step_by(step) {
                data[at] ^= 1 << (at % 8);
            }
            data
        };
        let cut = |part: usize| whole[..whole.len() * part / 7].to_vec();
        let zeroed = {
            let mut data = whole.clone();
            let middle = whole.len() / 2;
            data[middle..middle + whole.len() / 9].fill(0);
            data
        };
        let all = [cut(0), cut(1), cut(3), cut(6), flipped(997), flipped(101), flipped(11), zeroed];
        for (kind, data) in all.into_iter().enumerate() {
            let read = |skip| {
                let open = || -> std::io::Result<Box<dyn iscc_video::ReadSeek>> {
                    Ok(Box::new(Cursor::new(data.clone())))
                };
                let options = DecodeOptions::new().keep_signature(true).skip(skip);
                read_video_from(open, &name, &options)
            };
            assert_eq!(seen(&read(true)), seen(&read(false)), "{name} {kind}");
        }
    }
}

/// Damage of which no decoder and no demuxer says a word: without these doubts skipping would change frames.
#[test]
fn damage_that_nobody_reports_ends_skipping() {
    let pattern: Vec<u8> = (0..60).map(|byte: u8| byte.wrapping_mul(37).wrapping_add(11)).collect();
    let cases = [
        ("turned-10bit.mp4", 1842, &pattern[..], Doubt::Incomplete),
        ("hevc.mp4", 4498 * 3 / 13, &[0; 30], Doubt::MadeUp),
        ("mpeg2.ts", 7926, &[0; 182], Doubt::Lost),
    ];
    for (name, at, damage, doubt) in cases {
        let mut data = fs::read(films().join(name)).unwrap();
        data[at..at + damage.len()].copy_from_slice(damage);
        let read = |skip| {
            let open = || -> std::io::Result<Box<dyn iscc_video::ReadSeek>> {
                Ok(Box::new(Cursor::new(data.clone())))
            };
            let options = DecodeOptions::new().keep_signature(true).skip(skip);
            read_video_from(open, name, &options)
        };
        let (skipping, whole) = (read(true), read(false));
        assert_eq!(seen(&skipping), seen(&whole), "{name}");
        assert_eq!(skipping.unwrap().doubt, Some(doubt), "{name}");
    }
}

#[test]
fn a_wrong_ending_changes_nothing() {
    let data = fs::read(films().join("h264-open-gop.mkv")).unwrap();
    let read = |name| {
        let open = || -> std::io::Result<Box<dyn iscc_video::ReadSeek>> {
            Ok(Box::new(Cursor::new(data.clone())))
        };
        read_video_from(open, name, &DecodeOptions::new()).unwrap().hash
    };
    assert_eq!(read("film.mkv"), read("film.mp4"));
    assert_eq!(read("film.mkv"), read(""));
}

#[test]
fn what_is_no_film_is_an_error() {
    let read = |data: &'static [u8], name| {
        let open = || -> std::io::Result<Box<dyn iscc_video::ReadSeek>> {
            Ok(Box::new(Cursor::new(data)))
        };
        read_video_from(open, name, &DecodeOptions::new())
    };
    // Lists of other files are never followed.
    let passwd =
        b"#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\nfile:///etc/passwd\n#EXT-X-ENDLIST\n";
    assert!(read(passwd, "list.m3u8").is_err());
    assert!(read(b"ffconcat version 1.0\nfile /etc/passwd\n", "list.ffconcat").is_err());
    assert!(read(b"v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n", "live.sdp").is_err());
    assert!(read(b"", "film.mp4").is_err());
    assert!(read(&[7; 5000], "film.mp4").is_err());
    assert!(matches!(
        read_video(Path::new("no such film.mp4"), &DecodeOptions::new()),
        Err(Error::Io(_))
    ));
}

#[test]
fn a_film_too_small_for_a_signature() {
    let read = read_video(&films().join("too-small.mkv"), &DecodeOptions::new());
    assert!(matches!(read, Err(Error::TooSmall { width: 30, height: 48 })), "{read:?}");
}

/// Without a video stream, or with a single frame: by the kind a caller knows to make another code.
#[test]
fn films_without_content() {
    let read = |data: &[u8], name| {
        let data = data.to_vec();
        let open = move || -> std::io::Result<Box<dyn iscc_video::ReadSeek>> {
            Ok(Box::new(Cursor::new(data.clone())))
        };
        read_video_from(open, name, &DecodeOptions::new())
    };
    let mut wave = b"RIFF\x24\x20\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x80\x3e\0\0\x02\0\x10\0data\0\x20\0\0".to_vec();
    wave.resize(44 + 8192, 0);
    let audio = read(&wave, "audio.wav").unwrap_err();
    assert!(matches!(audio, Error::NoVideo), "{audio:?}");

    // Two frames of raw luma, a twenty-fifth of a second each: the fifth of a second in which they start is not over.
    let mut still = b"YUV4MPEG2 W64 H48 F25:1 Cmono\n".to_vec();
    still.extend_from_slice(b"FRAME\n");
    still.resize(still.len() + 64 * 48, 100);
    let single = read(&still, "single.y4m").unwrap_err();
    assert!(matches!(single, Error::NoFrames), "{single:?}");

    let small = read_video(&films().join("too-small.mkv"), &DecodeOptions::new()).unwrap_err();
    for error in [audio, single, small] {
        assert_eq!(error.kind(), iscc_schema::ErrorKind::NoContent);
    }
}

#[test]
fn ticks_are_limited() {
    let mut options = DecodeOptions::new();
    options.max_ticks = 4;
    let read = read_video(&films().join("h264-pyramid.mp4"), &options);
    assert!(matches!(read, Err(Error::Limit { allowed: 4, .. })), "{read:?}");
}

#[test]
fn a_thumbnail_is_as_the_film_is_shown() {
    let read = |name| {
        let options = DecodeOptions::new().thumbnail(32);
        read_video(&films().join(name), &options).unwrap().thumbnail.unwrap()
    };
    let (lying, standing) = (read("h264-pyramid.mp4"), read("turned.mp4"));
    assert_eq!((lying.width, lying.height), (32, 24));
    assert_eq!((standing.width, standing.height), (24, 32));
    assert_eq!(standing.rgb.len(), 24 * 32 * 3);
    assert!(lying.rgb.iter().any(|&value| value != lying.rgb[0]));
}
