//! The conformance vectors of the Text-Code.
#![allow(clippy::unwrap_used, reason = "a test may fail")]

mod common;

use common::{json, number, text};
use iscc_text::text_code;

#[test]
fn conformance_vectors() {
    let vectors = json("conformance/iscc-core-1.5.0.json");
    let vectors = vectors["gen_text_code_v0"].as_object().unwrap();
    assert_eq!(vectors.len(), 5);
    for (test, vector) in vectors {
        let bits = u32::try_from(number(&vector["inputs"][1])).unwrap().try_into().unwrap();
        let code = text_code(vector["inputs"][0].as_str().unwrap(), bits);
        assert_eq!(code.unit.to_string(), text(&vector["outputs"], "iscc"), "{test}");
        assert_eq!(code.characters, vector["outputs"]["characters"], "{test}");
    }
}
