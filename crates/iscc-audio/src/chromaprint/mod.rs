//! The fingerprint of audio: items of Chromaprint's algorithm 2 from PCM, exactly as `fpcalc` makes them.
//!
//! One file a step: [`filter`] and [`resample`] to 11025 Hz, [`mono`] mixes, [`fft`] and [`chroma`] make notes of frames,
//! [`smooth`] them, [`integral`] sums them up, [`classify`] makes items.

#![allow(clippy::inline_always, reason = "inlined into a version for each kind of CPU")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "signal processing: whole numbers stay below 2^52, and rounding is asked for"
)]

pub(crate) mod arithmetic;
pub(crate) mod chroma;
mod classify;
pub(crate) mod fft;
pub(crate) mod filter;
mod integral;
pub(crate) mod lanes;
mod mono;
pub(crate) mod resample;
mod smooth;
#[cfg(test)]
#[path = "../../tests/support/sound.rs"]
mod sound;

use alloc::vec::Vec;
use core::ops::Deref;

#[cfg(test)]
use crate::ChannelLayout;
use crate::pcm::{PcmSpec, SampleFormat, Samples};
use chroma::{Frames, Row};
use integral::Integral;
use mono::ToMono;
use smooth::Smooth;

/// Samples a second that fingerprints are made from.
const RATE: u32 = 11_025;

/// Whose behaviour is followed, where versions of `fpcalc` differ.
///
/// They differ by at most one item at the end and, for samples of 8 and 16 bits, in items whose values are a rounding
/// away from a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[non_exhaustive]
pub enum Variant {
    /// fpcalc 1.6.0, which iscc-sdk 0.9.7 runs. 16-bit samples are resampled in floating point, and the resampler is
    /// flushed at the end.
    #[default]
    Fpcalc16,
    /// fpcalc 1.5.1 with FFmpeg 5.1, as in Debian 12. 16-bit samples are resampled in fixed point, and the resampler is
    /// not flushed. For comparisons with that program.
    Fpcalc151,
}

/// The items of a fingerprint: signed, 32 bits each, one for about 124 milliseconds.
///
/// ```
/// use iscc_audio::{ChannelLayout, PcmSpec, SampleFormat, fingerprint};
/// use iscc_core::Bits;
///
/// let spec = PcmSpec::new(11_025, ChannelLayout::MONO, SampleFormat::I16).unwrap();
/// let silence = fingerprint(spec, &vec![0_i16; 31_396]);
/// assert_eq!(*silence, [627_964_279; 2]);
/// assert_eq!(silence.code(Bits::B64).to_string(), "ISCC:EIASK3PZO4SW36LX");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Fingerprint(Vec<i32>);

impl Fingerprint {
    /// The Audio-Code, `bits` bits long. Without items, that is of less than 2.8 seconds, it is all zeros; fpcalc
    /// reports an error then.
    #[must_use]
    pub fn code(&self, bits: iscc_core::Bits) -> iscc_core::Unit {
        crate::audio_code(self, bits)
    }

    /// The items themselves.
    #[must_use]
    pub fn into_items(self) -> Vec<i32> {
        self.0
    }
}

impl Deref for Fingerprint {
    type Target = [i32];

    fn deref(&self) -> &[i32] {
        &self.0
    }
}

impl From<Vec<i32>> for Fingerprint {
    fn from(items: Vec<i32>) -> Self {
        Self(items)
    }
}

/// The fingerprint of interleaved samples.
///
/// ```
/// use iscc_audio::{ChannelLayout, PcmSpec, SampleFormat, fingerprint};
///
/// let spec = PcmSpec::new(48_000, ChannelLayout::STEREO, SampleFormat::F32).unwrap();
/// let three_seconds = vec![0.0_f32; 2 * 3 * 48_000];
/// assert_eq!(fingerprint(spec, &three_seconds).len(), 3);
/// ```
#[must_use]
pub fn fingerprint<'a>(spec: PcmSpec, samples: impl Into<Samples<'a>>) -> Fingerprint {
    let mut fingerprinter = Fingerprinter::new(spec);
    fingerprinter.update(samples);
    fingerprinter.finalize()
}

/// Streaming fingerprint of PCM of any rate, layout and type, in constant memory but for the items: about 115 KB for an
/// hour.
///
/// ```
/// use iscc_audio::{ChannelLayout, Fingerprinter, PcmSpec, SampleFormat, Samples};
///
/// let spec = PcmSpec::new(44_100, ChannelLayout::STEREO, SampleFormat::I16).unwrap();
/// let mut fingerprinter = Fingerprinter::new(spec);
/// for _packet in 0..200 {
///     // As a decoder gives them: interleaved, or a slice a channel.
///     fingerprinter.update(&[0_i16; 2 * 512][..]);
///     let (left, right) = ([0_i16; 512], [0_i16; 512]);
///     fingerprinter.update_planar(&[Samples::I16(&left), Samples::I16(&right)]);
/// }
/// assert_eq!(*fingerprinter.finalize(), [627_964_279; 16]);
/// ```
#[derive(Debug, Clone)]
pub struct Fingerprinter {
    input: Input,
    analysis: Analysis,
    flushes: bool,
}

