//! Damaged films: one result on any number of threads, that of one thread of FFmpeg.
#![cfg(feature = "ffmpeg")]
#![allow(clippy::unwrap_used, reason = "tests")]

#[path = "support/films.rs"]
#[expect(dead_code, reason = "what other tests need")]
mod support;

use std::fs;
use std::io::Cursor;

use iscc_video::{DecodeOptions, Error, Video, read_video_from};
use serde_json::Value;
use support::{films, fnv};

/// The ways in which `videofile_corpus.py` damages a film.
fn damaged(film: &[u8], way: &str) -> Vec<u8> {
    let size = film.len();
    let (kind, number) = way.split_once('-').unwrap_or((way, "0"));
    let number: usize = number.parse().unwrap();
    let mut data = film.to_vec();
    match kind {
        "cut" => data.truncate(size * number / 7),
        "flip" => (size / 5..size).step_by(number).for_each(|at| data[at] ^= 1 << (at % 8)),
        "zero" => data[size / 2..size / 2 + size / 9].fill(0),
        "gap" => drop(data.drain(size * 2 / 5..size * 2 / 5 + size / 20)),
        _ => panic!("{way}"),
    }
    data
}

fn read(data: &[u8], name: &str, threads: u32, skip: bool) -> Result<Video, Error> {
    let open = || -> std::io::Result<Box<dyn iscc_video::ReadSeek>> {
        Ok(Box::new(Cursor::new(data.to_vec())))
    };
    let options = DecodeOptions::new().keep_signature(true).threads(threads).skip(skip);
    read_video_from(open, name, &options)
}

#[test]
fn threads_do_not_change_damaged_films() {
    let json = fs::read_to_string(films().join("damaged.json")).unwrap();
    let Value::Object(rows) = serde_json::from_str(&json).unwrap() else { panic!("no object") };
    let mut differ = Vec::new();
    let mut codes = 0;
    for (name, ways) in &rows {
        let film = fs::read(films().join(name)).unwrap();
        for (way, expected) in ways.as_object().unwrap() {
            let data = damaged(&film, way);
            let seen = |threads, skip| match read(&data, name, threads, skip) {
                Ok(video) => fnv(&video.signature.unwrap().to_bytes()),
                Err(_) => "error".to_owned(),
            };
            let plain = seen(1, false);
            codes += u32::from(plain != "error");
            // FFmpeg's own result is missing where it fails, or depends on what its memory held before.
            if expected.as_str().is_some_and(|expected| expected != plain) {
                differ.push(format!("{name} {way}: {expected} in FFmpeg, {plain}"));
            }
            for (threads, skip) in
                [(1, true), (2, true), (3, true), (3, false), (4, true), (8, true)]
            {
                let other = seen(threads, skip);
                if other != plain {
                    differ.push(format!(
                        "{name} {way}: {other} on {threads} threads, skip {skip}, {plain}"
                    ));
                }
            }
        }
    }
    assert!(differ.is_empty(), "{} differ:\n{}", differ.len(), differ.join("\n"));
    assert!(codes > 100, "{codes} of the films have a code");
}
