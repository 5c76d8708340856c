//! Core of the ISCC (ISO 24138).
#![no_std]
#![forbid(unsafe_code)]

#[cfg(feature = "alloc")]
extern crate alloc;

mod bits;
pub mod cdc;
mod digest;
mod error;
mod header;
mod kind;
mod minhash;
mod packed;
mod simhash;
mod unit;

pub use bits::Bits;
pub use digest::Digest;
pub use error::{ComposeError, ParseError};
pub use header::Header;
pub use kind::{Mode, UnitKind};
pub use minhash::MinHasher;
pub use packed::Packed;
pub use simhash::SimHasher;
pub use unit::Unit;
