//! Controller documents (W3C Controlled Identifiers; DID documents): who a key belongs to.

use alloc::format;
use alloc::string::{String, ToString as _};

use serde_json::{Value, json};

use crate::error::{Error, NotAuthorised};
use crate::json::Object;
use crate::key::PublicKey;

/// The document that a controller publishes (for did:web at `/.well-known/did.json`), so that others can check that
/// the key is theirs.
///
/// ```
/// use iscc_sign::{PublicKey, controller_document};
///
/// let key: PublicKey = "z6MkpFpVngrAUTSY6PagXa1x27qZqgdmmy3ZNWSBgyFSvBSx".parse()?;
/// let document = controller_document("did:web:example.com", Some("iscc"), &key);
/// assert_eq!(document["assertionMethod"][0], "did:web:example.com#iscc");
/// # Ok::<(), iscc_sign::Error>(())
/// ```
#[must_use]
pub fn controller_document(controller: &str, keyid: Option<&str>, key: &PublicKey) -> Value {
    let multikey = key.to_string();
    let method = method_id(controller, keyid.unwrap_or(&multikey));
    json!({
        "id": controller,
        "verificationMethod": [{
            "id": method,
            "type": "Multikey",
            "controller": controller,
            "publicKeyMultibase": multikey,
        }],
        "authentication": [method],
        "assertionMethod": [method],
        "capabilityDelegation": [method],
        "capabilityInvocation": [method],
    })
}

/// The identifier of a verification method: `keyid` itself, or the controller with `keyid` as its fragment.
pub(crate) fn method_id(controller: &str, keyid: &str) -> String {
    let is_whole = keyid.strip_prefix(controller).is_some_and(|rest| rest.starts_with('#'));
    if is_whole { keyid.into() } else { format!("{controller}#{}", keyid.trim_start_matches('#')) }
}

/// Whether the controller's document lists the key, under the key identifier if there is one.
pub(crate) fn authorises(
    document: &Object,
    controller: Option<&str>,
    keyid: Option<&str>,
    key: &PublicKey,
) -> Result<(), Error> {
    let because = |reason| Err(Error::NotAuthorised(reason));
    let Some(controller) = controller else { return because(NotAuthorised::NoController) };
    if document.get("id").and_then(Value::as_str) != Some(controller) {
        return because(NotAuthorised::OtherController);
    }
    let multikey = key.to_string();
    let wanted = keyid.map(|keyid| method_id(controller, keyid));
    let is = |method: &Value, name: &str, value: &str| method[name] == value;
    let methods = document.get("verificationMethod").and_then(Value::as_array);
    let mut listed = methods.into_iter().flatten().filter(|method| {
        is(method, "controller", controller)
            && is(method, "publicKeyMultibase", &multikey)
            && wanted.as_deref().is_none_or(|wanted| is(method, "id", wanted))
    });
    match listed.next() {
        None => because(NotAuthorised::NoMethod),
        Some(method) if !method["revoked"].is_null() => because(NotAuthorised::Revoked),
        Some(_) => Ok(()),
    }
}
