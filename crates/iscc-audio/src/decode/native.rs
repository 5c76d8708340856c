//! Files to samples with symphonia's demuxers and decoders.

use std::io::{self, Read, Seek};

use symphonia::core::audio::{Audio, Channels, GenericAudioBufferRef};
use symphonia::core::codecs::CodecParameters;
use symphonia::core::codecs::audio::well_known as codecs;
use symphonia::core::codecs::audio::{AudioCodecParameters, AudioDecoder, AudioDecoderOptions};
use symphonia::core::errors::Error as Symphonia;
use symphonia::core::formats::{FormatOptions, FormatReader};
use symphonia::core::io::{MediaSourceStream, MediaSourceStreamOptions, ReadBytes};
use symphonia::core::packet::Packet;
use symphonia::core::units::Duration;
use symphonia::default::{self, formats};

use super::container::Container;
use super::error::{Error, Needed, Unsupported};
use super::isobmff::Movie;
use super::mp3::{Decoded, Mp3};
use super::opus::Opus;
use super::part::Part;
use super::raw::{Adpcm, layout};
use super::sound::{Facts, Sound};
use super::tracks::{self, Picked};
use super::trim::Trim;
use super::{aac, ahead, matroska, mpeg};
use crate::{PcmSpec, SampleFormat, Samples};

/// Decodes what a demuxer of symphonia reads.
pub(crate) fn play<R: Read + Seek + Send + Sync>(
    container: Container,
    mut part: Part<R>,
    sound: &mut Sound<'_>,
) -> Result<Facts, Error> {
    let mut movie = None;
    let mut blocks = matroska::Facts::default();
    let (mut is_cut, mut ends) = (false, true);
    match container {
        Container::IsoBmff => {
            let read = Movie::read(&mut part)?;
            // DIFFERENCE: the demuxer leaves out a last fragment whose end is missing; the feature `ffmpeg` reads it.
            is_cut = read.end > part.len();
            movie = Some(read);
        }
        Container::Ogg => ends = ends_stream(&part.tail(MAX_PAGE)?),
        Container::Mpeg | Container::Adts => is_cut = mpeg::is_cut(&part.tail(mpeg::TAIL)?),
        Container::Matroska => blocks = matroska::read(&mut part)?,
        _ => {}
    }
    let mut reader = demuxer(container, part.rewind()?)?;
    let Picked { id, params, codec, trim } =
        tracks::pick(container, &*reader, movie.as_ref(), &blocks)?;
    let mut track = Playing::new(container, codec, &params, trim)?;
    let mut expected = None;
    if container == Container::Flac {
        track.mask = said_mask(&mut *reader);
        let said = reader.tracks().iter().find(|said| said.id == id);
        expected = said.and_then(|said| said.num_frames);
    }
    let mut is_broken = false;
    let mut next = || loop {
        match reader.next_packet() {
            Ok(Some(packet)) if packet.track_id == id => return Ok(Some(packet)),
            Ok(Some(_)) => {}
            Ok(None) => return Ok(None),
            Err(Symphonia::IoError(error)) if error.kind() != io::ErrorKind::UnexpectedEof => {
                return Err(Error::Io(error));
            }
            // A file that is broken or ends too early ends there.
            Err(_) => {
                is_broken = true;
                return Ok(None);
            }
        }
    };
    let mut held = None;
    let mut next = || match container {
        Container::Ogg => untrimmed(&mut held, ends, &mut next),
        _ => next(),
    };
    if sound.two_threads() && matches!(track.decoder, Decoder::Mp3(_)) {
        ahead::decode(next, |group| track.group(group, sound))?;
    } else {
        let mut watch = SbrWatch::new(&params);
        let mut goes_on = true;
        while goes_on && let Some(packet) = next()? {
            goes_on = track.packets(&watch.hold(packet, container)?, sound)?;
        }
        if goes_on {
            track.packets(&watch.rest(container)?, sound)?;
        }
    }
    is_broken |= track.skipped > 0 || track.trim.is_exceeded();
    // symphonia's demuxer of FLAC goes over broken frames without a word.
    let heard = sound.heard().map(|(_, frames)| frames);
    is_broken |= expected.is_some() && expected != heard;
    Ok(Facts { container, codec, is_broken, is_cut })
}

