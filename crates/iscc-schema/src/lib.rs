//! The words that all ISCC crates share: what is known about a file ([`Record`]), what a file says about itself
//! ([`Metadata`]), why there is less than expected ([`Note`], [`ErrorKind`]), and how parts of content are found
//! ([`Segments`]).
//!
//! Engines produce these types, and programs, indexes and services consume them. Whoever only stores or compares
//! records needs this crate and `iscc-core`, and no engine. The crate is `no_std` and does no I/O.
//!
//! # Example
//! ```
//! use iscc_core::Mode;
//! use iscc_schema::{Metadata, Note, NoteCode, Record};
//!
//! let iscc = "ISCC:KACYPXW445FTYNJ3CYSXHAFJMA2HUWULUNRFE3BLHRSCXYH2M5AEGQY".parse()?;
//! let title = Metadata { name: Some("The Never Ending Story".into()), ..Metadata::default() };
//! let record = Record::new(iscc).mode(Mode::Text).metadata(title).note(Note::new(NoteCode::TextTruncated));
//!
//! let members = record.to_members();
//! assert_eq!(members.get("@type").and_then(|value| value.as_str()), Some("TextDigitalDocument"));
//! assert_eq!(Record::from_members(members)?, record);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Which item do I want?
//! | you have | you want | item |
//! |---|---|---|
//! | a code and facts about its file | a record | [`Record::new`] and its setters |
//! | a record | JSON, CBOR, other formats, and back | feature `serde`: `Serialize`, `Deserialize` |
//! | a record | its members as a tree, and back | [`Record::to_members`], [`Record::from_members`] |
//! | a record | only what the ISCC metadata schema 0.8.0 allows | [`Record::strict`] |
//! | an error of any engine | a status code, an exit code, an exception class | [`ErrorKind`] |
//! | a note | a sentence for a user | [`NoteCode`]; the sentences are the program's |
//! | bytes for a data URL, a simprint | base64 | [`base64`] |
//!
//! # Features
//! * `serde`: `Serialize` and `Deserialize` of all types that are written into records. It adds one crate, `serde`
//!   without its macros.
//!
//! Numbers with a fraction ([`Record::fps`]) survive JSON exactly if the reader parses them exactly: for `serde_json`
//! that takes its feature `float_roundtrip`. Up to 15 significant digits, which all of ours have, it is exact without.
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

mod additions;
pub mod base64;
mod error_kind;
mod features;
mod invalid;
mod media_type;
mod metadata;
mod note;
mod orientation;
mod record;
mod segments;
#[cfg(feature = "serde")]
mod serialize;
mod simprint;
mod threads;
mod thumbnail;
mod value;

pub use additions::{Additions, Stability};
pub use error_kind::{ErrorKind, UnknownErrorKind};
pub use features::Features;
pub use invalid::InvalidRecord;
pub use media_type::{MediaType, NoMediaType};
pub use metadata::{Cover, Metadata};
pub use note::{Note, NoteCode};
pub use orientation::Orientation;
pub use record::{CONTEXT, Record, SCHEMA, schema_type};
pub use segments::{Bytes, Characters, Milliseconds, Offset, Segment, Segments};
pub use simprint::{NoSimprint, Simprint};
pub use threads::Threads;
pub use thumbnail::Thumbnail;
pub use value::{Members, Value};
