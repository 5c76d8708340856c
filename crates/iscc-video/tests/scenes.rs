//! Scenes against those of iscc-sdk 0.9.7 with FFmpeg's scores, from `testdata/golden/video_signature.json`.

#![allow(clippy::unwrap_used, reason = "a test may fail")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "numbers are small, and must be the same"
)]

#[path = "../../iscc-core/tests/support/mod.rs"]
mod core_support;
mod support;

use core_support::{list, number, text};
use iscc_core::Digest;
use iscc_video::{
    Luma, SampleDifference, SceneCuts, VideoSignature, frame_signature, scene_difference,
    scene_features,
};
use serde_json::Value;
use support::{GOLDEN, fnv, picture};

const WIDTH: usize = 64;
const HEIGHT: usize = 48;

/// The frames of a film, as the golden script makes them.
fn frames(case: &Value) -> Vec<Vec<u8>> {
    let mut frames = Vec::new();
    for shot in case["shots"].as_array().unwrap() {
        let (kind, first, step) =
            (text(&shot[0]), number::<u32>(&shot[1]), number::<u32>(&shot[2]));
        for frame in 0..number(&shot[3]) {
            let number = first + step * frame;
            frames.push(match text(&case["format"]) {
                "gray" => picture(kind, WIDTH as u32, HEIGHT as u32, number),
                "rgb24" => picture(kind, WIDTH as u32 * 3, HEIGHT as u32, number),
                _ => picture(kind, WIDTH as u32, HEIGHT as u32, number)
                    .into_iter()
                    .flat_map(|luma| (u16::from(luma) * 4 + (number % 4) as u16).to_ne_bytes())
                    .collect(),
            });
        }
    }
    frames
}

/// The difference of two frames as the engine takes it from each format.
fn difference(format: &str, previous: &[u8], current: &[u8]) -> Option<f64> {
    let mut difference = SampleDifference::new(if format == "yuv420p10le" { 10 } else { 8 });
    match format {
        "gray" => {
            let luma = |bytes| Luma::new(bytes, WIDTH, HEIGHT, WIDTH);
            return scene_difference(&luma(previous).unwrap(), &luma(current).unwrap());
        }
        "rgb24" => {
            for (previous, current) in previous.chunks(WIDTH * 3).zip(current.chunks(WIDTH * 3)) {
                difference.add(previous, current);
            }
        }
        _ => drop(difference.add_16(previous, current)),
    }
    Some(difference.mean())
}

/// `fps=5` of frames at a constant rate.
fn ticks(count: usize, (num, den): (usize, usize)) -> impl Iterator<Item = (u32, usize)> {
    let tick = move |frame: usize| (10 * frame * den + num) / (2 * num);
    (0..tick(count))
        .map(move |n| (n as u32, (0..count).rev().find(|frame| tick(*frame) <= n).unwrap()))
}

#[test]
fn scores_cuts_and_simprints() {
    for case in GOLDEN["scenes"].as_array().unwrap() {
        let format = text(&case["format"]);
        let (num, den) = text(&case["rate"]).split_once('/').unwrap();
        let rate: (usize, usize) = (num.parse().unwrap(), den.parse().unwrap());
        let frames = frames(case);
        let mut cuts = SceneCuts::default();
        let mut scores = Vec::new();
        for (number, frame) in frames.iter().enumerate() {
            let previous = number.checked_sub(1).map(|number| &frames[number]);
            let difference = previous.and_then(|previous| difference(format, previous, frame));
            // FFmpeg's: the time base as a double, times the time stamp.
            let seconds = rate.1 as f64 / rate.0 as f64 * number as f64;
            scores.push(format!("{:.6}", cuts.update(seconds, difference)));
        }
        let label = format!("{} {format} {}", case["rate"], case["shots"]);
        assert_eq!(fnv(scores.join(" ").as_bytes()), text(&case["scores"]), "{label}");
        let cuts = cuts.finish();
        let expected = list(&case["cuts"], |cut| cut.as_f64().unwrap());
        assert_eq!(cuts, expected, "{label}");
        if format != "gray" {
            continue;
        }
        let mut film = VideoSignature::new(WIDTH, HEIGHT, 5);
        for (tick, frame) in ticks(frames.len(), rate) {
            let luma = Luma::new(&frames[frame], WIDTH, HEIGHT, WIDTH).unwrap();
            film.push(tick, &frame_signature(&luma));
        }
        assert_eq!(film.len(), number::<usize>(&case["frames"]), "{label}");
        let scenes = scene_features(&film, &cuts);
        let durations: Vec<f64> = scenes.iter().map(|scene| scene.duration).collect();
        let expected = list(&case["sizes"], |size| size.as_f64().unwrap());
        assert_eq!(durations, expected, "{label}");
        let simprints: Vec<Digest> = scenes.iter().map(|scene| scene.simprint).collect();
        let expected = list(&case["simprints"], |simprint| digest(text(simprint)));
        assert_eq!(simprints, expected, "{label}");
    }
}

/// 32 bytes of URL-safe base64.
fn digest(base64: &str) -> Digest {
    const DIGITS: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    let (mut bytes, mut bits, mut count) = (Vec::new(), 0u32, 0);
    for digit in base64.chars() {
        bits = bits << 6 | DIGITS.find(digit).unwrap() as u32;
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push((bits >> count & 255) as u8);
        }
    }
    Digest::new(bytes.try_into().unwrap())
}

#[test]
fn time_stamps_that_go_backwards() {
    let mut film = VideoSignature::new(WIDTH, HEIGHT, 5);
    for tick in 0..40 {
        let bytes = picture("waves", WIDTH as u32, HEIGHT as u32, tick);
        film.push(tick, &frame_signature(&Luma::new(&bytes, WIDTH, HEIGHT, WIDTH).unwrap()));
    }
    let scenes = scene_features(&film, &[4.0, 2.0, -1.0, 6.0, f64::NAN, f64::INFINITY, 7.0]);
    let times: Vec<_> = scenes.iter().map(|scene| (scene.start, scene.duration)).collect();
    assert_eq!(times, [(0.0, 4.0), (4.0, 0.0), (4.0, 0.0), (4.0, 2.0), (6.0, 0.0)]);
    assert!(scene_features(&VideoSignature::new(WIDTH, HEIGHT, 5), &[1.0]).is_empty());
    assert_eq!(scene_features(&film, &[100.0])[0].duration, 7.8, "the whole film");
}
