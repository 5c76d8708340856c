//! From a film's file to its signatures: the libraries of FFmpeg decode, the rest is as FFmpeg 5.1's program with
//! `-vf fps=5,signature`.

mod clock;
mod collected;
mod film;
mod language;
mod lost;
mod metadata;
mod options;
mod pictures;
mod scenes;
mod thumbnail;
mod turning;

use alloc::boxed::Box;
use alloc::vec::Vec;
use std::fs::File;
use std::path::Path;

use iscc_core::Digest;
use iscc_ffmpeg::Input;

use crate::error::Error;
use crate::mp7sig::VideoSignature;
use crate::scenes::{SceneFeature, scene_features};
use crate::select::Doubt;
use film::{Film, Stop};

pub use iscc_ffmpeg::ReadSeek;
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

/// Reads a film.
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
/// [`Error::Io`] if the file cannot be read, [`Error::Library`] if FFmpeg does not know its format or codec or finds it
/// damaged, [`Error::NoVideo`] if there are no pictures in it, [`Error::NoFrames`] if none is shown, [`Error::Size`] if
/// they are too small, [`Error::Limit`] if it goes beyond the limits.
pub fn read_video(path: &Path, options: &DecodeOptions) -> Result<Video, Error> {
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    read_video_from(|| Ok(Box::new(File::open(path)?)), &name, options)
}

/// Reads a film from what `open` gives: once, or twice where skipping has to be given up. The ending of `name` weighs in
/// where the format is guessed from little.
///
/// # Errors
/// As [`read_video`].
pub fn read_video_from(
    open: impl Fn() -> std::io::Result<Box<dyn ReadSeek>>,
    name: &str,
    options: &DecodeOptions,
) -> Result<Video, Error> {
    let input = || Input::from_reader(open()?, name);
    let mut doubt = None;
    // Scenes are cut where any two frames differ.
    let mut skip = options.skip && !options.scenes;
    loop {
        let film = Film::new(input().map_err(Error::from_ffmpeg)?, options, skip)?;
        match film.run() {
            Ok(done) => return done.into_video(doubt),
            Err(Stop::Doubt(reason)) if skip => (skip, doubt) = (false, Some(reason)),
            // Without a plan nobody doubts.
            Err(Stop::Doubt(reason)) => return Err(Error::damaged("a film", reason)),
            Err(Stop::Error(error)) => return Err(error),
        }
    }
}

impl film::Done {
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
