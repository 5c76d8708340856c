//! ISCC Video-Code (ISO 24138): similarity of what is seen.
//!
//! # Example
//! ```
//! use iscc_core::Bits;
//!
//! let frames = [[0u8; 380], [1; 380]];
//! let unit = iscc_video::video_code(&frames, Bits::B64);
//! assert!(unit.is_some_and(|unit| unit.kind().to_string() == "Video-Code"));
//! ```
//!
//! # Which item do I want?
//! | you have | item |
//! |---|---|
//! | all MPEG-7 frame signatures | [`video_code`], [`video_hash`] |
//! | signatures as they come | [`VideoHasher`] |
//!
//! # Not supported yet
//! Signatures from frames and from video files.
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;

mod distinct;
mod error;
mod hash;
mod luma;
mod mp7sig;
mod orientation;
mod permutations;
mod scenes;
mod shots;
mod signature;
mod sums;

pub use error::Error;
pub use hash::{FrameVector, VALUES, VideoHasher, video_code, video_hash};
pub use luma::Luma;
pub use mp7sig::VideoSignature;
pub use orientation::Orientation;
pub use scenes::{SampleDifference, SceneCuts, SceneFeature, scene_difference, scene_features};
pub use shots::{ClipMatch, Shot, find_clip, shots};
pub use signature::{FrameSignature, frame_signature};
