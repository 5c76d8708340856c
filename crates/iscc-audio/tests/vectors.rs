//! Fingerprints that fpcalc gives, of sound from an integer generator.

#![allow(clippy::unwrap_used, reason = "a test may fail")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    reason = "values of 16 bits"
)]

use iscc_audio::{ChannelLayout, Fingerprinter, PcmSpec, SampleFormat, Variant};

/// Values of a linear congruential generator as 16-bit samples.
fn noise(count: usize) -> impl Iterator<Item = i16> {
    let mut state = 1_u32;
    (0..count).map(move |_| {
        state = state.wrapping_mul(1_103_515_245).wrapping_add(12345) & 0x7fff_ffff;
        (i32::from((state >> 15) as u16) - 32768) as i16
    })
}

/// Stereo whose loudness changes every 4096 frames.
fn steps(frames: usize) -> Vec<i16> {
    let loudness = |n: usize| (n / 2 / 4096 % 7 + 1) as i32;
    noise(2 * frames)
        .enumerate()
        .map(|(n, value)| (i32::from(value) * loudness(n)).div_euclid(8) as i16)
        .collect()
}

fn check(rate: u32, layout: ChannelLayout, samples: &[i16], items: &[i32]) {
    for variant in [Variant::Fpcalc16, Variant::Fpcalc151] {
        let spec = PcmSpec::new(rate, layout, SampleFormat::I16).unwrap();
        let mut fingerprinter = Fingerprinter::with_variant(spec, variant);
        fingerprinter.update(samples);
        assert_eq!(*fingerprinter.finalize(), *items, "{rate} {variant:?}");
    }
    let spec = PcmSpec::new(rate, layout, SampleFormat::F32).unwrap();
    let floats: Vec<f32> = samples.iter().map(|sample| f32::from(*sample) / 32768.0).collect();
    assert_eq!(*iscc_audio::fingerprint(spec, &floats), *items, "{rate} f32");
}

#[test]
fn the_generator_is_the_one_of_the_vectors() {
    let first: Vec<i16> = noise(8).collect();
    assert_eq!(first, [908, -21251, -12541, 2263, 29335, -21514, 13253, -17929]);
    assert_eq!(steps(3), [113, -2657, -1568, 282, 3666, -2690]);
}

#[test]
fn the_rate_of_the_fingerprint() {
    let samples: Vec<i16> = noise(34126).collect();
    let items = [-579_209_857, -579_209_857, -579_209_729, -42_215_425];
    check(11025, ChannelLayout::MONO, &samples, &items);
}

#[test]
fn one_phase() {
    check(44100, ChannelLayout::STEREO, &steps(130_000), &[-142_649_473, -176_327_329]);
}

#[test]
fn many_phases() {
    let items = [-578_816_161, -578_948_257, -578_948_257, -578_989_697];
    check(48000, ChannelLayout::STEREO, &steps(150_000), &items);
}

#[test]
fn between_phases() {
    let items = [-142_609_033, -142_608_521, -41_945_249, -41_946_275, -41_954_979];
    check(16000, ChannelLayout::STEREO, &steps(52000), &items);
}
