//! Fingerprints of fpcalc 1.5.1 and of what newer versions feed it, from `testdata/golden/audio.json`.

#![allow(clippy::unwrap_used, clippy::print_stderr, reason = "a test may fail")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "samples of known ranges"
)]

use iscc_audio::{ChannelLayout, Fingerprint, Fingerprinter, PcmSpec, SampleFormat, Variant};
use iscc_core::Bits;
use serde_json::Value;

#[path = "support/sound.rs"]
mod sound;

use sound::{Sound, each_golden};

/// The fingerprint of a sound, given in pieces of some length.
fn fingerprint(sound: &Sound, variant: Variant, piece: usize) -> Fingerprint {
    let mut fingerprinter = Fingerprinter::with_variant(sound.spec(), variant);
    macro_rules! feed {
        ($samples:expr) => {{
            let samples: Vec<_> = $samples.collect();
            for piece in samples.chunks(piece) {
                fingerprinter.update(piece);
            }
        }};
    }
    let values = sound.values();
    match sound.spec().format() {
        SampleFormat::U8 => feed!(values.map(|value| ((value >> 16) + 128) as u8)),
        SampleFormat::I16 => feed!(values.map(|value| (value >> 8) as i16)),
        SampleFormat::I32 => feed!(values.map(|value| value << 8)),
        SampleFormat::F32 => feed!(values.map(|value| value as f32 / 8_388_608.0)),
        SampleFormat::F64 => feed!(values.map(|value| f64::from(value) / 8_388_608.0)),
    }
    fingerprinter.finish()
}

fn check(ours: &Fingerprint, expected: &Value, what: &str) -> bool {
    let raw: Vec<u8> = ours.iter().flat_map(|item| item.to_le_bytes()).collect();
    let hash = blake3::hash(&raw).to_hex();
    let codes = [Bits::B64, Bits::B256].map(|bits| ours.code(bits).to_string());
    let same = ours.len() as u64 == expected["items"]
        && hash.as_str()[..32] == *expected["blake3"].as_str().unwrap()
        && codes.iter().zip(expected["codes"].as_array().unwrap()).all(|(a, b)| a == b);
    if !same {
        eprintln!("{what}: {} items, expected {expected}", ours.len());
    }
    same
}

#[test]
fn items_are_those_of_fpcalc() {
    let (mut count, mut good) = (0, 0);
    each_golden(|case, sound| {
        for (name, variant) in [("v151", Variant::Fpcalc151), ("v16", Variant::Fpcalc16)] {
            let ours = fingerprint(sound, variant, 10_007);
            good += usize::from(check(&ours, &case[name], &format!("{name} {sound:?}")));
            count += 1;
        }
    });
    assert_eq!(good, count, "of {count}");
}
