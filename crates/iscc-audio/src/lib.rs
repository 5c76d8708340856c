//! ISCC Audio-Code (ISO 24138): similarity of what is heard.
//!
//! # Example
//! ```
//! use iscc_core::Bits;
//!
//! // The items of a fingerprint, as `fpcalc -raw -signed` prints them.
//! let unit = iscc_audio::audio_code(&[-1, 0, 1], Bits::B64);
//! assert_eq!(unit.kind().to_string(), "Audio-Code");
//! ```
//!
//! # Which item do I want?
//! | you have | item |
//! |---|---|
//! | all items of a fingerprint | [`audio_code`], [`audio_hash`] |
//! | items as they come | [`AudioHasher`] |
//!
//! # Not supported yet
//! Fingerprints from PCM and from audio files.
#![cfg_attr(not(any(feature = "decode", test)), no_std)]
#![cfg_attr(not(feature = "simd"), forbid(unsafe_code))]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(any(feature = "simd", test))]
extern crate std;

#[cfg(feature = "fingerprint")]
mod arch;
#[cfg(feature = "fingerprint")]
mod chromaprint;
#[cfg(feature = "decode")]
pub mod decode;
mod hash;
mod layout;
#[cfg(feature = "metadata")]
pub mod metadata;
mod pcm;

#[cfg(feature = "fingerprint")]
pub use chromaprint::{Fingerprint, Fingerprinter, Variant, fingerprint};
pub use hash::{AudioHasher, audio_code, audio_hash};
pub use layout::ChannelLayout;
pub use pcm::{PcmSpec, SampleFormat, Samples};
