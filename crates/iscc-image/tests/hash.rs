//! The hash against the vectors of iscc-core 1.5.0 and against pictures whose coefficients tie.

mod golden;

use std::fs;

use golden::{corpus, tiles};
use iscc_core::{Bits, Mode, Unit, UnitKind};
use iscc_image::{Gray32x32, image_code, image_hash, is_featureless, is_featureless_digest};

/// Code for code what iscc-core and iscc-lib make of symmetric, striped and flat pictures: where
/// only the rounding of the transform tells a coefficient from the median.
#[test]
fn pictures_with_ties() {
    let lines = fs::read_to_string(corpus().join("hash.tsv")).unwrap();
    let pictures = tiles(&corpus().join("hash.png"));
    assert_eq!(lines.lines().count(), pictures.len());
    for (line, picture) in lines.lines().zip(&pictures) {
        let [name, code_64, code_256] = line.split('\t').collect::<Vec<_>>()[..] else {
            panic!("not a golden line: {line}")
        };
        assert_eq!(image_code(picture, Bits::B64).to_string(), code_64, "{name}");
        assert_eq!(image_code(picture, Bits::B256).to_string(), code_256, "{name}");
    }
}

/// `gen_image_code_v0` in data.json of iscc-core 1.5.0. The third one is the last picture
/// of the atlas.
#[test]
fn vectors_of_iscc_core() {
    let code = |value, bits| image_code(&Gray32x32::new([value; 1024]), bits).to_string();
    assert_eq!(code(0, Bits::B64), "ISCC:EEAQAAAAAAAAAAAA");
    assert_eq!(code(255, Bits::B128), "ISCC:EEBYAAAAAAAAAAAAAAAAAAAAAAAAA");
    let picture = tiles(&corpus().join("hash.png")).pop().unwrap();
    assert_eq!(
        image_code(&picture, Bits::B256).to_string(),
        "ISCC:EED4GQZQTY6J5DTHNDQ7S7EGNENJNRTEGLGHFWXFGNDZHSMO4HEZGZI"
    );
}

#[test]
fn every_length_is_a_prefix_of_the_hash() {
    let picture = Gray32x32::from_fn(|x, y| ((x * 7) ^ (y * 13)).to_le_bytes()[0]);
    let digest = image_hash(&picture);
    for bits in Bits::ALL {
        let unit = image_code(&picture, bits);
        assert_eq!(unit.kind(), UnitKind::Content(Mode::Image));
        assert_eq!(unit.body(), digest.prefix(bits));
    }
}

#[test]
fn featureless_by_words_of_64_bits() {
    let unit = |bits, body: &[u8]| {
        let mut digest = [0xff; 32];
        digest[..body.len()].copy_from_slice(body);
        Unit::new(UnitKind::Content(Mode::Image), bits, &digest.into())
    };
    assert_eq!(is_featureless(&unit(Bits::B64, &[0x7f, 0, 0, 0, 0, 0, 0, 0])), Some(true));
    assert_eq!(is_featureless(&unit(Bits::B64, &[0xff, 0, 0, 0, 0, 0, 0, 0])), Some(false));
    assert_eq!(is_featureless(&unit(Bits::B32, &[0; 4])), None);
    // The second word counts only where it is complete.
    let second = [0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    assert_eq!(is_featureless(&unit(Bits::B96, &second)), Some(false));
    assert_eq!(is_featureless(&unit(Bits::B128, &second)), Some(true));
    assert!(is_featureless_digest(&[0; 32].into()));
    let text = Unit::new(UnitKind::Content(Mode::Text), Bits::B64, &[0; 32].into());
    assert_eq!(is_featureless(&text), Some(false));
}
