//! Signed statements about ISCCs (International Standard Content Code, ISO 24138): who declares what about a work, in a form
//! that anybody can check, offline and years later.
//!
//! No files, no network, no clock: documents go in and come out as JSON, keys and times come from the caller.
//!
//! # Example
//! ```
//! use iscc_sign::{Identity, SecretKey, TdmStatement, json, sign, verify};
//!
//! // A statement about a work, signed by its rights holder.
//! let key: SecretKey = "z3u2So9EAtuYVuxGog4F2ksFGws8YT7pBPs4xyRbv3NJgrNA".parse()?;
//! let statement = TdmStatement::new("ISCC:KUACL4F2WZY7KBXBV4JUTOPV7GQ2M".parse()?, true);
//! let signed = sign(&statement.to_object(), &key, Identity::SelfVerifying)?;
//! let line = String::from_utf8(json::canonical_object(&signed)?)?;
//!
//! // Whoever has the line can check it.
//! let received = json::parse_object(&line)?;
//! assert_eq!(verify(&received, None)?.key, key.public());
//! assert!(TdmStatement::from_object(&received)?.reservation);
//! # Ok::<(), Box<dyn core::error::Error>>(())
//! ```
//!
//! # Which item do I want?
//! | you have | you want | item |
//! |---|---|---|
//! | the text of a document | an object that no two readers understand differently | [`json::parse_object`] |
//! | an object | its canonical bytes (RFC 8785) | [`json::canonical_object`] |
//! | an object and a key | the object with its signature (ISCC-SIG 1.0) | [`sign()`] |
//! | a signed object | whether the signature holds, and whose it is | [`verify()`] |
//! | a verified signature and the signer's published document | whether the key is theirs | [`Verified::identity`] |
//! | a key | the document to publish | [`controller_document`] |
//! | codes of a file | a declaration for a hub, its withdrawal | [`Note`], [`NoteDelete`] |
//! | codes of a file | a statement about data mining | [`TdmStatement`] |
//! | a hub's receipt | whether everything in it holds, the log included | [`Receipt::verify`] |
//! | a document and a hub's key | a proof with eddsa-jcs-2022 | [`add_proof`] |
//! | entries of a log | root, path, checkpoint | [`log`] |
//!
//! # What a signature proves
//! That whoever holds the key signed these very bytes. Not when (only a hub's log does), and not that the signer made the work.
//!
//! # Stricter than the reference
//! DIFFERENCE: iscc-crypto 0.5.0 accepts keys of small order, ignores an expected key where the document carries one, and takes
//! the last of two members of one name, integers that a double rounds, further members of a signature, and controller
//! documents about another controller or with a revoked key. This crate refuses all of them.
//!
//! # Features
//! * `generate` (default): new keys and nonces from the operating system's random numbers. Without it the crate needs no
//!   operating system and builds for `wasm32-unknown-unknown`.
//!
//! # Not in here
//! Fetching of DID documents, sending of notes, key files, clocks.
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

mod controller;
mod data_integrity;
mod error;
pub mod json;
mod key;
pub mod log;
mod member;
mod note;
mod receipt;
mod signature;
mod statement;
mod timestamp;

pub use controller::controller_document;
pub use data_integrity::add_proof;
pub use error::{Error, NotAuthorised};
pub use key::{PublicKey, SecretKey, Signature};
pub use note::{Nonce, Note, NoteDelete};
pub use receipt::{HubKey, Receipt};
pub use signature::{Identity, VERSION, Verified, sign, verify};
pub use statement::TdmStatement;
pub use timestamp::Timestamp;
