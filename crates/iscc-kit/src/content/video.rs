//! Films.

use std::io::Read;

use super::Content;
use crate::error::Error;
use crate::media_type::MediaType;
use crate::options::Options;
use crate::record::Note;
use crate::source::Source;

/// All films are: how many of them depends on whether the libraries of FFmpeg are there.
pub(super) fn reads(_: MediaType) -> bool {
    true
}

#[cfg(not(any(feature = "ffmpeg", feature = "native")))]
#[expect(clippy::unnecessary_wraps, reason = "the signature of its twin")]
pub(super) fn read(
    media_type: MediaType,
    source: &mut Source<impl Read>,
    _: &Options,
) -> Result<Content, Error> {
    let _path = source.path();
    Ok(Content::unread(Note::NeedsFfmpeg(media_type)))
}

/// The decoder opens the file besides: films are not read from start to end.
#[cfg(any(feature = "ffmpeg", feature = "native"))]
pub(super) fn read(
    _: MediaType,
    source: &mut Source<impl Read>,
    options: &Options,
) -> Result<Content, Error> {
    use crate::embedded::Embedded;
    use crate::record::{Features, Segments, VideoFeatures};
    use iscc_core::{Bits, Mode, Unit, UnitKind};
    use iscc_video::{DecodeOptions, read_video};

    let Some(path) = source.path() else { return Ok(Content::unread(Note::NeedsFile)) };
    let threads = u32::try_from(options.thread_count().get()).unwrap_or(u32::MAX);
    let how = DecodeOptions::new().threads(threads).scenes(options.granular);
    #[cfg(feature = "thumbnail")]
    let how = how.thumbnail(options.thumbnail.map_or(0, |side| side.get().min(4096)));
    let video = read_video(path, &how.keep_signature(options.granular)).map_err(Error::Video)?;
    let found = video.metadata;
    #[expect(clippy::cast_precision_loss, reason = "films are shorter than 2^52 seconds")]
    let seconds = found.duration.map(|seconds| seconds as f64);
    let side = |side: Option<u32>| side.map(|side| side as usize);
    let film = video.signature.as_ref().filter(|_| options.granular);
    Ok(Content {
        unit: Some(Unit::new(UnitKind::Content(Mode::Video), Bits::B256, &video.hash)),
        dimensions: side(found.width).zip(side(found.height)),
        seconds,
        fps: found.fps,
        notes: cfg!(not(feature = "ffmpeg")).then_some(Note::WithoutFfmpeg).into_iter().collect(),
        features: film.map(|_| Features::Video(VideoFeatures::of(&video.scenes))),
        video_shots: film.map(Segments::of_video),
        #[cfg(feature = "thumbnail")]
        thumbnail: video.thumbnail.and_then(|picture| {
            let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
            let (width, height) = (side(picture.width), side(picture.height));
            iscc_image::Thumbnail::from_rgb(width, height, picture.rgb)
        }),
        embedded: Embedded::of_video(found),
        ..Content::default()
    })
}
