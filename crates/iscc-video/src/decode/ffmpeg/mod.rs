//! Films through FFmpeg's libraries.

mod clock;
mod film;
mod lost;
mod pictures;
mod said;
mod scenes;
mod small;

use alloc::boxed::Box;

use iscc_ffmpeg::{Input, ReadSeek};

use crate::decode::{DecodeOptions, Video};
use crate::error::Error;
use film::{Film, Stop};

/// Reads a film; a second time where skipping has to be given up.
pub(super) fn read(
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
