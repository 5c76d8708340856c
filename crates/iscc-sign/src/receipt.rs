//! Receipts: a hub's signed confirmation that a note was logged (`IsccReceipt`, a verifiable credential), with the
//! proof that it stands in the hub's log.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;

use iscc_core::{IdV1, IsccId};
use serde_json::{Value, json};

use crate::controller::authorises;
use crate::data_integrity::verify_proof;
use crate::error::{Error, NotAuthorised};
use crate::json::{Object, canonical};
use crate::key::PublicKey;
use crate::log::{Checkpoint, decode, leaf_hash, verify_inclusion};
use crate::member::{number, object, text};
use crate::note::{Note, id};
use crate::signature::{Verified, verify};

/// The schema of entries in a hub's log.
const ENTRY: &str = "http://purl.org/iscc/schema/iscc-log-entry-0.8.0.json";

/// Minutes between a note's own timestamp and its logging that are usual, in milliseconds.
const USUAL_DELAY: u64 = 10 * 60 * 1000;

/// Where the hub's key comes from.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum HubKey<'a> {
    /// From the issuer's identifier, which must be a did:key.
    Issuer,
    /// The caller knows it.
    Known(&'a PublicKey),
    /// From the document that the issuer publishes, wherever it was fetched from.
    Document(&'a Object),
}

/// A receipt that holds: hub's signature, note, and log where the receipt has its proof.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Receipt {
    /// The hub's identifier.
    pub issuer: String,
    /// The key that the hub signed with.
    pub hub_key: PublicKey,
    /// The number of the declaration at the hub, from 0.
    pub seq: u64,
    /// The identifier that the hub issued.
    pub iscc_id: IdV1,
    /// What was declared.
    pub note: Note,
    /// Who declared it.
    pub declarer: Verified,
    /// The state of the log in which the note stands as entry `seq`, if the receipt proves it.
    pub log: Option<Checkpoint>,
}

impl Receipt {
    /// Verifies a receipt. Nothing is fetched, so it holds years later, without hub or network.
    ///
    /// # Errors
    /// Those of [`verify`] and [`Note::from_object`] for the note; [`Error::KeyMismatch`] and [`Error::NotAuthorised`] if
    /// the hub's key is not the issuer's; [`Error::Checkpoint`] and [`Error::NotInLog`]; [`Error::Member`] for
    /// members that are missing or contradict one another.
    pub fn verify(receipt: &Object, hub: HubKey<'_>) -> Result<Self, Error> {
        let is_receipt = |types: &Value| {
            let types = types.as_array();
            types.is_some_and(|types| types.iter().any(|name| name == "IsccReceipt"))
        };
        if !receipt.get("type").is_some_and(is_receipt) {
            return Err(Error::Member("type"));
        }
        let issuer = text(receipt, "issuer")?;
        if !receipt.contains_key("proof") {
            return Err(Error::MissingProof);
        }
        let method = text(object(receipt, "proof")?, "verificationMethod")?;
        let hub_key = key_of(issuer, method, hub)?;
        verify_proof(receipt, &hub_key)?;

        let subject = object(receipt, "credentialSubject")?;
        let declaration = object(subject, "declaration")?;
        let signed_note = object(declaration, "iscc_note")?;
        let declarer = verify(signed_note, None)?;
        let note = Note::from_object(signed_note)?;
        let declared_by = declarer.controller.clone().unwrap_or_else(|| declarer.key.did());
        if text(subject, "id")? != declared_by {
            return Err(Error::Member("id"));
        }
        let (seq, iscc_id) = (number(declaration, "seq")?, id(declaration)?);
        if iscc_id.hub() != note.nonce.hub() {
            return Err(Error::Member("iscc_id"));
        }
        let evidence = receipt.get("evidence").map(|_| object(receipt, "evidence")).transpose()?;
        let log = evidence
            .map(|evidence| {
                let entry = json!({
                    "$schema": ENTRY,
                    "iscc_id": IsccId::V1(iscc_id).to_string(),
                    "note": signed_note,
                });
                verify_evidence(evidence, issuer, &hub_key, seq, &canonical(&entry)?)
            })
            .transpose()?;
        Ok(Self { issuer: issuer.into(), hub_key, seq, iscc_id, note, declarer, log })
    }

    /// Whether the hub logged the note more than ten minutes before or after the time that the note claims. It
    /// proves nothing, and is worth a remark.
    #[must_use]
    pub fn is_late(&self) -> bool {
        self.note.timestamp.is_some_and(|claimed| {
            (self.iscc_id.timestamp() / 1000).abs_diff(claimed.milliseconds()) > USUAL_DELAY
        })
    }
}

/// The key behind a verification method of the issuer.
fn key_of(issuer: &str, method: &str, hub: HubKey<'_>) -> Result<PublicKey, Error> {
    let fragment = method.strip_prefix(issuer).and_then(|rest| rest.strip_prefix('#'));
    let fragment = fragment.ok_or(Error::Member("verificationMethod"))?;
    let own = PublicKey::from_did(issuer);
    let key = match hub {
        HubKey::Issuer => own.ok_or(Error::NoKey)?,
        HubKey::Known(key) => *key,
        HubKey::Document(document) => {
            let key = listed_key(document, method)
                .ok_or(Error::NotAuthorised(NotAuthorised::NoMethod))?;
            authorises(document, Some(issuer), Some(method), &key)?;
            key
        }
    };
    match own {
        Some(own) if own != key || own.to_string() != fragment => Err(Error::KeyMismatch),
        _ => Ok(key),
    }
}

/// The key of a verification method in the document of its controller.
fn listed_key(document: &Object, method: &str) -> Option<PublicKey> {
    let methods = document.get("verificationMethod")?.as_array()?;
    let listed = methods.iter().find(|listed| listed["id"] == method)?;
    listed["publicKeyMultibase"].as_str()?.parse().ok()
}

/// Checks that the entry stands as number `seq` in the log of the issuer.
fn verify_evidence(
    evidence: &Object,
    issuer: &str,
    key: &PublicKey,
    seq: u64,
    entry: &[u8],
) -> Result<Checkpoint, Error> {
    if text(evidence, "type")? != "IsccLogInclusionProof" {
        return Err(Error::Member("type"));
    }
    // did:web escapes a colon before a port, and writes further parts of a path behind colons.
    let host = issuer.strip_prefix("did:web:").map(|name| name.split(':').next().unwrap_or(name));
    let origin = format!("{}/log", host.ok_or(Error::Checkpoint)?.replace("%3A", ":"));
    let checkpoint = Checkpoint::verify(text(evidence, "checkpoint")?, &origin, key)?;
    if number(evidence, "treeSize")? != checkpoint.size {
        return Err(Error::Member("treeSize"));
    }
    if number(evidence, "leafIndex")? != seq {
        return Err(Error::Member("leafIndex"));
    }
    let path = evidence.get("inclusionProof").and_then(Value::as_array);
    let path =
        path.map(|path| path.iter().map(|hash| decode(hash.as_str()?)).collect::<Option<Vec<_>>>());
    let path = path.flatten().ok_or(Error::Member("inclusionProof"))?;
    verify_inclusion(&leaf_hash(entry), seq, checkpoint.size, &path, &checkpoint.root)?;
    Ok(checkpoint)
}
