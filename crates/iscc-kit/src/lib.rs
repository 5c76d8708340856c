//! ISCC, the International Standard Content Code (ISO 24138), for files: all engines behind
//! features, and the way from a file to its code.
//!
//! # Example
#![cfg_attr(feature = "files", doc = "```no_run")]
#![cfg_attr(not(feature = "files"), doc = "```ignore")]
//! let record = iscc_kit::code_file("picture.jpg", &iscc_kit::Options::new())?;
//! println!("{}", record.iscc);
//! # Ok::<(), iscc_kit::Error>(())
//! ```
//!
//! # Which item do I want?
//! | you have | you want | item |
//! |---|---|---|
//! | a file | its code and metadata | `code_file`, `code_reader` |
//! | a document | its text and metadata | `read_document` |
//! | the start of a file | its media type | `MediaType::detect` |
//! | a folder | its files in one order everywhere, its ISCC-SUM | `treewalk` |
//! | a code | its units, its distance to another | [`core`]: `Iscc`, `Code`, `Unit` |
//! | text, pixels, bytes, fingerprints, frames | a unit | `text`, `image`, `data`, `audio`, `video` |
//! | doubts about this build | what is in it; all conformance vectors run | `BuildInfo`; `selftest` |
//!
//! # Features
//! | feature | what it brings | on by default |
//! |---|---|---|
//! | `text` | `iscc-text`: Text-Code, granular features; `iscc-document`: text of documents | yes |
//! | `image` | `iscc-image`: Image-Code | yes |
//! | `audio` | `iscc-audio`: Audio-Code | yes |
//! | `video` | `iscc-video`: Video-Code from frame signatures; films with `native` or `ffmpeg` | yes |
//! | `data` | `iscc-data`: Data-Code, Instance-Code, ISCC-SUM | yes |
//! | `meta` | the Meta-Code of `iscc-text` | yes |
//! | `files` | from files to records: media types, readers of formats; `treewalk` | yes |
//! | `native` | films of H.264 in MP4 and Matroska, in Rust alone | yes |
//! | `simd` | the hot loops of every engine for AVX2 and AVX-512 where the CPU has them | yes |
//! | `mmap` | large files are mapped where threads are asked for | no |
//! | `serde` | records and codes through serde | no |
//! | `selftest` | the conformance vectors of iscc-core 1.5.0 | no |
//! | `thumbnail` | small pictures in records | no |
//! | `ffmpeg` | all films, and sound that is not read in Rust, through the FFmpeg libraries | no |
//! | `heic` | HEIC pictures; part of `image` | yes |
//!
//! Each can be had alone. No feature changes a code.
//!
//! # Not supported
//! Semantic-Codes; without the FFmpeg libraries films that are not H.264: they get their ISCC-SUM and a note.
#![cfg_attr(not(any(feature = "files", feature = "selftest")), no_std)]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

pub use iscc_core as core;

#[cfg(feature = "audio")]
pub use iscc_audio as audio;
#[cfg(feature = "data")]
pub use iscc_data as data;
#[cfg(feature = "text")]
pub use iscc_document as document;
#[cfg(feature = "image")]
pub use iscc_image as image;
#[cfg(feature = "text")]
pub use iscc_text as text;
#[cfg(feature = "files")]
pub use iscc_treewalk as treewalk;
#[cfg(feature = "video")]
pub use iscc_video as video;

pub use iscc_core::{Bits, Code, Digest, Iscc, IsccId, Mode, Unit, UnitKind};

#[cfg(feature = "files")]
mod beside;
#[cfg(feature = "files")]
mod build_info;
#[cfg(feature = "files")]
mod content;
#[cfg(feature = "files")]
mod detect;
#[cfg(feature = "files")]
mod embedded;
#[cfg(feature = "files")]
mod error;
#[cfg(feature = "files")]
mod file;
#[cfg(feature = "files")]
mod media_type;
#[cfg(feature = "files")]
mod options;
#[cfg(feature = "selftest")]
pub mod selftest;
#[cfg(feature = "files")]
mod source;

#[cfg(feature = "files")]
pub use build_info::BuildInfo;
#[cfg(feature = "files")]
pub use error::Error;
#[cfg(all(feature = "files", feature = "text"))]
pub use file::read_document;
#[cfg(feature = "files")]
pub use file::{code_file, code_reader};
#[cfg(feature = "files")]
pub use iscc_schema as schema;
#[cfg(feature = "files")]
pub use iscc_schema::{Additions, Features, Metadata, Note, NoteCode, Record, Segments, Stability};
#[cfg(feature = "files")]
pub use media_type::{HEAD, MediaType};
#[cfg(feature = "files")]
pub use options::{Limits, Options};
