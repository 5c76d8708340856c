//! ISCC Audio-Code (ISO 24138) from PCM and from audio files, exactly as the reference.
//!
//! An Audio-Code is a similarity-preserving hash of what is heard: re-encoded, resampled or slightly
//! edited versions of a recording have codes with a small Hamming distance. It is made of the items
//! of a Chromaprint fingerprint, which this crate makes as fpcalc does, item by item.
//!
//! ```
//! # #[cfg(feature = "fingerprint")] {
//! use iscc_audio::{ChannelLayout, Fingerprinter, PcmSpec, SampleFormat};
//! use iscc_core::Bits;
//!
//! // What a decoder says about its samples.
//! let spec = PcmSpec::new(48_000, ChannelLayout::STEREO, SampleFormat::F32).unwrap();
//! let mut fingerprinter = Fingerprinter::new(spec);
//! for second in 0..4 {
//!     let tone = |n: usize| ((n / 2) as f32 * 0.01 * (second + 1) as f32).sin();
//!     let interleaved: Vec<f32> = (0..2 * 48_000).map(tone).collect();
//!     fingerprinter.update(&interleaved);
//! }
//! let fingerprint = fingerprinter.finalize();
//! assert_eq!(fingerprint.len(), 11);
//! assert_eq!(fingerprint.code(Bits::B64).kind().to_string(), "Audio-Code");
//! # }
//! ```
//!
//! # Which item do I want?
//! | I have | I want | item |
//! |---|---|---|
//! | PCM of any rate, layout and type | its fingerprint | [`fingerprint`], [`Fingerprinter`] in pieces |
//! | all items of a fingerprint | its code | [`audio_code`], [`Fingerprint::code`] |
//! | the same | all 256 bits | [`audio_hash`] |
//! | items as they come | the same | [`AudioHasher`] |
//! | items | hashes by which a clip is found inside of a recording | [`audio_features`] |
//! | items | how far their code can be trusted | [`audio_stability`] |
//! | an audio file | the above | module `decode` |
//!
//! # Features
//! | feature | default | what it adds |
//! |---|---|---|
//! | `fingerprint` | yes | from PCM to items; needs a heap, no `std` |
//! | `simd` | yes | AVX2 and FMA where the CPU has them, with the same items; needs `std` |
//! | `decode` | | audio files, in Rust alone; needs `std` |
//! | `ffmpeg` | | audio files that the above does not read, by the FFmpeg libraries |
//! | `metadata` | | titles, creators, rights and covers of audio files |
//!
//! Without features the crate is `no_std` and goes from items to codes. No feature changes the result. Without `simd` on
//! x86, and on targets without a fused multiplication and addition, that one operation is emulated exactly, which
//! makes resampling several times slower.
//!
//! # Not supported
//! Sound of less than 2.8 seconds has no items (docs/audio.md says what happens then). Layouts without a speaker in front
//! cannot be mixed, as in FFmpeg.
// The page names what the features add.
#![cfg_attr(not(feature = "fingerprint"), allow(rustdoc::broken_intra_doc_links))]
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
mod granular;
mod hash;
mod layout;
#[cfg(feature = "metadata")]
pub mod metadata;
mod pcm;
mod stability;

#[cfg(feature = "fingerprint")]
pub use arch::simd;
#[cfg(feature = "fingerprint")]
pub use chromaprint::{Fingerprint, Fingerprinter, Variant, fingerprint};
pub use granular::{AudioFeature, AudioFeatures, Segments, audio_features};
pub use hash::{AudioHasher, audio_code, audio_hash};
pub use layout::ChannelLayout;
pub use pcm::{PcmSpec, SampleFormat, Samples};
pub use stability::{AudioStability, audio_stability};