/// The most bytes that an Ogg page has (RFC 3533 clause 6).
const MAX_PAGE: usize = 27 + 255 + 255 * 255;

/// Whether the last page that starts in `tail` says that its stream ends there.
fn ends_stream(tail: &[u8]) -> bool {
    let last = tail.windows(6).rev().find(|page| page.starts_with(b"OggS"));
    last.is_some_and(|page| page[5] & 4 != 0)
}

/// The next packet of an Ogg stream, trimmed at its end only if it is the last one of a stream that `ends`. FFmpeg takes granule positions in the middle
/// for times; the demuxer leaves out samples of every page that has more of them than its granule position says.
fn untrimmed(
    held: &mut Option<Packet>,
    ends: bool,
    mut next: impl FnMut() -> Result<Option<Packet>, Error>,
) -> Result<Option<Packet>, Error> {
    let Some(mut packet) = (match held.take() {
        None => next()?,
        held => held,
    }) else {
        return Ok(None);
    };
    *held = next()?;
    if held.is_some() || !ends {
        packet.trim_end = Duration::ZERO;
    }
    Ok(Some(packet))
}

/// The demuxer of a container, and no other.
fn demuxer<'s, R: Read + Seek + Send + Sync + 's>(
    container: Container,
    part: Part<R>,
) -> Result<Box<dyn FormatReader + 's>, Error> {
    let options = FormatOptions::default();
    let mut stream = MediaSourceStream::new(Box::new(part), MediaSourceStreamOptions::default());
    let reader: Result<Box<dyn FormatReader + 's>, Symphonia> = match container {
        Container::Mpeg => formats::MpaReader::try_new(stream, options).map(|it| Box::new(it) as _),
        Container::Adts => {
            formats::AdtsReader::try_new(stream, options).map(|it| Box::new(it) as _)
        }
        Container::Flac => {
            formats::FlacReader::try_new(stream, options).map(|it| Box::new(it) as _)
        }
        Container::Ogg => formats::OggReader::try_new(stream, options).map(|it| Box::new(it) as _),
        Container::Caf => formats::CafReader::try_new(stream, options).map(|it| Box::new(it) as _),
        Container::Matroska => {
            formats::MkvReader::try_new(stream, options).map(|it| Box::new(it) as _)
        }
        Container::IsoBmff => {
            // It expects to stand where a probe found the type of the first box.
            stream.ignore_bytes(4)?;
            formats::IsoMp4Reader::try_new(stream, options).map(|it| Box::new(it) as _)
        }
        _ => return Err(Error::MissingFeature(Needed::Container(container))),
    };
    reader.map_err(|error| match error {
        // What it does not know of a container that it reads, FFmpeg may.
        Symphonia::Unsupported(_) => Error::MissingFeature(Needed::Container(container)),
        error => damaged(container, error),
    })
}

fn damaged(container: Container, error: Symphonia) -> Error {
    match error {
        Symphonia::IoError(error) if error.kind() != io::ErrorKind::UnexpectedEof => {
            Error::Io(error)
        }
        error => Error::damaged(container, error),
    }
}

/// A track while it is decoded.
struct Playing {
    container: Container,
    decoder: Decoder,
    /// The type that FFmpeg decodes to, where it is not that of the decoder here.
    format: Option<SampleFormat>,
    trim: Trim,
    /// The speakers, if the file says other ones than the decoder.
    mask: Option<u64>,
    /// Packets that could not be decoded.
    skipped: u64,
}

enum Decoder {
    Symphonia(Box<dyn AudioDecoder>),
    Mp3(Box<Mp3>),
    Opus(Box<Opus>),
}

