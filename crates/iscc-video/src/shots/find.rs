//! Where a clip is in a film: shots that look alike vote for the time that the clip starts at.

use alloc::collections::BTreeMap;

use iscc_core::Distance;

use super::Shot;

/// Shots with at most this many of 256 bits different look alike. Those of other pictures differ in about 90 to 130.
const ALIKE: u32 = 48;
/// How far votes for one time are apart at most, in tenths of a second: two frames at five a second.
const TOLERANCE: i64 = 4;
/// The part of a clip that must be found.
const COVERED: f64 = 0.5;

/// Where a clip was found.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct ClipMatch {
    /// The time in the film at which the clip starts, in seconds, within about 0.4. It is negative if the clip has
    /// something before.
    pub offset: f64,
    /// How much of the clip's time is in shots that were found there, 0.5 to 1.
    pub covered: f64,
}

/// Finds a clip in a film by the [`shots`](super::shots) of both; `None` if it is not in there.
///
/// Two shots of the clip must be found at their places, so that one that comes by chance is not enough; a clip
/// without a cut is never found. If it is in the film several times, the best match is given, or else the first.
///
/// ```
/// use iscc_video::{Luma, VideoSignature, find_clip, frame_signature, shots};
///
/// // Shots of 2 seconds with stripes of different widths.
/// let film = |seconds: core::ops::Range<u32>| {
///     let mut film = VideoSignature::new(64, 64, 5);
///     for (tick, time) in (seconds.start * 5..seconds.end * 5).enumerate() {
///         let width = 3 + time as usize / 10 * 2;
///         let bytes: Vec<u8> = (0..4096).map(|i| ((i % 64 + i / 80) / width % 3 * 99) as u8).collect();
///         film.push(tick as u32, &frame_signature(&Luma::new(&bytes, 64, 64, 64)?));
///     }
///     Ok::<_, iscc_video::Error>(shots(&film))
/// };
/// let found = find_clip(&film(0..20)?, &film(7..14)?);
/// assert_eq!(found.map(|found| (found.offset, found.covered)), Some((7.0, 1.0)));
/// assert_eq!(find_clip(&film(0..8)?, &film(10..20)?), None);
/// # Ok::<(), iscc_video::Error>(())
/// ```
pub fn find_clip(film: &[Shot], clip: &[Shot]) -> Option<ClipMatch> {
    // Votes by time: at most one for every tenth of a second of film and clip.
    let mut votes: BTreeMap<i64, Votes> = BTreeMap::new();
    for (number, part) in clip.iter().enumerate() {
        for shot in film {
            if Distance::between(part.digest.as_bytes(), shot.digest.as_bytes()).bits() > ALIKE {
                continue;
            }
            // The first shot may have lost its start: its end is where it was.
            let lost = if number == 0 { shot.duration - part.duration } else { 0.0 };
            let vote = votes.entry(tenths(shot.start + lost - part.start)).or_default();
            vote.add(number, part.duration);
        }
    }
    let total: f64 = clip.iter().map(|shot| shot.duration).sum();
    let mut best: Option<Votes> = None;
    for time in votes.keys() {
        let mut sum = Votes::default();
        for vote in votes.range(*time..=time.saturating_add(TOLERANCE)) {
            sum.join(*vote.0, vote.1);
        }
        if sum.shots >= 2 && best.is_none_or(|best| sum.duration > best.duration) {
            best = Some(sum);
        }
    }
    let best = best?;
    let covered = (best.duration / total).min(1.0);
    (covered >= COVERED).then(|| ClipMatch { offset: best.mean(), covered })
}

/// What speaks for a time.
#[derive(Debug, Clone, Copy, Default)]
struct Votes {
    /// How many shots, each counted once where they come in order.
    shots: usize,
    last: Option<usize>,
    duration: f64,
    /// Times in tenths of a second, each as often as its shot has seconds.
    weighted: f64,
}

impl Votes {
    /// The vote of a shot of the clip.
    fn add(&mut self, number: usize, duration: f64) {
        if self.last != Some(number) {
            self.shots += 1;
            self.duration += duration;
            self.last = Some(number);
        }
    }

    /// The votes for a time nearby.
    #[expect(clippy::cast_precision_loss, reason = "times of films are far below 2^53")]
    fn join(&mut self, time: i64, votes: &Self) {
        self.shots += votes.shots;
        self.duration += votes.duration;
        self.weighted += time as f64 * votes.duration;
    }

    /// The time in seconds.
    fn mean(&self) -> f64 {
        self.weighted / self.duration / 10.0
    }
}

/// The nearest tenth of a second.
#[expect(
    clippy::cast_possible_truncation,
    reason = "times of films; others are cut off at the ends"
)]
fn tenths(seconds: f64) -> i64 {
    (seconds * 10.0 + if seconds < 0.0 { -0.5 } else { 0.5 }) as i64
}
