//! Films from file to record.

use std::path::{Path, PathBuf};

use iscc_kit::{Note, Options, code_file};

fn film(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../testdata/videofile").join(name)
}

#[cfg(feature = "ffmpeg")]
#[test]
fn a_film_has_all_units_and_says_what_it_is() {
    let record = code_file(film("h264-pyramid.mp4"), &Options::new()).unwrap();
    assert_eq!(record.units.len(), 4);
    assert_eq!(record.mode, Some(iscc_core::Mode::Video));
    assert_eq!(record.schema_type, Some("VideoObject"));
    assert_eq!(record.name.as_deref(), Some("Two Halves"));
    assert_eq!(record.description.as_deref(), Some("Made for tests"));
    assert_eq!(record.creator.as_deref(), Some("iscc-kit"));
    assert_eq!(record.language.as_deref(), Some("de"));
    assert_eq!((record.duration, record.fps), (Some(2), Some(24.0)));
    assert_eq!((record.width, record.height), (Some(64), Some(48)));
    assert!(record.notes.is_empty());
}

#[cfg(feature = "ffmpeg")]
#[test]
fn a_film_from_a_pipe_has_its_sum() {
    let data = std::fs::read(film("h264-pyramid.mp4")).unwrap();
    let record = iscc_kit::code_reader(&data[..], Some("film.mp4"), &Options::new()).unwrap();
    assert_eq!((record.units.len(), record.notes), (2, vec![Note::NeedsFile]));
}

#[cfg(not(feature = "ffmpeg"))]
#[test]
fn without_ffmpeg_a_film_has_its_sum_and_a_note() {
    let record = code_file(film("h264-pyramid.mp4"), &Options::new()).unwrap();
    assert_eq!(record.units.len(), 2);
    assert!(matches!(record.notes[..], [Note::NeedsFfmpeg(_)]), "{:?}", record.notes);
}
