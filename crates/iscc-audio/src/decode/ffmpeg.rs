//! Files to samples with the FFmpeg libraries, as fpcalc uses them.

use std::io::{Read, Seek};

use iscc_ffmpeg::{
    Decoder, DecoderOptions, Frame, Input, Packet, Read as Reading, Receive, Sample,
};

use super::container::{Container, HEAD};
use super::error::{Error, Unsupported};
use super::limits::Limits;
use super::raw::layout;
use super::sound::{Facts, Sink, Sound};
use super::{Part, Played, after_tags};
use crate::{SampleFormat, Samples};

/// Decodes what the libraries find to be the best audio stream, with fpcalc's rules for the end and for errors:
///
/// * A frame counts once the decoder has accepted the packet after it, or once the stream has ended.
/// * A packet that the decoder rejects is left out, together with the frame before it.
/// * Two rejected packets in a row end the stream; so does an error of the demuxer, which also costs the last frame.
/// * The decoder is not drained.
pub(crate) fn play<R: Read + Seek + 'static>(
    mut source: R,
    limits: &Limits,
    sink: &mut Sink<'_>,
) -> Result<Played, Error> {
    let container = sniff(&mut source)?;
    let failed = |error: iscc_ffmpeg::Error| match error {
        iscc_ffmpeg::Error::Io(error) => Error::Io(error),
        error => Error::damaged(container, error),
    };
    source.rewind()?;
    let mut input = Input::from_reader(Box::new(source), "").map_err(failed)?;
    let stream = input.found_audio().ok_or(Error::Unsupported(Unsupported::NoAudio(container)))?;
    let stream = stream.index;
    for other in (0..input.streams().len()).filter(|other| *other != stream) {
        input.discard(other);
    }
    let options = DecoderOptions::new().threads(1);
    let mut decoder = Decoder::new(&input, stream, &options).map_err(failed)?;
    let (mut packet, mut frame) = (Packet::new().map_err(failed)?, Frame::new().map_err(failed)?);
    // fpcalc prepares for the channels that are known now, and leaves out what frames have more: the right one of parametric stereo.
    let announced = decoder.channels();
    let mut sound = Sound::new(limits, sink);
    let mut is_broken = false;
    // The last decoded frame waits until the decoder accepts the next packet.
    let (mut waiting, mut is_waiting) = (Frame::new().map_err(failed)?, false);
    loop {
        match input.read(&mut packet).map_err(failed)? {
            Reading::Packet if packet.stream() != stream => continue,
            Reading::Packet => {}
            Reading::End(error) => {
                is_broken |= error.is_some();
                if is_waiting && error.is_none() {
                    hear(&waiting, announced, &mut sound)?;
                }
                break;
            }
        }
        if decoder.send(Some(&packet)).is_err() {
            is_broken = true;
            // Two in a row are the end, but for a start that cannot be decoded, which gives no code in the reference.
            if !is_waiting && sound.heard().is_some() {
                break;
            }
            is_waiting = false;
            continue;
        }
        while let Ok(Receive::Frame) = decoder.receive(&mut frame) {
            if is_waiting {
                hear(&waiting, announced, &mut sound)?;
            }
            core::mem::swap(&mut waiting, &mut frame);
            is_waiting = true;
        }
    }
    let heard = sound.heard().ok_or(Error::Unsupported(Unsupported::NoAudio(container)))?;
    Ok((Facts { container, codec: "by FFmpeg", is_broken, is_cut: false }, heard.0, heard.1))
}

/// What the source is, as far as it is known here; the libraries have their own opinion.
fn sniff<R: Read + Seek>(source: &mut R) -> Result<Container, Error> {
    let len = source.seek(std::io::SeekFrom::End(0))?;
    let (_, head) = after_tags(Part::new(source, 0, len)?)?;
    debug_assert!(head.len() <= HEAD);
    Container::sniff(&head).ok_or(Error::Unsupported(Unsupported::Format))
}

/// Hands on the samples of a frame.
fn hear(frame: &Frame, announced: usize, sound: &mut Sound<'_>) -> Result<(), Error> {
    let Some(format) = frame.sample_format() else { return Ok(()) };
    let is_mono = format.planar && announced == 1;
    let (channels, mask) =
        if is_mono { (1, None) } else { (frame.channels(), frame.channel_mask()) };
    let layout = layout(channels as u32, mask)?;
    let planes = if format.planar { channels } else { 1 };
    macro_rules! planes {
        ($format:expr, $sample:ty, $convert:expr) => {{
            let spec = sound.spec(frame.sample_rate(), layout, $format)?;
            let convert = |bytes: &[u8]| -> Vec<_> {
                let samples = bytes.as_chunks::<{ size_of::<$sample>() }>().0;
                samples.iter().map(|bytes| $convert(<$sample>::from_ne_bytes(*bytes))).collect()
            };
            let channels: Option<Vec<Vec<_>>> =
                (0..planes).map(|channel| frame.channel(channel).map(convert)).collect();
            let channels = channels.unwrap_or_default();
            match &channels[..] {
                [all] if !format.planar => sound.hear(spec, all.into()),
                channels => {
                    let channels: Vec<_> = channels.iter().map(Samples::from).collect();
                    sound.hear_planar(spec, &channels)
                }
            }
        }};
    }
    match format.sample {
        Sample::U8 => planes!(SampleFormat::U8, u8, core::convert::identity),
        Sample::S16 => planes!(SampleFormat::I16, i16, core::convert::identity),
        Sample::S32 => planes!(SampleFormat::I32, i32, core::convert::identity),
        Sample::S64 => planes!(SampleFormat::I32, i64, |sample| (sample >> 32) as i32),
        Sample::F32 => planes!(SampleFormat::F32, f32, core::convert::identity),
        Sample::F64 => planes!(SampleFormat::F64, f64, core::convert::identity),
        _ => Err(Error::Unsupported(Unsupported::Format)),
    }
}
