//! Our extension: a signature for every shot of a film, and a clip found by them. The reference has nothing of the kind.

mod find;

use alloc::vec::Vec;

use iscc_core::Digest;

use crate::hash::{FrameVector, VideoHasher};
use crate::mp7sig::VideoSignature;

pub use find::{ClipMatch, find_clip};

/// From this distance on two neighbouring frames are of two shots.
///
/// The distance of two vectors is the sum of the differences of their values, 0 to 760: about 340 for frames that have
/// nothing to do with each other. FFmpeg takes frames of a distance up to 116 for the same (`th_xh`).
const CUT: u32 = 160;

/// One shot of a film: frames between two cuts.
#[derive(Debug, Clone, Copy, PartialEq)]
#[non_exhaustive]
pub struct Shot {
    /// The Video-Code's hash of its frames, of all 256 bits: shots that look alike have a small distance.
    pub digest: Digest,
    /// Where it begins, in seconds.
    pub start: f64,
    /// How long it is, in seconds.
    pub duration: f64,
}

/// The shots of a film, in order, without gaps.
///
/// Cuts are found from the signatures, so a signature file is enough, and a clip has the cuts of the film that it was
/// taken from. They are not those of [`SceneCuts`](crate::SceneCuts), which sees every frame.
///
/// ```
/// use iscc_video::{Luma, VideoSignature, frame_signature, shots};
///
/// let mut film = VideoSignature::new(64, 64, 5);
/// for tick in 0..20u32 {
///     let pixel = |i: usize| if tick < 8 { i % 64 * 4 } else { i / 64 * 4 };
///     let bytes: Vec<u8> = (0..64 * 64).map(|i| pixel(i) as u8).collect();
///     film.push(tick, &frame_signature(&Luma::new(&bytes, 64, 64, 64)?));
/// }
/// let times: Vec<(f64, f64)> = shots(&film).iter().map(|s| (s.start, s.duration)).collect();
/// assert_eq!(times, [(0.0, 1.6), (1.6, 2.4)]);
/// # Ok::<(), iscc_video::Error>(())
/// ```
pub fn shots(film: &VideoSignature) -> Vec<Shot> {
    let rate = f64::from(film.ticks_per_second().max(1));
    let mut shots = Vec::new();
    let mut open: Option<Open> = None;
    for (tick, frame) in film.frames() {
        let vector = *frame.vector();
        if open.as_ref().is_some_and(|open| distance(&open.vector, &vector) >= CUT) {
            shots.extend(open.take().and_then(|open| open.close(tick, rate)));
        }
        let open = open.get_or_insert_with(|| Open::new(tick));
        open.hasher.update(&vector);
        (open.vector, open.last) = (vector, tick);
    }
    shots.extend(open.and_then(|open| {
        let end = open.last.saturating_add(1);
        open.close(end, rate)
    }));
    shots
}

/// A shot that has not ended yet.
struct Open {
    hasher: VideoHasher,
    start: u32,
    /// Its last frame so far.
    vector: FrameVector,
    last: u32,
}

impl Open {
    const fn new(start: u32) -> Self {
        Self { hasher: VideoHasher::new(), start, vector: [0; _], last: start }
    }

    fn close(self, end: u32, rate: f64) -> Option<Shot> {
        let seconds = |ticks: u32| f64::from(ticks) / rate;
        Some(Shot {
            digest: self.hasher.finalize()?,
            start: seconds(self.start),
            duration: seconds(end.saturating_sub(self.start)),
        })
    }
}

fn distance(a: &FrameVector, b: &FrameVector) -> u32 {
    a.iter().zip(b).map(|(a, b)| u32::from(a.abs_diff(*b))).sum()
}
