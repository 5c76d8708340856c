//! Laws of the codec: what is printed is parsed back, what is taken apart goes together again, and
//! nothing that comes from outside makes it panic.

#![allow(clippy::unwrap_used, reason = "a test may fail")]

use iscc_core::{
    Bits, Code, Digest, FlakeCode, IdV1, Iscc, IsccId, Mode, Multibase, Multihash, RawUnit, Realm,
    Seq, TextForm, Unit, UnitKind,
};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};

const FORMS: [TextForm; 10] = [
    TextForm::Canonical,
    TextForm::Uri,
    TextForm::Bare,
    TextForm::Lower,
    TextForm::Dashed,
    TextForm::Multibase(Multibase::Base16),
    TextForm::Multibase(Multibase::Base32),
    TextForm::Multibase(Multibase::Base32Hex),
    TextForm::Multibase(Multibase::Base58Btc),
    TextForm::Multibase(Multibase::Base64Url),
];

fn kinds() -> Vec<UnitKind> {
    let mut kinds = vec![UnitKind::Meta, UnitKind::Data, UnitKind::Instance];
    kinds.extend(Mode::ALL.map(UnitKind::Semantic));
    kinds.extend(Mode::ALL.map(UnitKind::Content));
    kinds
}

prop_compose! {
    fn unit()(kind in select(kinds()), bits in select(&Bits::ALL[..]), digest: [u8; 32]) -> Unit {
        Unit::new(kind, bits, &Digest::new(digest))
    }
}

prop_compose! {
    /// The units of a legal ISCC-CODE, of any length from 64 bits, in any order.
    fn composable()(
        mode in select(&Mode::ALL[..]),
        optional in subsequence(vec![0, 1, 2], 0..=3),
        bits in vec(select(&Bits::ALL[1..]), 5),
        digests: [[u8; 32]; 5],
        order in Just([0, 1, 2, 3, 4]).prop_shuffle(),
    ) -> Vec<Unit> {
        let kinds = [
            UnitKind::Meta,
            UnitKind::Semantic(mode),
            UnitKind::Content(mode),
            UnitKind::Data,
            UnitKind::Instance,
        ];
        order
            .into_iter()
            .filter(|place| *place > 2 || optional.contains(place))
            .map(|place| Unit::new(kinds[place], bits[place], &Digest::new(digests[place])))
            .collect()
    }
}

fn code() -> impl Strategy<Value = Code> {
    prop_oneof![
        composable().prop_map(|units| Code::compose(&units).unwrap()),
        any::<[[u8; 32]; 2]>().prop_map(|[data, instance]| Code::sum_wide(
            &Digest::new(data),
            &Digest::new(instance)
        )),
    ]
}

fn id() -> impl Strategy<Value = IsccId> {
    let v1 =
        (any::<bool>(), 0..IdV1::TIMESTAMP_END, 0..IdV1::HUB_END).prop_map(|(main, time, hub)| {
            let realm = if main { Realm::Main } else { Realm::Test };
            IdV1::new(realm, time, hub).unwrap().into()
        });
    let v0 = (0u8..4, any::<[u8; 8]>(), vec(0x80u8.., 0..4), 1u8..0x80, any::<bool>()).prop_map(
        |(chain, hash, front, last, counter)| {
            let counter = if counter { [&front[..], &[last]].concat() } else { vec![] };
            let length = u8::try_from(counter.len()).unwrap();
            let (high, low) = (0x60 | chain, length);
            IsccId::from_bytes(&[&[high, low], &hash[..], &counter].concat()).unwrap()
        },
    );
    // A counter of more than four bytes does not exist.
    prop_oneof![v1, v0]
}

fn flake() -> impl Strategy<Value = FlakeCode> {
    (1u8..8, any::<[u8; 32]>()).prop_map(|(length, body)| {
        let body = &body[..(usize::from(length) + 1) * 4];
        FlakeCode::from_bytes(&[&[0x70, length], body].concat()).unwrap()
    })
}

fn iscc() -> impl Strategy<Value = Iscc> {
    prop_oneof![
        unit().prop_map(Iscc::from),
        code().prop_map(Iscc::from),
        id().prop_map(Iscc::from),
        flake().prop_map(Iscc::from),
    ]
}

