//! Records survive write, read, write byte for byte, whatever is in them.

use iscc_core::{Bits, Code, Digest, Mode, Multihash, Unit, UnitKind};
use iscc_schema::{
    Additions, Bytes, Characters, ErrorKind, Features, MediaType, Members, Metadata, Milliseconds,
    Note, NoteCode, Offset, Record, Segment, Segments, Simprint, Stability, Value,
};
use iscc_schema_tests::Index;
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

fn digest() -> impl Strategy<Value = Digest> {
    any::<[u8; 32]>().prop_map(Digest::new)
}

fn mode() -> impl Strategy<Value = Mode> {
    prop::sample::select(&Mode::ALL[..])
}

fn bits() -> impl Strategy<Value = Bits> {
    // The units of an ISCC-CODE have at least 64.
    prop::sample::select(&Bits::ALL[1..])
}

fn units() -> impl Strategy<Value = Vec<Unit>> {
    (mode(), bits(), [digest(), digest(), digest(), digest()]).prop_map(|(mode, bits, digests)| {
        let kinds = [UnitKind::Meta, UnitKind::Content(mode), UnitKind::Data, UnitKind::Instance];
        kinds.iter().zip(&digests).map(|(kind, digest)| Unit::new(*kind, bits, digest)).collect()
    })
}

fn segments<O: Offset>() -> impl Strategy<Value = Segments<O>> {
    let segment = (digest(), any::<u64>(), any::<u64>()).prop_map(|(digest, offset, size)| {
        Segment { simprint: Simprint(digest), offset: O::from(offset), size: O::from(size) }
    });
    vec(segment, 0..4).prop_map(|segments| segments.into_iter().collect())
}

fn scenes() -> impl Strategy<Value = Segments<Milliseconds>> {
    vec((digest(), 0..1_u64 << 40), 0..4).prop_map(|scenes| {
        let mut start = 0;
        let scene = |(digest, size): (Digest, u64)| {
            let offset = Milliseconds(start);
            start += size;
            Segment { simprint: Simprint(digest), offset, size: Milliseconds(size) }
        };
        scenes.into_iter().map(scene).collect()
    })
}

fn value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        (i64::MIN..0).prop_map(Value::Signed),
        prop::num::f64::NORMAL.prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::List),
            vec((any::<String>(), inner), 0..4).prop_map(|named| Value::Members(members(named))),
        ]
    })
}

fn members(named: Vec<(String, Value)>) -> Members {
    let mut members = Members::new();
    for (name, value) in named {
        members.push(name, value);
    }
    members
}

fn features() -> impl Strategy<Value = Features> {
    prop_oneof![
        segments::<Characters>().prop_map(Features::Text),
        segments::<Bytes>().prop_map(Features::TextBytes),
        scenes().prop_map(Features::Video),
        vec((any::<String>(), value()), 0..4).prop_map(|named| Features::Other(members(named))),
    ]
}

fn media_type() -> impl Strategy<Value = MediaType> {
    "[a-z0-9]{1,8}/[a-z0-9][a-z0-9.+_-]{0,8}".prop_map(|text| text.parse().expect("a media type"))
}

fn note() -> impl Strategy<Value = Note> {
    let codes =
        prop_oneof![prop::sample::select(NoteCode::ALL), any::<String>().prop_map(NoteCode::from)];
    (codes, option::of(media_type()), option::of(any::<String>())).prop_map(
        |(code, media_type, detail)| {
            let mut note = Note::new(code);
            note.media_type = media_type;
            note.detail = detail;
            note
        },
    )
}

fn metadata() -> impl Strategy<Value = Metadata> {
    let texts = [(); 11].map(|()| option::of(any::<String>()));
    (texts, option::of(any::<u64>())).prop_map(|(texts, pages)| {
        let [name, description, meta, creator, keywords, license, ..] = texts.clone();
        let [.., acquire, credit, rights, identifier, language] = texts;
        Metadata {
            name,
            description,
            meta,
            creator,
            keywords,
            license,
            acquire,
            credit,
            rights,
            identifier,
            language,
            pages,
            cover: None,
        }
    })
}

fn additions() -> impl Strategy<Value = Additions> {
    let stability = (bits(), any::<u32>(), any::<bool>())
        .prop_map(|(bits, fragile, featureless)| Stability { bits, fragile, featureless });
    (vec(note(), 0..3), option::of(stability), option::of(segments()), option::of(segments()))
        .prop_map(|(notes, stability, audio, video)| {
            let mut additions = Additions::default();
            additions.notes = notes;
            additions.stability = stability;
            additions.audio_segments = audio;
            additions.video_shots = video;
            additions
        })
}

fn record() -> impl Strategy<Value = Record> {
    let facts = (
        option::of(any::<String>()),
        any::<u64>(),
        digest(),
        option::of(media_type()),
        [(); 4].map(|()| option::of(any::<u64>())),
        option::of(prop::num::f64::NORMAL),
    );
    let parts = (vec(features(), 0..3), additions(), vec(("x_[a-z]{1,4}", value()), 0..3));
    (units(), option::of(mode()), metadata(), facts, parts).prop_map(
        |(units, mode, metadata, facts, (features, additions, named))| {
            let (name, size, digest, media_type, [duration, width, height, characters], fps) =
                facts;
            let mut record = Record::new(Code::compose(&units).expect("units of a code"))
                .mode(mode)
                .units(units)
                .metadata(metadata)
                .file(name, size, Multihash::blake3(digest))
                .generator("test")
                .additions(additions);
            record.media_type = media_type;
            record.duration = duration;
            record.width = width;
            record.height = height;
            record.characters = characters;
            record.fps = fps;
            record.features = features;
            record.thumbnail = Some("data:image/jpeg;base64,AAAA".into());
            record.metahash = record.datahash;
            record.other = members(named);
            // Members that are nothing are no members.
            record.other.retain(|_, value| *value != Value::Null);
            record
        },
    )
}