/// The first steps, in the arithmetic that the samples need.
#[derive(Debug, Clone)]
enum Input {
    Single(ToMono<f32>),
    Double(ToMono<f64>),
    Fixed(ToMono<i16>),
}

/// The same for every arithmetic.
macro_rules! each_input {
    ($input:expr, $mono:ident => $result:expr) => {
        match $input {
            Input::Single($mono) => $result,
            Input::Double($mono) => $result,
            Input::Fixed($mono) => $result,
        }
    };
}

impl Fingerprinter {
    /// A fingerprinter that has heard nothing.
    #[must_use]
    pub fn new(spec: PcmSpec) -> Self {
        Self::with_variant(spec, Variant::default())
    }

    /// Follows another version of the reference.
    #[must_use]
    pub fn with_variant(spec: PcmSpec, variant: Variant) -> Self {
        let is_fixed = match spec.format() {
            SampleFormat::U8 => true,
            SampleFormat::I16 => variant == Variant::Fpcalc151 || spec.rate() == RATE,
            _ => false,
        };
        let input = match spec.format() {
            _ if is_fixed => Input::Fixed(ToMono::new(spec)),
            SampleFormat::F64 => Input::Double(ToMono::new(spec)),
            _ => Input::Single(ToMono::new(spec)),
        };
        Self { input, analysis: Analysis::new(), flushes: variant == Variant::Fpcalc16 }
    }

    /// Adds interleaved samples: one of every channel, then the next. They may be cut anywhere, inside of a frame too;
    /// a frame that is never completed does not count.
    ///
    /// Samples should be of the type of the [`PcmSpec`], which decides the arithmetic; others are converted to it.
    pub fn update<'a>(&mut self, samples: impl Into<Samples<'a>>) -> &mut Self {
        let analysis = &mut self.analysis;
        let mut sink = |mono: &[i16]| analysis.update(mono);
        each_input!(&mut self.input, mono => mono.interleaved(samples.into(), &mut sink));
        self
    }

    /// Adds samples that are a slice a channel. If the slices differ in length the shortest one counts; if there are
    /// fewer slices than channels nothing is added. A frame that [`update`](Self::update) has begun is dropped.
    pub fn update_planar(&mut self, channels: &[Samples<'_>]) -> &mut Self {
        let analysis = &mut self.analysis;
        let mut sink = |mono: &[i16]| analysis.update(mono);
        each_input!(&mut self.input, mono => mono.planar(channels, &mut sink));
        self
    }

    /// The items that are known already; the last second or two may be missing.
    #[must_use]
    pub fn items(&self) -> &[i32] {
        &self.analysis.items
    }

    /// The fingerprint of what came so far; more may follow.
    #[must_use]
    pub fn finalize(&self) -> Fingerprint {
        self.clone().finish()
    }

    /// As [`finalize`](Self::finalize), without a copy.
    #[must_use]
    pub fn finish(mut self) -> Fingerprint {
        let analysis = &mut self.analysis;
        let mut sink = |mono: &[i16]| analysis.update(mono);
        each_input!(&mut self.input, mono => mono.finish(self.flushes, &mut sink));
        self.analysis.finish();
        Fingerprint(self.analysis.items)
    }
}

/// The steps from samples at 11025 Hz to items.
#[derive(Debug, Clone)]
struct Analysis {
    frames: Frames,
    rows: Rows,
    items: Vec<i32>,
}

/// The steps from rows on.
#[derive(Debug, Clone, Default)]
struct Rows {
    smooth: Smooth,
    integral: Integral,
}

impl Rows {
    fn item(&mut self, row: &Row) -> Option<i32> {
        let row = self.smooth.update(row)?;
        self.integral.update(&row).as_ref().map(classify::item)
    }
}

impl Analysis {
    fn new() -> Self {
        Self { frames: Frames::new(), rows: Rows::default(), items: Vec::new() }
    }

    fn update(&mut self, samples: &[i16]) {
        let Self { frames, rows, items } = self;
        frames.update(samples, &mut |row| items.extend(rows.item(row)));
    }

    fn finish(&mut self) {
        let Self { frames, rows, items } = self;
        frames.finish(&mut |row| items.extend(rows.item(row)));
    }
}
