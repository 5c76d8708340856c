//! Area `audio`: whole files against fpcalc, fingerprints from PCM, and the Audio-Code from items.
//!
//! `ISCC_BIN` is the program as `cargo xtask run` builds it, `HEAR_BIN` the example `hear` of iscc-audio, `FPCALC_BIN`
//! fpcalc 1.5.1, `FFMPEG_BIN` makes the files; `cargo xtask bench` sets them. Without them there are no rows of files.

use iscc_audio::{
    ChannelLayout, Fingerprint, Fingerprinter, PcmSpec, SampleFormat, Samples, audio_code,
    fingerprint,
};
use std::ffi::OsStr;
use std::fs;
use std::path::Path;
use std::process::Command;

use iscc_core::Bits;

use crate::measure::{Table, duration};
use crate::process::{Program, in_turns};

/// How long the sound is, in seconds.
const SECONDS: usize = 60;

pub fn area(table: &mut Table) {
    // First, as long as this process is small.
    files();
    for (name, count) in [("1 minute", 484), ("1 hour", 29_000)] {
        let items: Vec<i32> =
            (0..count).map(|n: i32| n.wrapping_mul(-1_640_531_527) ^ n >> 3).collect();
        table.row(
            "audio/audio-code",
            &format!("{count} items, {name}"),
            (items.len(), "items"),
            || audio_code(&items, Bits::B256).to_string(),
            || iscc_lib::gen_audio_code_v0(&items, 256).expect("256 bits are allowed").iscc,
        );
    }
    for rate in [11_025, 44_100, 48_000, 96_000] {
        let sound = Sound::new(rate);
        let size = (SECONDS, "seconds");
        let name = |kind: &str| format!("1 minute, stereo, {rate} Hz, {kind}");
        let spec = |format| PcmSpec::new(rate, ChannelLayout::STEREO, format).expect("usual rates");
        let single = spec(SampleFormat::F32);
        table.lone_row("audio/fingerprint", &name("f32"), size, || {
            fingerprint(single, &sound.interleaved)
        });
        table.lone_row("audio/fingerprint", &name("f32 planar"), size, || sound.planar(single));
        table.lone_row("audio/fingerprint", &name("i16"), size, || {
            fingerprint(spec(SampleFormat::I16), &sound.integers)
        });
    }
    table.lone_row("audio/fingerprinter", "48000 Hz, stereo, new", (1, "fingerprinters"), || {
        let spec = PcmSpec::new(48_000, ChannelLayout::STEREO, SampleFormat::F32);
        Fingerprinter::new(spec.expect("a usual rate"))
    });
}

/// Stereo noise in several forms.
struct Sound {
    interleaved: Vec<f32>,
    channels: [Vec<f32>; 2],
    integers: Vec<i16>,
}

impl Sound {
    fn new(rate: u32) -> Self {
        let mut state = 1_u32;
        let integers: Vec<i16> = (0..2 * SECONDS * rate as usize)
            .map(|_| {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                (state >> 17) as i16 - 16_384
            })
            .collect();
        let interleaved: Vec<f32> =
            integers.iter().map(|sample| f32::from(*sample) / 32_768.0).collect();
        let channel = |first| interleaved.iter().skip(first).step_by(2).copied().collect();
        Self { channels: [channel(0), channel(1)], interleaved, integers }
    }

    /// In packets of an MP3 file.
    fn planar(&self, spec: PcmSpec) -> Fingerprint {
        let mut fingerprinter = Fingerprinter::new(spec);
        let [left, right] = &self.channels;
        for (left, right) in left.chunks(1152).zip(right.chunks(1152)) {
            fingerprinter.update_planar(&[Samples::F32(left), Samples::F32(right)]);
        }
        fingerprinter.finish()
    }
}

/// A minute that sounds like something: gliding voices, a plucked tone, noise, and other ones to the right. For ffmpeg.
const MINUTE: &str = "aevalsrc=s=44100:c=stereo:d=60:exprs=\
    0.3*sin(2*PI*t*(110+30*mod(t\\,7)))+0.2*sin(2*PI*t*(330-11*mod(t\\,5)))*sin(3*t)\
    +0.1*sin(2*PI*(1760*t+40*sin(5*t)))*exp(-4*mod(t\\,0.5))+0.04*random(0)|\
    0.3*sin(2*PI*t*(165+20*mod(t\\,9)))+0.2*sin(2*PI*t*(660-17*mod(t\\,6)))*sin(2*t)\
    +0.1*sin(2*PI*(2200*t+60*sin(7*t)))*exp(-5*mod(t\\,0.4))+0.04*random(1)";