impl Playing {
    fn new(
        container: Container,
        codec: &'static str,
        params: &AudioCodecParameters,
        mut trim: Trim,
    ) -> Result<Self, Error> {
        let needed = Error::MissingFeature(Needed::Codec(container, codec));
        // DIFFERENCE: what it makes of more channels is not what was recorded; without the feature `ffmpeg` that is an error.
        let channels = params.channels.as_ref().map_or(0, Channels::count);
        if params.codec == codecs::CODEC_ID_VORBIS && channels > 2 {
            return Err(Error::MissingFeature(Needed::Codec(container, "Vorbis of many channels")));
        }
        let decoder = if params.codec == codecs::CODEC_ID_OPUS {
            let head = params.extra_data.as_deref().unwrap_or_default();
            let opus = Opus::new(head, container)?;
            if let Trim::Packets { skip } | Trim::Blocks { skip, .. } = &mut trim {
                *skip = opus.pre_skip;
            }
            Decoder::Opus(Box::new(opus))
        } else {
            // Vorbis has to leave out its first packet, which only its decoder knows.
            let options =
                AudioDecoderOptions::default().gapless(params.codec == codecs::CODEC_ID_VORBIS);
            match default::get_codecs().make_audio_decoder(params, &options) {
                Ok(decoder) if params.codec == codecs::CODEC_ID_MP3 => {
                    Decoder::Mp3(Box::new(Mp3::new(decoder)))
                }
                Ok(decoder) => Decoder::Symphonia(decoder),
                Err(Symphonia::Unsupported(_)) => return Err(needed),
                Err(error) => return Err(damaged(container, error)),
            }
        };
        let format = match params.codec {
            codecs::CODEC_ID_FLAC | codecs::CODEC_ID_ALAC => {
                let bits = params.bits_per_sample.unwrap_or(16);
                Some(if bits <= 16 { SampleFormat::I16 } else { SampleFormat::I32 })
            }
            codecs::CODEC_ID_ADPCM_IMA_QT
            | codecs::CODEC_ID_ADPCM_IMA_WAV
            | codecs::CODEC_ID_ADPCM_MS => Some(SampleFormat::I16),
            _ => None,
        };
        Ok(Self { container, decoder, format, trim, mask: None, skipped: 0 })
    }

