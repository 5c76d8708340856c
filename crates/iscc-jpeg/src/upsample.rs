//! Enlarging of components that are sampled more coarsely: triangle filters where the ratio is two, else repetition.

use crate::error::{Error, Unsupported};
use crate::frame::{Component, Frame};

/// How a row of a component becomes a row of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Across {
    /// As it is.
    Full,
    /// Twice as wide, with weights of three quarters and one.
    Smooth,
    /// So many times as wide, by repetition.
    Repeat(usize),
}

/// Which rows of a component make a row of the picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Down {
    /// One of so many is taken again and again.
    Repeat(usize),
    /// Twice as many, with weights of three quarters and one: the row itself and that above or below it.
    Smooth,
}

/// How a component is enlarged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Enlarging {
    pub(crate) across: Across,
    pub(crate) down: Down,
}

impl Enlarging {
    pub(crate) fn of(component: &Component, frame: &Frame) -> Result<Self, Error> {
        if !frame.max_h.is_multiple_of(component.h) || !frame.max_v.is_multiple_of(component.v) {
            return Err(Unsupported::Sampling.into());
        }
        let ratio = (frame.max_h / component.h, frame.max_v / component.v);
        // Two columns are too few for the filter.
        let wide = component.width > 2;
        let (across, down) = match ratio {
            (1, 1) => (Across::Full, Down::Repeat(1)),
            (2, 1) if wide => (Across::Smooth, Down::Repeat(1)),
            (1, 2) => (Across::Full, Down::Smooth),
            (2, 2) if wide => (Across::Smooth, Down::Smooth),
            (1, rows) => (Across::Full, Down::Repeat(rows)),
            (columns, rows) => (Across::Repeat(columns), Down::Repeat(rows)),
        };
        Ok(Self { across, down })
    }
}

/// Twice as wide: the nearer sample counts three times. Rounding alternates.
#[inline]
pub(crate) fn smooth_across(row: &[u8], out: &mut [u8]) {
    #[cfg(all(feature = "simd", target_arch = "x86_64", target_feature = "sse2"))]
    if crate::x86::smooth_across(row, out) {
        return;
    }
    across(row, out);
}

#[expect(clippy::cast_possible_truncation, reason = "a mean of bytes")]
#[expect(clippy::inline_always, reason = "compiled for several processors")]
#[inline(always)]
pub(crate) fn across(row: &[u8], out: &mut [u8]) {
    let (pairs, _) = out.as_chunks_mut::<2>();
    let [first, .., last] = row else { return };
    let width = row.len();
    if let Some(pair) = pairs.first_mut() {
        *pair = [*first, ((3 * u16::from(*first) + u16::from(row[1]) + 2) >> 2) as u8];
    }
    if let Some(pairs) = pairs.get_mut(1..width - 1) {
        let near = &row[1..width - 1];
        for (((pair, before), here), after) in
            pairs.iter_mut().zip(&row[..width - 2]).zip(near).zip(&row[2..])
        {
            let here = 3 * u16::from(*here);
            let left = (here + u16::from(*before) + 1) >> 2;
            let right = (here + u16::from(*after) + 2) >> 2;
            *pair = (left | right << 8).to_le_bytes();
        }
    }
    if let Some(pair) = pairs.get_mut(width - 1) {
        let before = u16::from(row[width - 2]);
        *pair = [((3 * u16::from(*last) + before + 1) >> 2) as u8, *last];
    }
}

/// Between two rows: the nearer one counts three times.
#[inline]
pub(crate) fn smooth_down(near: &[u8], far: &[u8], is_lower: bool, out: &mut [u8]) {
    #[cfg(all(feature = "simd", target_arch = "x86_64", target_feature = "sse2"))]
    if crate::x86::smooth_down(near, far, is_lower, out) {
        return;
    }
    down(near, far, is_lower, out);
}

#[expect(clippy::cast_possible_truncation, reason = "a mean of bytes")]
#[expect(clippy::inline_always, reason = "compiled for several processors")]
#[inline(always)]
pub(crate) fn down(near: &[u8], far: &[u8], is_lower: bool, out: &mut [u8]) {
    let bias = if is_lower { 2 } else { 1 };
    for ((out, near), far) in out.iter_mut().zip(near).zip(far) {
        *out = ((3 * u16::from(*near) + u16::from(*far) + bias) >> 2) as u8;
    }
}

/// Both at once: sums of the two rows go to `sums`.
#[inline]
pub(crate) fn smooth_both(near: &[u8], far: &[u8], sums: &mut [u16], out: &mut [u8]) {
    #[cfg(all(feature = "simd", target_arch = "x86_64", target_feature = "sse2"))]
    if crate::x86::smooth_both(near, far, sums, out) {
        return;
    }
    both(near, far, sums, out);
}

#[expect(clippy::cast_possible_truncation, reason = "a mean of bytes")]
#[expect(clippy::inline_always, reason = "compiled for several processors")]
#[inline(always)]
pub(crate) fn both(near: &[u8], far: &[u8], sums: &mut [u16], out: &mut [u8]) {
    let width = near.len().min(sums.len());
    let sums = &mut sums[..width];
    for ((sum, near), far) in sums.iter_mut().zip(near).zip(far) {
        *sum = 3 * u16::from(*near) + u16::from(*far);
    }
    let (pairs, _) = out.as_chunks_mut::<2>();
    let [first, .., last] = &*sums else { return };
    if let Some(pair) = pairs.first_mut() {
        *pair = [((first * 4 + 8) >> 4) as u8, ((first * 3 + sums[1] + 7) >> 4) as u8];
    }
    if let Some(pairs) = pairs.get_mut(1..width - 1) {
        let near = &sums[1..width - 1];
        for (((pair, before), here), after) in
            pairs.iter_mut().zip(&sums[..width - 2]).zip(near).zip(&sums[2..])
        {
            let left = (here * 3 + before + 8) >> 4;
            let right = (here * 3 + after + 7) >> 4;
            *pair = (left | right << 8).to_le_bytes();
        }
    }
    if let Some(pair) = pairs.get_mut(width - 1) {
        let before = sums[width - 2];
        *pair = [((last * 3 + before + 8) >> 4) as u8, ((last * 4 + 7) >> 4) as u8];
    }
}

/// Each sample `times` times.
pub(crate) fn repeat(row: &[u8], times: usize, out: &mut [u8]) {
    for (samples, value) in out.chunks_mut(times.max(1)).zip(row) {
        samples.fill(*value);
    }
}
