//! Audio files of every kind: the fingerprints of fpcalc 1.5.1, the metadata of iscc-sdk; and broken files.
#![cfg(all(feature = "decode", feature = "metadata"))]
#![allow(
    clippy::unwrap_used,
    clippy::cast_possible_truncation,
    clippy::default_trait_access,
    reason = "a test"
)]

use std::fs::{self, File};
use std::io::Cursor;
use std::path::PathBuf;

use iscc_audio::Variant;
use iscc_audio::decode::{Container, Error, Limits, Needed, Options, Threads, Unsupported, decode};
use iscc_audio::metadata::metadata;
use proptest::prelude::*;
use serde_json::{Map, Value};

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/audiofile"))
}

fn golden() -> Map<String, Value> {
    let text = fs::read_to_string(folder().join("golden.json")).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn old() -> Options {
    Options::new().variant(Variant::Fpcalc151)
}

fn only_ffmpeg(name: &str) -> bool {
    matches!(name, "wavpack.wv" | "long.wv" | "ac3.ac3" | "he.m4a" | "he-v2.m4a")
}

#[test]
fn fingerprints_are_those_of_fpcalc() {
    for (name, expected) in golden() {
        let path = folder().join(&name);
        if only_ffmpeg(&name) && cfg!(not(feature = "ffmpeg")) {
            let error = decode(&path, &old()).unwrap_err();
            assert!(matches!(error, Error::MissingFeature(_)), "{name}");
            assert!(error.to_string().contains("`ffmpeg`"));
            continue;
        }
        if expected["items"] == 0 {
            let error = decode(&path, &old()).unwrap_err();
            assert!(
                matches!(error, Error::TooShort { samples: 25_000..30_031 }),
                "{name}: {error}"
            );
            continue;
        }
        for options in [old(), old().threads(Threads::new(2))] {
            let heard = decode(&path, &options).unwrap();
            let raw: Vec<u8> =
                heard.fingerprint.iter().flat_map(|item| item.to_le_bytes()).collect();
            assert_eq!(heard.fingerprint.len() as u64, expected["items"], "{name}");
            assert_eq!(blake3::hash(&raw).to_hex()[..32], expected["blake3"], "{name}");
        }
    }
}

#[test]
fn metadata_is_that_of_the_reference() {
    for (name, expected) in golden() {
        let expected = &expected["metadata"];
        if expected.as_object().unwrap().is_empty() {
            continue;
        }
        let found =
            metadata(File::open(folder().join(&name)).unwrap(), &Limits::default()).unwrap();
        let fields = [
            ("name", found.name),
            ("creator", found.creator),
            ("rights", found.rights),
            ("language", found.language),
            ("description", found.description),
            ("license", found.license),
            ("acquire", found.acquire),
        ];
        for (field, value) in fields {
            assert_eq!(value.as_deref(), expected[field].as_str(), "{name}: {field}");
        }
    }
}

/// The bytes of a case of `damaged.json`.
fn damaged(case: &Value) -> Vec<u8> {
    let files = case["files"].as_array().unwrap();
    let read = |name: &Value| fs::read(folder().join(name.as_str().unwrap())).unwrap();
    let mut bytes: Vec<u8> = files.iter().flat_map(read).collect();
    bytes.truncate(bytes.len() - case["cut"].as_u64().unwrap() as usize);
    for stretch in case["fill"].as_array().unwrap() {
        let [start, len] = [0, 1].map(|at| stretch[at].as_u64().unwrap() as usize);
        bytes[start..start + len].fill(0xff);
    }
    bytes
}

/// What fpcalc drops and keeps of files that end early, cannot be decoded in the middle, or change there.
#[test]
fn damaged_files_are_read_as_by_fpcalc() {
    let text = fs::read_to_string(folder().join("damaged.json")).unwrap();
    for case in serde_json::from_str::<Vec<Value>>(&text).unwrap() {
        let name = format!("{}, {}", case["name"], case["files"]);
        let heard = decode(damaged(&case), &old());
        // Without FFmpeg the rest of the file has a code, which may be another one.
        if cfg!(not(feature = "ffmpeg")) {
            let is_clear = match heard {
                Ok(heard) => heard.is_broken || case["name"] == "another rate and more channels",
                Err(error) => {
                    matches!(error, Error::MissingFeature(_) | Error::Damaged { .. })
                        || matches!(error, Error::TooShort { .. })
                }
            };
            assert!(is_clear, "{name}");
            continue;
        }
        let heard = heard.unwrap();
        let expected: Vec<i32> = serde_json::from_value(case["items"].clone()).unwrap();
        assert_eq!(*heard.fingerprint, expected[..], "{name}");
        let is_whole = case["name"] == "another rate and more channels";
        assert!(heard.is_broken || is_whole, "{name}");
    }
}

/// fpcalc crashes there.
#[test]
fn fewer_channels_take_the_place_of_more() {
    let read = |name: &str| fs::read(folder().join(name)).unwrap();
    let bytes = [read("stereo-24k.mp3"), read("no-xing.mp3")].concat();
    let heard = decode(bytes, &old()).unwrap();
    assert_eq!(heard.spec.layout().channels(), 2);
    let first = decode(folder().join("stereo-24k.mp3"), &old()).unwrap();
    let common = first.fingerprint.len() - 1;
    assert_eq!(heard.fingerprint[..common], first.fingerprint[..common]);
    assert!(heard.frames > first.frames || cfg!(not(feature = "ffmpeg")));
}

/// Flaws of tags, and what the reference (`TagLib` 2) makes of them: the title or nothing.
#[test]
fn flaws_of_tags() {
    let frames = fs::read(folder().join("no-xing.mp3")).unwrap();
    let text = |id: &[u8], text: &[u8]| {
        [id, &(text.len() as u32 + 1).to_be_bytes(), &[0, 0, 3], text].concat()
    };
    let tag = |frames: &[u8]| {
        let size = [0, 0, (frames.len() >> 7) as u8, (frames.len() & 127) as u8];
        [b"ID3\x03\0\0", &size[..], frames].concat()
    };
    let song = tag(&text(b"TIT2", b"Song"));
    let ape = [
        b"APETAGEX\xd0\x07\0\0\x20\0\0\0\x01\0\0\0\0\0\0\xa0\0\0\0\0\0\0\0\0".as_slice(),
        b"\x04\0\0\0\0\0\0\0Title\0Song".as_slice(),
    ];
    let cases: [(&str, Vec<u8>, Option<&str>, bool); 6] = [
        ("whole", song.clone(), Some("Song"), false),
        (
            "a second tag",
            [song.clone(), tag(&text(b"TIT2", b"Second"))].concat(),
            Some("Song"),
            true,
        ),
        ("an empty tag first", [tag(&[0; 20]), song.clone()].concat(), None, true),
        ("junk in front", [b"junk".as_slice(), &song].concat(), Some("Song"), false),
        (
            "an empty frame first",
            tag(&[b"TPE1\0\0\0\0\0\0", &text(b"TIT2", b"Song")[..]].concat()),
            None,
            true,
        ),
        ("APEv2 in front", ape.concat(), None, false),
    ];
    // A tag that is said to be longer than the file.
    let mut long = song.clone();
    long[7] = 9;
    let found = metadata(Cursor::new([long, frames.clone()].concat()), &Limits::default()).unwrap();
    assert_eq!((found.name.as_deref(), found.is_damaged), (Some("Song"), true));
    for (name, front, title, is_damaged) in cases {
        let file = [front, frames.clone()].concat();
        let found = metadata(Cursor::new(file), &Limits::default()).unwrap();
        assert_eq!((found.name.as_deref(), found.is_damaged), (title, is_damaged), "{name}");
    }
}

/// The tag of a WAVE file is read up to its flaw, and what `LIST` says does not replace it.
#[test]
fn a_flaw_in_a_tag_of_wave() {
    let frames = b"TIT2\0\0\0\x05\0\0\x03SongTPE1\0\0\x55\0\0\0\x03x";
    let tag = [b"ID3\x03\0\0\0\0\0\x1b".as_slice(), frames].concat();
    let mut file = fs::read(folder().join("u8.wav")).unwrap();
    file.extend([b"id3 ".as_slice(), &(tag.len() as u32).to_le_bytes(), &tag].concat());
    let found = metadata(Cursor::new(file), &Limits::default()).unwrap();
    assert_eq!((found.name.as_deref(), found.is_damaged), (Some("Song"), true));
}

/// Comments are read if their pages follow each other, whatever is in front and behind; those of FLAC too.
#[test]
fn comments_of_ogg() {
    let page = |flags: u8, packet: &[u8]| {
        let header = [b"OggS\0".as_slice(), &[flags], &[0; 20], &[1, packet.len() as u8]].concat();
        [header, packet.to_vec()].concat()
    };
    let comments = b"\x04\0\0\0test\x01\0\0\0\x0b\0\0\0title=A Sea".as_slice();
    let flac = page(2, b"\x7fFLAC\x01\0\0\x01fLaC");
    let block = page(0, &[b"\x84\0\0\x1b", comments].concat());
    let opus = page(2, b"OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0");
    let tags = page(0, &[b"OpusTags", comments].concat());
    let junk = b"junk between pages".to_vec();
    let cases = [
        ([flac.clone(), block.clone()].concat(), true),
        ([opus.clone(), tags.clone(), junk.clone()].concat(), true),
        ([junk.clone(), flac.clone(), block.clone()].concat(), true),
        ([opus, junk, tags].concat(), false),
    ];
    for (file, is_found) in cases {
        let found = metadata(Cursor::new(file), &Limits::default()).unwrap();
        assert_eq!(found.name.as_deref(), is_found.then_some("A Sea"));
    }
    let cut = [flac, block[..block.len() - 2].to_vec()].concat();
    assert!(metadata(Cursor::new(cut), &Limits::default()).unwrap().is_damaged);
}

#[test]
fn files_know_what_they_are() {
    let cases = [
        ("u8.wav", Container::Wave, "PCM"),
        ("ima.wav", Container::Wave, "ADPCM"),
        ("alaw.aiff", Container::Aiff, "PCM"),
        ("mulaw.caf", Container::Caf, "PCM"),
        ("tagged.mp3", Container::Mpeg, "MP3"),
        ("mono.mp2", Container::Mpeg, "MP2"),
        ("stereo.aac", Container::Adts, "AAC"),
        ("tagged.m4a", Container::IsoBmff, "AAC"),
        ("alac.m4a", Container::IsoBmff, "ALAC"),
        ("tagged.flac", Container::Flac, "FLAC"),
        ("tagged.ogg", Container::Ogg, "Vorbis"),
        ("tagged.opus", Container::Ogg, "Opus"),
        ("second-track.mka", Container::Matroska, "MP3"),
    ];
    for (name, container, codec) in cases {
        let heard = decode(folder().join(name), &Options::new()).unwrap();
        assert_eq!((heard.container, heard.codec), (container, codec), "{name}");
        assert!(!heard.is_broken, "{name}");
        assert!((3.0..3.35).contains(&heard.seconds()), "{name}: {}", heard.seconds());
    }
}

/// What frames of MPEG are found in by chance is not taken for them.
#[test]
fn other_containers_are_no_mpeg_audio() {
    let frames = fs::read(folder().join("no-xing.mp3")).unwrap();
    let signatures: [(&[u8], Container); 6] = [
        (b"FLV\x01\x04\0\0\0\x09", Container::Flv),
        (b"FWS\x07\0\0\0\0", Container::Swf),
        (b".RMF\0\0\0\x12", Container::Real),
        (b"\0\0\x01\xba\x44\0\x04\0\x04\x01", Container::MpegPs),
        (b"RIFF\0\0\0\0AVI LIST", Container::Avi),
        (b"\x30\x26\xb2\x75\x8e\x66\xcf\x11", Container::Asf),
    ];
    for (signature, container) in signatures {
        let bytes = [signature, &frames].concat();
        assert_eq!(Container::sniff(&bytes), Some(container));
        let options = Options::new().reader(iscc_audio::decode::Reader::Native);
        let error = decode(bytes, &options).unwrap_err();
        let expected = Needed::Container(container);
        assert!(matches!(error, Error::MissingFeature(found) if found == expected));
    }
}

/// Tags and junk in front, however many.
#[test]
fn what_is_in_front_does_not_matter() {
    for name in ["no-xing.mp3", "stereo.aac", "tagged.flac", "u8.wav", "tagged.ogg"] {
        let bytes = fs::read(folder().join(name)).unwrap();
        let tag = [b"ID3\x04\0\0\0\0\x04\x02".as_slice(), &[0; 514]].concat();
        let expected = decode(bytes.clone(), &old()).unwrap().fingerprint;
        let tagged = [&tag[..], &tag, &bytes].concat();
        assert_eq!(decode(tagged, &old()).unwrap().fingerprint, expected, "{name}");
    }
}

/// An extension in every frame says that there is a second half of the spectrum.
#[test]
fn hidden_sbr_is_not_left_out_silently() {
    let bytes = fs::read(folder().join("stereo.aac")).unwrap();
    let (mut at, mut with_sbr) = (0, Vec::new());
    while at + 7 <= bytes.len() {
        let len = usize::from(bytes[at + 3] & 3) << 11
            | usize::from(bytes[at + 4]) << 3
            | usize::from(bytes[at + 5] >> 5);
        let mut frame = bytes[at..at + len].to_vec();
        at += len;
        // In place of the end element, which is in the last bits: bits of a fill element, then the end again.
        let mut bits: Vec<u8> =
            frame[7..].iter().flat_map(|byte| (0..8).rev().map(move |i| byte >> i & 1)).collect();
        while bits.pop().is_some_and(|bit| bit == 0) {}
        bits.truncate(bits.len() - 2);
        bits.extend([1, 1, 0, 0, 0, 1, 1, 1, 1, 0, 1]);
        bits.extend([0; 20]);
        bits.extend([1, 1, 1]);
        bits.resize(bits.len().next_multiple_of(8), 0);
        frame.truncate(7);
        frame.extend(bits.chunks(8).map(|bits| bits.iter().fold(0, |byte, bit| byte << 1 | bit)));
        let len = frame.len();
        frame[3] = frame[3] & !3 | (len >> 11) as u8;
        frame[4] = (len >> 3) as u8;
        frame[5] = frame[5] & 0x1f | (len << 5) as u8;
        with_sbr.extend(frame);
    }
    let options = Options::new().reader(iscc_audio::decode::Reader::Native);
    let error = decode(with_sbr, &options).unwrap_err();
    assert!(matches!(error, Error::MissingFeature(Needed::Codec(_, "HE-AAC"))), "{error}");
}

#[test]
fn limits_are_kept() {
    let path = folder().join("tagged.mp3");
    let mut limits = Limits::default();
    limits.max_seconds = 1;
    let result = decode(&path, &Options::new().limits(limits));
    assert!(matches!(result, Err(Error::Limit { allowed: 1, .. })));
    let mut limits = Limits::default();
    limits.max_rate = 15_999;
    for threads in [1, 2] {
        let result = decode(&path, &Options::new().limits(limits).threads(Threads::new(threads)));
        assert!(matches!(result, Err(Error::Limit { asked: 16_000, .. })));
    }
}

#[test]
fn no_audio_at_all() {
    for bytes in [&b""[..], b"plain text", &[0; 5000]] {
        let result = decode(bytes.to_vec(), &Options::new());
        assert!(matches!(result, Err(Error::Unsupported(Unsupported::Format))), "{result:?}");
        assert_eq!(metadata(Cursor::new(bytes), &Limits::default()).unwrap(), Default::default());
    }
}

/// Groups of packets are decoded side by side; a flaw in any of them must have the same end as in a row.
#[test]
fn two_threads_hear_the_same() {
    let whole = fs::read(folder().join("no-xing.mp3")).unwrap().repeat(8);
    let options = Options::new().reader(iscc_audio::decode::Reader::Native);
    let both = |bytes: &[u8]| {
        [1, 2].map(|threads| decode(bytes.to_vec(), &options.threads(Threads::new(threads))).ok())
    };
    let [one, two] = both(&whole);
    assert!(one.as_ref().is_some_and(|heard| !heard.is_broken) && one == two);
    for place in (0..whole.len()).step_by(whole.len() / 12) {
        let mut bytes = whole.clone();
        for byte in &mut bytes[place..(place + 300).min(whole.len())] {
            *byte = byte.wrapping_mul(91) ^ 0x3c;
        }
        let [flawed, two] = both(&bytes);
        assert!(flawed == two, "at {place}");
        let [cut, two] = both(&whole[place..]);
        assert!(cut == two, "from {place} on");
    }
}

/// The reference fails on such a file.
#[test]
fn a_bad_packet_costs_only_itself() {
    let whole = fs::read(folder().join("tagged.flac")).unwrap();
    let options = Options::new().reader(iscc_audio::decode::Reader::Native);
    let sound = decode(whole.clone(), &options).unwrap();
    assert!(!sound.is_broken);
    let mut bytes = whole;
    let middle = bytes.len() / 2;
    bytes[middle..middle + 40].fill(0x55);
    let broken = decode(bytes, &options).unwrap();
    assert!(broken.is_broken);
    assert!((1..=2 * 4608).contains(&(sound.frames - broken.frames)), "{}", broken.frames);
    assert!(!broken.fingerprint.is_empty());
}

/// FFmpeg takes the frame with LAME's numbers for sound then.
#[test]
fn junk_in_front_of_mp3_is_told() {
    let mut bytes = vec![0x55; 700];
    bytes.extend(fs::read(folder().join("no-xing.mp3")).unwrap());
    let options = Options::new().reader(iscc_audio::decode::Reader::Native);
    assert!(decode(bytes, &options).unwrap().is_broken);
}

/// An error or a fingerprint, and always one of the two.
#[test]
fn every_kind_cut_anywhere() {
    for name in golden().keys().filter(|name| !only_ffmpeg(name)) {
        let whole = fs::read(folder().join(name)).unwrap();
        for part in 1..24 {
            let mut bytes = whole.clone();
            bytes.truncate(whole.len() * part / 24);
            let options = Options::new().reader(iscc_audio::decode::Reader::Native);
            let _ = decode(bytes.clone(), &options);
            let _ = metadata(Cursor::new(bytes), &Limits::default());
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn flipped_bytes_do_no_harm(
        file in 0_usize..20,
        flips in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..8),
    ) {
        let names: Vec<String> = golden().keys().filter(|name| !only_ffmpeg(name)).cloned().collect();
        let mut bytes = fs::read(folder().join(&names[file % names.len()])).unwrap();
        for (at, value) in flips {
            // Most of what counts is at the start.
            let at = at.index(bytes.len());
            let place = if value & 1 == 0 { at } else { at % 600.min(bytes.len()) };
            bytes[place] = value;
        }
        let options = Options::new().reader(iscc_audio::decode::Reader::Native);
        let _ = decode(bytes.clone(), &options);
        let _ = metadata(Cursor::new(bytes), &Limits::default());
    }

    #[test]
    fn any_bytes_are_something_or_nothing(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = Container::sniff(&bytes);
        let _ = iscc_audio::decode::id3v2_len(&bytes);
    }

    #[test]
    fn a_signature_decides(tail in prop::collection::vec(any::<u8>(), 0..600)) {
        for (signature, container) in [
            (&b"fLaC"[..], Container::Flac),
            (b"OggS", Container::Ogg),
            (b"FLV\x01", Container::Flv),
            (b"wvpk", Container::WavPack),
            (b".RMF", Container::Real),
            (b"\0\0\x01\xba", Container::MpegPs),
        ] {
            prop_assert_eq!(Container::sniff(&[signature, &tail].concat()), Some(container));
        }
    }
}
