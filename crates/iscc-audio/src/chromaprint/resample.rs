//! Resampling of one channel to 11025 Hz: the values of single outputs.

use crate::chromaprint::arithmetic::saturate;
use crate::chromaprint::filter::{Bank, Place};
use crate::chromaprint::lanes::{LANES, Lanes};

/// The values of `out.len()` outputs from `place` on, and the place after them, in the order of operations of FFmpeg on
/// x86: eight sums that are fused, then added in pairs.
///
/// `signal` must go on for a row of the bank from the last output's place on.
#[inline(always)]
pub(crate) fn single<L: Lanes>(
    bank: &Bank<f32>,
    signal: &[f32],
    place: &mut Place,
    out: &mut [f32],
) {
    let geometry = bank.geometry();
    if geometry.is_linear() {
        let inverse = 1.0 / geometry.parts as f32;
        for out in out {
            *out = between::<L>(bank, &signal[place.input..], *place, inverse);
            *place = geometry.next(*place);
        }
        return;
    }
    // Four at a time, so that one does not wait for the other.
    let (fours, rest) = out.as_chunks_mut::<4>();
    for four in fours {
        let mut places = [*place; 4];
        for i in 1..4 {
            places[i] = geometry.next(places[i - 1]);
        }
        *four = if geometry.phases == 1 {
            one_phase::<L>(bank, signal, places)
        } else {
            L::sums(
                places.map(|place| products::<L>(&signal[place.input..], bank.row(place.phase))),
            )
        };
        *place = geometry.next(places[3]);
    }
    for out in rest {
        let products = products::<L>(&signal[place.input..], bank.row(place.phase));
        [*out, ..] = L::sums([products; 4]);
        *place = geometry.next(*place);
    }
}

/// Sums of products, lane by lane.
#[inline(always)]
fn products<L: Lanes>(signal: &[f32], row: &[f32]) -> L {
    let mut sums = L::splat(0.0);
    for (x, h) in signal.as_chunks::<LANES>().0.iter().zip(row.as_chunks::<LANES>().0) {
        sums = L::load(x).mul_add(L::load(h), sums);
    }
    sums
}

/// Four outputs of the same coefficients.
#[inline(always)]
fn one_phase<L: Lanes>(bank: &Bank<f32>, signal: &[f32], places: [Place; 4]) -> [f32; 4] {
    let row = bank.row(0).as_chunks::<LANES>().0;
    let [a, b, c, d] =
        places.map(|place| &signal[place.input..].as_chunks::<LANES>().0[..row.len()]);
    let mut sums = [L::splat(0.0); 4];
    for (i, h) in row.iter().enumerate() {
        let h = L::load(h);
        sums[0] = L::load(&a[i]).mul_add(h, sums[0]);
        sums[1] = L::load(&b[i]).mul_add(h, sums[1]);
        sums[2] = L::load(&c[i]).mul_add(h, sums[2]);
        sums[3] = L::load(&d[i]).mul_add(h, sums[3]);
    }
    L::sums(sums)
}

/// An output between two phases.
#[inline(always)]
fn between<L: Lanes>(bank: &Bank<f32>, signal: &[f32], place: Place, inverse: f32) -> f32 {
    let sums = products::<L>(signal, bank.row(place.phase)).array();
    let next = products::<L>(signal, bank.row(place.phase + 1)).array();
    let (mut first, mut second) = ([0.0; LANES], [0.0; LANES]);
    for lane in 0..LANES / 2 {
        first[lane] = sums[lane] + sums[lane + LANES / 2];
        second[lane] = next[lane] + next[lane + LANES / 2];
    }
    let part = L::splat(place.part as f32 * inverse);
    let first = L::load(&first);
    let sums = L::load(&second).sub(first).mul_add(part, first).array();
    (sums[0] + sums[2]) + (sums[1] + sums[3])
}

/// As [`single`], in double precision. The order of operations does not show in 16 bits.
pub(crate) fn double(bank: &Bank<f64>, signal: &[f64], place: &mut Place, out: &mut [f64]) {
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
        *place = geometry.next(*place);
    }
}

/// As [`single`], in 16-bit fixed point with 15 bits behind the point.
#[inline(always)]
pub(crate) fn fixed(bank: &Bank<i16>, signal: &[i16], place: &mut Place, out: &mut [i16]) {
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
        *place = geometry.next(*place);
    }
}
