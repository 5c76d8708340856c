//! From audio files to their fingerprint.
//!
//! The reference decodes with FFmpeg; so that the fingerprint is the same, what is heard here is what FFmpeg makes of a
//! file: its choice of the track, its samples at the start and end that are left out, its end of a broken file.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::match_same_arms,
    clippy::type_complexity,
    reason = "numbers are bounded by the reads and limits around them; tables stand as their sources do"
)]

mod aac;
mod ahead;
mod beside;
pub(crate) mod container;
mod error;
#[cfg(feature = "ffmpeg")]
mod ffmpeg;
mod input;
mod isobmff;
mod limits;
mod matroska;
mod mp3;
pub(crate) mod mpeg;
mod native;
mod opus;
mod part;
mod raw;
mod sound;
mod tracks;
mod trim;

pub use container::{Container, id3v2_len};
pub use error::{Error, Limited, Needed, Unsupported};
pub use input::Input;
pub use iscc_schema::{ErrorKind, Threads};
pub use limits::Limits;
pub use sound::Block;

use core::num::NonZero;
use core::panic::AssertUnwindSafe;
use std::io::{Read, Seek, SeekFrom};
use std::panic::catch_unwind;

use crate::{Fingerprint, Fingerprinter, PcmSpec, Variant};
use container::HEAD;
use input::Source;
use part::Part;
use sound::{Facts, Sink, Sound};

/// How a file is decoded.
///
/// ```
/// use iscc_audio::decode::{Limits, Options, Threads};
///
/// let options = Options::new().limits(Limits::default()).threads(Threads::ALL);
/// assert_ne!(options, Options::new());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    limits: Limits,
    variant: Variant,
    threads: Threads,
    reader: Reader,
}

/// Which decoders read a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Reader {
    /// Those in Rust; what they do not read goes to the FFmpeg libraries if they are there.
    #[default]
    Auto,
    /// Those in Rust only.
    Native,
    /// The FFmpeg libraries only, for comparisons. Needs the feature `ffmpeg`.
    Ffmpeg,
}

impl Options {
    /// The defaults: as fpcalc 1.6.0, on one thread.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// How much a file may ask for.
    #[must_use]
    pub fn limits(mut self, limits: Limits) -> Self {
        self.limits = limits;
        self
    }

    /// Whose fingerprint it is to be.
    #[must_use]
    pub fn variant(mut self, variant: Variant) -> Self {
        self.variant = variant;
        self
    }

    /// Which decoders read the file.
    #[must_use]
    pub fn reader(mut self, reader: Reader) -> Self {
        self.reader = reader;
        self
    }

    /// How many threads may work on the file. With more than one, a second thread computes the fingerprint while the first
    /// decodes, and two further ones decode MP3. The items do not depend on it.
    #[must_use]
    pub fn threads(mut self, threads: impl Into<Threads>) -> Self {
        self.threads = threads.into();
        self
    }

    /// Whether more than one thread may be used.
    fn is_parallel(&self) -> bool {
        let processors = std::thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN);
        self.threads.of(processors).get() > 1
    }
}

/// What a file was decoded to.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decoded {
    /// The items, at least one.
    pub fingerprint: Fingerprint,
    /// What the decoded samples are.
    pub spec: PcmSpec,
    /// Samples of each channel.
    pub frames: u64,
    /// What the file is.
    pub container: Container,
    /// The name of the codec.
    pub codec: &'static str,
    /// Whether something is cut off, or was left out as it could not be decoded. The fingerprint is that of the rest, with
    /// the feature `ffmpeg` exactly as in the reference.
    pub is_broken: bool,
}

impl Decoded {
    /// The duration of the decoded audio in seconds.
    // DIFFERENCE: the reference has TagLib's estimate where a file does not say it.
    #[must_use]
    pub fn seconds(&self) -> f64 {
        self.frames as f64 / f64::from(self.spec.rate())
    }
}

/// The fingerprint of an audio file, or of the audio in a video file, from its start to its end. It is read in any order,
/// and once: memory is constant but for the items.
///
/// ```no_run
/// use iscc_audio::decode::{Options, decode};
/// use iscc_core::Bits;
///
/// let decoded = decode("song.mp3", &Options::new())?;
/// println!("{} {} s", decoded.fingerprint.code(Bits::B64), decoded.seconds());
/// # Ok::<(), iscc_audio::decode::Error>(())
/// ```
///
/// Bytes and readers are inputs as well, see [`Input`]:
///
/// ```
/// use iscc_audio::decode::{Error, Options, decode};
///
/// let error = decode(b"plain text".to_vec(), &Options::new()).unwrap_err();
/// assert!(matches!(error, Error::Unsupported(_)));
/// ```
///
/// # Errors
/// [`Error::Unsupported`] for bytes of no known format, [`Error::MissingFeature`] for formats that only the FFmpeg libraries
/// read, [`Error::Damaged`] where the reference fails too, [`Error::TooShort`] for less than 2.73 seconds,
/// [`Error::Limit`] for files that exceed a limit, [`Error::Io`] if the input cannot be read.
pub fn decode(input: impl Into<Input>, options: &Options) -> Result<Decoded, Error> {
    decode_source(input.into().open()?, options)
}

