//! Clips are found inside of longer recordings, and others are not.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::std_instead_of_core,
    clippy::unwrap_used,
    reason = "small numbers; a test may fail, and has std"
)]

use iscc_audio::{
    AudioFeature, ChannelLayout, PcmSpec, SampleFormat, Segments, audio_features, fingerprint,
};

const RATE: u32 = 22_050;
/// The most bits that docs/audio.md takes for a match.
const MATCH: u32 = 32;

/// Something like music: notes of a scale with overtones, two at a time, in a rhythm.
fn music(seed: u32, seconds: usize) -> Vec<f32> {
    let mut state = seed;
    let mut random = move |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 8) % below
    };
    let root = random(12);
    let length = seconds * RATE as usize;
    let mut sound = Vec::with_capacity(length + RATE as usize);
    while sound.len() < length {
        let beats = [1, 2, 2, 4][random(4) as usize];
        let tones: [f32; 2] = std::array::from_fn(|_| {
            let note = [0, 2, 4, 5, 7, 9, 11][random(7) as usize] + root + 12 * random(3);
            110.0 * (note as f32 / 12.0).exp2()
        });
        for n in 0..beats * RATE / 8 {
            let t = n as f32 / RATE as f32;
            let wave =
                |tone: f32, over: f32| (std::f32::consts::TAU * tone * over * t).sin() / over;
            let chord: f32 = tones
                .iter()
                .map(|tone| wave(*tone, 1.0) + wave(*tone, 2.0) + wave(*tone, 3.0))
                .sum();
            let noise = random(1000) as f32 / 1000.0 - 0.5;
            sound.push((chord * 0.1 + noise * 0.05) * (-3.0 * t).exp());
        }
    }
    sound.truncate(length);
    sound
}

fn features(sound: &[f32], segments: Segments) -> Vec<AudioFeature> {
    let spec = PcmSpec::new(RATE, ChannelLayout::MONO, SampleFormat::F32).unwrap();
    audio_features(&fingerprint(spec, sound), segments).collect()
}

/// The closest pair of segments: its distance in bits, and where it says that the clip starts, in milliseconds.
fn closest(recording: &[AudioFeature], clip: &[AudioFeature]) -> (u32, i64) {
    let distance = |a: &AudioFeature, b: &AudioFeature| -> u32 {
        let bytes = a.simprint.as_bytes().iter().zip(b.simprint.as_bytes());
        bytes.map(|(a, b)| (a ^ b).count_ones()).sum()
    };
    let pairs = recording.iter().flat_map(|a| clip.iter().map(move |b| (a, b)));
    let start = |a: &AudioFeature, b: &AudioFeature| a.offset as i64 - b.offset as i64;
    pairs.map(|(a, b)| (distance(a, b), start(a, b))).min().unwrap()
}

#[test]
fn a_clip_is_found_where_it_was_cut() {
    let sound = music(1, 240);
    let recording = features(&sound, Segments::default());
    for start in [0, 101_234, 1_234_567, 2_400_001, 3_987_654, 4_961_000] {
        // Fifteen seconds, quieter, with hiss, in 8 bits.
        let clip: Vec<f32> = sound[start..start + 15 * RATE as usize]
            .iter()
            .enumerate()
            .map(|(n, x)| ((x * 0.7 + (n * n % 101) as f32 * 1e-4) * 128.0).round() / 128.0)
            .collect();
        let (bits, offset) = closest(&recording, &features(&clip, Segments::EVERY_ITEM));
        let truth = (start as u64 * 1000 / u64::from(RATE)) as i64;
        assert!(bits <= MATCH, "{start}: {bits} bits");
        assert!((offset - truth).abs() <= 150, "{start}: {offset}, not {truth}");
    }
}

#[test]
fn other_sound_is_not_found() {
    let recording = features(&music(1, 240), Segments::default());
    for seed in 2..6 {
        let (bits, _) = closest(&recording, &features(&music(seed, 30), Segments::EVERY_ITEM));
        assert!(bits > MATCH + 8, "{seed}: {bits} bits");
    }
}
