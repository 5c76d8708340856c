//! The one place where code is chosen by what the CPU has, and the only one with unsafe code.
//!
//! Every function here has one safe body, compiled again for wider vector units with feature `simd`. All versions do
//! the same operations in the same order, with the same roundings: tests compare them bit by bit.

use crate::chromaprint::chroma::{Chroma, GROUP, Row};
use crate::chromaprint::fft::LANES;
use crate::chromaprint::filter::{Bank, Place};
use crate::chromaprint::resample::{self, Emulated};

/// [`resample::single`] by the best instructions of this CPU.
pub(crate) fn resample_f32(bank: &Bank<f32>, signal: &[f32], place: Place, out: &mut [f32]) {
    resample::single::<Emulated>(bank, signal, place, out);
}

/// [`Chroma::compute`] by the best instructions of this CPU.
pub(crate) fn chroma(chroma: &mut Chroma, samples: &[i16; GROUP]) -> [Row; LANES] {
    chroma.compute(samples)
}
