//! `speed FILE...`: processor time of this crate and of mozjpeg, each the least of some runs, and their ratio.
//!
//! Build it with `--release`. Rows are written into one buffer that is used again. Where the system does not say
//! how long a thread ran (`/proc`), it is the time by the clock.
#![allow(clippy::print_stdout, reason = "what the program is for")]

use core::time::Duration;
use std::time::Instant;
use std::{env, fs};

use iscc_jpeg::{Decoder, Options};

const RUNS: u32 = 9;

fn main() {
    let begin = Instant::now();
    for file in env::args().skip(1) {
        let bytes = fs::read(&file).expect("readable");
        let mut least = [Duration::MAX; 2];
        for _ in 0..RUNS {
            for (least, decode) in least.iter_mut().zip([ours, theirs]) {
                let start = time(begin);
                decode(&bytes);
                *least = (*least).min(time(begin).saturating_sub(start));
            }
        }
        let [us, them] = least.map(|time| time.as_secs_f64() * 1e3);
        println!("{file}: {us:.1} ms, mozjpeg {them:.1} ms, {:.2}", us / them);
    }
}

/// How long this thread has run.
fn time(begin: Instant) -> Duration {
    let spent = fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = spent.as_deref().and_then(|text| text.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| begin.elapsed(), Duration::from_nanos)
}

fn ours(bytes: &[u8]) {
    let decoder = Decoder::new(bytes).expect("a header");
    let mut rows = decoder.rows(&Options::default()).expect("decodes");
    let mut sum = 0;
    while let Some(row) = rows.next_row().expect("decodes") {
        sum ^= row[0];
    }
    assert_ne!(core::hint::black_box(u32::from(sum)), 256);
}

fn theirs(bytes: &[u8]) {
    let file = mozjpeg::Decompress::new_mem(bytes).expect("a header");
    let mut rows =
        if file.components().len() == 1 { file.grayscale() } else { file.rgb() }.expect("decodes");
    let channels = if rows.color_space() == mozjpeg::ColorSpace::JCS_GRAYSCALE { 1 } else { 3 };
    let mut buffer = vec![0_u8; rows.width() * channels];
    let mut sum = 0;
    for _ in 0..rows.height() {
        rows.read_scanlines_into(&mut buffer).expect("decodes");
        sum ^= buffer[0];
    }
    assert_ne!(core::hint::black_box(u32::from(sum)), 256);
}