fn decode_source(mut source: Box<dyn Source>, options: &Options) -> Result<Decoded, Error> {
    let native = match options.reader {
        Reader::Ffmpeg => Native::Elsewhere { reason: None, is_cut: false },
        Reader::Auto | Reader::Native => {
            let heard = listen(options, |sink| play(&mut source, options, sink));
            Native::judge(heard, options.reader)?
        }
    };
    let (fingerprint, (facts, spec, frames)) = match native {
        Native::Read(fingerprint, played) => (fingerprint, played),
        Native::Elsewhere { reason, is_cut } => {
            let (fingerprint, (mut facts, spec, frames)) = by_ffmpeg(source, options, reason)?;
            facts.is_cut |= is_cut;
            (fingerprint, (facts, spec, frames))
        }
    };
    if fingerprint.is_empty() {
        let samples = u128::from(frames) * 11_025 / u128::from(spec.rate());
        return Err(Error::TooShort { samples: samples as u64 });
    }
    let Facts { container, codec, is_broken, is_cut } = facts;
    let is_broken = is_broken || is_cut;
    Ok(Decoded { fingerprint, spec, frames, container, codec, is_broken })
}

/// What the decoders in Rust make of a file.
enum Native {
    /// They read it as the reference does.
    Read(Fingerprint, Played),
    /// The FFmpeg libraries have to read it.
    Elsewhere {
        /// Why the decoders here do not read it.
        reason: Option<Error>,
        /// Whether the file ends before it should.
        is_cut: bool,
    },
}

impl Native {
    /// Decides whether the FFmpeg libraries should read a file.
    fn judge(heard: Result<(Fingerprint, Played), Error>, reader: Reader) -> Result<Self, Error> {
        let is_auto = reader == Reader::Auto;
        match heard {
            // What else can be read, and what the reference may make of a damaged file.
            Err(error @ (Error::MissingFeature(_) | Error::Damaged { .. })) if is_auto => {
                Ok(Self::Elsewhere { reason: Some(error), is_cut: false })
            }
            // The reference conceals and drops in its own way.
            Ok((_, (facts, ..)))
                if (facts.is_broken || facts.is_cut) && is_auto && cfg!(feature = "ffmpeg") =>
            {
                Ok(Self::Elsewhere { reason: None, is_cut: facts.is_cut })
            }
            Ok((fingerprint, played)) => Ok(Self::Read(fingerprint, played)),
            Err(error) => Err(error),
        }
    }
}

/// What was decoded: what it is, and how many samples of each channel.
type Played = (Facts, PcmSpec, u64);

