//! Another resampler, that no code is defined by, as a check of ours: rubato, by Fourier transform.

#![allow(clippy::unwrap_used, clippy::print_stdout, reason = "a test may fail; one prints a table")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "samples of known ranges"
)]

use iscc_audio::{ChannelLayout, Fingerprint, PcmSpec, SampleFormat, fingerprint};
use iscc_core::{Bits, Unit};
use rubato::WindowFunction::{Blackman, Blackman2, BlackmanHarris, BlackmanHarris2, Hann, Hann2};
use rubato::audioadapter_buffers::direct::SequentialSliceOfVecs;
use rubato::{
    Async, Fft, FixedAsync, FixedSync, Resampler, SincInterpolationParameters,
    SincInterpolationType,
};

#[path = "support/sound.rs"]
mod sound;

use sound::Sound;

/// Half a minute of each rate.
fn corpus() -> impl Iterator<Item = Sound> {
    let rates = [
        7999, 8000, 11_024, 11_026, 12_000, 16_000, 18_900, 22_050, 24_000, 32_000, 33_075, 37_800,
        44_056, 44_100, 44_101, 47_952, 48_000, 50_000, 64_000, 88_200, 96_000, 176_400, 192_000,
    ];
    rates.into_iter().map(|rate| Sound::tones(rate, ChannelLayout::STEREO, 30))
}

fn mono(sound: &Sound) -> Vec<f32> {
    let values: Vec<i32> = sound.values().collect();
    values.as_chunks::<2>().0.iter().map(|[l, r]| (l + r) as f32 / (1 << 24) as f32).collect()
}

/// The fingerprint by another resampler.
fn resampled(mut resampler: impl Resampler<f32>, mono: &[f32]) -> Fingerprint {
    let input = [mono.to_vec()];
    let input = SequentialSliceOfVecs::new(&input, 1, mono.len()).unwrap();
    let output = resampler.process_all(&input, mono.len(), None).unwrap();
    let samples: Vec<f32> = output.take_data();
    let spec = PcmSpec::new(11_025, ChannelLayout::MONO, SampleFormat::F32).unwrap();
    fingerprint(spec, &samples)
}

fn ours(sound: &Sound) -> Fingerprint {
    let values: Vec<f32> = sound.values().map(|value| value as f32 / (1 << 23) as f32).collect();
    fingerprint(sound.spec(), &values)
}

fn fft(rate: u32, chunk: usize) -> Fft<f32> {
    // One transform a chunk: with the default of 256 samples the filter is too short for high rates.
    let window = BlackmanHarris2;
    Fft::new_custom(rate as usize, 11_025, chunk, 1, 1, window, FixedSync::Input).unwrap()
}

fn same(a: &Fingerprint, b: &Fingerprint) -> usize {
    a.iter().zip(b.iter()).filter(|(a, b)| a == b).count()
}

/// From rates above 11025 Hz the 64-bit code stays, but for one bit at most. From lower ones the filter of the reference
/// has no stop band (its cutoff is the rate's own), so that a better filter gives other items, but a similar code.
#[test]
fn codes_do_not_depend_on_the_resampler() {
    let mut moved = 0;
    for sound in corpus() {
        let ours = ours(&sound);
        let rate = sound.spec().rate();
        let theirs = resampled(fft(rate, 4096), &mono(&sound));
        let far = ours.code(Bits::B64).distance(&theirs.code(Bits::B64)).unwrap().bits();
        let same = same(&ours, &theirs) * 100 / ours.len();
        if rate > 11_025 {
            assert!(far <= 1 && same >= 90, "{sound:?}: {far} bits, {same} %");
            moved += far;
        } else {
            assert!(far <= 2 && same >= 65, "{sound:?}: {far} bits, {same} %");
        }
    }
    assert!(moved <= 1, "{moved}");
}

/// What docs/decisions/0004-resampler.md has: how many items are the same with every setting.
#[test]
#[ignore = "a table, and slow"]
fn settings() {
    let far = |a: &Unit, b: &Unit| a.distance(b).unwrap().bits();
    let mut rows: Vec<(String, usize, usize, u32, u32)> = Vec::new();
    let mut add = |name: String, ours: &Fingerprint, theirs: &Fingerprint| {
        let far = |bits| far(&ours.code(bits), &theirs.code(bits));
        let result = (ours.len(), same(ours, theirs), far(Bits::B64), far(Bits::B256));
        match rows.iter_mut().find(|row| row.0 == name) {
            Some(row) => {
                row.1 += result.0;
                row.2 += result.1;
                row.3 = row.3.max(result.2);
                row.4 = row.4.max(result.3);
            }
            None => rows.push((name, result.0, result.1, result.2, result.3)),
        }
    };
    for sound in corpus() {
        let (rate, ours, mono) = (sound.spec().rate(), ours(&sound), mono(&sound));
        for chunk in [1024, 4096, 16_384] {
            add(format!("Fft, chunk {chunk}"), &ours, &resampled(fft(rate, chunk), &mono));
        }
        let taps = ((16.0 * f64::from(rate) / 8820.0).max(16.0) / 8.0).ceil() as usize * 8;
        for window in [Hann, Hann2, Blackman, Blackman2, BlackmanHarris, BlackmanHarris2] {
            for (sinc_len, f_cutoff) in
                [(taps, Some(0.8)), (taps, None), (2 * taps, Some(0.8)), (2 * taps, None)]
            {
                let parameters = SincInterpolationParameters {
                    sinc_len,
                    f_cutoff,
                    oversampling_factor: 256,
                    interpolation: SincInterpolationType::Linear,
                    window,
                };
                let ratio = 11_025.0 / f64::from(rate);
                let sinc = Async::new_sinc(ratio, 1.0, &parameters, 4096, 1, FixedAsync::Input);
                let length = sinc_len / taps;
                let name = format!("sinc, {window:?}, length {length}, cutoff {f_cutoff:?}");
                add(name, &ours, &resampled(sinc.unwrap(), &mono));
            }
        }
    }
    println!("| setting | items the same | most bits of 64 | of 256 |\n|---|---:|---:|---:|");
    for (name, items, same, b64, b256) in rows {
        println!("| {name} | {:.2} % | {b64} | {b256} |", same as f64 * 100.0 / items as f64);
    }
}
