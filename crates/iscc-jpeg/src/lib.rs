//! A JPEG decoder (ITU-T T.81, ISO/IEC 10918-1) whose pixels are those of libjpeg-turbo, bit for bit.
//!
//! Baseline, extended sequential and progressive files of 8 bits, in Huffman codes or arithmetic coding, of one to four
//! components in any sampling that libjpeg reads. Damaged files give the pixels, or the failure, that libjpeg gives.
//! Rows come one by one, in memory for some rows of the picture; files of several scans keep their coefficients.
//!
//! ```
//! # let file = include_bytes!("../../../testdata/image/jpeg-gray.jpg");
//! use iscc_jpeg::{Decoder, Options};
//!
//! let decoder = Decoder::new(file)?;
//! let (width, height) = (decoder.width(), decoder.height());
//! let mut rows = decoder.rows(&Options::default())?;
//! let mut pixels = Vec::new();
//! while let Some(row) = rows.next_row()? {
//!     pixels.extend_from_slice(row);
//! }
//! rows.finish()?;
//! # let _ = (width, height);
//! # Ok::<(), iscc_jpeg::Error>(())
//! ```
#![no_std]

extern crate alloc;
#[cfg(feature = "simd")]
extern crate std;

mod arithmetic;
mod coefficients;
mod color;
mod decoder;
mod error;
mod frame;
mod huffman;
mod idct;
mod input;
mod limits;
mod markers;
mod progressive;
mod restart;
mod rows;
mod samples;
mod scan;
mod sequential;
mod smoothing;
mod standard;
mod statistics;
mod upsample;
#[cfg(all(target_arch = "x86_64", target_feature = "sse2"))]
mod x86;
mod zigzag;

pub use color::ColorSpace;
pub use decoder::{Decoder, Plane};
pub use error::{Damage, Error, Limited, Unsupported};
pub use frame::Coding;
pub use limits::{Limits, Options};
pub use rows::Rows;
