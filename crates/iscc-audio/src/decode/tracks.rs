//! Which of several tracks is decoded, and what of it is left out: the one that `av_find_best_stream` of FFmpeg takes.

use core::cmp::Reverse;

use symphonia::core::codecs::audio::AudioCodecParameters;
use symphonia::core::codecs::audio::well_known as codecs;
use symphonia::core::formats::{FormatReader, Track, TrackFlags};

use super::container::Container;
use super::error::{Error, Needed};
use super::isobmff::{Movie, TrackFacts};
use super::matroska::Facts;
use super::native::{audio, no_audio};
use super::trim::{Edit, Trim};

/// The track to decode.
pub(crate) struct Picked {
    pub(crate) id: u32,
    pub(crate) params: AudioCodecParameters,
    pub(crate) codec: &'static str,
    pub(crate) trim: Trim,
}

/// Picks a track: one that is meant for everybody and on by default, of those the one of the highest bit rate, of those the
/// first.
pub(crate) fn pick(
    container: Container,
    reader: &dyn FormatReader,
    movie: Option<&Movie>,
    blocks: &Facts,
) -> Result<Picked, Error> {
    // A sound track of an MP4 file that the demuxer cannot name is still the best one, maybe.
    if let Some(movie) = movie {
        let best = best(movie.tracks.iter().filter(|track| track.is_audio), |track| {
            (u8::from(track.enabled), track.bitrate)
        });
        let facts = best.ok_or(no_audio(container))?;
        let track = reader.tracks().iter().find(|track| track.id == facts.id);
        let params = track.and_then(|track| audio(track.codec_params.as_ref()));
        let needed = Error::MissingFeature(Needed::Codec(container, mp4_codec(facts.codec)));
        let params = params.ok_or(needed)?.clone();
        let trim = edits(movie, facts, &params)?;
        return Ok(Picked { id: facts.id, codec: name(&params), params, trim });
    }
    let tracks: Vec<_> = reader.tracks().iter().filter(|track| is_audio(track)).collect();
    let best = best(tracks.into_iter(), |track| priority(container, track, blocks));
    let track = best.ok_or(no_audio(container))?;
    let unknown = Error::MissingFeature(Needed::Codec(container, "this codec"));
    let params = audio(track.codec_params.as_ref()).ok_or(unknown)?.clone();
    let trim = match container {
        Container::Mpeg => lame(track),
        // Its decoder does that.
        Container::Ogg if params.codec == codecs::CODEC_ID_VORBIS => Trim::Nothing,
        Container::Ogg => Trim::Packets { skip: 0 },
        Container::Matroska => {
            // The rate that is written is that of the recording once, Opus has one of its own.
            let is_opus = params.codec == codecs::CODEC_ID_OPUS;
            let rate = if is_opus { 48_000 } else { params.sample_rate.unwrap_or(0).into() };
            let own = blocks.padded.iter().filter(|padded| padded.track == u64::from(track.id));
            let samples =
                |nanos: u64| ((u128::from(nanos) * rate + 500_000_000) / 1_000_000_000) as u64;
            let padding = own.map(|padded| (padded.frame, samples(padded.nanos))).collect();
            Trim::Blocks { skip: 0, padding, at: 0 }
        }
        _ => Trim::Nothing,
    };
    Ok(Picked { id: track.id, codec: name(&params), params, trim })
}

/// The first of those with the highest priority.
fn best<T, K: Ord>(tracks: impl Iterator<Item = T>, key: impl Fn(&T) -> K) -> Option<T> {
    tracks.min_by_key(|track| Reverse(key(track)))
}

fn is_audio(track: &Track) -> bool {
    audio(track.codec_params.as_ref()).is_some()
}

fn priority(container: Container, track: &Track, blocks: &Facts) -> (u8, u32) {
    let impaired = TrackFlags::HEARING_IMPAIRED | TrackFlags::VISUALLY_IMPAIRED;
    let for_all = !track.flags.intersects(impaired);
    // Containers without such a flag say it of none of their tracks.
    // The demuxer does not know that tracks of Matroska are on unless they say otherwise.
    let on = container == Container::Matroska && !blocks.off.contains(&u64::from(track.id));
    (u8::from(for_all) + u8::from(on), 0)
}

