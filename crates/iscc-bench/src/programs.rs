//! Area `programs`: whole processes over files, ours against iscc-sum 0.1.0 and b3sum.
//!
//! `ISCC_BIN`, `ISCC_SUM_BIN` and `B3SUM_BIN` name the programs; `cargo xtask bench` sets them. What is not there is left
//! out. Times are those of the process from its start to its end, in turns, files warm in the page cache; memory is the
//! largest resident set that the system counted.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::input::{noise, size_name};
use crate::measure::{Table, duration, median};

/// A program with the arguments that make it sum a path, and what it is called in the table.
struct Program {
    name: &'static str,
    path: PathBuf,
    args: &'static [&'static str],
}

impl Program {
    fn all() -> Vec<Self> {
        let programs: [(&str, &str, &[&str]); 5] = [
            ("iscc sum", "ISCC_BIN", &["sum"]),
            ("iscc sum, 1 thread", "ISCC_BIN", &["sum", "--jobs", "1"]),
            ("iscc-sum", "ISCC_SUM_BIN", &[]),
            ("b3sum", "B3SUM_BIN", &[]),
            ("b3sum, 1 thread", "B3SUM_BIN", &["--num-threads", "1"]),
        ];
        let found = programs.into_iter().filter_map(|(name, variable, args)| {
            let path = std::env::var_os(variable).map(PathBuf::from)?;
            Some(Self { name, path, args })
        });
        found.collect()
    }

    /// Runs it once; gives the time and the largest resident set in KiB.
    fn run(&self, paths: &[&Path]) -> (Duration, i64) {
        let start = Instant::now();
        let mut command = Command::new(&self.path);
        let child = command.args(self.args).args(paths).stdout(Stdio::null()).spawn();
        let child = child.unwrap_or_else(|error| panic!("{}: {error}", self.path.display()));
        let (status, peak) = wait(child.id());
        assert_eq!(status, 0, "{} failed", self.name);
        (start.elapsed(), peak)
    }
}

/// Waits for a child; gives its status and the largest resident set in KiB.
fn wait(pid: u32) -> (i32, i64) {
    let (mut status, mut usage) = (0, std::mem::MaybeUninit::<libc::rusage>::zeroed());
    // SAFETY: both pointers are to values that live until the call returns, and all zeros are an `rusage`.
    let usage = unsafe {
        libc::wait4(pid as libc::pid_t, &raw mut status, 0, usage.as_mut_ptr());
        usage.assume_init()
    };
    (status, usage.ru_maxrss)
}

pub fn area(_: &mut Table) {
    let programs = Program::all();
    let Some((ours, _)) = programs.split_first() else {
        println!("programs: left out, as ISCC_BIN is not set (cargo xtask bench sets it)");
        return;
    };
    let folder = std::env::temp_dir().join(format!("iscc-bench-{}", std::process::id()));
    fs::create_dir(&folder).expect("the temporary folder can be written");
    println!(
        "\n| whole process | program | median | times the time of iscc sum | MiB/s | peak MiB |"
    );
    println!("|---|---|---:|---:|---:|---:|");
    for length in [4 << 10, 64 << 10, 1 << 20, 64 << 20, 1 << 30] {
        let file = folder.join("file");
        write_noise(&file, length);
        compare(&programs, &format!("one file of {}", size_name(length)), length as u64, &[&file]);
    }
    let many = folder.join("many");
    fs::create_dir(&many).expect("the folder is ours");
    for number in 0..10_000u32 {
        let mut data = noise(4 << 10);
        data[..4].copy_from_slice(&number.to_le_bytes());
        fs::write(many.join(number.to_string()), data).expect("the folder is ours");
    }
    let mut files: Vec<PathBuf> =
        fs::read_dir(&many).expect("it is there").flatten().map(|entry| entry.path()).collect();
    files.sort();
    let files: Vec<&Path> = files.iter().map(PathBuf::as_path).collect();
    compare(&programs, "10,000 files of 4 KiB", 10_000 * (4 << 10), &files);

    println!("\n| peak memory | MiB |\n|---|---:|");
    for gib in [1, 16] {
        let file = folder.join("sparse");
        File::create(&file).and_then(|file| file.set_len(gib << 30)).expect("a sparse file");
        let (_, peak) = ours.run(&[&file]);
        println!("| iscc sum, sparse file of {gib} GiB | {:.1} |", peak as f64 / 1024.0);
    }
    fs::remove_dir_all(&folder).expect("the folder is ours");
}

fn write_noise(file: &Path, length: usize) {
    // Small, as a child's resident set begins with that of its parent.
    let piece = noise(length.min(1 << 20));
    let mut file = File::create(file).expect("the folder is ours");
    for number in 0..length.div_ceil(piece.len()) {
        // No two pieces are the same.
        let mut piece = piece.clone();
        piece.iter_mut().for_each(|byte| *byte = byte.wrapping_add(number as u8));
        file.write_all(&piece).expect("there is room");
    }
}

fn compare(programs: &[Program], input: &str, bytes: u64, paths: &[&Path]) {
    let runs = if paths.len() > 1 {
        3
    } else if bytes > 256 << 20 {
        5
    } else {
        9
    };
    let mut times = vec![Vec::new(); programs.len()];
    let mut peaks = vec![0; programs.len()];
    for run in 0..=runs {
        for (number, program) in programs.iter().enumerate() {
            let (time, peak) = program.run(paths);
            // The first run warms the caches.
            if run > 0 {
                times[number].push(time);
            }
            peaks[number] = peaks[number].max(peak);
        }
    }
    let medians: Vec<Duration> = times.into_iter().map(median).collect();
    for ((program, time), peak) in programs.iter().zip(&medians).zip(peaks) {
        println!(
            "| {input} | {} | {} | {:.2} | {:.0} | {:.1} |",
            program.name,
            duration(*time),
            time.as_secs_f64() / medians[0].as_secs_f64(),
            bytes as f64 / time.as_secs_f64() / f64::from(1 << 20),
            peak as f64 / 1024.0
        );
    }
}
