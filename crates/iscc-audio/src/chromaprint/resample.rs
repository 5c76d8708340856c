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
    let rows = |phase| bank.row(phase).as_chunks().0;
    let signals = |place: Place| signal[place.input..].as_chunks().0;
    if geometry.is_linear() {
        let inverse = 1.0 / geometry.parts as f32;
        for out in out {
            let (here, phase) = (signals(*place), place.phase);
            let [sums, next] = products::<L, 2>([here; 2], [rows(phase), rows(phase + 1)]);
            *out = between(sums, next, place.part as f32 * inverse);
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
        let rows =
            if geometry.phases == 1 { [rows(0); 4] } else { places.map(|place| rows(place.phase)) };
        *four = L::sums(products(places.map(signals), rows));
        *place = geometry.next(places[3]);
    }
    for out in rest {
        let [sums] = products::<L, 1>([signals(*place)], [rows(place.phase)]);
        [*out, ..] = L::sums([sums; 4]);
        *place = geometry.next(*place);
    }
}

/// Sums of products of `N` signals with a row each, lane by lane.
#[inline(always)]
fn products<L: Lanes, const N: usize>(
    signals: [&[[f32; LANES]]; N],
    rows: [&[[f32; LANES]]; N],
) -> [L; N] {
    let length = rows.iter().map(|row| row.len()).min().unwrap_or(0);
    let (signals, rows) = (signals.map(|x| &x[..length]), rows.map(|row| &row[..length]));
    let mut sums = [L::splat(0.0); N];
    for i in 0..length {
        for n in 0..N {
            sums[n] = L::load(&signals[n][i]).mul_add(L::load(&rows[n][i]), sums[n]);
        }
    }
    sums
}

/// An output between two phases: `part` of the way from the first to the second.
#[inline(always)]
fn between<L: Lanes>(first: L, second: L, part: f32) -> f32 {
    let halves = |lanes: L| {
        let (lanes, mut sums) = (lanes.array(), [0.0; LANES]);
        for lane in 0..LANES / 2 {
            sums[lane] = lanes[lane] + lanes[lane + LANES / 2];
        }
        L::load(&sums)
    };
    let (first, second) = (halves(first), halves(second));
    let sums = second.sub(first).mul_add(L::splat(part), first).array();
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
