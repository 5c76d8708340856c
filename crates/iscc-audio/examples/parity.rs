//! The fingerprint of files, a line of JSON each, for comparisons with fpcalc:
//! `parity [--variant 1.5.1|1.6.0] [--threads 1|2] [--reader auto|native|ffmpeg] PATH|@FILE...`, where `@FILE` is a list of paths.
#![allow(clippy::print_stdout, reason = "its purpose")]

use std::fs;

use iscc_audio::Variant;
use iscc_audio::decode::{Options, Reader, Threads, decode};
use iscc_core::Bits;
use serde_json::json;

fn main() {
    let mut options = Options::new().variant(Variant::Fpcalc151);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let mut value = || arguments.next().unwrap_or_default();
        match &*argument {
            "--variant" => {
                let is_old = value() == "1.5.1";
                options =
                    options.variant(if is_old { Variant::Fpcalc151 } else { Variant::Fpcalc16 });
            }
            "--threads" => options = options.threads(Threads::new(value().parse().unwrap_or(1))),
            "--reader" => {
                options = options.reader(match &*value() {
                    "native" => Reader::Native,
                    "ffmpeg" => Reader::Ffmpeg,
                    _ => Reader::Auto,
                });
            }
            _ => match argument.strip_prefix('@') {
                Some(list) => {
                    let list = fs::read_to_string(list).unwrap_or_default();
                    list.lines().for_each(|path| print(path, &options));
                }
                None => print(&argument, &options),
            },
        }
    }
}

fn print(path: &str, options: &Options) {
    let line = match decode(path, options) {
        Ok(heard) => json!({
            "path": path,
            "items": &*heard.fingerprint,
            "seconds": heard.seconds(),
            "frames": heard.frames,
            "rate": heard.spec.rate(),
            "mask": heard.spec.layout().mask(),
            "format": format!("{:?}", heard.spec.format()),
            "container": heard.container.to_string(),
            "codec": heard.codec,
            "code": heard.fingerprint.code(Bits::B256).to_string(),
        }),
        Err(error) => {
            let mut text = error.to_string();
            let mut source = core::error::Error::source(&error);
            while let Some(error) = source {
                text = format!("{text}: {error}");
                source = error.source();
            }
            json!({ "path": path, "error": text })
        }
    };
    println!("{line}");
}
