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
    /// Whether something was cut off, or left out as it could not be decoded.
    pub(crate) is_broken: bool,
}

/// Who gets the samples.
pub(crate) type Sink<'s> = dyn FnMut(PcmSpec, Block<'_>) -> Result<(), Error> + 's;

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

    /// What the samples that follow are. It must not change: the reference goes on as if it had not, with noise.
    pub(crate) fn spec(
        &mut self,
        rate: u32,
        layout: ChannelLayout,
        format: SampleFormat,
    ) -> Result<PcmSpec, Error> {
        self.limits.check_spec(rate, layout.channels() as u32)?;
        let spec = PcmSpec::new(rate, layout, format);
        let spec = spec.ok_or(Error::Unsupported(Unsupported::SampleRate(rate)))?;
        match self.spec {
            Some(before) if before != spec => Err(Error::Unsupported(Unsupported::Changing)),
            _ => Ok(*self.spec.insert(spec)),
        }
    }

    /// Interleaved samples.
    pub(crate) fn hear(&mut self, spec: PcmSpec, samples: Samples<'_>) -> Result<(), Error> {
        let frames = samples.len() / spec.layout().channels();
        self.count(spec, frames)?;
        if frames > 0 { (self.sink)(spec, Block::Interleaved(samples)) } else { Ok(()) }
    }

    /// A slice a channel.
    pub(crate) fn hear_planar(
        &mut self,
        spec: PcmSpec,
        planes: &[Samples<'_>],
    ) -> Result<(), Error> {
        let frames = planes.first().map_or(0, Samples::len);
        self.count(spec, frames)?;
        if frames > 0 { (self.sink)(spec, Block::Planar(planes)) } else { Ok(()) }
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