proptest! {
    #[test]
    fn parse_of_print_is_the_identity(iscc in iscc()) {
        prop_assert_eq!(iscc.to_string().parse(), Ok(iscc));
        prop_assert_eq!(Iscc::from_bytes(&iscc.to_bytes()), Ok(iscc));
        for form in FORMS {
            let text = iscc.form(form).to_string();
            prop_assert_eq!(Iscc::parse_lenient(&text), Ok(iscc), "{}", &text);
            prop_assert_eq!(text.parse::<Iscc>().is_ok(), form == TextForm::Canonical, "{}", text);
        }
    }

    #[test]
    fn one_changed_character_never_gives_the_same_code(iscc in iscc(), at: usize, letter in "[A-Z2-7]") {
        let text = iscc.to_string();
        let at = 5 + at % (text.len() - 5);
        let changed = format!("{}{letter}{}", &text[..at], &text[at + 1..]);
        if changed != text {
            prop_assert_ne!(changed.parse(), Ok(iscc));
        }
    }

    #[test]
    fn compose_of_decompose_is_the_identity(code in code()) {
        let units = code.units();
        let again = if code.is_wide() { Code::compose_wide(&units) } else { Code::compose(&units) };
        prop_assert_eq!(again, Ok(code));
    }

    #[test]
    fn decompose_of_compose_gives_the_units_in_order(units in composable()) {
        let mut sorted = units.clone();
        sorted.sort_by_key(Unit::kind);
        let short: Vec<Unit> = sorted.iter().filter_map(|unit| unit.truncate(Bits::B64)).collect();
        let code = Code::compose(&units).unwrap();
        prop_assert_eq!(&*code.units(), &short[..]);
        for unit in short {
            prop_assert_eq!(code.unit(unit.kind()), Some(unit));
        }
    }

    #[test]
    fn concatenated_units_are_a_code(units in composable()) {
        let short: Vec<Unit> = units.iter().filter_map(|unit| unit.truncate(Bits::B64)).collect();
        let bare: Vec<String> =
            short.iter().map(|unit| unit.form(TextForm::Bare).to_string()).collect();
        let code = Code::compose(&short).unwrap();
        prop_assert_eq!(Iscc::parse_lenient(&bare.join("-")), Ok(code.into()));
    }

    #[test]
    fn sequences_come_back(units in vec(unit(), 1..12)) {
        let bytes = Seq::encode(units.iter().copied());
        let read: Vec<Unit> = Seq::new(&bytes).unwrap().iter().filter_map(|u| u.unit().ok()).collect();
        prop_assert_eq!(&read, &units);
        // A sequence cut short is one only between two units.
        let ends: Vec<usize> = units
            .iter()
            .scan(0, |end, unit| { *end += unit.to_bytes().len(); Some(*end) })
            .collect();
        for cut in 0..bytes.len() {
            prop_assert_eq!(Seq::new(&bytes[..cut]).is_ok(), ends.contains(&cut));
        }
    }

    #[test]
    fn arbitrary_bytes_never_panic(bytes in vec(any::<u8>(), 0..200)) {
        if let Ok(iscc) = Iscc::from_bytes(&bytes) {
            prop_assert_eq!(&*iscc.to_bytes(), &bytes[..]);
            let _ = (iscc.explain().to_string(), iscc.type_id().to_string());
        }
        if let Ok(unit) = RawUnit::from_bytes(&bytes) {
            prop_assert_eq!(&*unit.to_bytes(), &bytes[..]);
        }
        if let Ok(seq) = Seq::new(&bytes) {
            prop_assert_eq!(Seq::encode(seq), bytes);
        }
    }

    #[test]
    fn plausible_bytes_never_panic(header: [u8; 2], body in vec(any::<u8>(), 0..60)) {
        // Small nibbles, as in the headers of real codes.
        let bytes = [&header.map(|byte| byte & 0x77)[..], &body].concat();
        if let Ok(iscc) = Iscc::from_bytes(&bytes) {
            prop_assert_eq!(&*iscc.to_bytes(), &bytes[..]);
            prop_assert_eq!(iscc.to_string().parse(), Ok(iscc));
        }
    }

    #[test]
    fn arbitrary_strings_never_panic(text in any::<String>(), code in "[A-Za-z0-9:_ -]{0,300}") {
        for text in [&text, &code] {
            let _ = Iscc::parse_lenient(text);
            let _ = RawUnit::parse_lenient(text);
            let _ = text.parse::<Multihash>();
            for scheme in ["ISCC:", "f", "z", "u"] {
                let _ = Iscc::parse_lenient(&format!("{scheme}{text}"));
            }
            if let Ok(iscc) = text.parse::<Iscc>() {
                prop_assert_eq!(&iscc.to_string(), text);
            }
        }
    }

    #[test]
    fn truncation_keeps_distances_small(a in unit(), bytes: [u8; 32], bits in select(&Bits::ALL[..])) {
        let b = Unit::new(a.kind(), a.bits(), &Digest::new(bytes));
        let whole = a.distance(&b).unwrap();
        prop_assert_eq!(b.distance(&a), Some(whole));
        if let (Some(short_a), Some(short_b)) = (a.truncate(bits), b.truncate(bits)) {
            prop_assert!(short_a.distance(&short_b).unwrap().bits() <= whole.bits());
            prop_assert_eq!(short_a.distance(&a).unwrap().bits(), 0);
        }
    }
}

/// The example of docs: with lengths that differ, NPHD breaks the triangle inequality.
#[test]
fn nphd_is_not_a_metric() {
    use iscc_core::Distance;
    let (a, b, c) = ([0; 8], [0; 4], [0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff]);
    let d = |x: &[u8], y: &[u8]| Distance::between(x, y).nphd();
    assert!(d(&a, &b) + d(&b, &c) < d(&a, &c));
}

#[cfg(feature = "serde")]
#[test]
fn serde_uses_canonical_strings() {
    let json = "\"ISCC:KUAG2PRCRS5LNVZVJKAFAVOJXLZZM\"";
    let code: Code = serde_json::from_str(json).unwrap();
    assert_eq!(serde_json::to_string(&code).unwrap(), json);
    assert!(serde_json::from_str::<Unit>(json).is_err());
    assert!(serde_json::from_str::<Iscc>("\"KUAG2PRCRS5LNVZVJKAFAVOJXLZZM\"").is_err());
}
