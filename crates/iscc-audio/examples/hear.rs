//! The Audio-Code of files, in Rust alone: `hear [--threads 2] [--raw | --bare] FILE...`.
//!
//! `--raw` prints the items of fpcalc 1.5.1, as `fpcalc -raw -plain -signed` does; `--bare` decodes only, and prints how many
//! samples a channel there are.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "its purpose")]

use std::process::ExitCode;

use iscc_audio::decode::{Block, Error, Limits, Options, Reader, Threads, decode, pcm};
use iscc_audio::{Samples, Variant};
use iscc_core::Bits;

fn main() -> ExitCode {
    let mut options = Options::new().reader(Reader::Native);
    let (mut raw, mut bare) = (false, false);
    let mut arguments = std::env::args().skip(1);
    while let Some(argument) = arguments.next() {
        let line = match &*argument {
            "--threads" => {
                options = options.threads(threads(arguments.next()));
                continue;
            }
            "--raw" => {
                options = options.variant(Variant::Fpcalc151);
                raw = true;
                continue;
            }
            "--bare" => {
                bare = true;
                continue;
            }
            path if bare => count(path).map(|count| count.to_string()),
            path => decode(path, &options).map(|heard| {
                if raw {
                    let items: Vec<_> = heard.fingerprint.iter().map(i32::to_string).collect();
                    items.join(",")
                } else {
                    heard.fingerprint.code(Bits::B256).to_string()
                }
            }),
        };
        match line {
            Ok(line) => println!("{line}"),
            Err(error) => {
                eprintln!("{argument}: {error}");
                return ExitCode::FAILURE;
            }
        }
    }
    ExitCode::SUCCESS
}

fn threads(count: Option<String>) -> Threads {
    count.and_then(|count| count.parse().ok()).map_or(Threads::ONE, Threads::new)
}

/// How many samples a file has in each channel.
fn count(path: &str) -> Result<usize, Error> {
    let mut count = 0;
    pcm(path, &Limits::default(), |spec, block| {
        count += match block {
            Block::Interleaved(samples) => samples.len() / spec.layout().channels(),
            Block::Planar(channels) => channels.first().map_or(0, Samples::len),
            _ => 0,
        };
    })?;
    Ok(count)
}
