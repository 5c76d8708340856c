//! ISCC Text-Code and Meta-Code (ISO 24138), text normalisation, granular features, text files.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(any(feature = "std", test))]
extern crate std;

mod base64;
mod casing;
mod clean;
mod collapse;
mod error;
#[cfg(feature = "extract")]
pub mod extract;
mod granular;
#[cfg(feature = "meta")]
mod meta;
mod name;
mod ngram;
mod recompose;
mod text_code;
mod trim;

pub use clean::text_clean;
pub use collapse::text_collapse;
pub use error::{DataUrlError, Error};
pub use granular::{PassageSize, Simprint, Span, TextFeature, TextFeatures, text_features};
#[cfg(feature = "meta")]
pub use meta::{DESCRIPTION_BYTES, META_BYTES, MetaCode, MetaInput, Metahash, NAME_BYTES};
pub use name::name_from_file;
pub use ngram::text_hash;
pub use text_code::{TextCode, TextHash, TextHasher, text_code};
pub use trim::{text_remove_newlines, text_trim};
