//! What this crate makes of films, one line of JSON a file: `parity [--once] PATH...` (`@FILE` is a list of paths).
//!
//! Every film is read with and without skipping, on one thread and on several; `same_...` says what agrees. `--once`
//! reads it once with skipping on one thread; `--all-threads` on as many as the machine has; `--no-skip` decodes everything;
//! `--native` reads without FFmpeg.
#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a program for scripts")]

use core::fmt::Write as _;
use std::path::Path;

use iscc_video::{DecodeOptions, Error, Video, read_video, read_video_native};
use serde_json::{Value, json};

fn main() {
    let mut paths = Vec::new();
    let (mut once, mut native) = (false, false);
    let mut options = DecodeOptions::new().keep_signature(true);
    for argument in std::env::args().skip(1) {
        match &*argument {
            "--once" => once = true,
            "--all-threads" => (once, options) = (true, options.threads(0)),
            "--no-skip" => (once, options) = (true, options.skip(false)),
            "--native" => (once, native) = (true, true),
            "--scenes" => (once, options) = (true, options.scenes(true)),
            list if list.starts_with('@') => {
                let list = std::fs::read_to_string(&list[1..]).unwrap();
                paths.extend(list.lines().map(str::to_owned));
            }
            path => paths.push(path.to_owned()),
        }
    }
    for path in paths {
        println!(
            "{}",
            if native { without_ffmpeg(&path, &options) } else { line(&path, &options, once) }
        );
    }
}

fn without_ffmpeg(path: &str, options: &DecodeOptions) -> Value {
    let read = std::fs::File::open(path).map_err(Error::from);
    let read = read.and_then(|file| read_video_native(file, options));
    let mut line = match &read {
        Ok(video) => shown(video),
        Err(error) => json!({ "error": said(error) }),
    };
    line["path"] = json!(path);
    line
}

fn line(path: &str, options: &DecodeOptions, once: bool) -> Value {
    let read = |options: &DecodeOptions| read_video(Path::new(path), options);
    let first = read(options);
    let mut line = match &first {
        Ok(video) => shown(video),
        Err(error) => json!({ "error": said(error) }),
    };
    line["path"] = json!(path);
    if !once {
        let same = |a: &Result<Video, Error>, skip, threads| match (
            a,
            &read(&options.clone().skip(skip).threads(threads)),
        ) {
            (Ok(a), Ok(b)) => a.signature == b.signature && a.hash == b.hash,
            (Err(a), Err(b)) => a.to_string() == b.to_string(),
            _ => false,
        };
        line["same_without_skipping"] = json!(same(&first, false, 1));
        // On threads as well: damaged films may come out otherwise there, but not by skipping.
        let threads = read(&options.clone().threads(3));
        line["same_without_skipping_threads"] = json!(same(&threads, false, 3));
        line["same_with_threads"] = json!(same(&first, true, 3));
    }
    line
}

fn shown(video: &Video) -> Value {
    let hex = |bytes: &[u8]| {
        bytes.iter().fold(String::new(), |mut text, byte| {
            write!(text, "{byte:02x}").unwrap();
            text
        })
    };
    let file = video.signature.as_ref().map(iscc_video::VideoSignature::to_bytes);
    let metadata = &video.metadata;
    let scenes: Vec<Value> = video
        .scenes
        .iter()
        .map(|scene| json!([hex(scene.simprint.as_bytes()), scene.duration]))
        .collect();
    json!({
        "hash": hex(video.hash.as_bytes()),
        "frames": video.frames,
        "decoded": video.decoded,
        "doubt": video.doubt.map(|doubt| doubt.to_string()),
        "signature": file.map(|file| hex(&file)),
        "scenes": scenes,
        "name": metadata.name,
        "description": metadata.description,
        "duration": metadata.duration,
        "fps": metadata.fps,
        "width": metadata.width,
        "height": metadata.height,
        "language": metadata.language,
    })
}

fn said(error: &Error) -> String {
    let mut text = error.to_string();
    let mut source = core::error::Error::source(error);
    while let Some(cause) = source {
        write!(text, ": {cause}").unwrap();
        source = cause.source();
    }
    text
}
