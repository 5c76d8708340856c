//! From a film's file to its signatures, as FFmpeg 5.1's program makes them with `-vf fps=5,signature`: through its
//! libraries, or, of one codec in two containers, in Rust alone.

mod collected;
#[cfg(feature = "ffmpeg")]
mod ffmpeg;
mod language;
mod metadata;
#[cfg(feature = "native")]
mod native;
mod options;
mod thumbnail;
mod turning;

use alloc::boxed::Box;
use alloc::vec::Vec;
use std::fs::File;
use std::path::Path;

use iscc_core::Digest;

use crate::error::Error;
use crate::mp7sig::VideoSignature;
use crate::sampling::Doubt;
use crate::scenes::{SceneFeature, scene_features};
use collected::Collected;
use thumbnail::Candidates;

pub use iscc_container::ReadSeek;
pub use metadata::Metadata;
pub use options::DecodeOptions;
pub use thumbnail::Thumbnail;

/// What a film gave.
#[derive(Debug)]
#[non_exhaustive]
pub struct Video {
    /// The hash of all its frames; the Video-Code is the start of it.
    pub hash: Digest,
    /// Frames that are shown at five a second.
    pub frames: u64,
    /// Fifths of a second from the container's start to the first of them.
    pub first_tick: i64,
    /// Width in pixels as shown.
    pub width: u32,
    /// Height in pixels as shown.
    pub height: u32,
    /// The signatures of all frames, if they were asked for, or scenes.
    pub signature: Option<VideoSignature>,
    /// The scenes, if they were asked for.
    pub scenes: Vec<SceneFeature>,
    /// What the container says about itself.
    pub metadata: Metadata,
    /// A small picture, if one was asked for.
    pub thumbnail: Option<Thumbnail>,
    /// Frames that were decoded.
    pub decoded: u64,
    /// Why skipping was given up, if it was: everything was then decoded from the start.
    pub doubt: Option<Doubt>,
}

/// Reads a film: with FFmpeg's libraries where feature `ffmpeg` is on, else as [`read_video_native`].
///
/// ```no_run
/// use iscc_video::{DecodeOptions, read_video};
///
/// let video = read_video("film.mp4".as_ref(), &DecodeOptions::new().threads(0))?;
/// println!("{} frames, {:?}", video.frames, video.metadata.name);
/// # Ok::<(), iscc_video::Error>(())
/// ```
///
/// # Errors
/// [`Error::Io`] if the file cannot be read, `Error::Library` if FFmpeg does not know its format or codec or finds it
/// damaged, [`Error::NoVideo`] if it has no video stream, [`Error::NoFrames`] if none of its frames is shown, [`Error::TooSmall`]
/// if they are too small, [`Error::Limit`] if it goes beyond the limits.
pub fn read_video(path: &Path, options: &DecodeOptions) -> Result<Video, Error> {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    read_video_from(|| Ok(Box::new(File::open(path)?)), &name, options)
}

/// Reads a film from what `open` gives: once, or twice where skipping has to be given up. The ending of `name` weighs in
/// where the format is guessed from little.
///
/// # Errors
/// As [`read_video`].
#[cfg_attr(not(feature = "ffmpeg"), expect(unused_variables, reason = "the content says enough"))]
pub fn read_video_from(
    open: impl Fn() -> std::io::Result<Box<dyn ReadSeek>>,
    name: &str,
    options: &DecodeOptions,
) -> Result<Video, Error> {
    #[cfg(feature = "ffmpeg")]
    return ffmpeg::read(open, name, options);
    #[cfg(not(feature = "ffmpeg"))]
    return native::read(open()?, options);
}

/// Reads a film of H.264, 8 bits a sample, in MP4 (also QuickTime) or Matroska, without FFmpeg.
///
/// What it reads has the bits that FFmpeg gives; it refuses what it cannot know to be equal, and what it does not read
/// (docs/video.md says what that is). Damage inside of pictures may go unnoticed: FFmpeg's decoder conceals it in its own way.
///
/// ```no_run
/// use iscc_video::{DecodeOptions, Error, read_video_native};
///
/// match read_video_native(&mut std::fs::File::open("film.mp4")?, &DecodeOptions::new()) {
///     Ok(video) => println!("{} frames", video.frames),
///     Err(Error::Unsupported { what }) => println!("FFmpeg is needed for {what}"),
///     Err(error) => println!("{error}"),
/// }
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// [`Error::Unsupported`] for other codecs and containers, and for films whose pictures or times might come out otherwise;
/// [`Error::Damaged`] for films that are cut off or broken; else as [`read_video`].
#[cfg(feature = "native")]
pub fn read_video_native(
    reader: impl std::io::Read + std::io::Seek,
    options: &DecodeOptions,
) -> Result<Video, Error> {
    native::read(reader, options)
}

/// What a whole run through a film gave.
#[derive(Debug)]
struct Done {
    collected: Collected,
    cuts: Option<Vec<f64>>,
    metadata: Metadata,
    candidates: Candidates,
    decoded: u64,
}

impl Done {
    fn into_video(self, doubt: Option<Doubt>) -> Result<Video, Error> {
        let Self { collected, cuts, metadata, candidates, decoded } = self;
        let hash = collected.hasher.finalize().ok_or(Error::NoFrames)?;
        let scenes = match (&collected.signature, cuts) {
            (Some(signature), Some(cuts)) => scene_features(signature, &cuts),
            _ => Vec::new(),
        };
        Ok(Video {
            hash,
            frames: collected.frames,
            first_tick: collected.first_tick,
            width: collected.size.0,
            height: collected.size.1,
            signature: collected.signature,
            scenes,
            metadata,
            thumbnail: candidates.choose(),
            decoded,
            doubt,
        })
    }
}
