//! From files to records, and folders in order. One program: each test program is linked by itself.

#![allow(clippy::unwrap_used, clippy::std_instead_of_core, reason = "a test may fail; it has std")]
#![cfg_attr(not(feature = "default"), allow(dead_code, reason = "each engine has its tests"))]

#[cfg(all(feature = "files", feature = "audio", feature = "meta"))]
mod audio;
#[cfg(feature = "selftest")]
mod conformance;
#[cfg(feature = "files")]
mod folder;
#[cfg(all(feature = "files", feature = "image", feature = "meta"))]
mod image_meta;
#[cfg(all(
    feature = "files",
    feature = "text",
    feature = "image",
    feature = "audio",
    feature = "video",
    feature = "meta"
))]
mod kinds;
#[cfg(feature = "files")]
mod media;
#[cfg(all(feature = "default", feature = "serde"))]
mod records;
#[cfg(all(
    feature = "files",
    feature = "text",
    feature = "image",
    feature = "audio",
    feature = "video",
    feature = "meta"
))]
mod samples;
#[cfg(all(feature = "files", feature = "text", feature = "image", feature = "audio"))]
mod threads;
#[cfg(all(feature = "thumbnail", feature = "audio", feature = "meta"))]
mod thumbnail;
#[cfg(all(feature = "video", feature = "files", feature = "meta"))]
mod video;