/// An hour of stereo in each format: whole processes.
fn files() {
    let programs = ["ISCC_BIN", "HEAR_BIN", "FPCALC_BIN", "FFMPEG_BIN"].map(std::env::var_os);
    let [Some(iscc), Some(hear), Some(fpcalc), Some(ffmpeg)] = programs else {
        println!("audio: no files, as ISCC_BIN, HEAR_BIN, FPCALC_BIN or FFMPEG_BIN is not set");
        return;
    };
    let of = |name, args: &[&str]| Program::new(name, &hear, args);
    let programs = [
        Program::new("iscc create, 1 thread", &iscc, &["create", "-j", "1"]),
        Program::new("iscc create, 2 threads", &iscc, &["create", "-j", "2"]),
        of("ours, 1 thread", &[]),
        of("ours, 2 threads", &["--threads", "2"]),
        of("ours, decoding only", &["--bare"]),
        // 1.5.1 ends so whenever it comes to the end of a file.
        Program::new("fpcalc", &fpcalc, &["-raw", "-length", "0"]).ending_with(3),
    ];
    let folder = std::env::temp_dir().join(format!("iscc-bench-audio-{}", std::process::id()));
    fs::create_dir(&folder).expect("the temporary folder can be written");
    println!(
        "\n| an hour of stereo | program | median | processor time | times as fast as fpcalc | peak MiB |"
    );
    println!("|---|---|---:|---:|---:|---:|");
    let make = |args: &[&str], out: &Path| {
        let mut command = Command::new(&ffmpeg);
        command.args(["-v", "error", "-nostdin", "-y"]).args(args).arg(out);
        assert!(command.status().is_ok_and(|status| status.success()), "{args:?}");
    };
    let minute = folder.join("minute.wav");
    make(&["-f", "lavfi", "-i", MINUTE, "-c:a", "pcm_s16le"], &minute);
    let minute = minute.to_str().expect("the folder has a plain name").to_owned();
    for (name, end, codec) in [
        ("MP3, 192 kbit/s", "mp3", &["libmp3lame", "-b:a", "192k"][..]),
        ("AAC, 160 kbit/s, MP4", "m4a", &["aac", "-b:a", "160k"]),
        ("FLAC, 16 bits", "flac", &["flac"]),
        ("WAV, 16 bits", "wav", &["pcm_s16le"]),
    ] {
        let (short, long) =
            (folder.join(format!("short.{end}")), folder.join(format!("hour.{end}")));
        make(&[&["-i", &minute, "-c:a"], codec].concat(), &short);
        let items = |program: &OsStr, args: &[&str]| {
            let output = Command::new(program).args(args).arg(&short).output();
            output.expect("it ran before").stdout
        };
        let ours = items(&hear, &["--raw"]);
        assert_eq!(ours, items(&fpcalc, &["-raw", "-plain", "-signed", "-length", "0"]), "{name}");
        // Frames of FLAC are numbered.
        let (source, codec) = match end {
            "flac" => (minute.as_str(), codec),
            _ => (short.to_str().expect("as above"), &["copy"][..]),
        };
        make(&[&["-stream_loop", "59", "-i", source, "-c:a"], codec].concat(), &long);
        let costs = in_turns(&programs, &[&long], 3);
        for (program, cost) in programs.iter().zip(&costs) {
            let fpcalc = costs.last().expect("of six").wall;
            println!(
                "| {name} | {} | {} | {} | {:.2} | {:.1} |",
                program.name,
                duration(cost.wall),
                duration(cost.cpu),
                fpcalc.as_secs_f64() / cost.wall.as_secs_f64(),
                cost.peak
            );
        }
        fs::remove_file(&long).expect("the folder is ours");
    }
    fs::remove_dir_all(&folder).expect("the folder is ours");
}
