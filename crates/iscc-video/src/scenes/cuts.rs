//! Where scenes end: the score of every frame, and the times of those that pass a limit (`video_parse_scenes` of
//! iscc-sdk 0.9.7).

use alloc::vec::Vec;

use super::rounding;

/// Finds the cuts of a film from the differences of its frames, all of them at their own rate.
///
/// The score of a frame is FFmpeg's (`select=gte(scene\,0)`), as it prints it: the mean difference to the frame before,
/// or how much that has changed since the last frame if this is less, in hundredths of a gray level.
///
/// ```
/// use iscc_video::SceneCuts;
///
/// let mut cuts = SceneCuts::default();
/// for frame in 0..100u8 {
///     // Every 20th frame differs from the one before by 90 gray levels.
///     let difference = if frame % 20 == 0 { 90.0 } else { 1.0 };
///     cuts.update(f64::from(frame) / 25.0, (frame > 0).then_some(difference));
/// }
/// // The first cut counts as the start, and the last frame as the end.
/// assert_eq!(cuts.finish(), [1.6, 2.4, 3.2, 3.96]);
/// ```
#[derive(Debug, Clone)]
pub struct SceneCuts {
    limit: f64,
    /// The difference before the last one.
    difference: f64,
    cuts: Vec<f64>,
    last: f64,
}

impl Default for SceneCuts {
    /// The reference's limit, 0.4.
    fn default() -> Self {
        Self::new(0.4)
    }
}

impl SceneCuts {
    /// Cuts are where the score, 0 to 1, is at least `limit` (`video_scene_limit`).
    pub const fn new(limit: f64) -> Self {
        Self { limit, difference: 0.0, cuts: Vec::new(), last: 0.0 }
    }

    /// Adds the next frame; gives its score.
    ///
    /// `seconds` is its time stamp times the time base as a fraction in `f64`. `difference` is that to the frame
    /// before ([`scene_difference`](crate::scene_difference)); `None` for the first frame, and where the size changes.
    pub fn update(&mut self, seconds: f64, difference: Option<f64>) -> f64 {
        let score = difference.map_or(0.0, |difference| {
            let change = (difference - self.difference).abs();
            self.difference = difference;
            score(difference.min(change))
        });
        self.last = rounding::time(seconds);
        if score >= self.limit {
            self.cuts.push(self.last);
        }
        score
    }

    /// The ends of scenes in seconds, in the order of their frames.
    ///
    /// As in the reference the first cut is left out: the scene that it ends is part of the one after it. If there is
    /// a cut, the time of the last frame is the last one.
    pub fn finish(&self) -> Vec<f64> {
        let mut cuts = self.cuts.clone();
        if cuts.last().is_some_and(|cut| cut.to_bits() != self.last.to_bits()) {
            cuts.push(self.last);
        }
        cuts.drain(..cuts.len().min(1));
        cuts
    }
}

/// The score as it is printed, with six decimals.
#[expect(clippy::cast_possible_truncation, reason = "FFmpeg clips in single precision")]
fn score(difference: f64) -> f64 {
    let score = ((difference / 100.0) as f32).clamp(0.0, 1.0);
    rounding::decimals(f64::from(score), 6)
}