proptest! {
    #[test]
    fn a_record_survives_write_read_write(record in record()) {
        let written = serde_json::to_string(&record).unwrap();
        let read: Record = serde_json::from_str(&written).unwrap();
        prop_assert_eq!(serde_json::to_string(&read).unwrap(), written);
        prop_assert_eq!(read, record);
    }

    #[test]
    fn what_is_read_of_any_object_is_written_whole(named in vec((any::<String>(), value()), 0..6)) {
        let mut object = members(named);
        object.push("iscc", "ISCC:KACYPXW445FTYNJ3CYSXHAFJMA2HUWULUNRFE3BLHRSCXYH2M5AEGQY");
        if let Ok(record) = Record::from_members(object.clone()) {
            let written = record.to_members();
            for (name, value) in object.iter().filter(|(_, value)| **value != Value::Null) {
                prop_assert_eq!(written.get(name), Some(value), "{}", name);
            }
            let again = Record::from_members(written.clone()).unwrap();
            prop_assert_eq!(again.to_members(), written);
        }
    }

    #[test]
    fn a_strict_record_has_only_members_of_the_schema(record in record()) {
        let strict = record.strict();
        let names: Vec<String> = strict.to_members().iter().map(|(name, _)| name.into()).collect();
        prop_assert!(!names.iter().any(|name| name.starts_with("x_") || name == "notes"));
        prop_assert_eq!(strict.strict(), strict);
    }
}

/// A record of the reference with forms that ours never have: lists, numbers without a fraction, parts.
#[test]
fn records_of_others_are_kept_whole() {
    let foreign = r#"{"@context":"http://purl.org/iscc/context/0.7.0.jsonld","@type":"CreativeWork","$schema":"http://purl.org/iscc/schema/0.7.0.json","iscc":"ISCC:KACYPXW445FTYNJ3CYSXHAFJMA2HUWULUNRFE3BLHRSCXYH2M5AEGQY","name":"A","creator":["B","C"],"language":["de","en"],"identifier":{"value":"x"},"mediatype":"Text/Plain; charset=utf-8","fps":25,"features":[{"maintype":"semantic","subtype":"text","version":0,"simprints":["AAAA"]}],"parts":[{"iscc":"ISCC:AAA"}],"notes":[{"code":"of_tomorrow","detail":7}],"x_stability":{"bits":33},"created":"2026-11-30"}"#;
    let object: Value = serde_json::from_str(foreign).unwrap();
    let Value::Members(object) = object else { panic!("an object") };
    let record: Record = serde_json::from_str(foreign).unwrap();
    assert_eq!(record.metadata.creator, None);
    assert_eq!(record.additions.notes[0].code, NoteCode::Other("of_tomorrow".into()));
    let written = serde_json::to_string(&record).unwrap();
    let Value::Members(again) = serde_json::from_str(&written).unwrap() else {
        panic!("an object")
    };
    assert_eq!(object.len(), again.len());
    for (name, value) in object.iter() {
        assert_eq!(again.get(name), Some(value), "{name}");
    }
    let read: Record = serde_json::from_str(&written).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), written);
}

#[test]
fn what_is_no_record() {
    const ISCC: &str = r#""iscc":"ISCC:KACYPXW445FTYNJ3CYSXHAFJMA2HUWULUNRFE3BLHRSCXYH2M5AEGQY""#;
    for (text, member) in [
        ("{}".into(), "iscc"),
        (r#"{"iscc":"ISCC:AAAA"}"#.into(), "iscc"),
        (format!(r#"{{{ISCC},"filesize":-1}}"#), "filesize"),
        (format!(r#"{{{ISCC},"datahash":"00"}}"#), "datahash"),
        (format!(r#"{{{ISCC},"mode":"smell"}}"#), "mode"),
        (format!(r#"{{{ISCC},"units":[7]}}"#), "units"),
        (format!(r#"{{{ISCC},"notes":["a sentence"]}}"#), "notes"),
        (format!(r#"{{{ISCC},"x":1,"x":2}}"#), "x"),
    ] {
        let error = serde_json::from_str::<Record>(&text).unwrap_err().to_string();
        assert!(error.contains(&format!("`{member}`")), "{text}: {error}");
    }
}

#[test]
fn kinds_of_errors_are_words() {
    for kind in ErrorKind::ALL {
        let word = serde_json::to_string(&kind).unwrap();
        assert_eq!(word, format!("\"{kind}\""));
        assert_eq!(serde_json::from_str::<ErrorKind>(&word).unwrap(), kind);
    }
}

#[test]
fn an_index_needs_no_engine() {
    let part = Simprint(Digest::new([7; 32]));
    let unit = Unit::new(UnitKind::Content(Mode::Audio), Bits::B256, &part.0);
    let sum = Code::sum(&part.0, &part.0);
    let mut additions = Additions::default();
    let segment = Segment { simprint: part, offset: Milliseconds(5), size: Milliseconds(9) };
    additions.audio_segments = Some(Segments::from_iter([segment]));
    let mut index = Index::default();
    index.add(Record::new(sum).units(vec![unit]).additions(additions));
    index.add(Record::new(sum).units(vec![unit]).note(NoteCode::Featureless));
    assert_eq!(index.near(&unit, 0).len(), 1);
    assert_eq!(index.find(&part, 0), [(sum, Milliseconds(5))]);
}
