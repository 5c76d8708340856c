//! Area `programs`: whole processes over files, ours against iscc-sum 0.1.0 and b3sum.
//!
//! `ISCC_BIN`, `ISCC_SUM_BIN` and `B3SUM_BIN` name the programs; `cargo xtask bench` sets them. What is not there is left
//! out. Files are warm in the page cache.

use std::fs::{self, File};
use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::input::{noise, size_name};
use crate::measure::{Table, duration};
use crate::process::{Program, in_turns};

/// Ours first: the others are measured by it.
fn programs() -> Vec<Program> {
    let programs: [(&str, &str, &[&str]); 5] = [
        ("iscc sum", "ISCC_BIN", &["sum"]),
        ("iscc sum, 1 thread", "ISCC_BIN", &["sum", "--jobs", "1"]),
        ("iscc-sum", "ISCC_SUM_BIN", &[]),
        ("b3sum", "B3SUM_BIN", &[]),
        ("b3sum, 1 thread", "B3SUM_BIN", &["--num-threads", "1"]),
    ];
    let found = programs.into_iter();
    found.filter_map(|(name, variable, args)| Program::of(variable, name, args)).collect()
}

pub fn area(_: &mut Table) {
    let programs = programs();
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
        println!("| iscc sum, sparse file of {gib} GiB | {:.1} |", ours.run(&[&file]).peak);
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
    let costs = in_turns(programs, paths, runs);
    for (program, cost) in programs.iter().zip(&costs) {
        println!(
            "| {input} | {} | {} | {:.2} | {:.0} | {:.1} |",
            program.name,
            duration(cost.wall),
            cost.wall.as_secs_f64() / costs[0].wall.as_secs_f64(),
            bytes as f64 / cost.wall.as_secs_f64() / f64::from(1 << 20),
            cost.peak
        );
    }
}
