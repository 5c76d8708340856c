//! [`Error`]: why a document cannot be signed, or why its signature does not count.

use alloc::string::String;

/// Why a document cannot be signed, or why its signature does not count.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The text is not JSON.
    #[error("not valid JSON, line {line}, column {column}")]
    Json {
        /// The line of the first fault, from 1.
        line: usize,
        /// The column of the first fault, from 1.
        column: usize,
    },
    /// An object has two members of one name, so that two readers may see two documents.
    #[error("the member {0:?} stands twice in one object")]
    DuplicateMember(String),
    /// An integer that a double cannot hold exactly: its magnitude is above 2^53 - 1.
    #[error("a number is outside the range that canonical JSON preserves")]
    NumberRange,
    /// A member that must be there is missing or has another type.
    #[error("the member {0:?} is missing or malformed")]
    Member(&'static str),
    /// A member that must not be there.
    #[error("the member {0:?} is not allowed here")]
    ForbiddenMember(String),
    /// The document has no `signature`.
    #[error("the document is not signed")]
    MissingSignature,
    /// The signature has no `proof`, or the receipt none.
    #[error("the signature has no proof")]
    MissingProof,
    /// A version of signature or cryptographic suite that this crate does not implement.
    #[error("the signature version {0:?} is not supported")]
    Version(String),
    /// Neither the document nor the caller names a public key.
    #[error("no public key to verify with")]
    NoKey,
    /// A string that is not an Ed25519 key as a multikey.
    #[error("not an Ed25519 multikey")]
    KeyFormat,
    /// A proof that is not a multibase signature of 64 bytes.
    #[error("not a signature of 64 bytes in base58btc")]
    ProofFormat,
    /// The signature is not that of this document and key.
    #[error("the signature does not match the document")]
    BadSignature,
    /// A key of small order, under which one signature fits any document.
    #[error("the public key is weak: one signature would fit any document")]
    WeakKey,
    /// The document carries another key than the expected one.
    #[error("the document is signed by another key than the expected one")]
    KeyMismatch,
    /// `controller` without `pubkey`, or `keyid` without `controller`.
    #[error("a signature with a controller needs its public key")]
    ControllerWithoutKey,
    /// The controller document does not authorise the key.
    #[error("the controller document does not authorise the key: {0}")]
    NotAuthorised(NotAuthorised),
    /// The checkpoint is malformed, of another log, or not signed by the key.
    #[error("the log's checkpoint does not hold")]
    Checkpoint,
    /// The inclusion proof does not lead from the entry to the checkpoint's root.
    #[error("the entry is not in the log")]
    NotInLog,
    /// The operating system has no random numbers.
    #[error("no random numbers from the operating system")]
    Random,
}

/// Why a controller document does not authorise a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotAuthorised {
    /// The document is about another controller.
    #[error("it is about another controller")]
    OtherController,
    /// No verification method has the key and the key identifier.
    #[error("it has no verification method with this key")]
    NoMethod,
    /// The verification method is revoked.
    #[error("the key is revoked")]
    Revoked,
    /// The signature names no controller.
    #[error("the signature names no controller")]
    NoController,
}
