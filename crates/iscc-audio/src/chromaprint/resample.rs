//! Resampling of one channel to 11025 Hz: the values of single outputs.

use crate::chromaprint::arithmetic::saturate;
use crate::chromaprint::filter::{Bank, LANES, Place};

/// `a * b + c`, rounded once.
pub(crate) trait FusedMultiplyAdd {
    fn fma(a: f32, b: f32, c: f32) -> f32;
}

/// Without an instruction for it: exact in double precision, rounded to odd, then to single.
pub(crate) struct Emulated;

impl FusedMultiplyAdd for Emulated {
    #[inline]
    fn fma(a: f32, b: f32, c: f32) -> f32 {
        // Exact: 24 and 24 bits.
        let (product, c) = (f64::from(a) * f64::from(b), f64::from(c));
        let sum = product + c;
        let back = sum - product;
        let error = (product - (sum - back)) + (c - back);
        // What rounding dropped goes to the last bit, so that the second rounding sees that it is there.
        let bits = sum.to_bits();
        let is_inexact_and_even = error != 0.0 && bits & 1 == 0 && !error.is_nan();
        let away = (error > 0.0) == (sum > 0.0);
        let odd = if away { bits.wrapping_add(1) } else { bits.wrapping_sub(1) };
        f64::from_bits(if is_inexact_and_even { odd } else { bits }) as f32
    }
}

/// The values of `out.len()` outputs from `place` on, in the order of operations of FFmpeg on x86: eight sums that
/// are fused, then added in pairs.
///
/// `signal` must go on for a row of the bank from the last output's place on.
#[inline(always)]
pub(crate) fn single<F: FusedMultiplyAdd>(
    bank: &Bank<f32>,
    signal: &[f32],
    mut place: Place,
    out: &mut [f32],
) {
    let geometry = bank.geometry();
    let inverse = 1.0 / geometry.parts as f32;
    for out in out {
        let signal = &signal[place.input..];
        let mut sums = halves(products::<F>(signal, bank.row(place.phase)));
        if geometry.is_linear() {
            let next = halves(products::<F>(signal, bank.row(place.phase + 1)));
            let part = place.part as f32 * inverse;
            for (sum, next) in sums.iter_mut().zip(next) {
                *sum = F::fma(next - *sum, part, *sum);
            }
        }
        *out = (sums[0] + sums[2]) + (sums[1] + sums[3]);
        place = geometry.next(place);
    }
}

#[inline(always)]
fn products<F: FusedMultiplyAdd>(signal: &[f32], row: &[f32]) -> [f32; LANES] {
    let mut sums = [0.0; LANES];
    for (x, h) in signal.as_chunks::<LANES>().0.iter().zip(row.as_chunks::<LANES>().0) {
        for lane in 0..LANES {
            sums[lane] = F::fma(x[lane], h[lane], sums[lane]);
        }
    }
    sums
}

#[inline(always)]
fn halves(sums: [f32; LANES]) -> [f32; LANES / 2] {
    core::array::from_fn(|lane| sums[lane] + sums[lane + LANES / 2])
}

/// As [`single`], in double precision. The order of operations does not show in 16 bits.
pub(crate) fn double(bank: &Bank<f64>, signal: &[f64], mut place: Place, out: &mut [f64]) {
    let geometry = bank.geometry();
    let value = |signal: &[f64], phase| -> f64 {
        signal.iter().zip(bank.row(phase)).map(|(x, h)| x * h).sum()
    };
    for out in out {
        let signal = &signal[place.input..];
        *out = value(signal, place.phase);
        if geometry.is_linear() {
            let part = f64::from(place.part) / f64::from(geometry.parts);
            *out += (value(signal, place.phase + 1) - *out) * part;
        }
        place = geometry.next(place);
    }
}

/// As [`single`], in 16-bit fixed point with 15 bits behind the point.
pub(crate) fn fixed(bank: &Bank<i16>, signal: &[i16], mut place: Place, out: &mut [i16]) {
    let geometry = bank.geometry();
    let value = |signal: &[i16], phase| -> i32 {
        let products =
            signal.iter().zip(bank.row(phase)).map(|(x, h)| i32::from(*x) * i32::from(*h));
        products.fold(1 << 14, i32::wrapping_add)
    };
    for out in out {
        let signal = &signal[place.input..];
        let mut sum = value(signal, place.phase);
        if geometry.is_linear() {
            let difference = value(signal, place.phase + 1).wrapping_sub(sum);
            let part = i64::from(difference) * i64::from(place.part) / i64::from(geometry.parts);
            sum = sum.wrapping_add(part as i32);
        }
        *out = saturate(sum >> 15);
        place = geometry.next(place);
    }
}
