//! [`Sound`]: what decoders hand their samples to.

use super::container::Container;
use super::error::{Error, Unsupported};
use super::limits::Limits;
use crate::{ChannelLayout, PcmSpec, SampleFormat, Samples};

/// A piece of decoded sound.
#[derive(Debug, Clone, Copy)]
#[non_exhaustive]
pub enum Block<'a> {
    /// One sample of every channel, then the next.
    Interleaved(Samples<'a>),
    /// A slice a channel, all of the same length and type.
    Planar(&'a [Samples<'a>]),
}

/// What was decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Facts {
    pub(crate) container: Container,
    pub(crate) codec: &'static str,
    /// Whether something was left out as it could not be decoded, or is read by FFmpeg in a way of its own.
    pub(crate) is_broken: bool,
    /// Whether the file ends before it should.
    pub(crate) is_cut: bool,
}

/// Who gets the samples.
pub(crate) type Sink<'s> = dyn FnMut(PcmSpec, Block<'_>) -> Result<(), Error> + 's;

/// What cannot be followed in the middle of a stream.
const CHANGING: Error = Error::Unsupported(Unsupported::Changing);

/// The way from a decoder to whoever listens, with the limits at its side.
pub(crate) struct Sound<'s> {
    limits: &'s Limits,
    sink: &'s mut Sink<'s>,
    two_threads: bool,
    spec: Option<PcmSpec>,
    frames: u64,
}

impl<'s> Sound<'s> {
    pub(crate) fn new(limits: &'s Limits, sink: &'s mut Sink<'s>) -> Self {
        Self { limits, sink, two_threads: false, spec: None, frames: 0 }
    }

    /// Whether it may be decoded on more than one thread.
    pub(crate) fn with_two_threads(mut self, two: bool) -> Self {
        self.two_threads = two;
        self
    }

    pub(crate) fn two_threads(&self) -> bool {
        self.two_threads
    }

    /// What the samples that follow are. The first answer holds for the whole stream, see [`Self::hear_planar`].
    pub(crate) fn spec(
        &mut self,
        rate: u32,
        layout: ChannelLayout,
        format: SampleFormat,
    ) -> Result<PcmSpec, Error> {
        self.limits.check_spec(rate, layout.channels() as u32)?;
        let spec = PcmSpec::new(rate, layout, format);
        let spec = spec.ok_or(Error::Unsupported(Unsupported::SampleRate(rate)))?;
        let first = *self.spec.get_or_insert(spec);
        if first.format() == format { Ok(spec) } else { Err(CHANGING) }
    }

    /// Interleaved samples. Their number of channels must stay.
    pub(crate) fn hear(&mut self, spec: PcmSpec, samples: Samples<'_>) -> Result<(), Error> {
        let first = self.spec.unwrap_or(spec);
        let channels = first.layout().channels();
        if spec.layout().channels() != channels {
            return Err(CHANGING);
        }
        let frames = samples.len() / channels;
        self.count(first, frames)?;
        if frames > 0 { (self.sink)(first, Block::Interleaved(samples)) } else { Ok(()) }
    }

    /// A slice per channel. Where the rate or the channels change in the middle of a stream, fpcalc goes on as if they had
    /// not: samples keep the first rate, and channels that were not there at first are left out.
    // DIFFERENCE: where channels disappear, fpcalc crashes; here the last one that is left takes their place.
    pub(crate) fn hear_planar(
        &mut self,
        spec: PcmSpec,
        planes: &[Samples<'_>],
    ) -> Result<(), Error> {
        let frames = planes.first().map_or(0, Samples::len);
        let first = self.spec.unwrap_or(spec);
        self.count(first, frames)?;
        if frames == 0 {
            return Ok(());
        }
        let channels = first.layout().channels();
        if planes.len() == channels {
            return (self.sink)(first, Block::Planar(planes));
        }
        let last = planes.iter().skip(planes.len() - 1).copied().cycle();
        let fitted: Vec<_> = planes.iter().copied().chain(last).take(channels).collect();
        (self.sink)(first, Block::Planar(&fitted))
    }

    fn count(&mut self, spec: PcmSpec, frames: usize) -> Result<(), Error> {
        self.frames += frames as u64;
        self.limits.check_frames(self.frames, spec.rate())
    }

    /// What all samples were, and how many of each channel; `None` if there were none.
    pub(crate) fn heard(&self) -> Option<(PcmSpec, u64)> {
        self.spec.map(|spec| (spec, self.frames))
    }
}
