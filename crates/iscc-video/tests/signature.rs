//! Frame signatures and signature files against FFmpeg's, from `testdata/golden/video_signature.json`.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

#[path = "../../iscc-core/tests/support/mod.rs"]
mod core_support;
mod support;

use std::io::Read as _;
use std::process::{Command, Stdio};

use core_support::{list, number, text};
use iscc_video::{FrameSignature, Luma, Orientation, VideoSignature, frame_signature};
use serde_json::Value;
use support::{GOLDEN, film, fnv, picture, record};

fn signature(kind: &str, width: u32, height: u32, frame: u32) -> FrameSignature {
    let bytes = picture(kind, width, height, frame);
    let (width, height) = (width as usize, height as usize);
    frame_signature(&Luma::new(&bytes, width, height, width).unwrap())
}

fn orientation(name: &str) -> Orientation {
    match name {
        "Normal" => Orientation::Normal,
        "FlipHorizontal" => Orientation::FlipHorizontal,
        "Rotate180" => Orientation::Rotate180,
        "FlipVertical" => Orientation::FlipVertical,
        "Transpose" => Orientation::Transpose,
        "Rotate90" => Orientation::Rotate90,
        "Transverse" => Orientation::Transverse,
        "Rotate270" => Orientation::Rotate270,
        _ => panic!("no such orientation: {name}"),
    }
}

#[test]
fn frames_of_all_sizes_and_orientations() {
    let mut cases = 0;
    for case in GOLDEN["frames"].as_array().unwrap() {
        let (width, height): (usize, usize) = (number(&case["width"]), number(&case["height"]));
        let mut signatures = Vec::new();
        for (frame, expected) in (0..).zip(list(&case["frames"], text)) {
            let sides = (width.try_into().unwrap(), height.try_into().unwrap());
            let bytes = picture(text(&case["kind"]), sides.0, sides.1, frame);
            let luma = Luma::new(&bytes, width, height, width).unwrap();
            let luma = luma.oriented(orientation(text(&case["orientation"])));
            let signature = frame_signature(&luma);
            assert_eq!(record(&signature), expected, "{} frame {frame}", label(case));
            signatures.push((luma.width(), luma.height(), signature));
        }
        let (width, height, _) = signatures[0];
        let signatures: Vec<_> = signatures.into_iter().map(|(_, _, frame)| frame).collect();
        let file = film(width, height, 5, 0, &signatures).to_bytes();
        assert_eq!(fnv(&file), text(&case["file"]), "{}", label(case));
        cases += 1;
    }
    assert!(cases > 100);
}

fn label(case: &Value) -> String {
    format!("{} {}x{} {}", case["kind"], case["width"], case["height"], case["orientation"])
}

#[test]
fn whole_files() {
    for case in GOLDEN["files"].as_array().unwrap() {
        let (width, height) = (number(&case["width"]), number(&case["height"]));
        let frames = 0..number(&case["count"]);
        let frames: Vec<_> =
            frames.map(|frame| signature(text(&case["kind"]), width, height, frame)).collect();
        let (rate, start) = (number(&case["rate"]), number(&case["start"]));
        let file = film(width as usize, height as usize, rate, start, &frames).to_bytes();
        assert_eq!(fnv(&file), text(&case["file"]), "{case}");
    }
}

#[test]
fn a_file_of_ffmpeg_is_read_and_written() {
    let file = include_bytes!("../../../testdata/golden/video.mp7sig");
    let film = VideoSignature::from_bytes(file).unwrap();
    assert_eq!((film.width(), film.height(), film.ticks_per_second()), (64, 36, 5));
    assert_eq!(film.len(), 50);
    for (expected, (tick, frame)) in (0..).zip(film.frames()) {
        assert_eq!((tick, frame), (expected, signature("waves", 64, 36, expected)));
    }
    assert_eq!(film.to_bytes(), file);
}

/// What FFmpeg draws itself, its luma and its signature in one run.
#[test]
#[ignore = "needs the reference packages"]
fn reference_signatures_of_synthetic_films() {
    let folder = std::env::temp_dir().join(format!("iscc-video-signature-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let films = [
        ("testsrc2=s=640x360:r=5:d=20", 640, 360),
        ("mandelbrot=s=353x289:r=5,trim=end_frame=60", 353, 289),
        ("life=s=97x55:seed=7:r=5,trim=end_frame=50", 97, 55),
        ("cellauto=s=1300x70:seed=7:r=5,trim=end_frame=50", 1300, 70),
        ("nullsrc=s=200x150:r=5:d=10,geq=lum='random(1)*255':cb=128:cr=128", 200, 150),
        ("gradients=s=1920x1080:seed=3:r=5,trim=end_frame=20", 1920, 1080),
        ("testsrc2=s=3840x2160:r=5:d=2,lutyuv=y=val/8+220", 3840, 2160),
    ];
    for (source, width, height) in films {
        let out = folder.join("out.bin");
        let filters = format!(
            "{source},format=yuv420p,split[a][b];[a]signature=format=binary:filename={},nullsink;\
             [b]extractplanes=y[luma]",
            out.display()
        );
        let mut ffmpeg = Command::new("ffmpeg")
            .args(["-v", "error", "-filter_complex", &filters, "-map", "[luma]"])
            .args(["-f", "rawvideo", "-"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut frames = Vec::new();
        let mut luma = vec![0; width * height];
        let mut pipe = ffmpeg.stdout.take().unwrap();
        while pipe.read_exact(&mut luma).is_ok() {
            frames.push(frame_signature(&Luma::new(&luma, width, height, width).unwrap()));
        }
        assert!(ffmpeg.wait().unwrap().success());
        assert!(frames.len() >= 10, "{source}");
        let expected = std::fs::read(&out).unwrap();
        assert!(film(width, height, 5, 0, &frames).to_bytes() == expected, "{source}");
        let read = VideoSignature::from_bytes(&expected).unwrap();
        assert!(read.frames().map(|(_, frame)| frame).eq(frames), "{source}");
    }
    std::fs::remove_dir_all(folder).unwrap();
}

#[test]
fn rgba_has_the_luma_of_ffmpeg() {
    let mut plane = Vec::new();
    for case in GOLDEN["rgba"].as_array().unwrap() {
        let [width, height] = ["width", "height"].map(|side| number::<u32>(&case[side]));
        let channels = [0, 1, 2, 3].map(|channel| picture("noise", width, height, channel));
        let (columns, rows) = (width as usize, height as usize);
        // Rows with a gap behind them.
        let stride = columns * 4 + 12;
        let mut rgba = vec![0; stride * rows];
        for (at, _) in channels[0].iter().enumerate() {
            let pixel = at / columns * stride + at % columns * 4;
            for (channel, values) in channels.iter().enumerate() {
                rgba[pixel + channel] = values[at];
            }
        }
        let luma = Luma::from_rgba(&rgba, columns, rows, stride, &mut plane).unwrap();
        assert_eq!((luma.width(), luma.height()), (columns, rows));
        assert_eq!(fnv(&plane), case["luma"].as_str().unwrap(), "{case}");
        assert!(Luma::from_rgba(&rgba, columns, rows + 1, stride, &mut plane).is_err());
        assert!(Luma::from_rgba(&rgba, columns, rows, columns * 4 - 1, &mut plane).is_err());
    }
}
