//! The Video-Codes of films: `film [--threads N] PATH...`; 0 threads are as many as the machine has.
#![allow(clippy::print_stdout, reason = "a program for scripts")]

use std::path::Path;

use iscc_core::{Bits, Mode, Unit, UnitKind};
use iscc_video::{DecodeOptions, Error, read_video};

fn main() -> Result<(), Error> {
    let mut options = DecodeOptions::new();
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        if argument == "--threads" {
            let threads = arguments.next().and_then(|threads| threads.parse().ok());
            options = options.threads(threads.unwrap_or(0));
            continue;
        }
        let video = read_video(Path::new(&argument), &options)?;
        let code = Unit::new(UnitKind::Content(Mode::Video), Bits::B64, &video.hash);
        println!("{code} {} of {} decoded frames shown", video.frames, video.decoded);
    }
    Ok(())
}
