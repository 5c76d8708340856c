//! The numbers that resampling and mixing are done in. FFmpeg chooses by the type of the samples:
//! single precision as a rule, 16-bit fixed point, double precision.

use alloc::vec::Vec;

use crate::arch;
use crate::chromaprint::filter::{Bank, Place};

/// Numbers that a signal is resampled and mixed in.
pub(crate) trait Arithmetic: Copy + Default + core::fmt::Debug {
    /// A coefficient of the filter, from its exact value.
    fn coefficient(value: f64) -> Self;

    /// The filter's outputs at `out.len()` places from `place` on, which becomes the next one.
    fn resample(bank: &Bank<Self>, signal: &[Self], place: &mut Place, out: &mut [Self]);

    /// How much of a channel is heard.
    type Weight: Copy + core::fmt::Debug;

    /// The weights of the channels that are heard, of which there is at least one.
    fn weights(exact: &[f64]) -> Vec<Self::Weight>;

    /// Mixes the channels that are heard to `mono`, all of the same length.
    fn mix(weights: &[Self::Weight], channels: &[Vec<Self>], mono: &mut [i16]);

    /// Rounds to the 16 bits of the fingerprint, saturated.
    fn to_i16(self) -> i16;
}

/// A sample from a decoder, as a number of the arithmetic. Full scale is 1, or the 16-bit range.
pub(crate) trait From1<S>: Arithmetic {
    fn from1(sample: S) -> Self;
}

macro_rules! floats {
    ($float:ident, $resample:path, $round:path) => {
        impl Arithmetic for $float {
            fn coefficient(value: f64) -> Self {
                value as Self
            }

            fn resample(bank: &Bank<Self>, signal: &[Self], place: &mut Place, out: &mut [Self]) {
                $resample(bank, signal, place, out);
            }

            type Weight = Self;

            fn weights(exact: &[f64]) -> Vec<Self> {
                exact.iter().map(|weight| *weight as Self).collect()
            }

            fn mix(weights: &[Self], channels: &[Vec<Self>], mono: &mut [i16]) {
                match (weights, channels) {
                    ([weight], [channel]) => {
                        for (mono, x) in mono.iter_mut().zip(channel) {
                            *mono = (weight * x).to_i16();
                        }
                    }
                    ([v, w], [a, b]) => {
                        for (mono, (x, y)) in mono.iter_mut().zip(a.iter().zip(b)) {
                            *mono = (v * x + w * y).to_i16();
                        }
                    }
                    _ => {
                        for (n, mono) in mono.iter_mut().enumerate() {
                            let products = weights.iter().zip(channels).map(|(w, x)| w * x[n]);
                            *mono = products.fold(0.0, |sum, product| sum + product).to_i16();
                        }
                    }
                }
            }

            #[inline]
            fn to_i16(self) -> i16 {
                // A cast saturates.
                $round(self * 32768.0) as i16
            }
        }

        impl From1<u8> for $float {
            #[inline]
            fn from1(sample: u8) -> Self {
                Self::from(i16::from(sample) - 128) / 128.0
            }
        }
        impl From1<i16> for $float {
            #[inline]
            fn from1(sample: i16) -> Self {
                Self::from(sample) / 32768.0
            }
        }
        impl From1<i32> for $float {
            #[inline]
            #[allow(clippy::cast_lossless, reason = "one of the two types rounds")]
            fn from1(sample: i32) -> Self {
                sample as Self / 2_147_483_648.0
            }
        }
        impl From1<f32> for $float {
            #[inline]
            fn from1(sample: f32) -> Self {
                // DIFFERENCE: what is no number makes FFmpeg's result undefined.
                if sample.is_finite() { sample.into() } else { 0.0 }
            }
        }
        impl From1<f64> for $float {
            #[inline]
            fn from1(sample: f64) -> Self {
                let sample = sample as Self;
                if sample.is_finite() { sample } else { 0.0 }
            }
        }
    };
}
floats!(f32, arch::resample, round_f32);
floats!(f64, crate::chromaprint::resample::double, round_f64);

/// To the nearest integer, ties to even, up to 2^22. Larger values stay large.
#[inline]
fn round_f32(value: f32) -> f32 {
    // 1.5 * 2^23: adding it leaves no bits for a fraction.
    const MAGIC: f32 = 12_582_912.0;
    let clamped = value.clamp(-65536.0, 65536.0);
    (clamped + MAGIC) - MAGIC
}

/// As [`round_f32`].
#[inline]
fn round_f64(value: f64) -> f64 {
    // 1.5 * 2^52
    const MAGIC: f64 = 6_755_399_441_055_744.0;
    let clamped = value.clamp(-65536.0, 65536.0);
    (clamped + MAGIC) - MAGIC
}

impl Arithmetic for i16 {
    fn coefficient(value: f64) -> Self {
        round_f32((value * 32768.0) as f32) as Self
    }

    fn resample(bank: &Bank<Self>, signal: &[Self], place: &mut Place, out: &mut [Self]) {
        arch::resample_fixed(bank, signal, place, out);
    }

    type Weight = i32;

    fn weights(exact: &[f64]) -> Vec<i32> {
        // Of two weights the second gets what rounding takes from the first.
        let (mut rest, carry) = (0.0, if exact.len() == 2 { 1.0 } else { 0.0 });
        let weight = |exact: &f64| {
            let target = exact * 32768.0 + rest * carry;
            let weight = round_f32(target as f32);
            rest = target - f64::from(weight);
            weight as i32
        };
        exact.iter().map(weight).collect()
    }

    fn mix(weights: &[i32], channels: &[Vec<Self>], mono: &mut [i16]) {
        for (n, mono) in mono.iter_mut().enumerate() {
            let products = weights.iter().zip(channels).map(|(w, x)| w * i32::from(x[n]));
            *mono = saturate(products.fold(16384, i32::wrapping_add) >> 15);
        }
    }

    #[inline]
    fn to_i16(self) -> i16 {
        self
    }
}

#[inline]
pub(crate) fn saturate(value: i32) -> i16 {
    value.clamp(i16::MIN.into(), i16::MAX.into()) as i16
}

impl From1<u8> for i16 {
    #[inline]
    fn from1(sample: u8) -> Self {
        (Self::from(sample) - 128) << 8
    }
}
impl From1<Self> for i16 {
    #[inline]
    fn from1(sample: Self) -> Self {
        sample
    }
}
impl From1<i32> for i16 {
    #[inline]
    fn from1(sample: i32) -> Self {
        (sample >> 16) as Self
    }
}
impl From1<f32> for i16 {
    #[inline]
    fn from1(sample: f32) -> Self {
        <f32 as From1<f32>>::from1(sample).to_i16()
    }
}
impl From1<f64> for i16 {
    #[inline]
    fn from1(sample: f64) -> Self {
        <f64 as From1<f64>>::from1(sample).to_i16()
    }
}
