//! ISCC-SIG 1.0 (IEP-0019): a signature inside the JSON object that it covers.
//!
//! The signed bytes are the canonical form of the whole object with everything in `signature` but `proof`. How much
//! the signature says about its signer is the caller's choice: nothing, a public key, or a key and the
//! identity that controls it.

use alloc::string::{String, ToString as _};

use serde_json::Value;

use crate::controller;
use crate::error::Error;
use crate::json::{Object, canonical_object};
use crate::key::{PublicKey, SecretKey, Signature};
use crate::member::{forbid_others, optional_text, text};

/// The version that is written and read.
pub const VERSION: &str = "ISCC-SIG v1.0";

/// What a signature says about its signer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Identity<'a> {
    /// Nothing: whoever verifies must have the key.
    ProofOnly,
    /// The public key.
    SelfVerifying,
    /// The public key and who controls it.
    Controller {
        /// The controller's DID or URL, whose document lists the key.
        controller: &'a str,
        /// Which of the controller's keys it is: a verification method or its fragment.
        keyid: Option<&'a str>,
    },
}

/// Signs an object.
///
/// ```
/// use iscc_sign::{Identity, SecretKey, json, sign, verify};
///
/// let key: SecretKey = "z3u2So9EAtuYVuxGog4F2ksFGws8YT7pBPs4xyRbv3NJgrNA".parse()?;
/// let document = json::parse_object(r#"{"hello": "world"}"#)?;
///
/// let signed = sign(&document, &key, Identity::SelfVerifying)?;
/// assert_eq!(verify(&signed, None)?.key, key.public());
/// # Ok::<(), iscc_sign::Error>(())
/// ```
///
/// # Errors
/// [`Error::ForbiddenMember`] if the object has a `signature` or a `proof` already, [`Error::Member`] for an empty
/// controller or key identifier, [`Error::NumberRange`].
pub fn sign(document: &Object, key: &SecretKey, identity: Identity<'_>) -> Result<Object, Error> {
    if let Some(name) = ["signature", "proof"].into_iter().find(|name| document.contains_key(*name))
    {
        return Err(Error::ForbiddenMember(name.into()));
    }
    let mut signature = Object::new();
    signature.insert("version".into(), VERSION.into());
    if let Identity::Controller { controller, keyid } = identity {
        signature.insert("controller".into(), controller.into());
        if let Some(keyid) = keyid {
            signature.insert("keyid".into(), keyid.into());
        }
    }
    if identity != Identity::ProofOnly {
        signature.insert("pubkey".into(), key.public().to_string().into());
    }
    if signature.values().any(|value| value == "") {
        return Err(Error::Member("controller"));
    }
    let mut signed = document.clone();
    let mut with_proof = signature.clone();
    signed.insert("signature".into(), Value::Object(signature));
    let proof = key.sign(&canonical_object(&signed)?);
    with_proof.insert("proof".into(), proof.to_string().into());
    signed.insert("signature".into(), Value::Object(with_proof));
    Ok(signed)
}

/// A signature that holds.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verified {
    /// The key that signed.
    pub key: PublicKey,
    /// Who controls the key, as the signer claims; [`Self::identity`] checks it.
    pub controller: Option<String>,
    /// Which of the controller's keys it is, as the signer claims.
    pub keyid: Option<String>,
}

impl Verified {
    /// Checks the claimed identity against the controller's document, wherever it was fetched from: it must be about the
    /// controller and list the key, not revoked.
    ///
    /// # Errors
    /// [`Error::NotAuthorised`] with the reason.
    pub fn identity(&self, document: &Object) -> Result<(), Error> {
        controller::authorises(
            document,
            self.controller.as_deref(),
            self.keyid.as_deref(),
            &self.key,
        )
    }
}

/// Verifies the signature of an object.
///
/// With `expected` the signature must be of that key, whatever key it carries itself.
///
/// # Errors
/// [`Error::MissingSignature`], [`Error::MissingProof`], [`Error::Version`], [`Error::ForbiddenMember`] for a member of the
/// signature that ISCC-SIG does not define, [`Error::ControllerWithoutKey`], [`Error::NoKey`], [`Error::KeyMismatch`],
/// [`Error::KeyFormat`], [`Error::ProofFormat`], [`Error::NumberRange`], [`Error::WeakKey`], [`Error::BadSignature`].
pub fn verify(document: &Object, expected: Option<&PublicKey>) -> Result<Verified, Error> {
    let signature = document.get("signature").ok_or(Error::MissingSignature)?;
    let signature = signature.as_object().ok_or(Error::Member("signature"))?;
    forbid_others(signature, &["version", "controller", "keyid", "pubkey", "proof"])?;
    let version = text(signature, "version")?;
    if version != VERSION {
        return Err(Error::Version(version.into()));
    }
    let proof = optional_text(signature, "proof")?.ok_or(Error::MissingProof)?;
    let controller = optional_text(signature, "controller")?;
    let keyid = optional_text(signature, "keyid")?;
    let embedded = optional_text(signature, "pubkey")?.map(str::parse::<PublicKey>).transpose()?;
    if keyid.is_some() && controller.is_none() || controller.is_some() && embedded.is_none() {
        return Err(Error::ControllerWithoutKey);
    }
    let key = match (embedded, expected) {
        (Some(embedded), Some(expected)) if embedded != *expected => {
            return Err(Error::KeyMismatch);
        }
        (Some(key), _) => key,
        (None, Some(key)) => *key,
        (None, None) => return Err(Error::NoKey),
    };
    let proof: Signature = proof.parse()?;
    key.verify(&signed_bytes(document, signature)?, &proof)?;
    Ok(Verified { key, controller: controller.map(Into::into), keyid: keyid.map(Into::into) })
}

/// What was signed: the document without the proof.
fn signed_bytes(document: &Object, signature: &Object) -> Result<alloc::vec::Vec<u8>, Error> {
    let mut signature = signature.clone();
    signature.remove("proof");
    let mut unsigned = document.clone();
    unsigned.insert("signature".into(), Value::Object(signature));
    canonical_object(&unsigned)
}
