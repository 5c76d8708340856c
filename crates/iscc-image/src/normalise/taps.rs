//! The weights of the resampler along one axis: Pillow's bicubic filter to 32 pixels.

use alloc::vec::Vec;

use crate::gray::Gray32x32;

/// Bits after the binary point of a weight.
pub(super) const PRECISION: u32 = 22;

/// A weight is split at this bit, so that both halves fit 16 bits: the product of a byte and 16 bits
/// is what every CPU can add up eight at a time.
pub(super) const SPLIT: u32 = 11;

/// Weights that are applied to rows come in multiples of this, zeros among them: a loop over whole vectors has no rest,
/// which would take longer than all of it in small pictures.
const WHOLE: usize = 16;

/// Where an output pixel looks, and where its weights are.
#[derive(Debug, Clone, Copy, Default)]
struct Window {
    start: usize,
    len: usize,
    weights: usize,
}

/// For each of the 32 output pixels: a range of input pixels and their weights.
#[derive(Debug)]
pub(super) struct Taps {
    windows: [Window; Gray32x32::SIDE],
    high: Vec<i16>,
    low: Vec<i16>,
}

/// The weights of one output pixel, in the order of the input: `(high << 11) + low` each.
#[derive(Debug, Clone, Copy)]
pub(super) struct Weights<'a> {
    /// The first input pixel.
    pub(super) start: usize,
    high: &'a [i16],
    low: &'a [i16],
}

impl Taps {
    /// The weights for the columns of rows of `len` input pixels (at least 1). With `reversed` the input
    /// comes from its end: the weights are those of the turned picture, read backwards.
    pub(super) fn of_columns(len: usize, reversed: bool) -> Self {
        Self::new(len, reversed, WHOLE)
    }

    /// The same for `len` rows.
    pub(super) fn of_rows(len: usize, reversed: bool) -> Self {
        Self::new(len, reversed, 1)
    }

    /// With zeros to a multiple of `whole` weights, if there are so many pixels.
    fn new(len: usize, reversed: bool, whole: usize) -> Self {
        let mut taps = Self { windows: Default::default(), high: Vec::new(), low: Vec::new() };
        let mut weights = Vec::new();
        for (i, window) in taps.windows.iter_mut().enumerate() {
            let mut start = window_weights(i, len, &mut weights);
            if reversed {
                start = len - start - weights.len();
                weights.reverse();
            }
            let count = weights.len().next_multiple_of(whole);
            let count = if count > len { weights.len() } else { count };
            // Before the others as far as there is no room behind them.
            let zeros = (start + count).saturating_sub(len);
            *window = Window { start: start - zeros, len: count, weights: taps.high.len() };
            let end = window.weights + count;
            taps.high.resize(window.weights + zeros, 0);
            taps.low.resize(window.weights + zeros, 0);
            for &weight in &weights {
                let (high, low) = split(fixed(weight));
                taps.high.push(high);
                taps.low.push(low);
            }
            taps.high.resize(end, 0);
            taps.low.resize(end, 0);
        }
        taps
    }

    /// The weights of output pixel `i` (0 to 31).
    pub(super) fn weights(&self, i: usize) -> Weights<'_> {
        let Window { start, len, weights } = self.windows[i];
        Weights {
            start,
            high: &self.high[weights..weights + len],
            low: &self.low[weights..weights + len],
        }
    }
}

impl Weights<'_> {
    pub(super) fn len(&self) -> usize {
        self.high.len()
    }

    /// The two halves of the weight of input pixel `start + i`.
    pub(super) fn halves(&self, i: usize) -> (i32, i32) {
        (i32::from(self.high[i]), i32::from(self.low[i]))
    }

    /// The two halves of all weights.
    #[cfg(all(feature = "simd", target_arch = "x86_64"))]
    pub(super) const fn all_halves(&self) -> (&[i16], &[i16]) {
        (self.high, self.low)
    }

    /// The output pixel of the input pixels from `start`, as many as there are weights.
    #[allow(clippy::inline_always, reason = "compiled once for each CPU, in `arch`")]
    #[inline(always)]
    pub(super) fn apply(&self, pixels: &[u8]) -> u8 {
        let (mut high, mut low) = (0_i32, 0_i32);
        for ((&pixel, &h), &l) in pixels.iter().zip(self.high).zip(self.low) {
            high = high.wrapping_add(i32::from(pixel) * i32::from(h));
            low = low.wrapping_add(i32::from(pixel) * i32::from(l));
        }
        round(join(high, low))
    }
}

/// The weighted sum from those of the halves. The whole sum fits 32 bits, so parts of it may wrap.
#[inline]
pub(super) const fn join(high: i32, low: i32) -> i32 {
    (high << SPLIT).wrapping_add(low)
}

/// A weighted sum as a gray value.
#[inline]
pub(super) fn round(sum: i32) -> u8 {
    // Inside 0..=255 after the clamp.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let gray = (sum.wrapping_add(1 << (PRECISION - 1)) >> PRECISION).clamp(0, 255) as u8;
    gray
}

/// Normalised weights are below 2 in size: with 22 bits below 2^23, so the high half is below 2^12.
#[allow(clippy::cast_possible_truncation)]
const fn split(weight: i32) -> (i16, i16) {
    ((weight >> SPLIT) as i16, (weight & ((1 << SPLIT) - 1)) as i16)
}

/// A weight in fixed point, rounded half away from zero.
#[allow(clippy::cast_possible_truncation, reason = "truncation is the rounding that is asked for")]
fn fixed(weight: f64) -> i32 {
    let half = if weight < 0.0 { -0.5 } else { 0.5 };
    (half + weight * f64::from(1 << PRECISION)) as i32
}

/// The normalised weights of output pixel `i` of 32 from `len` input pixels, and the first of these.
/// The order of the operations is the reference's.
#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "the reference's own conversions: the length through f32, bounds truncated"
)]
fn window_weights(i: usize, len: usize, weights: &mut Vec<f64>) -> usize {
    let scale = f64::from(len as f32) / Gray32x32::SIDE as f64;
    // A picture that grows is interpolated with the filter's own width.
    let filter_scale = if scale < 1.0 { 1.0 } else { scale };
    let support = 2.0 * filter_scale;
    let inverse = 1.0 / filter_scale;

    let center = (i as f64 + 0.5) * scale;
    let start = (center - support + 0.5) as i64;
    let start = start.max(0) as usize;
    let end = ((center + support + 0.5) as i64).max(0) as usize;
    let end = end.min(len);

    weights.clear();
    let mut sum = 0.0;
    for x in 0..end.saturating_sub(start) {
        let weight = cubic(((x + start) as f64 - center + 0.5) * inverse);
        weights.push(weight);
        sum += weight;
    }
    if sum != 0.0 {
        for weight in weights {
            *weight /= sum;
        }
    }
    start
}

/// The cubic convolution filter with a = -1/2 (Keys 1981).
fn cubic(x: f64) -> f64 {
    const A: f64 = -0.5;
    let x = x.abs();
    if x < 1.0 {
        ((A + 2.0) * x - (A + 3.0)) * x * x + 1.0
    } else if x < 2.0 {
        (((x - 5.0) * x + 8.0) * x - 4.0) * A
    } else {
        0.0
    }
}
