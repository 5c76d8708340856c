//! ISCC Text-Code and Meta-Code (ISO 24138), text normalisation, granular features.
//!
//! Codes are those of iscc-core 1.5.0 and iscc-lib 0.7.0 bit for bit; what is different on purpose says
//! `DIFFERENCE` where it is.
//!
//! # Example
//! ```
//! # #[cfg(feature = "meta")] {
//! use iscc_core::Bits;
//! use iscc_text::{MetaInput, name_from_file, text_clean, text_code};
//!
//! let text = "Gr\u{fc}\u{df}e aus K\u{f6}ln";
//! let content = text_code(&text_clean(text), Bits::B64);
//! assert_eq!(content.unit.to_string(), "ISCC:EAAY24KBMTN7FWIL");
//!
//! let meta = MetaInput::new(&name_from_file("greetings-from_cologne.txt")).code(Bits::B64)?;
//! assert_eq!(meta.name, "greetings from cologne");
//! assert_eq!(meta.unit.to_string(), "ISCC:AAA4HO7VXMC5GD6T");
//! # }
//! # Ok::<(), iscc_text::Error>(())
//! ```
//!
//! # Which item do I want?
//! | you have | you want | item |
//! |---|---|---|
//! | extracted text | text as it is displayed, from which codes of files are computed | [`text_clean`] |
//! | text | its Text-Code | [`text_code`] |
//! | a long text and several CPU cores | its Text-Code, faster | `text_code_parallel` |
//! | text in pieces | its Text-Code, in constant memory | [`TextHasher`] |
//! | text | the characters that a Text-Code depends on | [`text_collapse`] |
//! | collapsed text | its similarity hash | [`text_hash`] |
//! | clean text | a hash of each passage, with its position | [`text_features`] |
//! | a name, a description, JSON or a data URL | a Meta-Code | `MetaInput` |
//! | an embedded title, possibly with markup | plain text | [`sanitize`] |
//! | a file name | a name for the work | [`name_from_file`] |
//! | a name or a description | one line; at most so many bytes | [`text_remove_newlines`], [`text_trim`] |
//!
//! # Features
//! * `meta` (default): the Meta-Code. Brings `blake3` and `serde_json`.
//! * `simd` (default): AVX2 and AVX-512 for the features where the CPU has them.
//! * `std`: implied by all of them. Without any feature the crate is `no_std` with `alloc`: cleaning, Text-Codes and
//!   granular features. No feature changes a code.
//!
//! # Not in here
//! Documents: `iscc-document` takes the text out of them. Semantic-Codes. Cleaning is one-shot only.
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(any(feature = "std", test))]
extern crate std;

mod base64;
mod clean;
mod collapse;
mod error;
mod granular;
#[cfg(feature = "meta")]
mod meta;
mod name;
mod ngram;
#[cfg(feature = "std")]
mod parallel;
mod plain;
mod recompose;
mod sanitize;
mod text_code;
mod trim;
mod unicode_tables;

pub use clean::text_clean;
pub use collapse::{Collapsed, text_collapse};
pub use error::{DataUrlError, Error};
pub use granular::{PassageSize, Simprint, Span, TextFeature, TextFeatures, text_features};
#[cfg(feature = "meta")]
pub use meta::{DESCRIPTION_BYTES, META_BYTES, MetaCode, MetaInput, NAME_BYTES};
pub use name::name_from_file;
pub use ngram::text_hash;
#[cfg(feature = "std")]
pub use parallel::text_code_parallel;
pub use sanitize::sanitize;
pub use text_code::{TextCode, TextHash, TextHasher, text_code};
pub use trim::{text_remove_newlines, text_trim};
