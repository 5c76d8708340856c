//! Films of H.264 in MP4 and Matroska, in Rust alone.
//!
//! Decoding is normative, so any sound decoder gives FFmpeg's luma. What decides codes besides is which pictures are shown when,
//! and that comes from the container: the readers here follow what FFmpeg 5.1 makes of edit lists, fragments, tracks that
//! start at other times and missing durations, and refuse what they cannot follow. A refusal is better than another code.

mod film;
mod h264;
mod matroska;
mod mp4;
mod small;
mod source;
mod track;

use std::io::{Read, Seek};

use crate::decode::{DecodeOptions, Video};
use crate::error::Error;
use source::Source;

/// Reads a film.
pub(super) fn read(reader: impl Read + Seek, options: &DecodeOptions) -> Result<Video, Error> {
    let mut source = Source::new(reader)?;
    let head = source.head()?;
    let container = if mp4::is_mp4(&head) {
        mp4::read(&mut source)?
    } else if matroska::is_matroska(&head) {
        matroska::read(&mut source)?
    } else {
        return Err(Error::Unsupported { what: "containers other than MP4 and Matroska" });
    };
    film::run(&mut source, container, options)?.into_video(None)
}
