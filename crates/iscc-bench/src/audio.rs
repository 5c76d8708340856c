//! Area `audio`: fingerprints from PCM, and the Audio-Code from items. Whole files are in `programs`.

use iscc_audio::{
    ChannelLayout, Fingerprint, Fingerprinter, PcmSpec, SampleFormat, Samples, audio_code,
    fingerprint,
};
use iscc_core::Bits;

use crate::measure::Table;

/// How long the sound is, in seconds.
const SECONDS: usize = 60;

pub fn area(table: &mut Table) {
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
