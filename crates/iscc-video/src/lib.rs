//! ISCC Video-Code (ISO 24138): similarity of what is seen.
//!
//! A Video-Code is a hash of the frames of a film, five a second: scaled, re-encoded or slightly edited versions of a
//! film have codes with a small Hamming distance. Each frame becomes a signature of MPEG-7 (ISO/IEC 15938-3), equal
//! bit for bit to that of FFmpeg's filter `signature`, which the reference calls.
//!
//! * **code**: luma planes to signatures, signatures to the code. It cannot fail and needs no decoder and no `std`, so
//!   that a transcoder, a player or a web page, which has frames already, takes this alone.
//! * **decode**: files to signatures, behind a feature.
//!
//! # Example
//! ```
//! use iscc_video::{Luma, VideoHasher, frame_signature};
//!
//! let mut hasher = VideoHasher::new();
//! for frame in 0..10usize {
//!     // What a decoder gives: 64 x 48 pixels in rows of 80 bytes.
//!     let luma: Vec<u8> = (0..48 * 80).map(|i| (i % 80 * 3 + i / 80 * frame) as u8).collect();
//!     hasher.update(frame_signature(&Luma::new(&luma, 64, 48, 80)?).vector());
//! }
//! assert!(hasher.finalize().is_some());
//! # Ok::<(), iscc_video::Error>(())
//! ```
//!
//! # Which item do I want?
//! | you have | you want | item |
//! |---|---|---|
//! | a frame's luma plane | its signature | [`Luma`], [`frame_signature`] |
//! | frames with their times, at any rate | the code | [`FrameHasher`] |
//! | RGBA frames | luma planes, with FFmpeg's arithmetic | [`Luma::from_rgba`] |
//! | all frame signatures | the code | [`video_code`], [`video_hash`] |
//! | signatures as they come | the code | [`VideoHasher`] |
//! | signatures and their times | a signature file (`.mp7sig`) | [`VideoSignature`] |
//! | a signature file | the same | [`VideoSignature::from_bytes`] |
//! | every frame of a film | the reference's scenes | [`scene_difference`], [`SceneCuts`], [`scene_features`] |
//! | signatures with times | our shots, and a clip found in a film | [`shots`], [`find_clip`] |
//!
//! With feature `ffmpeg` or `native`, a film's file becomes its code, signatures, scenes, metadata and a thumbnail in one pass by
//! `read_video`.
//!
//! # Features
//! * `ffmpeg`: files, through FFmpeg's libraries, 5.1 or later; needs std. Off by default.
//! * `native`: files of H.264 with 8 bits a sample in MP4 and Matroska, in Rust alone; needs std. Off by default. Where both are
//!   on, `read_video` takes FFmpeg, which reads everything and is faster, and `read_video_native` does without.
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(any(feature = "ffmpeg", feature = "native"))]
extern crate std;

#[cfg(any(feature = "ffmpeg", feature = "native"))]
mod decode;
mod distinct;
mod error;
mod frame_hasher;
mod hash;
mod luma;
mod mp7sig;
mod orientation;
mod permutations;
mod sampling;
mod scenes;
mod shots;
mod signature;
mod wta;

#[cfg(feature = "native")]
pub use decode::read_video_native;
#[cfg(any(feature = "ffmpeg", feature = "native"))]
pub use decode::{
    DecodeOptions, Metadata, ReadSeek, Thumbnail, Video, read_video, read_video_from,
};
pub use error::Error;
pub use frame_hasher::FrameHasher;
pub use hash::{FrameVector, VALUES, VideoHasher, video_code, video_hash};
pub use luma::Luma;
pub use mp7sig::VideoSignature;
pub use orientation::Orientation;
pub use sampling::{Doubt, FiveFps, Planned, SkipPlan, Watch};
pub use scenes::{SampleDifference, SceneCuts, SceneFeature, scene_difference, scene_features};
pub use shots::{ClipMatch, Shot, find_clip, shots};
pub use signature::{FrameSignature, frame_signature};
