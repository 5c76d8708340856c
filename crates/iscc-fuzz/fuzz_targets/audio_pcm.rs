//! Any samples of any type, rate and layout, in any pieces: no panic, and the items of the whole.
#![no_main]

use iscc_audio::{
    ChannelLayout, Fingerprinter, PcmSpec, SampleFormat, Samples, Segments, Variant,
    audio_features, audio_stability,
};
use libfuzzer_sys::fuzz_target;

const FORMATS: [SampleFormat; 5] =
    [SampleFormat::U8, SampleFormat::I16, SampleFormat::I32, SampleFormat::F32, SampleFormat::F64];

fuzz_target!(|input: (&[u8], u32, u64, u8, u16, bool)| {
    let (data, rate, mask, kinds, piece, older) = input;
    let rate = if rate % 4 == 0 { 11_025 } else { rate % (1 << 18) };
    let layout = ChannelLayout::from_mask(mask).unwrap_or(ChannelLayout::STEREO);
    let format = FORMATS[usize::from(kinds) % 5];
    let Some(spec) = PcmSpec::new(rate, layout, format) else { return };
    let variant = if older { Variant::Fpcalc151 } else { Variant::Fpcalc16 };
    // Enough for some items: a second of low rates is a few bytes, so what there is comes again.
    let wanted = (rate as usize * 4 * layout.channels()).min(1 << 18);
    let bytes: Vec<u8> = data.iter().copied().cycle().take(wanted).collect();
    let mut whole = Fingerprinter::with_variant(spec, variant);
    let mut parts = whole.clone();
    macro_rules! feed {
        ($samples:expr) => {{
            let samples: Vec<_> = $samples;
            whole.update(&samples);
            for piece in samples.chunks(usize::from(piece).max(1)) {
                parts.update(piece);
            }
            let planes = vec![Samples::from(&samples); layout.channels()];
            whole.clone().update_planar(&planes);
        }};
    }
    match kinds / 5 % 5 {
        0 => feed!(bytes),
        1 => feed!(bytes.as_chunks().0.iter().map(|b| i16::from_le_bytes(*b)).collect()),
        2 => feed!(bytes.as_chunks().0.iter().map(|b| i32::from_le_bytes(*b)).collect()),
        3 => feed!(bytes.as_chunks().0.iter().map(|b| f32::from_le_bytes(*b)).collect()),
        _ => feed!(bytes.as_chunks().0.iter().map(|b| f64::from_le_bytes(*b)).collect()),
    }
    let items = whole.finalize();
    assert_eq!(items, parts.finish());
    assert_eq!(audio_stability(&items).items, items.len());
    assert!(audio_features(&items, Segments::default()).count() <= items.len());
});
