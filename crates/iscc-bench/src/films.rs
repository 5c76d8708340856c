//! Area `films`: whole films, ours against the reference's command (FFmpeg's program with its filter) and against decoding
//! alone.
//!
//! `ISCC_FILM_BIN` is the example `film` of iscc-video; `cargo xtask bench` sets it. The films are made by FFmpeg: eight seconds of
//! 1080p at 24 frames a second, a camera over a still picture full of detail, with grain and something that moves by itself. They
//! have no sound, which the reference would decode as well.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use iscc_video::{Luma, frame_signature};

use crate::input::noise;
use crate::measure::{Table, duration};
use crate::process::{Cost, Program, in_turns};

const RUNS: usize = 3;
const SECONDS: u32 = 8;

/// Name, file, and how FFmpeg encodes it.
const FILMS: [(&str, &str, &str); 6] = [
    (
        "H.264, 3 B frames, pyramid",
        "h264.mp4",
        "-c:v libx264 -preset medium -bf 3 -x264-params b-pyramid=normal -pix_fmt yuv420p",
    ),
    (
        "HEVC, 4 B frames, pyramid",
        "hevc.mp4",
        "-c:v libx265 -preset veryfast -x265-params log-level=none -pix_fmt yuv420p",
    ),
    ("MPEG-2, 2 B frames", "mpeg2.ts", "-c:v mpeg2video -bf 2 -b:v 12M -pix_fmt yuv420p"),
    (
        "VP9",
        "vp9.webm",
        "-c:v libvpx-vp9 -deadline realtime -cpu-used 7 -row-mt 1 -b:v 5M -pix_fmt yuv420p",
    ),
    ("MJPEG", "mjpeg.mov", "-c:v mjpeg -q:v 4 -pix_fmt yuvj420p"),
    ("ProRes", "prores.mov", "-c:v prores_ks -profile:v 2 -pix_fmt yuv422p10le"),
];

pub fn area(_: &mut Table) {
    let Some(ours) = std::env::var_os("ISCC_FILM_BIN") else {
        println!("films: left out, as ISCC_FILM_BIN is not set (cargo xtask bench sets it)");
        return;
    };
    let folder = std::env::temp_dir().join(format!("iscc-bench-{}", std::process::id()));
    fs::create_dir(&folder).expect("the temporary folder can be written");
    println!(
        "\n| film | threads | program | wall | CPU | times the wall of ours | times the CPU of ours | peak MiB |"
    );
    println!("|---|---|---|---:|---:|---:|---:|---:|");
    let mut rows = Vec::new();
    for (name, file, codec) in FILMS {
        let film = folder.join(file);
        if !make(&film, codec) {
            println!("| {name} | - | left out: FFmpeg makes none here | | | | | |");
            continue;
        }
        for (threads, set, number) in [("one", "-threads 1", "1"), ("all", "", "0")] {
            let ffmpeg = |name, after: &str| {
                let before = format!("-nostdin -loglevel quiet {set} -i");
                Program::new(name, "ffmpeg", &words(&before)).ending(&words(after))
            };
            let programs = [
                Program::new("ours", &ours, &["--threads", number]),
                // As iscc-sdk 0.9.7 calls it.
                ffmpeg(
                    "reference",
                    "-vf fps=fps=5,signature=format=binary:filename=/dev/null -f null -",
                ),
                ffmpeg("decoding alone", "-an -f null -"),
            ];
            let costs = in_turns(&programs, &[&film], RUNS);
            for (program, cost) in programs.iter().zip(&costs) {
                row(name, threads, &program.name, cost, &costs[0]);
            }
            if threads == "one" {
                rows.push((name, costs[0], film.clone()));
            }
        }
    }
    // First, as long as this process is small.
    lengths(&ours.into(), &folder, &rows);
    signatures(&rows);
    fs::remove_dir_all(&folder).expect("the folder is ours");
}

fn words(text: &str) -> Vec<&str> {
    text.split_whitespace().collect()
}

fn row(film: &str, threads: &str, program: &str, cost: &Cost, ours: &Cost) {
    println!(
        "| {film} | {threads} | {program} | {} | {} | {:.2} | {:.2} | {:.0} |",
        duration(cost.wall),
        duration(cost.cpu),
        cost.wall.as_secs_f64() / ours.wall.as_secs_f64(),
        cost.cpu.as_secs_f64() / ours.cpu.as_secs_f64(),
        cost.peak
    );
}

/// Makes a film; says whether that went well.
fn make(path: &Path, codec: &str) -> bool {
    let picture = "mandelbrot=size=2400x1350:start_scale=0.004:start_x=-0.7436:start_y=-0.1318,\
        trim=end_frame=1,loop=-1:1,setpts=N/24/TB,fps=24,\
        crop=1920:1080:240+200*sin(t*1.3):135+120*cos(t*0.9)";
    let moving = "testsrc2=size=320x180:rate=24";
    let graph = format!(
        "{picture}[a];{moving}[b];[a][b]overlay=200+150*t:600,noise=alls=5:allf=t:all_seed=3[v]"
    );
    let made = Command::new("ffmpeg")
        .args(["-nostdin", "-loglevel", "quiet", "-y", "-filter_complex", &graph, "-map", "[v]"])
        .args(["-t", &SECONDS.to_string()])
        .args(words(codec))
        .arg(path)
        .status();
    made.is_ok_and(|status| status.success())
}

/// What part of the time goes into signatures: that of as many frames from memory as the film shows.
fn signatures(rows: &[(&str, Cost, PathBuf)]) {
    let (width, height, shown) = (1920, 1080, SECONDS * 5);
    let bytes = noise(width * height * 8);
    let mut times: Vec<Duration> = Vec::new();
    for round in 0..10 {
        for frame in bytes.chunks(width * height) {
            let start = std::time::Instant::now();
            let luma = Luma::new(frame, width, height, width).expect("a good size");
            std::hint::black_box(frame_signature(&luma));
            if round > 0 {
                times.push(start.elapsed());
            }
        }
    }
    let all = crate::measure::median(times) * shown;
    println!(
        "\n| film, one thread | time of its {shown} signatures | of our CPU time |\n|---|---:|---:|"
    );
    for (name, cost, _) in rows {
        let share = 100.0 * all.as_secs_f64() / cost.cpu.as_secs_f64();
        println!("| {name} | {} | {share:.1} % |", duration(all));
    }
}

/// The peak of memory for films of several lengths.
fn lengths(ours: &PathBuf, folder: &Path, rows: &[(&str, Cost, PathBuf)]) {
    let Some((name, _, film)) = rows.first() else { return };
    println!("\n| peak memory, {name}, one thread | MiB |\n|---|---:|");
    for times in [1, 8] {
        let long = folder.join(format!("long-{times}.mp4"));
        let looped = Command::new("ffmpeg")
            .args([
                "-nostdin",
                "-loglevel",
                "quiet",
                "-y",
                "-stream_loop",
                &(times - 1).to_string(),
            ])
            .arg("-i")
            .arg(film)
            .args(["-c", "copy"])
            .arg(&long)
            .status();
        if looped.is_ok_and(|status| status.success()) {
            let peak = Program::new("ours", ours, &["--threads", "1"]).run(&[&long]).peak;
            println!("| {} seconds | {peak:.0} |", SECONDS * times);
        }
    }
}
