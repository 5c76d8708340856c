//! What does not count as signed: altered, ambiguous and malformed documents.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use iscc_sign::json::{Object, parse, parse_object};
use iscc_sign::{
    Error, HubKey, Identity, Nonce, Note, PublicKey, Receipt, SecretKey, Signature, TdmStatement,
    sign, verify,
};
use proptest::prelude::*;
use serde_json::{Value, json};

fn key() -> SecretKey {
    SecretKey::from_seed(&[3; 32])
}

fn vectors() -> Value {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/golden/sign.json");
    parse(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn object(value: &Value) -> Object {
    value.as_object().unwrap().clone()
}

/// The first computed note with one member of its signature changed; `Null` takes it away.
fn with_signature(name: &str, value: Value) -> Object {
    let mut note = object(&vectors()["C1"]);
    let signature = note["signature"].as_object_mut().unwrap();
    if value.is_null() {
        _ = signature.remove(name);
    } else {
        signature[name] = value;
    }
    note
}

#[test]
fn weak_keys_and_second_forms_of_a_signature() {
    let refuse = &vectors()["refuse"];
    let small_order = object(&refuse["small_order"]);
    assert_eq!(verify(&small_order, None), Err(Error::WeakKey));
    let malleable = with_signature("proof", refuse["C1_second_form"].clone());
    assert_eq!(verify(&malleable, None), Err(Error::BadSignature));
}

#[test]
fn another_key_than_the_expected_one() {
    let note = object(&vectors()["C1"]);
    assert_eq!(verify(&note, Some(&key().public())), Err(Error::KeyMismatch));
    let other = with_signature("pubkey", key().public().to_string().into());
    assert_eq!(verify(&other, None), Err(Error::BadSignature));
}

#[test]
fn documents_that_two_readers_see_differently() {
    let twice = |text| assert!(matches!(parse(text), Err(Error::DuplicateMember(_))), "{text}");
    twice(r#"{"nonce": 1, "nonce": 1}"#);
    twice(r#"{"a": [{"b": 1, "\u0062": 2}]}"#);
    for text in [
        "9007199254740992",
        "-9007199254740993",
        "[1, 100000000000000000000]",
        "{\"a\": 18446744073709551616}",
    ] {
        assert_eq!(parse(text), Err(Error::NumberRange), "{text}");
    }
    for text in
        ["9007199254740991", "-9007199254740991", "1e21", "[\"9007199254740993\"]", "1.5", "-0"]
    {
        assert!(parse(text).is_ok(), "{text}");
    }
    for text in ["", "{", "1e400", "\"\\ud800\"", "{} {}", "{\"a\": 01}", "nul"] {
        assert!(matches!(parse(text), Err(Error::Json { .. })), "{text}");
    }
    let deep = "[".repeat(100_000);
    assert!(matches!(parse(&deep), Err(Error::Json { .. })));
    let large = object(&json!({"a": 1_u64 << 53}));
    assert_eq!(sign(&large, &key(), Identity::ProofOnly), Err(Error::NumberRange));
}

#[test]
fn malformed_signatures() {
    let short = bs58::encode([7; 63]).into_string();
    let key_of = |prefix: [u8; 2], length: usize| {
        format!("z{}", bs58::encode([&prefix[..], &vec![9; length]].concat()).into_string())
    };
    for (name, value, error) in [
        ("version", json!("ISCC-SIG v2.0"), Error::Version("ISCC-SIG v2.0".into())),
        ("version", Value::Null, Error::Member("version")),
        ("extra", json!(1), Error::ForbiddenMember("extra".into())),
        ("proof", Value::Null, Error::MissingProof),
        ("proof", json!(format!("z{short}")), Error::ProofFormat),
        ("proof", json!("z0OIl"), Error::ProofFormat),
        ("proof", json!("m".repeat(1 << 20)), Error::ProofFormat),
        ("proof", json!(1), Error::Member("proof")),
        ("pubkey", Value::Null, Error::NoKey),
        ("pubkey", json!(key_of([0xed, 1], 33)), Error::KeyFormat),
        ("pubkey", json!(key_of([0xed, 1], 31)), Error::KeyFormat),
        ("pubkey", json!(key_of([0xe7, 1], 32)), Error::KeyFormat),
        ("keyid", json!("iscc"), Error::ControllerWithoutKey),
    ] {
        let mut note = with_signature("proof", vectors()["C1"]["signature"]["proof"].clone());
        let signature = note["signature"].as_object_mut().unwrap();
        if value.is_null() {
            _ = signature.remove(name);
        } else {
            _ = signature.insert(name.into(), value);
        }
        assert_eq!(verify(&note, None), Err(error), "{name}");
    }
    let mut note = with_signature("pubkey", Value::Null);
    note["signature"]["controller"] = "did:web:example.com".into();
    assert_eq!(verify(&note, None), Err(Error::ControllerWithoutKey));
    assert_eq!(verify(&object(&json!({"a": 1})), None), Err(Error::MissingSignature));
    assert_eq!(verify(&object(&json!({"signature": 1})), None), Err(Error::Member("signature")));
}

#[test]
fn what_is_not_signed_a_second_time() {
    for name in ["signature", "proof"] {
        let document = object(&json!({name: {}}));
        let error = sign(&document, &key(), Identity::SelfVerifying);
        assert_eq!(error, Err(Error::ForbiddenMember(name.into())));
    }
    let nobody = Identity::Controller { controller: "", keyid: None };
    assert_eq!(sign(&Object::new(), &key(), nobody), Err(Error::Member("controller")));
    assert_eq!(Nonce::new(4096, [0; 16]), None);
    assert_eq!(Nonce::new(4095, [0xff; 16]).unwrap().to_string(), "f".repeat(32));
}

#[test]
fn malformed_notes() {
    let valid = object(&vectors()["C1"]);
    let unit = |text: &str| json!([text]);
    for (name, value) in [
        ("$schema", json!("http://purl.org/iscc/schema/iscc-note-0.7.0.json")),
        ("iscc_code", json!("ISCC:EADQMBEYQF6457DPBR6T57675QKCHTATASH4TQG5BJAIB6RDQHWNP6A")),
        ("datahash", json!("1E20bc7cf1d14991538d0d3c7cb26f760a1f8952949c1981f4727dfc73a89b11795a")),
        ("datahash", Value::Null),
        ("metahash", json!("")),
        ("nonce", json!("001000112233445566778899AABBCCDD")),
        ("nonce", json!("00")),
        ("timestamp", json!("2026-11-30T12:00:00Z")),
        ("timestamp", json!("2026-11-31T12:00:00.000Z")),
        ("timestamp", json!("2026-11-30T24:00:00.000Z")),
        ("gateway", json!("http://example.com/")),
        ("gateway", json!("https://me@example.com/")),
        ("gateway", json!("https://example.com/?a")),
        ("gateway", json!("https://example.com/{iscc_id}/{name}")),
        ("gateway", json!("https://example.com/{/iscc_id}")),
        ("gateway", json!("https://example.com/\u{e9}")),
        ("units", json!([])),
        ("units", unit("ISCC:EAASKDNZNYGUUF5A")),
        ("units", unit("ISCC:EADQMBEYQF6457DPBR6T57675QKCHTATASH4TQG5BJAIB6RDQHWNP6A")),
        ("units", json!({})),
    ] {
        let mut note = valid.clone();
        note[name] = value.clone();
        assert_eq!(Note::from_object(&note), Err(Error::Member(name)), "{value}");
    }
    let mut note = valid;
    note.insert("@type".into(), "Note".into());
    assert_eq!(Note::from_object(&note), Err(Error::ForbiddenMember("@type".into())));
    let mut statement = object(&vectors()["C4"]);
    statement["tdm_reservation"] = 2.into();
    assert_eq!(TdmStatement::from_object(&statement), Err(Error::Member("tdm_reservation")));
}

/// Every member of a note in turn, and of every string in it one character: none of the results verifies.
#[test]
fn no_altered_note_verifies() {
    let valid = vectors()["C1"].clone();
    let mut altered = 0_u32;
    let mut check = |changed: &Value| {
        if *changed != valid {
            altered += 1;
            assert!(verify(changed.as_object().unwrap(), None).is_err(), "{changed}");
        }
    };
    let text = valid.to_string();
    for place in 0..text.len() {
        for replacement in "0123456789ABCDabcdZz/-.: {}\"".chars() {
            let mut changed = text.clone();
            if changed.is_char_boundary(place) && changed.is_char_boundary(place + 1) {
                changed.replace_range(place..=place, replacement.encode_utf8(&mut [0; 4]));
            }
            if let Ok(object) = parse_object(&changed) {
                check(&Value::Object(object));
            }
        }
    }
    for name in ["iscc_code", "datahash", "metahash", "nonce", "timestamp", "gateway", "units"] {
        let mut changed = valid.clone();
        changed.as_object_mut().unwrap().remove(name);
        check(&changed);
    }
    assert!(altered >= 10_000, "{altered}");
}

fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        (-9_007_199_254_740_991_i64..=9_007_199_254_740_991).prop_map(Value::from),
        any::<f64>()
            .prop_filter("finite", |number| number.is_finite() && number.fract() != 0.0)
            .prop_map(Value::from),
        ".*".prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 40, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Value::from),
            proptest::collection::btree_map(".*", inner, 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

proptest! {
    #[test]
    fn what_was_signed_verifies_after_any_transport(members in proptest::collection::btree_map("[a-r]{0,9}|\\PC{1,3}", any_json(), 0..8)) {
        let document: Object = members.into_iter().collect();
        let signed = sign(&document, &key(), Identity::SelfVerifying).unwrap();
        let pretty = serde_json::to_string_pretty(&signed).unwrap();
        let received = parse_object(&pretty).unwrap();
        prop_assert_eq!(verify(&received, None).unwrap().key, key().public());
        let canonical = iscc_sign::json::canonical_object(&received).unwrap();
        let again = parse_object(core::str::from_utf8(&canonical).unwrap()).unwrap();
        prop_assert_eq!(verify(&again, Some(&key().public())).unwrap().key, key().public());
    }

    #[test]
    fn no_input_panics(text in ".*", value in any_json()) {
        _ = parse(&text);
        _ = text.parse::<PublicKey>();
        _ = text.parse::<Signature>();
        _ = text.parse::<iscc_sign::Timestamp>();
        _ = text.parse::<Nonce>();
        let mut receipt = object(&vectors()["C8"]);
        receipt.insert("evidence".into(), value.clone());
        _ = Receipt::verify(&receipt, HubKey::Known(&key().public()));
        let mut note = object(&vectors()["C1"]);
        note.insert("units".into(), value.clone());
        _ = Note::from_object(&note);
        note.insert("signature".into(), value);
        _ = verify(&note, None);
    }
}