    /// Decodes packets; `false` after the last that counts.
    fn packets(&mut self, packets: &[Packet], sound: &mut Sound<'_>) -> Result<bool, Error> {
        for packet in packets {
            if !self.packet(packet, sound)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Hears packets that were decoded before, and decodes those that could not be; `false` after the last that counts.
    fn group(&mut self, group: &ahead::Group, sound: &mut Sound<'_>) -> Result<bool, Error> {
        for (number, (packet, decoded)) in group.packets().enumerate() {
            let goes_on = match (&mut self.decoder, decoded) {
                (Decoder::Mp3(_), Some(decoded)) => {
                    play_mp3(decoded, packet, &mut self.trim, sound)?
                }
                (Decoder::Mp3(mp3), None) => {
                    if let Some(careful) = mp3.careful(&group.before(number)) {
                        self.decoder = Decoder::Symphonia(careful);
                    }
                    self.packet(packet, sound)?
                }
                _ => self.packet(packet, sound)?,
            };
            if !goes_on {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Decodes a packet; `false` after the last that counts. One that cannot be decoded is left out: fpcalc goes on too.
    // DIFFERENCE: FFmpeg conceals some of what is damaged; without the feature `ffmpeg` the file is only said to be broken.
    fn packet(&mut self, packet: &Packet, sound: &mut Sound<'_>) -> Result<bool, Error> {
        let (container, trim, format) = (self.container, &mut self.trim, self.format);
        match &mut self.decoder {
            Decoder::Symphonia(decoder) => match decoder.decode(packet) {
                Ok(buffer) => play_buffer(buffer, packet, trim, format, self.mask, sound),
                // What is in a packet that the decoder has no feature for says only it, and only now.
                Err(Symphonia::Unsupported(_)) if sound.heard().is_none() => Err(
                    Error::MissingFeature(Needed::Codec(container, "this variant of the codec")),
                ),
                Err(_) => {
                    self.skipped += 1;
                    Ok(true)
                }
            },
            Decoder::Mp3(mp3) => {
                if let Some(decoded) = mp3.decode(packet) {
                    return play_mp3(decoded, packet, trim, sound);
                }
                let recent = mp3.recent.clone();
                if let Some(careful) = mp3.careful(&recent) {
                    self.decoder = Decoder::Symphonia(careful);
                    return self.packet(packet, sound);
                }
                self.skipped += 1;
                Ok(true)
            }
            Decoder::Opus(opus) => {
                let (layout, channels) = (opus.layout, opus.layout.channels());
                let Ok(samples) = opus.decode(&packet.data) else {
                    self.skipped += 1;
                    return Ok(true);
                };
                let spec = sound.spec(48_000, layout, SampleFormat::F32)?;
                let (range, goes_on) = trim.keep(packet, samples.len() / channels).parts();
                let samples = &samples[range.start * channels..range.end * channels];
                sound.hear(spec, samples.into()).map(|()| goes_on)
            }
        }
    }
}

/// Hands on what stays of a packet of MP3.
fn play_mp3(
    decoded: Decoded<'_>,
    packet: &Packet,
    trim: &mut Trim,
    sound: &mut Sound<'_>,
) -> Result<bool, Error> {
    let Decoded { rate, channels, samples } = decoded;
    let spec = sound.spec(rate, layout(channels, None)?, SampleFormat::F32)?;
    let channels = channels as usize;
    let (range, goes_on) = trim.keep(packet, samples.len() / channels).parts();
    let samples = &samples[range.start * channels..range.end * channels];
    sound.hear(spec, samples.into()).map(|()| goes_on)
}

/// Hands on what stays of a decoded packet.
#[expect(clippy::needless_pass_by_value, reason = "it is a reference already")]
fn play_buffer(
    buffer: GenericAudioBufferRef<'_>,
    packet: &Packet,
    trim: &mut Trim,
    format: Option<SampleFormat>,
    said: Option<u64>,
    sound: &mut Sound<'_>,
) -> Result<bool, Error> {
    let (range, goes_on) = trim.keep(packet, buffer.frames()).parts();
    let (rate, channels) = (buffer.spec().rate(), buffer.spec().channels());
    let count = channels.count() as u32;
    let said = said.filter(|mask| mask.count_ones() == count);
    let layout = layout(count, said.or_else(|| mask(channels)))?;
    macro_rules! planes {
        ($buffer:expr, $format:expr) => {{
            let spec = sound.spec(rate, layout, format.unwrap_or($format))?;
            let planes = $buffer.iter_planes().map(|plane| Samples::from(&plane[range.clone()]));
            hear(spec, planes, sound)?;
        }};
    }
    /// Types that FFmpeg has none for, widened without loss.
    macro_rules! widened {
        ($buffer:expr, $format:expr, $widen:expr) => {{
            let spec = sound.spec(rate, layout, format.unwrap_or($format))?;
            let wide: Vec<Vec<_>> = $buffer
                .iter_planes()
                .map(|plane| plane[range.clone()].iter().map($widen).collect())
                .collect();
            hear(spec, wide.iter().map(|plane| Samples::from(&plane[..])), sound)?;
        }};
    }
    match buffer {
        GenericAudioBufferRef::F32(buffer) => planes!(buffer, SampleFormat::F32),
        GenericAudioBufferRef::F64(buffer) => planes!(buffer, SampleFormat::F64),
        GenericAudioBufferRef::S16(buffer) => planes!(buffer, SampleFormat::I16),
        GenericAudioBufferRef::S32(buffer) => planes!(buffer, SampleFormat::I32),
        GenericAudioBufferRef::U8(buffer) => planes!(buffer, SampleFormat::U8),
        GenericAudioBufferRef::S8(buffer) => {
            widened!(buffer, SampleFormat::U8, |sample| sample.cast_unsigned() ^ 0x80);
        }
        GenericAudioBufferRef::S24(buffer) => {
            widened!(buffer, SampleFormat::I32, |sample| sample.inner() << 8);
        }
        GenericAudioBufferRef::U16(buffer) => {
            widened!(buffer, SampleFormat::I16, |sample| (sample ^ 0x8000).cast_signed());
        }
        GenericAudioBufferRef::U24(buffer) => {
            widened!(buffer, SampleFormat::I32, |sample| {
                ((sample.inner() << 8) ^ 0x8000_0000).cast_signed()
            });
        }
        GenericAudioBufferRef::U32(buffer) => {
            widened!(buffer, SampleFormat::I32, |sample| (sample ^ 0x8000_0000).cast_signed());
        }
    }
    Ok(goes_on)
}

fn hear<'a>(
    spec: PcmSpec,
    planes: impl Iterator<Item = Samples<'a>>,
    sound: &mut Sound<'_>,
) -> Result<(), Error> {
    let planes: Vec<Samples<'_>> = planes.collect();
    sound.hear_planar(spec, &planes)
}

/// The speakers as a mask, if they are known.
fn mask(channels: &Channels) -> Option<u64> {
    match channels {
        Channels::Positioned(positions) => Some(positions.bits()),
        _ => None,
    }
}

/// The mask that a tag of FLAC files says.
fn said_mask(reader: &mut dyn FormatReader) -> Option<u64> {
    let mut metadata = reader.metadata();
    let tags = &metadata.skip_to_latest()?.media.tags;
    let tag = tags
        .iter()
        .find(|tag| tag.raw.key.eq_ignore_ascii_case("WAVEFORMATEXTENSIBLE_CHANNEL_MASK"))?;
    let value = tag.raw.value.to_string();
    let digits = value.trim().to_ascii_lowercase();
    match digits.strip_prefix("0x") {
        Some(digits) => u64::from_str_radix(digits, 16).ok(),
        None => digits.parse().ok(),
    }
}

/// Holds the first packets of plain AAC back until it is known whether there is a second half of the spectrum in them.
struct SbrWatch {
    held: Option<Vec<Packet>>,
}

impl SbrWatch {
    fn new(params: &AudioCodecParameters) -> Self {
        Self { held: (params.codec == codecs::CODEC_ID_AAC).then(Vec::new) }
    }

    /// Takes a packet; gives those that can be decoded.
    fn hold(&mut self, packet: Packet, container: Container) -> Result<Vec<Packet>, Error> {
        let Some(held) = &mut self.held else { return Ok(vec![packet]) };
        held.push(packet);
        if held.len() < aac::FRAMES { Ok(Vec::new()) } else { self.rest(container) }
    }

    fn rest(&mut self, container: Container) -> Result<Vec<Packet>, Error> {
        let held = self.held.take().unwrap_or_default();
        let found = held.iter().filter(|packet| aac::ends_in_sbr(&packet.data)).count();
        if aac::is_sbr(found, held.len()) {
            return Err(Error::MissingFeature(Needed::Codec(container, "HE-AAC")));
        }
        Ok(held)
    }
}

/// Decodes the blocks of ADPCM in a WAVE file.
pub(crate) fn play_adpcm<R: Read + Seek>(
    adpcm: &Adpcm,
    part: &mut Part<R>,
    sound: &mut Sound<'_>,
) -> Result<Facts, Error> {
    let broken = || Error::damaged(Container::Wave, "blocks of ADPCM too small");
    let (channels, block) = (u64::from(adpcm.channels), u64::from(adpcm.block));
    // A block starts with one sample or two, and its state, of each channel.
    let (codec, head, first) = match adpcm.tag {
        2 => (codecs::CODEC_ID_ADPCM_MS, 7 * channels, 2),
        _ => (codecs::CODEC_ID_ADPCM_IMA_WAV, 4 * channels, 1),
    };
    let frames = block.checked_sub(head).ok_or_else(broken)? * 2 / channels + first;
    let layout = layout(adpcm.channels.into(), None)?;
    let positions = symphonia::core::audio::Position::from_bits(layout.mask());
    let mut params = AudioCodecParameters::new();
    params
        .for_codec(codec)
        .with_sample_rate(adpcm.rate)
        .with_channels(positions.map_or(Channels::Discrete(adpcm.channels), Channels::Positioned))
        .with_max_frames_per_packet(frames)
        .with_frames_per_block(frames);
    let mut track = Playing::new(Container::Wave, "ADPCM", &params, Trim::Nothing)?;
    let mut is_cut = false;
    for range in &adpcm.data {
        part.seek(io::SeekFrom::Start(range.start))?;
        let mut left = range.end.saturating_sub(range.start);
        while left >= block {
            let mut data = vec![0; usize::from(adpcm.block)];
            if part.read_up_to(&mut data)? < data.len() {
                is_cut = true;
                break;
            }
            left -= block;
            track.packet(&Packet::new(0, 0.into(), frames.into(), data), sound)?;
        }
    }
    Ok(Facts { container: Container::Wave, codec: "ADPCM", is_broken: track.skipped > 0, is_cut })
}

/// The codec's parameters of a track of sound.
pub(crate) fn audio(params: Option<&CodecParameters>) -> Option<&AudioCodecParameters> {
    match params {
        Some(CodecParameters::Audio(params)) => Some(params),
        _ => None,
    }
}

/// A file without sound.
pub(crate) const fn no_audio(container: Container) -> Error {
    Error::Unsupported(Unsupported::NoAudio(container))
}
