//! What several ISCC engines need to read containers: the boxes of MP4, the elements of Matroska, and rational time.
//!
//! Everything here works on bytes that are in memory already, allocates nothing but text, and takes foreign data: what is
//! cut off or contradicts itself ends an iterator or is `None`, and nothing panics. Who reads files
//! fetches parts of them under limits of its own.
//!
//! # Example
//! ```
//! use iscc_container::isobmff::child;
//!
//! // A movie box with a header box in it, whose version and flags come first.
//! let movie = b"\0\0\0\x14moov\0\0\0\x0cmvhd\x01\0\0\0";
//! let mut header = child(&movie[..], *b"moov").and_then(|movie| child(movie.rest(), *b"mvhd"));
//! assert_eq!(header.as_mut().and_then(|header| header.version()), Some((1, 0)));
//! ```
//!
//! # Which item do I want?
//! | you have | you want | item |
//! |---|---|---|
//! | bytes of an MP4, HEIF or QuickTime box | the boxes in it | [`isobmff::boxes`], [`isobmff::child`] |
//! | the content of a box | its numbers | [`isobmff::Bytes`] |
//! | bytes of Matroska or `WebM` | elements and their values | [`ebml::head`], [`ebml::elements`], [`ebml::unsigned`] |
//! | a timestamp in one unit | the same in another | [`rescale`] |
//!
//! # Features
//! * `std`: [`ReadSeek`](https://docs.rs/iscc-container), a reader of any kind as an object. Off by default.
#![no_std]
#![forbid(unsafe_code)]
#![cfg_attr(docsrs, feature(doc_cfg))]

extern crate alloc;
#[cfg(feature = "std")]
extern crate std;

pub mod ebml;
pub mod isobmff;
#[cfg(feature = "std")]
mod read_seek;
mod time;

#[cfg(feature = "std")]
pub use read_seek::ReadSeek;
pub use time::{MICROSECONDS, Rational, rescale};
