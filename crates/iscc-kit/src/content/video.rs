//! Films.

use iscc_schema::NoteCode;

use super::Content;
#[cfg(not(any(feature = "ffmpeg", feature = "native")))]
use super::about;
use crate::error::Error;
use crate::media_type::MediaType;
use crate::options::Options;
use crate::source::Foreign;

/// All films are: how many of them depends on whether the libraries of FFmpeg are there.
pub(super) fn reads(_: MediaType) -> bool {
    true
}

#[cfg(not(any(feature = "ffmpeg", feature = "native")))]
#[expect(clippy::unnecessary_wraps, reason = "the signature of its twin")]
pub(super) fn read(
    media_type: MediaType,
    source: &mut Foreign<'_>,
    _: &Options,
) -> Result<Content, Error> {
    let _path = source.path();
    Ok(Content::unread(about(NoteCode::NeedsFfmpeg, media_type)))
}

/// The decoder opens the file besides, or a copy of a pipe: films are not read from start to end.
#[cfg(any(feature = "ffmpeg", feature = "native"))]
pub(super) fn read(
    _: MediaType,
    source: &mut Foreign<'_>,
    options: &Options,
) -> Result<Content, Error> {
    use crate::embedded;
    use iscc_core::{Bits, Mode, Unit, UnitKind};
    use iscc_schema::Additions;
    use iscc_video::{DecodeOptions, ReadSeek, read_video_from};
    use std::path::Path;

    // What comes through a pipe is read again from a temporary file.
    if source.path().is_none() && !source.spool(options.limits.video_piped_bytes)? {
        return Ok(Content::unread(NoteCode::NeedsFile.into()));
    }
    let open = || {
        let file = source.reopen()?.ok_or(std::io::ErrorKind::NotFound)?;
        Ok(Box::new(file) as Box<dyn ReadSeek>)
    };
    let name = source.path().and_then(Path::file_name);
    let name = name.map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
    let threads = u32::try_from(options.thread_count().get()).unwrap_or(u32::MAX);
    let how = DecodeOptions::new().threads(threads).scenes(options.granular);
    #[cfg(feature = "thumbnail")]
    let how = how.thumbnail(options.thumbnail.map_or(0, |side| side.get().min(4096)));
    let video = read_video_from(open, &name, &how.keep_signature(options.granular))
        .map_err(Error::Video)?;
    let found = video.metadata;
    #[expect(clippy::cast_precision_loss, reason = "films are shorter than 2^52 seconds")]
    let seconds = found.duration.map(|seconds| seconds as f64);
    let side = |side: Option<u32>| side.map(|side| side as usize);
    let film = video.signature.as_ref().filter(|_| options.granular);
    let mut additions = Additions::default();
    additions.video_shots = film.map(shots);
    if cfg!(not(feature = "ffmpeg")) {
        additions.notes.push(NoteCode::WithoutFfmpeg.into());
    }
    Ok(Content {
        unit: Some(Unit::new(UnitKind::Content(Mode::Video), Bits::B256, &video.hash)),
        dimensions: side(found.width).zip(side(found.height)),
        seconds,
        fps: found.fps,
        features: film.map(|_| scenes(&video.scenes)),
        additions,
        #[cfg(feature = "thumbnail")]
        thumbnail: video.thumbnail.and_then(|picture| {
            let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX);
            let (width, height) = (side(picture.width), side(picture.height));
            iscc_image::Thumbnail::from_rgb(width, height, picture.rgb)
        }),
        metadata: embedded::of_video(found),
        ..Content::default()
    })
}

/// The scenes of a film, by the reference's rules.
#[cfg(any(feature = "ffmpeg", feature = "native"))]
fn scenes(scenes: &[iscc_video::SceneFeature]) -> iscc_schema::Features {
    let scenes = scenes.iter().map(|scene| segment(&scene.simprint, scene.start, scene.duration));
    iscc_schema::Features::Video(scenes.collect())
}

/// The shots of a film.
#[cfg(any(feature = "ffmpeg", feature = "native"))]
fn shots(film: &iscc_video::VideoSignature) -> iscc_schema::Segments<iscc_schema::Milliseconds> {
    let shots = iscc_video::shots(film);
    shots.iter().map(|shot| segment(&shot.digest, shot.start, shot.duration)).collect()
}

/// A part of a film from times in seconds.
#[cfg(any(feature = "ffmpeg", feature = "native"))]
fn segment(
    digest: &iscc_core::Digest,
    start: f64,
    duration: f64,
) -> iscc_schema::Segment<iscc_schema::Milliseconds> {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "times of films are not negative and far below 2^53 milliseconds"
    )]
    let milliseconds = |seconds: f64| iscc_schema::Milliseconds((seconds * 1000.0).round() as u64);
    iscc_schema::Segment {
        simprint: (*digest).into(),
        offset: milliseconds(start),
        size: milliseconds(duration),
    }
}
