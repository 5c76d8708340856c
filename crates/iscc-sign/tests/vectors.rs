//! Published and computed vectors, byte for byte (testdata/golden/sign.json).
#![allow(clippy::unwrap_used, reason = "a test may fail")]

use iscc_core::{Digest, Multihash};
use iscc_sign::json::{Object, canonical_object, parse_object};
use iscc_sign::log::{Checkpoint, inclusion_path, leaf_hash, root, verify_inclusion};
use iscc_sign::{
    Error, HubKey, Identity, Note, NoteDelete, PublicKey, Receipt, SecretKey, TdmStatement,
    add_proof, controller_document, json, sign, verify,
};
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

const KEY: &str = "z3u2So9EAtuYVuxGog4F2ksFGws8YT7pBPs4xyRbv3NJgrNA";
const HUB: &str = "z3u2RDpgFe6Voz19gxWsBkueKj6XiuC9w1bSBT4FTowsWk6A";
const ALICE: &str = "did:web:crypto.iscc.codes:alice";
const ORIGIN: &str = "hub.example.com/log";

fn key() -> SecretKey {
    KEY.parse().unwrap()
}

fn hub() -> SecretKey {
    HUB.parse().unwrap()
}

fn vectors() -> Object {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/golden/sign.json");
    parse_object(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn vector(name: &str) -> Object {
    vectors()[name].as_object().unwrap().clone()
}

/// A document without its signature.
fn unsigned(signed: &Object) -> Object {
    let mut object = signed.clone();
    object.remove("signature");
    object
}

fn hex(bytes: &[u8]) -> String {
    Digest::new(bytes.try_into().unwrap()).to_string()
}

/// Length and SHA-256 of the bytes that are signed.
fn payload(signed: &Object) -> (usize, String) {
    let mut object = signed.clone();
    object["signature"].as_object_mut().unwrap().remove("proof");
    let bytes = canonical_object(&object).unwrap();
    (bytes.len(), hex(&Sha256::digest(&bytes)))
}

const CONTROLLER: Identity<'_> = Identity::Controller { controller: ALICE, keyid: None };
const WITH_KEYID: Identity<'_> = Identity::Controller { controller: ALICE, keyid: Some("iscc") };

#[test]
fn published_examples_are_signed_byte_for_byte() {
    let document = parse_object(r#"{"hello":"world"}"#).unwrap();
    for (identity, length, sha256, proof) in [
        (
            Identity::ProofOnly,
            57,
            "a6c12a288572213a503e7128537c668f30691ec1dbbf60bb5b460742edd4ae1e",
            "z5mGkSPsC8bSah37m7RfPsBDYSCWnJQbQYBAZQD9r2THDhSJqN5uzsXD2fvnKMswjCs6rMgwS4QK9z712GgdDceSu",
        ),
        (
            Identity::SelfVerifying,
            117,
            "144ebb8d0f4e3959ee135908603ed4be4181860c816b86135d33c0e0635ebfbf",
            "z5D274u1mgx4zgWgDZb2iJJJMGTPwDh6EgJjFdcTSwyXMH13Sb4HqmBF9JJRFTr7NJnpxHb2d4uvLZngdAoMeFDnk",
        ),
        (
            CONTROLLER,
            164,
            "b19f419955c759381efef41f4af03236d2da4f8357782a98a635ee70b6eea32b",
            "z52f1T5wnmgAWVFz84PmCzF74s6PQRaSFZxo4GzBfEaZ95P4nMgvJVN37BHNxjjyxuUmGmptoAP8kBDxZ3C7XhoJP",
        ),
    ] {
        let signed = sign(&document, &key(), identity).unwrap();
        assert_eq!(signed["signature"]["proof"], proof);
        assert_eq!(payload(&signed), (length, sha256.into()));
        let expected = key().public();
        assert_eq!(verify(&signed, Some(&expected)).unwrap().key, expected);
        let alone = verify(&signed, None).map(|verified| verified.key);
        let self_contained = identity != Identity::ProofOnly;
        assert_eq!(alone, if self_contained { Ok(expected) } else { Err(Error::NoKey) });
    }
}

#[test]
fn computed_examples_are_signed_byte_for_byte() {
    for (name, identity, length, sha256) in [
        (
            "C1",
            Identity::SelfVerifying,
            734,
            "aa04faf016f1f3a00291e93b241e61e3d1d468b2d63c1a1f09b69850013608c7",
        ),
        ("C2", WITH_KEYID, 796, "7bcb5b4643c08cbd41eb37fd12df5e267c3823fc70ff996624e5e8c92aa1d84e"),
        (
            "C3",
            Identity::SelfVerifying,
            362,
            "43f8279645aefc3b0544440e7325eb0fb0e3f67cd86490b354a2e064a116ff0d",
        ),
        (
            "C4",
            Identity::SelfVerifying,
            366,
            "898d06f5b4f775f51728d24fa32a4be27bdbe3aff83c110f2b6ac1aafec12cec",
        ),
        (
            "C5",
            Identity::SelfVerifying,
            245,
            "b67c255bd617735228b6e65c236e01abe36923bb4b1a27c52441877cfbf4ced5",
        ),
        (
            "C9",
            Identity::SelfVerifying,
            285,
            "6eebfbf7ef07e128f80cfde2745073a43d4ef19b42e6b84c1b373f49e358f972",
        ),
    ] {
        let expected = vector(name);
        let signed = sign(&unsigned(&expected), &key(), identity).unwrap();
        assert_eq!(signed, expected, "{name}");
        assert_eq!(payload(&signed), (length, sha256.into()), "{name}");
        assert_eq!(verify(&signed, None).unwrap().key, key().public(), "{name}");
    }
}

/// Ed25519 is deterministic: equal proofs mean that each side verifies what the other one signed.
#[test]
fn random_documents_are_signed_byte_for_byte() {
    let random = vectors()["random"].as_array().unwrap().clone();
    assert_eq!(random.len(), 200);
    for expected in random {
        let expected = expected.as_object().unwrap();
        let signed = sign(&unsigned(expected), &key(), Identity::SelfVerifying).unwrap();
        assert_eq!(signed["signature"], expected["signature"], "{expected:?}");
    }
}

#[test]
fn notes_and_statements_are_written_as_they_are_read() {
    for name in ["C1", "C2", "C3"] {
        let note = vector(name);
        assert_eq!(Note::from_object(&note).unwrap().to_object(), unsigned(&note), "{name}");
    }
    let statement = vector("C4");
    let read = TdmStatement::from_object(&statement).unwrap();
    assert_eq!(read.to_object(), unsigned(&statement));
    assert!(read.reservation);
    let delete = vector("C9");
    assert_eq!(NoteDelete::from_object(&delete).unwrap().to_object(), unsigned(&delete));
}

#[test]
fn receipts_are_signed_and_verified() {
    let own = format!("did:key:{0}#{0}", hub().public());
    let web = format!("did:web:hub.example.com#{}", hub().public());
    let web_document = controller_document("did:web:hub.example.com", None, &hub().public());
    let web_document = web_document.as_object().unwrap();
    for (name, method, hub_key, is_late, seq) in [
        ("C6", own, HubKey::Issuer, true, 0),
        ("C7", web.clone(), HubKey::Document(web_document), true, 0),
        ("C8", web, HubKey::Known(&hub().public()), false, 1),
    ] {
        let expected = vector(name);
        let mut bare = expected.clone();
        bare.remove("proof");
        assert_eq!(add_proof(&bare, &hub(), &method).unwrap(), expected, "{name}");
        let receipt = Receipt::verify(&expected, hub_key).unwrap();
        assert_eq!(receipt.hub_key, hub().public());
        assert_eq!((receipt.seq, receipt.is_late()), (seq, is_late), "{name}");
        let log = receipt.log.map(|log| (log.origin, log.size, hex(&log.root)));
        let proved = (
            ORIGIN.to_owned(),
            5,
            "275bf45b99dc2f1cf4430b67ede413aef5a63082ebd300eb2ff24b857a71720a".to_owned(),
        );
        assert_eq!(log, (name == "C8").then_some(proved), "{name}");
    }
    assert_eq!(Receipt::verify(&vector("C7"), HubKey::Issuer), Err(Error::NoKey));
    assert_eq!(
        Receipt::verify(&vector("C6"), HubKey::Known(&key().public())),
        Err(Error::KeyMismatch)
    );
}

/// Everything that a hub may say wrongly under its own key.
#[test]
fn receipts_that_contradict_their_log_are_refused() {
    let hub_key = hub().public();
    let altered = |change: &dyn Fn(&mut Value)| {
        let mut receipt = Value::Object(vector("C8"));
        change(&mut receipt);
        let mut receipt = receipt.as_object().unwrap().clone();
        receipt.remove("proof");
        let issuer = receipt["issuer"].as_str().unwrap().to_owned();
        let signed = add_proof(&receipt, &hub(), &format!("{issuer}#{hub_key}")).unwrap();
        Receipt::verify(&signed, HubKey::Known(&hub_key)).map(|_| ())
    };
    let declaration = |receipt: &mut Value, name: &str, value: Value| {
        receipt["credentialSubject"]["declaration"][name] = value;
    };
    assert_eq!(altered(&|_| {}), Ok(()));
    assert_eq!(
        altered(&|receipt| {
            receipt["evidence"]["leafIndex"] = 2.into();
            declaration(receipt, "seq", 2.into());
        }),
        Err(Error::NotInLog)
    );
    let seq = altered(&|receipt| declaration(receipt, "seq", 0.into()));
    assert_eq!(seq, Err(Error::Member("leafIndex")));
    let other = |receipt: &mut Value| {
        declaration(receipt, "iscc_id", "ISCC:MAIGKJIY75NUVAAB".into());
    };
    assert_eq!(altered(&other), Err(Error::NotInLog));
    let size = altered(&|receipt| receipt["evidence"]["treeSize"] = 6.into());
    assert_eq!(size, Err(Error::Member("treeSize")));
    let path = |receipt: &mut Value| {
        _ = receipt["evidence"]["inclusionProof"].as_array_mut().unwrap().pop();
    };
    assert_eq!(altered(&path), Err(Error::NotInLog));
    let issuer = altered(&|receipt| receipt["issuer"] = "did:web:evil.example.com".into());
    assert_eq!(issuer, Err(Error::Checkpoint));
    let checkpoint = altered(&|receipt| {
        let note = receipt["evidence"]["checkpoint"].as_str().unwrap().replace("\n5\n", "\n6\n");
        receipt["evidence"]["checkpoint"] = note.into();
        receipt["evidence"]["treeSize"] = 6.into();
    });
    assert_eq!(checkpoint, Err(Error::Checkpoint));
    // And one that was changed after it was signed.
    let mut receipt = vector("C8");
    receipt.remove("evidence");
    assert_eq!(Receipt::verify(&receipt, HubKey::Known(&hub_key)), Err(Error::BadSignature));
}

#[test]
fn identities_are_checked_against_the_controllers_document() {
    let verified = verify(&vector("C2"), None).unwrap();
    let document = controller_document(ALICE, Some("iscc"), &key().public());
    let check = |change: &dyn Fn(&mut Value)| {
        let mut document = document.clone();
        change(&mut document);
        verified.identity(document.as_object().unwrap()).map_err(|error| error.to_string())
    };
    assert_eq!(check(&|_| {}), Ok(()));
    for (change, reason) in [
        (("id", json!("did:web:evil")), "it is about another controller"),
        (("verificationMethod", json!([])), "it has no verification method with this key"),
    ] {
        let refused = check(&|document| document[change.0] = change.1.clone());
        assert!(refused.unwrap_err().ends_with(reason), "{reason}");
    }
    for (name, value, reason) in [
        ("id", format!("{ALICE}#other"), "it has no verification method with this key"),
        ("controller", "did:web:x".into(), "it has no verification method with this key"),
        (
            "publicKeyMultibase",
            hub().public().to_string(),
            "it has no verification method with this key",
        ),
        ("revoked", "2020-01-01T00:00:00Z".into(), "the key is revoked"),
    ] {
        let refused =
            check(&|document| document["verificationMethod"][0][name] = value.clone().into());
        assert!(refused.unwrap_err().ends_with(reason), "{name}");
    }
    let without = verify(&vector("C1"), None).unwrap();
    assert!(without.identity(document.as_object().unwrap()).is_err());
}

#[test]
fn roots_are_those_of_rfc_6962() {
    let roots = vectors()["log"]["roots of iscc-log-entry-<i>"].as_object().unwrap().clone();
    assert_eq!(roots.len(), 7);
    for (size, expected) in roots {
        let size: usize = size.parse().unwrap();
        let leaves = (0..size).map(|i| leaf_hash(format!("iscc-log-entry-{i}").as_bytes()));
        assert_eq!(hex(&root(leaves)), expected.as_str().unwrap(), "{size}");
    }
    let leaves = vectors()["log"]["leaves"].as_array().unwrap().clone();
    let entries = ["C1", "C2", "C9"].map(|name| {
        let id = if name == "C2" { "ISCC:MAIGMF6SMUNLWUAB" } else { "ISCC:MAIGMF6SMOWIKUAB" };
        let entry = json!({
            "$schema": vectors()["log"]["schema"], "iscc_id": id, "note": vector(name),
        });
        hex(&leaf_hash(&json::canonical(&entry).unwrap()))
    });
    assert_eq!(leaves[..3], entries.map(Value::from));
}

#[test]
fn a_checkpoint_names_log_and_key() {
    let evidence = &vector("C8")["evidence"];
    let note = evidence["checkpoint"].as_str().unwrap();
    let checkpoint = Checkpoint::verify(note, ORIGIN, &hub().public()).unwrap();
    assert_eq!(checkpoint.sign(&hub()), note);
    // A witness's line beside the log's changes nothing.
    let witnessed = format!("{note}\u{2014} witness.example AAAA\n");
    assert_eq!(Checkpoint::verify(&witnessed, ORIGIN, &hub().public()), Ok(checkpoint));
    for (note, origin, key) in [
        (note.to_owned(), "other.example.com/log", hub().public()),
        (note.to_owned(), ORIGIN, key().public()),
        (note.replace("\n5\n", "\n05\n"), ORIGIN, hub().public()),
        (note.replace("\n\n", "\nmore\n\n"), ORIGIN, hub().public()),
        (note.replace("rREr", "rREs"), ORIGIN, hub().public()),
        (String::new(), ORIGIN, hub().public()),
    ] {
        assert_eq!(Checkpoint::verify(&note, origin, &key), Err(Error::Checkpoint), "{note}");
    }
    // The verifier's key as logs publish it.
    let published = vectors()["log"]["key"].as_str().unwrap().to_owned();
    assert!(published.starts_with(&format!("{ORIGIN}+ad112b25+")));
}

#[test]
fn paths_lead_to_the_root_from_their_own_place_alone() {
    let leaves: Vec<_> = (0..300_u32).map(|number| leaf_hash(&number.to_be_bytes())).collect();
    for size in (1..40).chain([64, 65, 127, 128, 129, 255, 256, 257, 300]) {
        let leaves = &leaves[..size];
        let root = root(leaves.iter().copied());
        for index in (0..size).step_by(1 + size / 17) {
            let path = inclusion_path(leaves, index).unwrap();
            let check = |leaf: usize, index: usize, path: &[_]| {
                verify_inclusion(&leaves[leaf], index as u64, size as u64, path, &root)
            };
            assert_eq!(check(index, index, &path), Ok(()), "{index} of {size}");
            for other in (0..size + 2).filter(|other| *other != index) {
                assert_eq!(check(index, other, &path), Err(Error::NotInLog), "{other} of {size}");
            }
            for place in 0..path.len() {
                let mut flipped = path.clone();
                flipped[place][index % 32] ^= 1 << (index % 8);
                assert_eq!(check(index, index, &flipped), Err(Error::NotInLog));
            }
            let longer = [&path[..], &[[0; 32]]].concat();
            assert_eq!(check(index, index, &longer), Err(Error::NotInLog));
        }
    }
    assert_eq!(inclusion_path(&leaves, 300), None);
}

#[test]
fn keys_and_digests_print_as_published() {
    assert_eq!(key().to_multikey(), KEY);
    let seed: [u8; 32] = core::array::from_fn(|byte| u8::try_from(byte).unwrap());
    assert_eq!(SecretKey::from_seed(&seed).to_multikey(), HUB);
    let public: PublicKey = "z6MkpFpVngrAUTSY6PagXa1x27qZqgdmmy3ZNWSBgyFSvBSx".parse().unwrap();
    assert_eq!(key().public(), public);
    assert!(!format!("{:?}", key()).contains("z3u2"));
    let note = Note::from_object(&vector("C1")).unwrap();
    assert_ne!(note.datahash, Multihash::blake3(Digest::new([0; 32])));
    assert_eq!(note.nonce.hub(), 1);
    let other: iscc_sign::Nonce = "07b4a5c6d7e8f9a0b1c2d3e4f5a6b7c8".parse().unwrap();
    assert_eq!(other.hub(), 123);
}
