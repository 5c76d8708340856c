//! Area `image`: Image-Code of 1024 pixels, and the way from a file to them.
//!
//! A file is decoded three times over: by us up to the code, by the same decoder library alone into one buffer, and
//! by `code_image` of iscc-sdk without metadata and thumbnail, timed inside of its own process. All run on one thread, and
//! it is the time of the processor that counts: other work on the machine does not disturb.
//!
//! Then the peak memory of a process that does nothing but read a file of 100 megapixels and make its code.

use std::env;
use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use iscc_core::Bits;
use iscc_image::{Gray32x32, Limits, decode, image_code};

use crate::input::noise;
use crate::measure::{Table, duration};

/// Prints the best of some calls in seconds, the peak memory in KiB, and the code.
const SDK: &str = "
import sys, time
import iscc_sdk
def call():
    start = time.process_time()
    found = iscc_sdk.code_image(sys.argv[1], extract_meta=False, create_thumb=False)
    return time.process_time() - start, found.iscc
seconds, code = min(call() for _ in range(int(sys.argv[2])))
peak = [line.split()[1] for line in open('/proc/self/status') if line.startswith('VmHWM')] if sys.platform == 'linux' else [0]
print(seconds, *peak, code)
";
/// Tells this program to read the file that it names, and no more.
const READ: &str = "ISCC_BENCH_READ";

