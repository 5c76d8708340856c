//! The resampler's filter: a sinc of 16 zero crossings under a Kaiser window of beta 9, cut off at
//! 0.8 of the lower rate, in up to 256 phases (libswresample with the settings of fpcalc).

use alloc::sync::Arc;
use alloc::vec::Vec;
use core::f64::consts::PI;

use crate::chromaprint::RATE;
use crate::chromaprint::arithmetic::Arithmetic;
use crate::chromaprint::lanes::LANES;

/// Zero crossings of the sinc, at the lower of the two rates.
const CROSSINGS: f64 = 16.0;
/// The cutoff, as a part of the lower of the two rates.
const CUTOFF: f64 = 0.8;
/// The shape of the Kaiser window.
const BETA: f64 = 9.0;
/// More phases than this are interpolated.
const MAX_PHASES: u32 = 256;

/// The coefficients of all phases, and the steps from one output to the next.
#[derive(Debug, Clone)]
pub(crate) struct Bank<T> {
    /// Rows of `stride` coefficients, one a phase and one more: the first, a sample later.
    rows: Arc<[T]>,
    stride: usize,
    geometry: Geometry,
}

/// Where outputs lie among the inputs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Geometry {
    /// Taps of a phase, an even number.
    pub(crate) taps: usize,
    /// Phases between two inputs.
    pub(crate) phases: usize,
    /// From one output to the next: whole inputs, whole phases, and the rest in parts of `parts`.
    inputs: usize,
    step: usize,
    rest: u32,
    pub(crate) parts: u32,
    /// The bandwidth, as a part of the input's.
    factor: f64,
}

/// The place of an output.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Place {
    /// The input of the first tap.
    pub(crate) input: usize,
    pub(crate) phase: usize,
    /// Parts of a phase, of [`Geometry::parts`].
    pub(crate) part: u32,
}

impl Geometry {
    /// For samples that come at `rate`, which is not 0.
    pub(crate) fn new(rate: u32) -> Self {
        let factor = (f64::from(RATE) * CUTOFF / f64::from(rate)).min(1.0);
        // Rates that divide evenly must not get two taps more from the last bit.
        let taps = libm::ceil(CROSSINGS / factor - 1e-9) as usize;
        let phases = RATE / gcd(RATE, rate);
        let phases = if phases <= MAX_PHASES { phases } else { MAX_PHASES };
        // In parts of a phase, of which there are RATE to begin with.
        let step = u64::from(rate) * u64::from(phases);
        let (phases_of_step, rest) = (step / u64::from(RATE), (step % u64::from(RATE)) as u32);
        let common = gcd(rest, RATE);
        Self {
            taps: taps.next_multiple_of(2),
            phases: phases as usize,
            inputs: phases_of_step as usize / phases as usize,
            step: phases_of_step as usize % phases as usize,
            rest: rest / common,
            parts: RATE / common,
            factor,
        }
    }

    /// Inputs before the one that an output is at.
    pub(crate) fn center(&self) -> usize {
        self.taps / 2 - 1
    }

    /// Whether outputs lie between phases.
    pub(crate) fn is_linear(&self) -> bool {
        self.rest != 0
    }

    /// The next output's place.
    #[inline]
    pub(crate) fn next(&self, mut place: Place) -> Place {
        place.input += self.inputs;
        place.phase += self.step;
        place.part += self.rest;
        if place.part >= self.parts {
            place.part -= self.parts;
            place.phase += 1;
        }
        if place.phase >= self.phases {
            place.phase -= self.phases;
            place.input += 1;
        }
        place
    }

    /// How many outputs from `place` on have all their taps within `inputs`.
    pub(crate) fn outputs(&self, place: Place, inputs: usize) -> usize {
        let Some(last) = inputs.checked_sub(self.taps).and_then(|i| i.checked_sub(place.input))
        else {
            return 0;
        };
        // In parts of a phase: the places at or before the last phase of input `last`.
        let parts = u64::from(self.parts);
        let room = ((last as u64 + 1) * self.phases as u64) * parts
            - (place.phase as u64 * parts + u64::from(place.part));
        let step = (self.inputs * self.phases + self.step) as u64;
        room.div_ceil(step * parts + u64::from(self.rest)) as usize
    }
}

impl<T: Arithmetic> Bank<T> {
    /// The filter for samples that come at `rate`, which is not 0.
    pub(crate) fn new(rate: u32) -> Self {
        let geometry = Geometry::new(rate);
        let (taps, phases) = (geometry.taps, geometry.phases);
        let stride = taps.next_multiple_of(LANES);
        // Only the first phase is scaled to 1; the others have its factor.
        let norm: f64 = (0..taps).map(|tap| geometry.tap(0, tap)).sum();
        let mut rows = alloc::vec![T::default(); stride * (phases + 1)];
        let mirrored = phases % 2 == 0;
        let computed = if mirrored { phases / 2 } else { phases - 1 };
        for phase in 0..=computed {
            for tap in 0..taps {
                let value = T::coefficient(geometry.tap(phase, tap) / norm);
                rows[phase * stride + tap] = value;
                if mirrored && phase > 0 {
                    rows[(phases - phase) * stride + taps - 1 - tap] = value;
                }
            }
        }
        let (first, guard) = (0..stride, phases * stride);
        rows.copy_within(first.start..first.end - 1, guard + 1);
        rows[guard] = rows[stride - 1];
        Self { rows: Vec::into(rows), stride, geometry }
    }

    pub(crate) fn geometry(&self) -> &Geometry {
        &self.geometry
    }

