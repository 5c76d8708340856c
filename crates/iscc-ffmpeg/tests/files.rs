//! Opening, decoding and scaling: small videos of `testdata/videofile`, whole and damaged. Clean under valgrind:
//! `valgrind --error-exitcode=1 target/debug/deps/files-*`.
#![cfg(feature = "ffmpeg")]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs;
use std::io::{self, Cursor, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use iscc_ffmpeg::{
    Decoder, DecoderOptions, Error, Frame, Input, Kind, Packet, PixelFormat, Read, Receive, Scaler,
    Skip,
};

fn videos() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/videofile")
}

fn open(data: &[u8], name: &str) -> Result<Input, Error> {
    Input::from_reader(Box::new(Cursor::new(data.to_vec())), name)
}

/// Decodes a file to its end, whatever errors come: how many frames, how many errors, and the last frame.
fn decode(mut input: Input, options: &DecoderOptions) -> Result<(u64, u64, Frame), Error> {
    let stream = input.best_video().ok_or(Error::Memory)?.index;
    let mut decoder = Decoder::new(&input, stream, options)?;
    let (mut frames, mut errors) = (0, 0);
    let (mut frame, mut last) = (Frame::new()?, Frame::new()?);
    let mut packet = Packet::new()?;
    loop {
        let at_end = !matches!(input.read(&mut packet)?, Read::Packet);
        if !at_end && packet.stream() != stream {
            continue;
        }
        errors += u64::from(decoder.send((!at_end).then_some(&packet)).is_err());
        // A broken decoder might report errors without end.
        for _ in 0..1000 {
            match decoder.receive(&mut frame) {
                Ok(Receive::Frame) => {
                    frames += 1;
                    core::mem::swap(&mut frame, &mut last);
                }
                Ok(_) => break,
                Err(_) => errors += 1,
            }
        }
        if at_end {
            return Ok((frames, errors, last));
        }
    }
}

#[test]
fn a_video_is_described_and_decoded() {
    let input = Input::open(&videos().join("h264-pyramid.mp4")).unwrap();
    assert!(input.format().contains("mp4") && !input.may_jump());
    assert!(input.tags().contains(&("title".into(), "Two Halves".into())));
    let stream = input.best_video().unwrap();
    assert_eq!((stream.kind, &*stream.codec), (Kind::Video, "h264"));
    assert_eq!((stream.width, stream.height), (64, 48));
    assert!(input.best_audio().is_none());
    let (frames, errors, last) = decode(input, &DecoderOptions::new()).unwrap();
    assert_eq!((frames, errors), (60, 0));
    assert_eq!((last.width(), last.height()), (64, 48));
    assert!(last.row(0, 47, 64).is_some_and(|row| row.len() == 64));
    assert!(last.row(0, 48, 64).is_none() && last.row(9, 0, 64).is_none());
}

#[test]
fn threads_and_marks_change_no_frame() {
    let data = fs::read(videos().join("hevc.mp4")).unwrap();
    let pixels = |options: &DecoderOptions| {
        let (frames, _, last) = decode(open(&data, "").unwrap(), options).unwrap();
        let rows = (0..48).flat_map(|y| last.row(0, y, 64).unwrap().to_vec());
        (frames, rows.collect::<Vec<u8>>())
    };
    let plain = pixels(&DecoderOptions::new());
    assert_eq!(pixels(&DecoderOptions::new().threads(3)), plain);
    assert_eq!(pixels(&DecoderOptions::new().threads(2).marks(true).strict(true)), plain);
}

#[test]
fn frames_are_converted() {
    let input = Input::open(&videos().join("turned-10bit.mp4")).unwrap();
    let (_, _, frame) = decode(input, &DecoderOptions::new()).unwrap();
    assert_eq!(frame.pixel_format().map(PixelFormat::bits), Some(10));
    let mut scaler = Scaler::new(&frame, PixelFormat::RGB24, 20, 15).unwrap();
    let small = scaler.scale(&frame).unwrap();
    assert_eq!((small.width(), small.height()), (20, 15));
    assert!(small.row(0, 14, 60).is_some_and(|row| row.iter().any(|&value| value > 0)));
    // Of another shape than the conversion is for.
    let empty = Frame::new().unwrap();
    assert!(!scaler.fits(&empty) && scaler.scale(&empty).is_err());
}