/// LAME's tag, or its twins of other encoders: samples at the start and at the end.
fn lame(track: &Track) -> Trim {
    let (Some(skip), Some(padding)) = (track.delay, track.padding) else { return Trim::Nothing };
    let skip = u64::from(skip);
    let end = track.num_frames.map_or(u64::MAX, |frames| skip.saturating_add(frames));
    Trim::Samples { skip, discard: end..end.saturating_add(padding.into()), at: 0 }
}

/// What the edit list of a track shows.
fn edits(movie: &Movie, track: &TrackFacts, params: &AudioCodecParameters) -> Result<Trim, Error> {
    let is_aac = params.codec == codecs::CODEC_ID_AAC;
    let priming = if is_aac { u64::from(movie.priming.unwrap_or(0)) } else { 0 };
    // The edits of a movie without samples of its own move fragments in time; FFmpeg leaves nothing out for them.
    let edits = if track.samples > 0 { &track.edits[..] } else { &[] };
    let mut shown = edits.iter().filter_map(|(len, start)| Some((*len, (*start)?)));
    let Some((len, start)) = shown.next() else {
        let all = Edit { start: 0, end: i64::MAX, skip: priming, started: false };
        return Ok(Trim::Edit(all));
    };
    if shown.next().is_some() {
        // DIFFERENCE: without the feature `ffmpeg` what is cut together from pieces is not heard.
        return Err(Error::MissingFeature(Needed::Codec(Container::IsoBmff, "several edits")));
    }
    let (num, den) = (u128::from(track.timescale), u128::from(movie.timescale.max(1)));
    let len = i64::try_from((u128::from(len) * num + den / 2) / den).unwrap_or(i64::MAX);
    // Without a length an edit goes to the end: that is so in fragmented files.
    let end = if len == 0 { i64::MAX } else { start.saturating_add(len) };
    Ok(Trim::Edit(Edit { start, end, skip: priming, started: priming > 0 }))
}

/// What to call a codec of an MP4 file that is not read.
fn mp4_codec(kind: [u8; 4]) -> &'static str {
    match &kind {
        b"ac-3" | b"ec-3" => "AC-3",
        b"samr" | b"sawb" => "AMR",
        b"mp4a" => "this kind of AAC",
        b"Opus" => "Opus",
        _ => "this codec",
    }
}

fn name(params: &AudioCodecParameters) -> &'static str {
    match params.codec {
        codecs::CODEC_ID_MP1 => "MP1",
        codecs::CODEC_ID_MP2 => "MP2",
        codecs::CODEC_ID_MP3 => "MP3",
        codecs::CODEC_ID_AAC => "AAC",
        codecs::CODEC_ID_ALAC => "ALAC",
        codecs::CODEC_ID_FLAC => "FLAC",
        codecs::CODEC_ID_VORBIS => "Vorbis",
        codecs::CODEC_ID_OPUS => "Opus",
        codecs::CODEC_ID_SPEEX => "Speex",
        codecs::CODEC_ID_AC3 => "AC-3",
        codecs::CODEC_ID_EAC3 => "E-AC-3",
        codecs::CODEC_ID_DCA => "DTS",
        codecs::CODEC_ID_TRUEHD => "TrueHD",
        codecs::CODEC_ID_WAVPACK => "WavPack",
        codecs::CODEC_ID_TTA => "TTA",
        codecs::CODEC_ID_ADPCM_IMA_QT
        | codecs::CODEC_ID_ADPCM_IMA_WAV
        | codecs::CODEC_ID_ADPCM_MS => "ADPCM",
        codec if is_pcm(codec) => "PCM",
        _ => "this codec",
    }
}

fn is_pcm(codec: symphonia::core::codecs::audio::AudioCodecId) -> bool {
    (codecs::CODEC_ID_PCM_S32LE..=codecs::CODEC_ID_PCM_MULAW).contains(&codec)
}
