//! Granular features: a hash for every scene (`video_compute_granular` of iscc-sdk 0.9.7).

mod cuts;
mod difference;
mod rounding;

use alloc::vec::Vec;

use iscc_core::Digest;

use crate::hash::VideoHasher;
use crate::mp7sig::VideoSignature;

pub use cuts::SceneCuts;
pub use difference::{SampleDifference, scene_difference};

/// One scene of a film and its simprint.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct SceneFeature {
    /// The hash that finds similar scenes, of all 256 bits.
    pub simprint: Digest,
    /// Where it begins, in seconds.
    pub start: f64,
    /// How long it is in seconds, rounded to milliseconds (`sizes`).
    pub duration: f64,
}

/// The scenes of a film that end at `cuts`, times in seconds as [`SceneCuts`] gives them.
///
/// A frame at a cut is the last one of the scene before. Frames after the last cut count nowhere. If no scene ends
/// before the film does, all of it is one.
///
/// ```
/// use iscc_video::{Luma, VideoSignature, frame_signature, scene_features};
///
/// let mut film = VideoSignature::new(64, 64, 5);
/// for tick in 0..20u8 {
///     let bytes: Vec<u8> = (0..64 * 64).map(|i| (i / 64 % 64) as u8 * (tick / 8)).collect();
///     film.push(tick.into(), &frame_signature(&Luma::new(&bytes, 64, 64, 64)?));
/// }
/// let scenes = scene_features(&film, &[1.6, 3.2]);
/// let times: Vec<(f64, f64)> = scenes.iter().map(|s| (s.start, s.duration)).collect();
/// assert_eq!(times, [(0.0, 1.6), (1.6, 1.6)]);
/// # Ok::<(), iscc_video::Error>(())
/// ```
///
/// DIFFERENCE: where the time stamps of a film go backwards, so do the cuts, and the reference counts frames twice and
/// gives negative durations; here such a cut is at the time of the one before.
pub fn scene_features(film: &VideoSignature, cuts: &[f64]) -> Vec<SceneFeature> {
    let mut scenes = Vec::new();
    let mut frames = film.frames();
    let mut start = 0.0f64;
    for cut in cuts {
        let end = cut.max(start);
        let mut hasher = VideoHasher::new();
        let is_end = |(tick, _): &(u32, _)| is_reached(*tick, film.ticks_per_second(), end);
        let last = frames.by_ref().find(|frame| {
            hasher.update(frame.1.vector());
            is_end(frame)
        });
        let (Some(_), Some(simprint)) = (last, hasher.finalize()) else { break };
        scenes.push(SceneFeature { simprint, start, duration: rounding::decimals(end - start, 3) });
        start = end;
    }
    if scenes.is_empty() {
        scenes.extend(whole(film));
    }
    scenes
}

/// All of a film as one scene; `None` without a frame.
fn whole(film: &VideoSignature) -> Option<SceneFeature> {
    let mut hasher = VideoHasher::new();
    for (_, frame) in film.frames() {
        hasher.update(frame.vector());
    }
    let (last, _) = film.frames().next_back()?;
    let duration = f64::from(last) / f64::from(film.ticks_per_second().max(1));
    let duration = rounding::decimals(duration, 3);
    Some(SceneFeature { simprint: hasher.finalize()?, start: 0.0, duration })
}

/// More than the time of any tick: 2^33 seconds.
const LARGEST: f64 = 8_589_934_592.0;

/// Whether `tick / ticks_per_second` is at least `seconds`, as a fraction: 1/5 is less than the `f64` 0.2.
fn is_reached(tick: u32, ticks_per_second: u16, seconds: f64) -> bool {
    if seconds <= 0.0 || !seconds.is_finite() || seconds >= LARGEST {
        return seconds <= 0.0;
    }
    // seconds = mantissa / 2^shift, with a mantissa of at most 53 bits: shift is 20 or more.
    let bits = seconds.to_bits();
    let exponent = bits >> 52;
    let mantissa = bits & ((1 << 52) - 1) | if exponent > 0 { 1 << 52 } else { 0 };
    let shift = 1075 - exponent.max(1);
    // Ticks are whole, so one of them is more than anything below 2^-16 seconds.
    if shift >= 90 {
        return tick > 0;
    }
    u128::from(tick) << shift >= u128::from(mantissa) * u128::from(ticks_per_second)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_compared_as_fractions() {
        // As `fractions.Fraction(tick, 5) >= seconds` of Python.
        for (tick, seconds, expected) in [
            (1, 0.2, false),
            (1, 0.199, true),
            (2, 0.4, false),
            (3, 0.6, true),
            (4, 0.8, false),
            (7, 1.4, true),
            (5, 1.0, true),
            (6, 1.2, true),
            (0, 0.0, true),
            (0, 1e-300, false),
            (1, 1e-300, true),
            (0, -1.0, true),
            (u32::MAX, 858_993_459.0, true),
            (u32::MAX, 858_993_459.1, false),
            (u32::MAX, 1e300, false),
            (5, f64::NAN, false),
            (5, f64::INFINITY, false),
        ] {
            assert_eq!(is_reached(tick, 5, seconds), expected, "{tick} {seconds}");
        }
    }
}