    /// The coefficients of a phase, padded with zeros.
    #[inline]
    pub(crate) fn row(&self, phase: usize) -> &[T] {
        &self.rows[phase * self.stride..][..self.stride]
    }
}

impl Geometry {
    /// A coefficient before scaling.
    fn tap(&self, phase: usize, tap: usize) -> f64 {
        let center = self.center();
        let offset = tap as f64 - center as f64;
        let x = PI * (offset - phase as f64 / self.phases as f64) * self.factor;
        let sinc = if x == 0.0 {
            1.0
        } else if self.factor < 1.0 {
            libm::sin(x) / x
        } else {
            // The sine differs by its sign only from one tap to the next.
            let sine = libm::sin(PI * phase as f64 / self.phases as f64);
            if tap % 2 == center % 2 { -sine / x } else { sine / x }
        };
        let edge = 2.0 * x / (self.factor * self.taps as f64 * PI);
        sinc * bessel(BETA * libm::sqrt((1.0 - edge * edge).max(0.0)))
    }
}

/// The modified Bessel function of the first kind, order 0, up to 9: its power series.
fn bessel(x: f64) -> f64 {
    let square = x * x / 4.0;
    let (mut sum, mut term, mut n) = (1.0, 1.0, 1.0);
    while term > sum * 1e-18 {
        term *= square / (n * n);
        sum += term;
        n += 1.0;
    }
    sum
}

fn gcd(a: u32, b: u32) -> u32 {
    if b == 0 { a } else { gcd(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn geometry_of_the_usual_rates() {
        for (rate, taps, phases, step, parts) in [
            (8000, 16, 256, 81920, 441),
            (12000, 22, 147, 160, 1),
            (16000, 30, 256, 163_840, 441),
            (22050, 40, 1, 2, 1),
            (24000, 44, 147, 320, 1),
            (32000, 60, 256, 327_680, 441),
            (44100, 80, 1, 4, 1),
            (48000, 88, 147, 640, 1),
            (88200, 160, 1, 8, 1),
            (96000, 176, 147, 1280, 1),
            (192_000, 350, 147, 2560, 1),
        ] {
            let geometry = Geometry::new(rate);
            assert_eq!((geometry.taps, geometry.phases), (taps, phases), "{rate}");
            assert_eq!(geometry.parts, parts, "{rate}");
            let whole = (geometry.inputs * phases + geometry.step) as u32 * parts + geometry.rest;
            assert_eq!(whole, step, "{rate}");
        }
    }

    #[test]
    #[allow(clippy::excessive_precision, reason = "as they were printed")]
    fn coefficients_of_the_usual_rates() {
        type Case = (u32, [f32; 4], [i16; 4]);
        let cases: [Case; 11] = [
            (8000, [1.0, 0.0, 0.0, 0.0], [32767, 0, 0, 0]),
            (
                12000,
                [0.735_002_4, 0.227_306_2, -0.137_564_81, 0.046_203_718],
                [24085, 7448, -4508, 1514],
            ),
            (
                16000,
                [0.551_261_07, 0.308_324_9, -0.046_696_14, -0.079_172_89],
                [18064, 10103, -1530, -2594],
            ),
            (
                22050,
                [0.399_997_68, 0.299_533_52, 0.089_654_006, -0.056_659_39],
                [13107, 9815, 2938, -1857],
            ),
            (
                24000,
                [0.367_500_87, 0.288_587_45, 0.113_653_004, -0.031_021_541],
                [12042, 9456, 3724, -1017],
            ),
            (
                32000,
                [0.275_629_52, 0.241_313_756, 0.154_161_87, 0.052_620_154],
                [9032, 7907, 5052, 1724],
            ),
            (
                44100,
                [0.199_999_243, 0.186_601_669, 0.149_767_056, 0.098_527_35],
                [6554, 6115, 4908, 3229],
            ),
            (
                48000,
                [0.183_750_585, 0.173_333_57, 0.144_293_845, 0.102_683_991],
                [6021, 5680, 4728, 3365],
            ),
            (
                88200,
                [0.099_999_674, 0.098_297_663, 0.093_300_886, 0.085_328_38],
                [3277, 3221, 3057, 2796],
            ),
            (
                96000,
                [0.091_875_315, 0.090_555_318, 0.086_666_81, 0.080_419_436],
                [3011, 2967, 2840, 2635],
            ),
            (
                192_000,
                [0.045_937_497, 0.045_771_863, 0.045_277_216, 0.044_460_285],
                [1505, 1500, 1484, 1457],
            ),
        ];
        for (rate, single, fixed) in cases {
            let (bank, ints) = (Bank::<f32>::new(rate), Bank::<i16>::new(rate));
            let center = bank.geometry().center();
            for (i, expected) in single.into_iter().enumerate() {
                let value = bank.row(0)[center + i];
                assert!(
                    (value - expected).abs() <= expected.abs() * 6e-8 + 1e-15,
                    "{rate} {i} {value}"
                );
            }
            assert_eq!(ints.row(0)[center..center + 4], fixed, "{rate}");
        }
    }

    #[test]
    fn counts_are_those_of_stepping() {
        for rate in [100, 8000, 11024, 11026, 12000, 16000, 37800, 44100, 48000, 192_000, 1 << 22] {
            let geometry = Geometry::new(rate);
            let mut place = Place::default();
            for _ in 0..50 {
                let inputs = place.input + geometry.taps + 3;
                let (mut count, mut at) = (0, place);
                while at.input + geometry.taps <= inputs {
                    at = geometry.next(at);
                    count += 1;
                }
                assert_eq!(geometry.outputs(place, inputs), count, "{rate} {place:?}");
                place = geometry.next(place);
            }
        }
    }
}
