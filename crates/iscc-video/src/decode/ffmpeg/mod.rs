//! Films through FFmpeg's libraries.

mod facts;
mod lost;
mod pictures;
mod run;
mod sampler;
mod scenes;
mod small;
mod timeline;

use alloc::boxed::Box;

use iscc_ffmpeg::{Input, ReadSeek};

use crate::decode::{DecodeOptions, Video};
use crate::error::Error;
use run::{Pass, Run, Stop};

/// Reads a film: on threads and without what need not be decoded, as long as nothing suggests damage.
///
/// What FFmpeg's decoders make of damage depends on the number of threads (on several, H.264 conceals nothing), and on the frames
/// that they saw before. So the first pass is strict: wherever a decoder would conceal something, a packet is flagged, a
/// picture stays incomplete or a frame is missing, it ends, and the film is read again frame by frame on one thread, which
/// is what counts. A film that is read to its end otherwise has had no damage that a decoder could notice.
pub(super) fn read(
    open: impl Fn() -> std::io::Result<Box<dyn ReadSeek>>,
    name: &str,
    options: &DecodeOptions,
) -> Result<Video, Error> {
    let input = || Input::from_reader(open()?, name);
    let mut doubt = None;
    // Scenes are cut where any two frames differ.
    let mut pass = Pass { skip: options.skip && !options.scenes, threads: options.threads };
    loop {
        let input = input().map_err(Error::from_ffmpeg)?;
        match Run::new(input, options, pass).map_err(Stop::Error).and_then(Run::run) {
            Ok(done) => return done.into_video(doubt),
            Err(Stop::Error(error @ Error::Io(_))) => return Err(error),
            Err(Stop::Doubt(reason)) if pass != Pass::PLAIN => {
                doubt = doubt.or(Some(reason));
                pass = if pass.skip && !reason.is_damage() {
                    Pass { skip: false, ..pass }
                } else {
                    Pass::PLAIN
                };
            }
            // What is wrong with the film may be a frame that one thread would not show.
            Err(Stop::Error(_)) if pass != Pass::PLAIN => pass = Pass::PLAIN,
            // A plain pass has no doubts.
            Err(Stop::Doubt(reason)) => return Err(Error::damaged("a film", reason)),
            Err(Stop::Error(error)) => return Err(error),
        }
    }
}
