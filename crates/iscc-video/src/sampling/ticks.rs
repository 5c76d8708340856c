//! [`FiveFps`]: the reference's choice of frames, `fps=5` of FFmpeg 5.1.

use core::ops::Range;

/// Decides which frame each fifth of a second shows.
///
/// Frames come in the order in which they are shown, each with its tick: its time in seconds times five, rounded to the
/// nearest, halves away from zero. A tick shows the last frame whose tick is not greater. So of frames that share a tick
/// the last is shown, and where there is none the frame before is shown again.
///
/// ```
/// use iscc_video::FiveFps;
///
/// let mut rule = FiveFps::new();
/// assert!(rule.push(Some(0)).is_empty(), "nothing before the first frame");
/// assert!(rule.push(Some(0)).is_empty(), "the first frame is not shown: the second shares its tick");
/// assert_eq!(rule.push(Some(3)), 0..3, "the second frame is shown for ticks 0, 1 and 2");
/// assert_eq!(rule.finish(4), 3..4, "and the third for tick 3");
/// ```
#[derive(Debug, Clone, Default)]
pub struct FiveFps {
    next: Option<i64>,
}

impl FiveFps {
    /// No frame yet.
    #[must_use]
    pub const fn new() -> Self {
        Self { next: None }
    }

    /// Whether a frame with a time came: those before it are never shown.
    pub const fn has_begun(&self) -> bool {
        self.next.is_some()
    }

    /// Takes the next frame's tick (`None` if its time is not known) and gives the ticks that show the frame before it.
    ///
    /// The range may be as long as the film's time stamps say; who stores something for each tick limits it.
    pub fn push(&mut self, tick: Option<i64>) -> Range<i64> {
        let (Some(tick), Some(next)) = (tick, self.next) else {
            self.next = self.next.or(tick);
            return 0..0;
        };
        self.advance(next, tick)
    }

    /// Takes the tick at which the last frame ends and gives the ticks that show it.
    pub fn finish(&mut self, end: i64) -> Range<i64> {
        self.next.map_or(0..0, |next| self.advance(next, end))
    }

    fn advance(&mut self, next: i64, until: i64) -> Range<i64> {
        let until = until.max(next);
        self.next = Some(until);
        next..until
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_that_goes_back_shows_nothing() {
        let mut rule = FiveFps::new();
        assert!(rule.push(Some(10)).is_empty());
        assert!(rule.push(Some(4)).is_empty());
        assert_eq!(rule.push(Some(12)), 10..12);
        assert!(rule.finish(12).is_empty());
    }

    #[test]
    fn frames_without_time() {
        let mut rule = FiveFps::new();
        assert!(rule.push(None).is_empty());
        assert!(!rule.has_begun());
        assert!(rule.push(Some(-2)).is_empty());
        assert!(rule.push(None).is_empty());
        assert_eq!(rule.push(Some(0)), -2..0);
        assert_eq!(FiveFps::new().finish(5), 0..0);
    }
}
