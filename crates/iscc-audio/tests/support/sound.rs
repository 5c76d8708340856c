//! The sounds of `testdata/golden/audio.json`, made of integers as in `xtask/oracle/audio_golden.py`.

#![allow(clippy::cast_possible_truncation, clippy::cast_possible_wrap, reason = "small numbers")]
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use super::{ChannelLayout, PcmSpec, SampleFormat};

/// Tones in millihertz.
const TONES: [u64; 12] = [
    110_000, 440_000, 261_626, 1_318_510, 329_628, 82_407, 587_330, 2_093_005, 195_998, 880_000,
    3_322_438, 146_832,
];

/// A sound of the golden values.
#[derive(Debug)]
pub(crate) struct Sound {
    rate: u32,
    kind: SampleFormat,
    layout: ChannelLayout,
    frames: usize,
    content: &'static str,
}

impl Sound {
    #[allow(dead_code, reason = "not all tests need it")]
    pub(crate) fn tones(rate: u32, layout: ChannelLayout, seconds: usize) -> Self {
        let frames = rate as usize * seconds;
        Self { rate, kind: SampleFormat::F32, layout, frames, content: "tones" }
    }

    pub(crate) fn spec(&self) -> PcmSpec {
        PcmSpec::new(self.rate, self.layout, self.kind).unwrap()
    }

    /// Values of 24 bits, interleaved.
    pub(crate) fn values(&self) -> impl Iterator<Item = i32> {
        let steps = TONES.map(|tone| (tone << 32) / (u64::from(self.rate) * 1000));
        let channels = self.layout.channels() as u64;
        let mut state = 1_u32;
        (0..self.frames as u64 * channels).map(move |i| {
            state = state.wrapping_mul(1_103_515_245).wrapping_add(12345) & 0x7fff_ffff;
            let (n, channel) = (i / channels, i % channels);
            let beat = n * 4 / u64::from(self.rate);
            let up = n * steps[beat as usize % 12];
            let down = n * steps[(beat as usize * 5 + 3) % 12];
            match self.content {
                "silence" => 0,
                "square" if ((up >> 31) + channel) & 1 == 1 => -(1 << 23),
                "square" => (1 << 23) - 1,
                _ => {
                    let noise = (state >> 7) as i32 - (1 << 23);
                    let phase = (up + channel * down) as u32;
                    let triangle = ((phase >> 7) as i32 - (1 << 24)).abs() - (1 << 23);
                    let loudness = (beat % 7 + 2) as i32;
                    (i64::from(triangle * 3 + noise) * i64::from(loudness)).div_euclid(40) as i32
                }
            }
        })
    }
}

/// Every case and its sound.
#[allow(dead_code, reason = "not all tests need it")]
pub(crate) fn each_golden(mut each: impl FnMut(&serde_json::Value, &Sound)) {
    let json = include_str!("../../../../testdata/golden/audio.json");
    let cases: serde_json::Value = serde_json::from_str(json).unwrap();
    let cases = cases.as_array().unwrap();
    assert!(cases.len() > 100);
    for case in cases {
        let number = |name: &str| case[name].as_u64().unwrap();
        let layout = match number("mask") {
            0 => ChannelLayout::from_count(number("channels") as usize),
            mask => ChannelLayout::from_mask(mask),
        };
        let sound = Sound {
            rate: number("rate") as u32,
            kind: match case["kind"].as_str().unwrap() {
                "u8" => SampleFormat::U8,
                "s16" => SampleFormat::I16,
                "s24" => SampleFormat::I32,
                "f32" => SampleFormat::F32,
                "f64" => SampleFormat::F64,
                other => panic!("{other}"),
            },
            layout: layout.unwrap(),
            frames: number("frames") as usize,
            content: match case["sound"].as_str().unwrap() {
                "tones" => "tones",
                "silence" => "silence",
                "square" => "square",
                other => panic!("{other}"),
            },
        };
        each(case, &sound);
    }
}