#[test]
fn damage_is_an_error_or_frames() {
    for name in ["h264-open-gop.mkv", "hevc.mp4", "mpeg2.ts", "mpeg4.avi", "vp9.webm", "mjpeg.mov"]
    {
        let whole = fs::read(videos().join(name)).unwrap();
        for step in [701, 97, 13] {
            let mut data = whole.clone();
            for at in (step..data.len()).step_by(step) {
                data[at] ^= 1 << (at % 8);
            }
            for threads in [1, 2] {
                let options = DecoderOptions::new().threads(threads).marks(true);
                for data in [&data[..], &data[..data.len() / 2]] {
                    drop(open(data, name).and_then(|input| decode(input, &options)));
                }
            }
        }
    }
}

#[test]
fn limits_are_kept() {
    let data = fs::read(videos().join("mpeg2.ts")).unwrap();
    let few = DecoderOptions::new().max_pixels(64 * 40);
    let refused = decode(open(&data, "").unwrap(), &few);
    assert!(refused.is_err() || refused.is_ok_and(|(frames, ..)| frames == 0));
    let input = open(&data, "").unwrap();
    assert!(Decoder::new(&input, 99, &DecoderOptions::new()).is_err());
}

#[test]
fn frames_without_references_can_be_left_out() {
    let data = fs::read(videos().join("mpeg2.ts")).unwrap();
    let mut input = open(&data, "").unwrap();
    let stream = input.best_video().unwrap().index;
    let mut decoder = Decoder::new(&input, stream, &DecoderOptions::new()).unwrap();
    decoder.skip(Skip::NonReference);
    let (mut packet, mut frame) = (Packet::new().unwrap(), Frame::new().unwrap());
    let (mut packets, mut frames) = (0, 0);
    while let Read::Packet = input.read(&mut packet).unwrap() {
        packets += 1;
        decoder.send(Some(&packet)).unwrap();
        while decoder.receive(&mut frame) == Ok(Receive::Frame) {
            frames += 1;
        }
    }
    assert!(frames > 10 && frames < packets * 2 / 3, "{frames} of {packets}");
}

/// Fails from some byte on.
struct Failing(Cursor<Vec<u8>>, u64);

impl io::Read for Failing {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.0.position() >= self.1 {
            return Err(io::Error::other("the disk is gone"));
        }
        self.0.read(buffer)
    }
}

impl Seek for Failing {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        self.0.seek(to)
    }
}

/// Panics, which must not unwind through C.
struct Panicking;

impl io::Read for Panicking {
    fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
        panic!("a reader of somebody else's")
    }
}

impl Seek for Panicking {
    fn seek(&mut self, _: SeekFrom) -> io::Result<u64> {
        panic!("a reader of somebody else's")
    }
}

#[test]
fn readers_that_fail_are_errors_of_reading() {
    let data = fs::read(videos().join("jump.ts")).unwrap();
    let at_once = Input::from_reader(Box::new(Failing(Cursor::new(data.clone()), 0)), "jump.ts");
    assert!(matches!(at_once, Err(Error::Io(_))), "{at_once:?}");
    let later = Input::from_reader(Box::new(Failing(Cursor::new(data), 45_000)), "jump.ts");
    let later = later.and_then(|input| decode(input, &DecoderOptions::new()).map(|_| ()));
    assert!(matches!(later, Err(Error::Io(_))), "{later:?}");
    assert!(Input::from_reader(Box::new(Panicking), "a.mp4").is_err());
}

#[test]
fn nothing_else_is_opened() {
    let lists: [(&[u8], &str); 3] = [
        (b"#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\nfile:///etc/passwd\n", "a.m3u8"),
        (b"ffconcat version 1.0\nfile /etc/passwd\n", "a.ffconcat"),
        (b"v=0\no=- 0 0 IN IP4 127.0.0.1\nm=video 5004 RTP/AVP 96\n", "a.sdp"),
    ];
    for (data, name) in lists {
        assert!(open(data, name).is_err(), "{name}");
    }
}
