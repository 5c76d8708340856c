//! The core of the ISCC, the International Standard Content Code (ISO 24138): its types, headers
//! and text forms, composition, distance, and the algorithms that several engines share. No I/O,
//! no heap in the codec, `no_std`.
//!
//! # Example
//! ```
//! use iscc_core::{Code, Iscc};
//!
//! let iscc = Iscc::parse_lenient("iscc:kecycmzioy36xxgzds2r7ggrxj3q65vlklo7xqfhnkylqdlyj4tmgpq")?;
//! let Iscc::Code(code) = iscc else { return Ok(()) };
//! for unit in code.units() {
//!     println!("{:<14} {unit}", unit.kind().to_string());
//! }
//! let twin = Code::compose(&code.units())?;
//! assert_eq!(twin, code);
//! # Ok::<(), iscc_core::ParseError>(())
//! ```
//!
//! # Which item do I want?
//! | you have | you want | item |
//! |---|---|---|
//! | a string of unknown form | the code in it | [`Iscc::parse_lenient`] |
//! | a string that must be canonical | the code, or an error | [`str::parse`] to [`Iscc`], [`Unit`], [`Code`], [`IsccId`] |
//! | a code | another text form | [`Iscc::form`], [`TextForm`] |
//! | units | an ISCC-CODE | [`Code::compose`], [`Code::compose_wide`] |
//! | an ISCC-CODE | its units | [`Code::units`] |
//! | Content-Codes of one asset | a Mixed-Code | [`mixed_code`] |
//! | two codes | how similar they are | [`Iscc::compare`], [`Unit::distance`] |
//! | a soft binding of C2PA | the units in it | [`Seq`] |
//! | features | a similarity hash | [`MinHasher`], [`SimHasher`] |
//! | pieces of bytes | a feature of each | [`xxh32_each`] |
//! | text of single bytes | a feature of every window of 13 | [`xxh32_windows`] |
//! | bytes | chunks that survive edits | [`cdc`] |
//!
//! # Features
//! * `alloc` (default): [`Seq::encode`], which needs a `Vec`. Everything else works without.
//! * `simd` (default): AVX2 and AVX-512 where the CPU has them. Needs the standard library. The
//!   only unsafe code of the crate is the call of what was found; without the feature it has none.
//! * `serde`: codes as their canonical strings.
//!
//! # Not in here
//! Reading files and computing units from content: that is in `iscc-data`, `iscc-text`,
//! `iscc-image` and, for all of them together, `iscc-kit`. Making ISCC-IDv0 and Flake-Codes: both
//! are decoded only.
#![no_std]
#![cfg_attr(not(feature = "simd"), forbid(unsafe_code))]
#![cfg_attr(docsrs, feature(doc_cfg))]

#[cfg(any(feature = "alloc", doc, test))]
extern crate alloc;
#[cfg(any(feature = "simd", test))]
extern crate std;

mod arch;
mod bits;
pub mod cdc;
mod code;
mod digest;
mod distance;
mod error;
mod explain;
mod flake;
mod header;
mod id;
mod iscc;
mod kind;
mod minhash;
mod mixed;
mod multihash;
mod packed;
mod raw_unit;
mod seq;
mod simd;
mod simhash;
mod text;
mod unit;
mod xxh32;

pub use bits::Bits;
pub use code::{Code, CodeKind, Units};
pub use digest::Digest;
pub use distance::Distance;
pub use error::{ComposeError, ParseError};
pub use flake::FlakeCode;
pub use header::Header;
pub use id::{Chain, IdV0, IdV1, IsccId, Realm};
pub use iscc::Iscc;
pub use kind::{Mode, UnitKind};
pub use minhash::MinHasher;
pub use mixed::mixed_code;
pub use multihash::Multihash;
pub use packed::Packed;
pub use raw_unit::RawUnit;
pub use seq::{Seq, SeqUnits};
pub use simd::{Simd, simd};
pub use simhash::SimHasher;
pub use text::{Formatted, Multibase, TextForm};
pub use unit::Unit;
pub use xxh32::{WINDOW, xxh32_each, xxh32_windows};
