//! Sound from file to record.

use std::path::{Path, PathBuf};

use iscc_kit::{Bits, Mode, NoteCode, Options, code_file, code_reader};

use crate::media::wav;

fn sound(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/audiofile").join(name)
}

#[test]
fn a_recording_has_all_units_and_its_length() {
    let options = Options::new().granular(true).bits(Bits::B256);
    let record = code_reader(&wav(12)[..], Some("a-tune.wav"), &options).unwrap();
    assert_eq!((record.units.len(), record.mode), (4, Some(Mode::Audio)));
    assert_eq!(record.schema_type, "AudioObject");
    assert_eq!((record.metadata.name.as_deref(), record.duration), (Some("a tune"), Some(12)));
    assert!(record.features.is_empty(), "the schema has none for sound");
    let segments = record.additions.audio_segments.unwrap();
    // (12 s * 11025 - 30031) / 1365 + 1 items, a segment of 32 from every eighth on.
    assert_eq!(segments.as_slice().len(), (75 - 32) / 8 + 1);
    let offsets: Vec<u64> = segments.iter().take(3).map(|segment| segment.offset.0).collect();
    assert_eq!(offsets, [0, 990, 1980]);
    assert!(segments.iter().all(|segment| segment.size.0 == 6561));
    let stability = record.additions.stability.unwrap();
    assert_eq!(stability.bits, Bits::B256);
    assert!(stability.fragile < 128 && !stability.featureless, "{stability:?}");
    assert!(record.additions.notes.is_empty());
}

#[test]
fn silence_is_featureless() {
    let mut silence = wav(6);
    silence[44..].fill(0);
    let record = code_reader(&silence[..], Some("silence.wav"), &Options::new()).unwrap();
    assert!(record.additions.stability.unwrap().featureless);
    assert_eq!(record.additions.notes, [NoteCode::Featureless.into()]);
}

#[test]
fn a_file_says_what_it_is() {
    for name in ["tagged.flac", "tagged.mp3", "tagged.m4a", "tagged.ogg"] {
        let record = code_file(sound(name), &Options::new()).unwrap();
        assert_eq!(record.units.len(), 4, "{name}");
        assert!(record.metadata.name.is_some() && record.duration.is_some(), "{name}");
        let piped = std::fs::read(sound(name)).unwrap();
        let piped = code_reader(&piped[..], Some(name), &Options::new()).unwrap();
        assert_eq!(piped, record, "{name}: a pipe makes no difference");
    }
}

#[cfg(all(feature = "video", any(feature = "ffmpeg", feature = "native")))]
#[test]
fn audio_in_a_container_of_video_is_read_from_a_pipe() {
    for name in ["opus.webm", "vorbis.mka", "fragments.mp4"] {
        let record = code_file(sound(name), &Options::new()).unwrap();
        assert_eq!(record.units.len(), 4, "{name}: {:?}", record.additions.notes);
        let piped = std::fs::read(sound(name)).unwrap();
        let piped = code_reader(&piped[..], Some(name), &Options::new()).unwrap();
        assert_eq!(piped, record, "{name}: a pipe makes no difference");
    }
}

#[test]
fn too_little_audio_has_its_sum_and_a_note() {
    let record = code_reader(&wav(2)[..], Some("short.wav"), &Options::new()).unwrap();
    assert_eq!((record.units.len(), record.mode), (2, None));
    assert_eq!(record.additions.notes, [NoteCode::TooShort.into()]);
}