/// Makes a fingerprint of what `decode` gives.
fn listen(
    options: &Options,
    decode: impl FnOnce(&mut Sink<'_>) -> Result<Played, Error>,
) -> Result<(Fingerprint, Played), Error> {
    if options.is_parallel() {
        return beside::fingerprint(options.variant, decode);
    }
    let mut fingerprinter = None;
    let played = decode(&mut |spec, block| {
        let new = || Fingerprinter::with_variant(spec, options.variant);
        fingerprinter.get_or_insert_with(new).take(block);
        Ok(())
    })?;
    Ok((fingerprinter.map(Fingerprinter::finish).unwrap_or_default(), played))
}

/// Reads with the FFmpeg libraries what was not read before, for the given reason.
#[cfg(feature = "ffmpeg")]
fn by_ffmpeg(
    mut source: Box<dyn Source>,
    options: &Options,
    reason: Option<Error>,
) -> Result<(Fingerprint, Played), Error> {
    source.rewind()?;
    let damaged = reason.filter(|reason| matches!(reason, Error::Damaged { .. }));
    let heard = listen(options, |sink| ffmpeg::play(source, &options.limits, sink));
    heard.map_err(|error| damaged.unwrap_or(error))
}

#[cfg(not(feature = "ffmpeg"))]
fn by_ffmpeg(
    _: Box<dyn Source>,
    _: &Options,
    reason: Option<Error>,
) -> Result<(Fingerprint, Played), Error> {
    Err(reason.unwrap_or(Error::Unsupported(Unsupported::Format)))
}

/// Decodes the audio of a file and hands it to `sink`, piece by piece.
///
/// ```no_run
/// use iscc_audio::decode::{Block, Limits, pcm};
///
/// let mut peak = 0.0_f32;
/// pcm("song.mp3", &Limits::default(), |_, block| {
///     if let Block::Planar(channels) = block {
///         for channel in channels {
///             if let iscc_audio::Samples::F32(samples) = channel {
///                 peak = samples.iter().fold(peak, |peak, sample| peak.max(sample.abs()));
///             }
///         }
///     }
/// })?;
/// # Ok::<(), iscc_audio::decode::Error>(())
/// ```
///
/// Decoders in Rust only, see [`Reader::Native`].
///
/// # Errors
/// As [`decode`], but for [`Error::TooShort`].
pub fn pcm(
    input: impl Into<Input>,
    limits: &Limits,
    mut sink: impl FnMut(PcmSpec, Block<'_>),
) -> Result<(), Error> {
    let mut source = input.into().open()?;
    play(&mut source, &Options::new().limits(*limits), &mut |spec, block| {
        sink(spec, block);
        Ok(())
    })
    .map(drop)
}

impl Fingerprinter {
    fn take(&mut self, block: Block<'_>) {
        match block {
            Block::Interleaved(samples) => self.update(samples),
            Block::Planar(channels) => self.update_planar(channels),
        };
    }
}

/// Tells what the source is and decodes it.
fn play<R: Read + Seek + Send + Sync>(
    mut source: R,
    options: &Options,
    sink: &mut Sink<'_>,
) -> Result<Played, Error> {
    let len = source.seek(SeekFrom::End(0))?;
    let (mut part, head) = after_tags(Part::new(source, 0, len)?)?;
    let container = Container::sniff(&head).ok_or(Error::Unsupported(Unsupported::Format))?;
    let mut has_junk = false;
    if matches!(container, Container::Mpeg | Container::Adts) {
        let start = mpeg::find(&head).map_or(0, |(_, start)| start as u64);
        // Behind junk FFmpeg takes the frame with LAME's numbers for sound.
        has_junk = container == Container::Mpeg && start > 0;
        part = part.from(start)?;
    }
    if container == Container::Ogg {
        let start = container::ogg_start(&head).unwrap_or(0) as u64;
        has_junk = start > 0;
        part = part.from(start)?;
    }
    if container == Container::Ogg && head.windows(8).any(|window| window == b"Speex   ") {
        return Err(Error::MissingFeature(Needed::Codec(container, "Speex")));
    }
    let mut sound = Sound::new(&options.limits, sink).with_two_threads(options.is_parallel());
    let mut facts = contained(container, || match container {
        Container::Wave => match raw::read_wave(&mut part)? {
            raw::Wave::Raw(raw) => raw.play(container, &mut part, &mut sound),
            raw::Wave::Adpcm(adpcm) => native::play_adpcm(&adpcm, &mut part, &mut sound),
        },
        Container::Aiff => raw::read_aiff(&mut part)?.play(container, &mut part, &mut sound),
        Container::Au => raw::read_au(&mut part)?.play(container, &mut part, &mut sound),
        Container::Caf => match raw::read_caf(&mut part)? {
            Some(raw) => raw.play(container, &mut part, &mut sound),
            None => native::play(container, part, &mut sound),
        },
        container if container.is_native() => native::play(container, part, &mut sound),
        container => Err(Error::MissingFeature(Needed::Container(container))),
    })?;
    facts.is_broken |= has_junk;
    let (spec, frames) = sound.heard().ok_or_else(|| {
        if facts.is_broken || facts.is_cut {
            Error::damaged(container, "nothing of it can be decoded")
        } else {
            Error::Unsupported(Unsupported::NoAudio(container))
        }
    })?;
    Ok((facts, spec, frames))
}

/// A decoder of others that panics on damaged data must not take the caller with it: its panic is an error of the file.
pub(crate) fn contained<T>(
    container: Container,
    decode: impl FnOnce() -> Result<T, Error>,
) -> Result<T, Error> {
    // Whatever the panic left half done is dropped by the caller, as after any other error.
    catch_unwind(AssertUnwindSafe(decode))
        .unwrap_or_else(|_| Err(Error::damaged(container, "its decoder gave up")))
}

/// Leaves out `ID3v2` tags in front, whatever they are in front of; with the first bytes of what follows.
fn after_tags<R: Read + Seek>(mut part: Part<R>) -> Result<(Part<R>, Vec<u8>), Error> {
    let mut head = vec![0; HEAD];
    // More than one tag is a mistake that happens.
    for _ in 0..16 {
        head.resize(HEAD, 0);
        let read = part.read_up_to(&mut head)?;
        head.truncate(read);
        match id3v2_len(&head) {
            0 => break,
            len => part = part.from(len)?,
        }
    }
    Ok((part.rewind()?, head))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_panic_of_a_decoder_is_an_error_of_the_file() {
        let error = contained(Container::Flac, || -> Result<(), Error> { panic!("a decoder's") });
        assert!(matches!(error, Err(Error::Damaged { .. })), "{error:?}");
        assert_eq!(contained(Container::Flac, || Ok(7)).unwrap(), 7);
    }
}
