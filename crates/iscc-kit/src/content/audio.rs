//! Sound.

use std::io::{self, Cursor};

use iscc_audio::audio_stability;
use iscc_audio::decode::{self, Limited};
use iscc_audio::metadata::{Metadata, metadata};
use iscc_core::Bits;
use iscc_schema::{Milliseconds, NoteCode, Segment, Segments, Stability};

use super::Content;
use crate::embedded;
use crate::error::Error;
use crate::media_type::MediaType;
use crate::options::Options;
use crate::source::Foreign;

/// All that may be sound is looked at: what is read depends on what is inside.
pub(super) fn reads(_: MediaType) -> bool {
    true
}

pub(super) fn read(
    _: MediaType,
    source: &mut Foreign<'_>,
    options: &Options,
) -> Result<Content, Error> {
    let limits = options.limits.audio;
    let how = decode::Options::new().limits(limits);
    // Heard beside the decoder.
    let how = how.threads(options.thread_count());
    let (heard, found) = if let Some(file) = source.reopen()? {
        let heard = decode::decode(file, &how);
        let again = source.reopen()?.ok_or_else(|| io::Error::from(io::ErrorKind::NotFound))?;
        (heard, metadata(again, &limits))
    } else {
        // From a pipe: decoders go back and forth, so all of it is kept.
        let allowed = options.limits.audio_piped_bytes;
        let bytes = source.head(allowed.saturating_add(1))?;
        let asked = bytes.len() as u64;
        if asked > allowed {
            let limited = Limited::PipedBytes;
            return Err(Error::Audio(decode::Error::Limit { limited, asked, allowed }));
        }
        let bytes = bytes.to_vec();
        let found = metadata(Cursor::new(&bytes), &limits);
        (decode::decode(bytes, &how), found)
    };
    let heard = heard.map_err(Error::Audio)?;
    let found = found.map_err(Error::Audio)?;
    let mut content = Content::default();
    add_thumbnail(&mut content, &found, options);
    let notes = &mut content.additions.notes;
    notes.extend(found.is_damaged.then_some(NoteCode::DamagedTag.into()));
    notes.extend(heard.is_broken.then_some(NoteCode::DamagedAudio.into()));
    let stability = audio_stability(&heard.fingerprint);
    let stability = Stability {
        bits: options.bits,
        fragile: stability.uncertain(options.bits),
        featureless: stability.is_featureless(),
    };
    notes.extend(stability.featureless.then_some(NoteCode::Featureless.into()));
    content.additions.stability = Some(stability);
    content.additions.audio_segments = options.granular.then(|| segments(&heard.fingerprint));
    Ok(Content {
        unit: Some(heard.fingerprint.code(Bits::B256)),
        seconds: Some(heard.seconds()),
        metadata: embedded::of_audio(found),
        ..content
    })
}

/// The segments of sound that the items of a fingerprint stand for.
fn segments(items: &[i32]) -> Segments<Milliseconds> {
    let features = iscc_audio::audio_features(items, iscc_audio::Segments::default());
    let segments = features.map(|feature| Segment {
        simprint: feature.simprint.into(),
        offset: Milliseconds(feature.offset),
        size: Milliseconds(feature.size),
    });
    segments.collect()
}

/// The cover, if there is one: as in the reference, one that cannot be read costs only itself.
#[cfg(feature = "thumbnail")]
fn add_thumbnail(content: &mut Content, found: &Metadata, options: &Options) {
    let Some((side, cover)) = options.thumbnail.zip(found.cover.as_ref()) else { return };
    match iscc_image::decode_with_thumbnail(&cover.bytes, &options.limits.image, side.get()) {
        Ok((_, thumbnail)) => content.thumbnail = Some(thumbnail),
        Err(_) => content.additions.notes.push(NoteCode::CoverLeftOut.into()),
    }
}

#[cfg(not(feature = "thumbnail"))]
fn add_thumbnail(_: &mut Content, _: &Metadata, _: &Options) {}
