//! Laws of fingerprints, and odd input.

#![allow(clippy::unwrap_used, clippy::std_instead_of_core, reason = "a test may fail; it has std")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    reason = "values of known ranges"
)]

use iscc_audio::{
    ChannelLayout, Fingerprinter, PcmSpec, SampleFormat, Samples, Variant, fingerprint,
};
use proptest::collection::vec;
use proptest::prelude::*;

/// Sound that is no noise only: two tones that change, in 16 bits.
fn sound(frames: usize, channels: usize, seed: u32) -> Vec<i16> {
    let mut state = seed | 1;
    (0..frames * channels)
        .map(|i| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let (n, channel) = (i / channels, i % channels);
            let tone = [0.03, 0.041, 0.017, 0.09][(n / 9000 + channel) % 4] * n as f64;
            let noise = f64::from(state >> 16) / 65536.0 - 0.5;
            ((tone.sin() * 0.6 + noise * 0.3) * 32000.0) as i16
        })
        .collect()
}

fn spec(rate: u32, channels: usize, format: SampleFormat) -> PcmSpec {
    PcmSpec::new(rate, ChannelLayout::from_count(channels).unwrap(), format).unwrap()
}

/// Found by the fuzz target `audio_pcm`: where no piece had a frame of its own, nothing was heard.
#[test]
fn pieces_shorter_than_a_frame_are_heard() {
    for (rate, channels, piece) in [(11_025, 2, 1), (44_100, 2, 1), (8000, 3, 2), (44_100, 3, 4)] {
        let samples = sound(4 * rate as usize, channels, 7);
        for variant in [Variant::Fpcalc151, Variant::Fpcalc16] {
            let spec = spec(rate, channels, SampleFormat::I16);
            let mut whole = Fingerprinter::with_variant(spec, variant);
            let mut parts = whole.clone();
            whole.update(&samples);
            samples.chunks(piece).for_each(|piece| _ = parts.update(piece));
            assert_eq!(whole.finalize(), parts.finalize(), "{rate}, {channels}, {piece}");
            assert!(whole.finalize().len() >= 8);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn any_split_gives_the_same_items(
        rate in prop::sample::select(vec![8000, 11_025, 16_000, 44_100, 48_000]),
        channels in 1_usize..7,
        pieces in vec(1_usize..70_000, 1..8),
        planar: bool,
        fixed: bool,
        seed: u32,
    ) {
        let samples = sound(4 * rate as usize, channels, seed);
        let spec = spec(rate, channels, SampleFormat::I16);
        let variant = if fixed { Variant::Fpcalc151 } else { Variant::Fpcalc16 };
        let mut whole = Fingerprinter::with_variant(spec, variant);
        whole.update(&samples);
        let mut parts = Fingerprinter::with_variant(spec, variant);
        let mut rest = &samples[..];
        for piece in pieces {
            let frames = if planar { piece / channels * channels } else { piece };
            let (head, tail) = rest.split_at(frames.min(rest.len()));
            rest = tail;
            if planar {
                let planes: Vec<Vec<i16>> = (0..channels)
                    .map(|channel| head.iter().skip(channel).step_by(channels).copied().collect())
                    .collect();
                let planes: Vec<Samples<'_>> = planes.iter().map(Samples::from).collect();
                parts.update_planar(&planes);
            } else {
                parts.update(head);
            }
            // To look does not change anything.
            let _ = parts.finalize();
        }
        parts.update(rest);
        prop_assert_eq!(whole.finalize(), parts.finalize());
        prop_assert!(whole.finalize().len() >= 8);
        prop_assert!(whole.finalize().starts_with(whole.items()));
    }

    #[test]
    fn left_and_right_are_interchangeable(
        rate in prop::sample::select(vec![11_025, 44_100, 48_000]), seed: u32,
    ) {
        let samples = sound(4 * rate as usize, 2, seed);
        let swapped: Vec<i16> =
            samples.as_chunks::<2>().0.iter().flat_map(|[left, right]| [*right, *left]).collect();
        let spec = spec(rate, 2, SampleFormat::I16);
        prop_assert_eq!(fingerprint(spec, &samples), fingerprint(spec, &swapped));
    }

    #[test]
    fn pairs_of_speakers_weigh_the_same(seed: u32) {
        // 5.1: the middle and the low frequencies are not in pairs.
        let samples = sound(130_000, 6, seed);
        let mirrored: Vec<i16> = samples
            .as_chunks::<6>().0.iter()
            .flat_map(|[fl, fr, fc, lfe, bl, br]| [*fr, *fl, *fc, lfe / 2, *br, *bl])
            .collect();
        let spec = spec(44_100, 6, SampleFormat::I16);
        let (a, b) = (fingerprint(spec, &samples), fingerprint(spec, &mirrored));
        // Sums in another order round otherwise, which may be seen in an item.
        let same = a.iter().zip(b.iter()).filter(|(a, b)| a == b).count();
        prop_assert!(a.len() == b.len() && same + 1 >= a.len());
    }

    #[test]
    fn equal_channels_are_one(
        rate in prop::sample::select(vec![11_025, 44_100, 48_000]), seed: u32,
    ) {
        let mono = sound(4 * rate as usize, 1, seed);
        let stereo: Vec<i16> = mono.iter().flat_map(|sample| [*sample; 2]).collect();
        prop_assert_eq!(
            fingerprint(spec(rate, 1, SampleFormat::I16), &mono),
            fingerprint(spec(rate, 2, SampleFormat::I16), &stereo)
        );
    }

    #[test]
    fn types_that_hold_the_same_values_give_the_same_items(
        rate in prop::sample::select(vec![16_000, 44_100, 48_000]), channels in 1_usize..4, seed: u32,
    ) {
        let samples = sound(4 * rate as usize, channels, seed);
        let long: Vec<i32> = samples.iter().map(|sample| i32::from(*sample) << 16).collect();
        let single: Vec<f32> = samples.iter().map(|sample| f32::from(*sample) / 32768.0).collect();
        let items = fingerprint(spec(rate, channels, SampleFormat::I16), &samples);
        prop_assert_eq!(&items, &fingerprint(spec(rate, channels, SampleFormat::I32), &long));
        prop_assert_eq!(&items, &fingerprint(spec(rate, channels, SampleFormat::F32), &single));
        // What is said to come decides, not what comes.
        prop_assert_eq!(&items, &fingerprint(spec(rate, channels, SampleFormat::F32), &samples));
    }

    #[test]
    fn any_numbers_are_sound(
        bits in vec(any::<u32>(), 0..9000),
        rate in prop::sample::select(vec![
            PcmSpec::MIN_RATE, 8000, 11_024, 11_025, 44_100, 192_000, PcmSpec::MAX_RATE,
        ]),
        mask: u32,
        fixed: bool,
    ) {
        let layout = ChannelLayout::from_mask(u64::from(mask)).unwrap_or(ChannelLayout::STEREO);
        let variant = if fixed { Variant::Fpcalc151 } else { Variant::Fpcalc16 };
        let single: Vec<f32> = bits.iter().map(|bits| f32::from_bits(*bits)).collect();
        let double: Vec<f64> =
            bits.iter().map(|bits| f64::from_bits(u64::from(*bits) << 32)).collect();
        for format in [SampleFormat::U8, SampleFormat::I16, SampleFormat::F32, SampleFormat::F64] {
            let spec = PcmSpec::new(rate, layout, format).unwrap();
            let mut fingerprinter = Fingerprinter::with_variant(spec, variant);
            fingerprinter.update(&single).update(&double);
            fingerprinter.update_planar(&vec![Samples::F32(&single); layout.channels()]);
            let _ = fingerprinter.finish();
        }
    }
}

/// What FFmpeg leaves undefined is silence, and stays where it is.
#[test]
fn difference_no_numbers_are_silence() {
    let clean: Vec<f32> =
        sound(200_000, 1, 7).into_iter().map(|sample| f32::from(sample) / 32768.0).collect();
    let (mut broken, mut silent) = (clean.clone(), clean);
    for (n, odd) in [f32::NAN, f32::INFINITY, f32::NEG_INFINITY, -f32::NAN].into_iter().enumerate()
    {
        broken[50_000 + 3 * n] = odd;
        silent[50_000 + 3 * n] = 0.0;
    }
    let spec = spec(44_100, 1, SampleFormat::F32);
    assert_eq!(fingerprint(spec, &broken), fingerprint(spec, &silent));
    let doubles: Vec<f64> = broken.iter().copied().map(f64::from).collect();
    assert_eq!(fingerprint(spec, &doubles), fingerprint(spec, &silent));
}

#[test]
fn rates_that_cannot_be() {
    for rate in [0, 1, 99, (1 << 22) + 1, u32::MAX] {
        assert_eq!(PcmSpec::new(rate, ChannelLayout::MONO, SampleFormat::I16), None, "{rate}");
    }
}

#[test]
fn channels_that_are_missing() {
    let mut fingerprinter = Fingerprinter::new(spec(11_025, 2, SampleFormat::I16));
    let samples = vec![0_i16; 40_000];
    fingerprinter.update_planar(&[Samples::I16(&samples)]).update_planar(&[]);
    assert!(fingerprinter.finalize().is_empty());
    // The shorter one counts, and what is too much does not.
    let planes = [&samples[..31_396], &samples[..35_000], &samples[..3]].map(Samples::I16);
    fingerprinter.update_planar(&planes);
    assert_eq!(fingerprinter.finalize().len(), 2);
}

/// One sample at a time.
#[test]
fn what_comes_slowly_is_heard() {
    let samples = sound(50_000, 1, 3);
    let spec = spec(16_000, 1, SampleFormat::I16);
    let mut fingerprinter = Fingerprinter::new(spec);
    for sample in &samples {
        fingerprinter.update(std::slice::from_ref(sample));
    }
    assert_eq!(fingerprinter.finalize(), fingerprint(spec, &samples));
}