pub fn area(table: &mut Table) {
    if let Some(path) = env::var_os(READ) {
        let file = fs::read(path).expect("a file");
        let pixels = decode(&file, &Limits::default()).expect("a good file");
        println!("{} {}", peak_kib(), image_code(&pixels, Bits::B64));
        return;
    }
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
        "\n| file to code, CPU time | ours | decoder alone | ours / decoder | iscc-sdk 0.9.7 | times as fast |"
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
        let (ours, alone) = fastest(calls, || drop(code()), || bare(&file));
        let path = temporary(if name.starts_with("PNG") { "png" } else { "jpg" });
        fs::write(&path, &file).expect("a folder for temporary files");
        let sdk = python.as_ref().map(|python| run_sdk(python, &path, calls));
        let _ = fs::remove_file(&path);
        let (theirs, times) =
            sdk.map_or(("-".into(), "-".into()), |Sdk { time, code: their_code, .. }| {
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
    peak_memory(python.as_deref());
}

/// Python with the reference packages, if they are set up.
fn sdk() -> Option<PathBuf> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../../target-oracle");
    let venv = env::var_os("ISCC_ORACLE").map_or_else(|| root.into(), PathBuf::from);
    Some(venv.join("bin/python")).filter(|python| python.exists())
}

/// What the reference did with a file.
struct Sdk {
    time: Duration,
    peak_kib: f64,
    code: String,
}

fn run_sdk(python: &Path, file: &Path, calls: usize) -> Sdk {
    let output = Command::new(python).args(["-c", SDK]).arg(file).arg(calls.to_string()).output();
    let output = output.expect("python runs");
    let text = String::from_utf8_lossy(&output.stdout);
    // The packages may print lines of their own before.
    let mut words = text.lines().next_back().unwrap_or_default().split(' ');
    let mut number = || words.next().and_then(|word| word.parse().ok()).expect("a number");
    let (seconds, peak_kib) = (number(), number());
    let code = words.next().expect("a code").to_owned();
    Sdk { time: Duration::from_secs_f64(seconds), peak_kib, code }
}

/// A file is written row by row and read by processes of their own, so that nothing else is in the count.
fn peak_memory(python: Option<&Path>) {
    const SIDE: usize = 10_000;
    const KIB_A_PIXEL: f64 = 1024.0 / (SIDE * SIDE) as f64;
    let path = temporary("jpg");
    let file = BufWriter::new(File::create(&path).expect("a folder for temporary files"));
    encode(SIDE, SIDE, file).into_inner().expect("room for the file");
    let bytes = fs::metadata(&path).expect("the file").len();
    let program = env::current_exe().expect("this program");
    let output = Command::new(program).arg("image").env(READ, &path).output().expect("it runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let (ours, code) = text.trim().split_once(' ').expect("a number and a code");
    let ours: f64 = ours.parse().expect("a number");
    let theirs = python.map(|python| run_sdk(python, &path, 1));
    let _ = fs::remove_file(&path);
    println!("\n| peak memory, JPEG {SIDE} x {SIDE} ({} MiB) | MiB | bytes a pixel |", bytes >> 20);
    println!("|---|---:|---:|");
    let row = |name: &str, kib: f64| {
        println!("| {name} | {:.1} | {:.2} |", kib / 1024.0, kib * KIB_A_PIXEL);
    };
    row("ours, with the file in memory", ours);
    if let Some(theirs) = theirs {
        assert_eq!(code, theirs.code);
        row("iscc-sdk 0.9.7", theirs.peak_kib);
    }
}

/// The most memory that this process ever had, as Linux counts it since the program was started.
fn peak_kib() -> f64 {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.split_whitespace().next()?.parse().ok()).unwrap_or(0.0)
}

fn temporary(suffix: &str) -> PathBuf {
    env::temp_dir().join(format!("iscc-bench-{}.{suffix}", std::process::id()))
}

/// The fastest of `calls` calls of each, in turns.
fn fastest(calls: usize, mut ours: impl FnMut(), mut peer: impl FnMut()) -> (Duration, Duration) {
    let time = |call: &mut dyn FnMut()| {
        let start = processor_time();
        call();
        processor_time() - start
    };
    let times = (0..calls).map(|_| (time(&mut ours), time(&mut peer)));
    times.fold((Duration::MAX, Duration::MAX), |best, (ours, peer)| {
        (best.0.min(ours), best.1.min(peer))
    })
}

/// What this process has used of the processor.
fn processor_time() -> Duration {
    let mut time = libc::timespec { tv_sec: 0, tv_nsec: 0 };
    // SAFETY: `time` lives until the call returns, which only writes it.
    unsafe { libc::clock_gettime(libc::CLOCK_PROCESS_CPUTIME_ID, &raw mut time) };
    Duration::new(time.tv_sec as u64, time.tv_nsec as u32)
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

/// A row of a soft picture with some grain, as a camera gives it.
fn picture_row(y: usize, (width, height): (usize, usize), grain: &[u8], row: &mut Vec<u8>) {
    row.clear();
    let start = y * 7919 % (grain.len() - width);
    for (x, grain) in grain[start..start + width].iter().enumerate() {
        let (x, y, grain) = (x * 255 / width, y * 255 / height, usize::from(grain / 16));
        row.extend([(x + grain).min(255) as u8, (y + grain).min(255) as u8, ((x + y) / 2) as u8]);
    }
}

fn jpeg(width: usize, height: usize) -> Vec<u8> {
    encode(width, height, Vec::new())
}

/// 4:2:0, quality 90.
fn encode<W: Write>(width: usize, height: usize, out: W) -> W {
    let mut encoder = mozjpeg::Compress::new(mozjpeg::ColorSpace::JCS_RGB);
    encoder.set_size(width, height);
    encoder.set_fastest_defaults();
    encoder.set_quality(90.0);
    let mut encoder = encoder.start_compress(out).expect("memory takes it");
    let (grain, mut row) = (noise(3 * width), Vec::new());
    for y in 0..height {
        picture_row(y, (width, height), &grain, &mut row);
        encoder.write_scanlines(&row).expect("memory takes it");
    }
    encoder.finish().expect("memory takes it")
}

fn png(width: usize, height: usize) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width as u32, height as u32);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().expect("memory takes it");
    let (grain, mut row, mut pixels) = (noise(3 * width), Vec::new(), Vec::new());
    for y in 0..height {
        picture_row(y, (width, height), &grain, &mut row);
        pixels.extend_from_slice(&row);
    }
    writer.write_image_data(&pixels).expect("memory takes it");
    writer.finish().expect("memory takes it");
    file
}
