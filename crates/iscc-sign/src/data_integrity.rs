//! Data Integrity proofs with the suite eddsa-jcs-2022 (W3C Data Integrity `EdDSA` Cryptosuites, section 3.3): how
//! hubs sign receipts.

use alloc::string::ToString as _;
use alloc::vec::Vec;

use serde_json::Value;
use sha2::{Digest as _, Sha256};

use crate::error::Error;
use crate::json::{Object, canonical_object};
use crate::key::{PublicKey, SecretKey, Signature};
use crate::member::{forbid_others, object, optional_text, text};

/// The suite that is written and read.
const SUITE: &str = "eddsa-jcs-2022";

/// Adds a proof to a document; `method` is the identifier of the verification method: the issuer and a fragment.
///
/// # Errors
/// [`Error::ForbiddenMember`] if the document has a proof already, [`Error::NumberRange`].
pub fn add_proof(document: &Object, key: &SecretKey, method: &str) -> Result<Object, Error> {
    if document.contains_key("proof") {
        return Err(Error::ForbiddenMember("proof".into()));
    }
    let mut proof = Object::new();
    if let Some(context) = document.get("@context") {
        proof.insert("@context".into(), context.clone());
    }
    for (name, value) in [
        ("type", "DataIntegrityProof"),
        ("cryptosuite", SUITE),
        ("verificationMethod", method),
        ("proofPurpose", "assertionMethod"),
    ] {
        proof.insert(name.into(), value.into());
    }
    let signature = key.sign(&signed_bytes(&proof, document)?);
    proof.insert("proofValue".into(), signature.to_string().into());
    let mut proved = document.clone();
    proved.insert("proof".into(), Value::Object(proof));
    Ok(proved)
}

/// Verifies the proof of a document. Whether `key` is that of the proof's verification method, the caller has checked.
pub(crate) fn verify_proof(document: &Object, key: &PublicKey) -> Result<(), Error> {
    let proof = object(document, "proof")?;
    // What else may stand in a proof (an end of validity, a challenge) would have to be understood to be verified.
    forbid_others(
        proof,
        &[
            "@context",
            "type",
            "cryptosuite",
            "created",
            "verificationMethod",
            "proofPurpose",
            "proofValue",
        ],
    )?;
    let suite = text(proof, "cryptosuite")?;
    if text(proof, "type")? != "DataIntegrityProof" || suite != SUITE {
        return Err(Error::Version(suite.into()));
    }
    if text(proof, "proofPurpose")? != "assertionMethod" {
        return Err(Error::Member("proofPurpose"));
    }
    if proof.get("@context") != document.get("@context") {
        return Err(Error::Member("@context"));
    }
    let signature: Signature =
        optional_text(proof, "proofValue")?.ok_or(Error::MissingProof)?.parse()?;
    let (mut options, mut unsigned) = (proof.clone(), document.clone());
    options.remove("proofValue");
    unsigned.remove("proof");
    key.verify(&signed_bytes(&options, &unsigned)?, &signature)
}

/// The hash of the proof's options followed by that of the document.
fn signed_bytes(options: &Object, document: &Object) -> Result<Vec<u8>, Error> {
    let options = Sha256::digest(canonical_object(options)?);
    let document = Sha256::digest(canonical_object(document)?);
    Ok([&options[..], &document[..]].concat())
}
