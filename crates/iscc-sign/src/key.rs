//! Ed25519 keys and signatures as multikeys (W3C Controlled Identifiers, section 2.2.2) and did:key.

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use core::fmt;
use core::str::FromStr;

use ed25519_dalek::{Signature as Ed25519Signature, Signer as _, SigningKey, VerifyingKey};

use crate::error::Error;

/// The multicodec prefixes of an Ed25519 public key and of its secret key (seed).
const PUBLIC: [u8; 2] = [0xed, 0x01];
const SECRET: [u8; 2] = [0x80, 0x26];

/// The longest multibase string that is decoded: a signature takes at most 89 characters.
const MAX_CHARACTERS: usize = 128;

/// An Ed25519 public key; prints as a multikey (`z6Mk…`), and is parsed from one.
///
/// ```
/// use iscc_sign::PublicKey;
///
/// let key: PublicKey = "z6MkpFpVngrAUTSY6PagXa1x27qZqgdmmy3ZNWSBgyFSvBSx".parse()?;
/// assert_eq!(key.did(), "did:key:z6MkpFpVngrAUTSY6PagXa1x27qZqgdmmy3ZNWSBgyFSvBSx");
/// assert_eq!(PublicKey::from_did(&key.did()), Some(key));
/// # Ok::<(), iscc_sign::Error>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicKey([u8; 32]);

impl PublicKey {
    /// The key of 32 bytes (RFC 8032); whether they are a usable key shows when something is verified.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// The 32 bytes of RFC 8032.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The key's own identifier: `did:key:` and the multikey.
    #[must_use]
    pub fn did(&self) -> String {
        format!("did:key:{self}")
    }

    /// The key of a `did:key` identifier, without a fragment.
    #[must_use]
    pub fn from_did(did: &str) -> Option<Self> {
        did.strip_prefix("did:key:")?.parse().ok()
    }

    /// Verifies a signature of `message`, strictly: neither a key nor a signature with a part of small order counts, and
    /// of the several encodings of a signature only the canonical one (RFC 8032, 5.1.7, without cofactor).
    ///
    /// # Errors
    /// [`Error::KeyFormat`] if the bytes are not a point of the curve, [`Error::WeakKey`], [`Error::BadSignature`].
    pub fn verify(&self, message: &[u8], signature: &Signature) -> Result<(), Error> {
        let key = VerifyingKey::from_bytes(&self.0).map_err(|_| Error::KeyFormat)?;
        if key.is_weak() {
            return Err(Error::WeakKey);
        }
        let signature = Ed25519Signature::from_bytes(&signature.0);
        key.verify_strict(message, &signature).map_err(|_| Error::BadSignature)
    }
}

impl fmt::Display for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&to_multibase(&[&PUBLIC, &self.0]))
    }
}

impl FromStr for PublicKey {
    type Err = Error;

    /// Parses a multikey.
    fn from_str(string: &str) -> Result<Self, Error> {
        from_multikey(string, PUBLIC).map(Self)
    }
}

/// An Ed25519 secret key. Its memory is cleared when it is dropped; `Debug` shows the public key alone.
///
/// ```
/// use iscc_sign::SecretKey;
///
/// let key: SecretKey = "z3u2So9EAtuYVuxGog4F2ksFGws8YT7pBPs4xyRbv3NJgrNA".parse()?;
/// assert_eq!(key.public().to_string(), "z6MkpFpVngrAUTSY6PagXa1x27qZqgdmmy3ZNWSBgyFSvBSx");
/// # Ok::<(), iscc_sign::Error>(())
/// ```
#[derive(Clone)]
pub struct SecretKey(SigningKey);

impl SecretKey {
    /// The key of a seed (RFC 8032, 5.1.5).
    #[must_use]
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// A new key from the operating system's random numbers.
    ///
    /// # Errors
    /// [`Error::Random`] if there are none.
    #[cfg(feature = "generate")]
    pub fn generate() -> Result<Self, Error> {
        let mut seed = [0; 32];
        getrandom::fill(&mut seed).map_err(|_| Error::Random)?;
        Ok(Self::from_seed(&seed))
    }

    /// The public key that belongs to it.
    #[must_use]
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key().to_bytes())
    }

    /// The key as a secret multikey (`z3u2…`), to be written to a file that nobody else can read.
    #[must_use]
    pub fn to_multikey(&self) -> String {
        to_multibase(&[&SECRET, self.0.as_bytes()])
    }

    /// Signs a message (RFC 8032, 5.1.6): the same signature each time.
    #[must_use]
    pub fn sign(&self, message: &[u8]) -> Signature {
        Signature(self.0.sign(message).to_bytes())
    }
}

impl fmt::Debug for SecretKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SecretKey")
            .field("public", &self.public().to_string())
            .finish_non_exhaustive()
    }
}

impl FromStr for SecretKey {
    type Err = Error;

    /// Parses a secret multikey.
    fn from_str(string: &str) -> Result<Self, Error> {
        from_multikey(string, SECRET).map(|seed| Self::from_seed(&seed))
    }
}

/// An Ed25519 signature; prints as multibase (`z` and base58btc), and is parsed from it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Signature([u8; 64]);

impl Signature {
    /// A signature of 64 bytes.
    #[must_use]
    pub const fn from_bytes(bytes: [u8; 64]) -> Self {
        Self(bytes)
    }

    /// The 64 bytes of RFC 8032.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 64] {
        &self.0
    }
}

impl fmt::Display for Signature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&to_multibase(&[&self.0]))
    }
}

impl FromStr for Signature {
    type Err = Error;

    fn from_str(string: &str) -> Result<Self, Error> {
        let bytes = from_multibase(string).ok_or(Error::ProofFormat)?;
        bytes.try_into().map(Self).map_err(|_| Error::ProofFormat)
    }
}

/// `z` and base58btc of the parts one after the other.
fn to_multibase(parts: &[&[u8]]) -> String {
    format!("z{}", bs58::encode(parts.concat()).into_string())
}

fn from_multibase(string: &str) -> Option<Vec<u8>> {
    if string.len() > MAX_CHARACTERS {
        return None;
    }
    bs58::decode(string.strip_prefix('z')?).into_vec().ok()
}

fn from_multikey(string: &str, prefix: [u8; 2]) -> Result<[u8; 32], Error> {
    let bytes = from_multibase(string).ok_or(Error::KeyFormat)?;
    let key = bytes.strip_prefix(&prefix).ok_or(Error::KeyFormat)?;
    key.try_into().map_err(|_| Error::KeyFormat)
}
