//! Area `image`: Image-Code of 1024 pixels, and the way from a file to them.
//!
//! A file is decoded three times over: by us up to the code, by the same decoder library alone into one buffer, and
//! by `code_image` of iscc-sdk without metadata and thumbnail, timed inside of its own process.

use std::env;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use iscc_core::Bits;
use iscc_image::{Gray32x32, Limits, decode, image_code};

use crate::input::noise;
use crate::measure::{Table, duration};

/// Prints the best of some calls in seconds, and the code.
const SDK: &str = "
import sys, time
import iscc_sdk
def call():
    start = time.perf_counter()
    found = iscc_sdk.code_image(sys.argv[1], extract_meta=False, create_thumb=False)
    return time.perf_counter() - start, found.iscc
times = [call() for _ in range(int(sys.argv[2]))]
print(*min(times))
";

pub fn area(table: &mut Table) {
    let pixels = noise(1024);
    let gray = Gray32x32::try_from(&*pixels).expect("1024 pixels");
    for bits in [Bits::B64, Bits::B256] {
        table.row(
            "image/image-code",
            &format!("1024 pixels, {bits} bits"),
            (1, "codes"),
            || image_code(&gray, bits).to_string(),
            || iscc_lib::gen_image_code_v0(&pixels, bits.get()).expect("1024 pixels").iscc,
        );
    }
    println!(
        "\n| file to code | ours | decoder alone | ours / decoder | iscc-sdk 0.9.7 | times as fast |"
    );
    println!("|---|---:|---:|---:|---:|---:|");
    let python = sdk();
    for (name, file, bare) in [
        ("JPEG 640 x 427", jpeg(640, 427), bare_jpeg as fn(&[u8])),
        ("JPEG 4000 x 3000", jpeg(4000, 3000), bare_jpeg),
        ("JPEG 6000 x 4000", jpeg(6000, 4000), bare_jpeg),
        ("PNG 4000 x 3000", png(4000, 3000), bare_png),
    ] {
        let code = || {
            let pixels = decode(&file, &Limits::default()).expect("a good file");
            image_code(&pixels, Bits::B64).to_string()
        };
        let calls = if name.contains("640") { 40 } else { 7 };
        let (ours, alone) = Table::fastest(calls, || drop(code()), || bare(&file));
        let sdk = python.as_ref().map(|python| time_sdk(python, &file, calls));
        let (theirs, times) = sdk.map_or(("-".into(), "-".into()), |(time, their_code)| {
            assert_eq!(code(), their_code, "{name}");
            (duration(time), format!("{:.2}", time.as_secs_f64() / ours.as_secs_f64()))
        });
        let share = ours.as_secs_f64() / alone.as_secs_f64();
        println!(
            "| {name} | {} | {} | {share:.2} | {theirs} | {times} |",
            duration(ours),
            duration(alone)
        );
    }
}

/// Python with the reference packages, if they are set up.
fn sdk() -> Option<PathBuf> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target-oracle");
    let venv = env::var_os("ISCC_ORACLE").map_or_else(|| root.into(), PathBuf::from);
    Some(venv.join("bin/python")).filter(|python| python.exists())
}

fn time_sdk(python: &PathBuf, file: &[u8], calls: usize) -> (Duration, String) {
    let suffix = if file.starts_with(b"\x89PNG") { "png" } else { "jpg" };
    let path = env::temp_dir().join(format!("iscc-bench-{}.{suffix}", std::process::id()));
    std::fs::write(&path, file).expect("a folder for temporary files");
    let output = Command::new(python).args(["-c", SDK]).arg(&path).arg(calls.to_string()).output();
    let _ = std::fs::remove_file(&path);
    let output = output.expect("python runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let (seconds, code) = text.trim().rsplit_once(' ').expect("seconds and a code");
    let seconds = seconds.rsplit('\n').next().and_then(|seconds| seconds.parse().ok());
    (Duration::from_secs_f64(seconds.expect("seconds")), code.to_owned())
}

/// The decoder's part: all rows into one buffer.
fn bare_jpeg(file: &[u8]) {
    let mut rows =
        mozjpeg::Decompress::new_mem(file).and_then(|file| file.rgb()).expect("a good file");
    let pixels: Vec<[u8; 3]> = rows.read_scanlines().expect("a good file");
    std::hint::black_box(pixels);
}

fn bare_png(file: &[u8]) {
    let mut reader =
        png::Decoder::new(std::io::Cursor::new(file)).read_info().expect("a good file");
    let mut pixels = vec![0; reader.output_buffer_size().expect("a size")];
    reader.next_frame(&mut pixels).expect("a good file");
    std::hint::black_box(pixels);
}

/// A soft picture with some grain, as a camera gives it.
fn picture(width: usize, height: usize) -> Vec<u8> {
    let grain = noise(width * height);
    let pixel = |i: usize| {
        let (x, y) = (i % width * 255 / width, i / width * 255 / height);
        let grain = usize::from(grain[i]) / 16;
        [(x + grain).min(255) as u8, (y + grain).min(255) as u8, ((x + y) / 2) as u8]
    };
    (0..width * height).flat_map(pixel).collect()
}

/// 4:2:0, quality 90.
fn jpeg(width: usize, height: usize) -> Vec<u8> {
    let mut encoder = mozjpeg::Compress::new(mozjpeg::ColorSpace::JCS_RGB);
    encoder.set_size(width, height);
    encoder.set_quality(90.0);
    encoder.set_fastest_defaults();
    let mut encoder = encoder.start_compress(Vec::new()).expect("memory takes it");
    encoder.write_scanlines(&picture(width, height)).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

fn png(width: usize, height: usize) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width as u32, height as u32);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("memory takes it");
    writer.write_image_data(&picture(width, height)).expect("memory takes it");
    writer.finish().expect("memory takes it");
    file
}
