//! How much two frames differ: what FFmpeg's filter `select` calls the scene score.

use crate::luma::Luma;

/// Samples whose differences are added up in 32 bits.
const CHUNK: usize = 1 << 14;

/// The mean absolute difference of the samples of two frames, row by row: FFmpeg looks at the luma of planar YUV, at
/// gray, and at all components of packed RGB.
///
/// ```
/// use iscc_video::SampleDifference;
///
/// let mut difference = SampleDifference::new(8);
/// difference.add(&[10, 20, 30], &[11, 20, 25]).add(&[0; 3], &[0; 3]);
/// assert_eq!(difference.mean(), 1.0);
/// ```
#[derive(Debug, Clone, Copy)]
pub struct SampleDifference {
    depth: u32,
    sum: u64,
    count: u64,
}

impl SampleDifference {
    /// Nothing yet, of frames with `depth` bits a sample, 8 to 16.
    pub const fn new(depth: u32) -> Self {
        Self { depth, sum: 0, count: 0 }
    }

    /// Adds a row of samples of 8 bits. What one row has more than the other does not count.
    pub fn add(&mut self, previous: &[u8], current: &[u8]) -> &mut Self {
        for (previous, current) in previous.chunks(CHUNK).zip(current.chunks(CHUNK)) {
            let pairs = previous.iter().zip(current);
            let sum: u32 = pairs.map(|(a, b)| u32::from(a.abs_diff(*b))).sum();
            self.sum += u64::from(sum);
            self.count += previous.len().min(current.len()) as u64;
        }
        self
    }

    /// Adds a row of samples of 9 to 16 bits, each in two bytes of this machine's order.
    pub fn add_16(&mut self, previous: &[u8], current: &[u8]) -> &mut Self {
        for (previous, current) in previous.chunks(CHUNK).zip(current.chunks(CHUNK)) {
            let (previous, current) = (previous.as_chunks::<2>().0, current.as_chunks::<2>().0);
            let pairs = previous.iter().zip(current);
            let difference = |(a, b): (&[u8; 2], &[u8; 2])| {
                u16::from_ne_bytes(*a).abs_diff(u16::from_ne_bytes(*b))
            };
            let sum: u32 = pairs.map(difference).map(u32::from).sum();
            self.sum += u64::from(sum);
            self.count += previous.len().min(current.len()) as u64;
        }
        self
    }

    /// The mean in steps of 8 bits, 0 to 256; 0 if nothing was added.
    #[expect(clippy::cast_precision_loss, reason = "as FFmpeg divides; sums stay below 2^53")]
    pub fn mean(&self) -> f64 {
        let scale = 1u64 << self.depth.clamp(8, 16) >> 8;
        if self.count == 0 { 0.0 } else { self.sum as f64 / self.count as f64 / scale as f64 }
    }
}

/// The mean absolute difference of two luma planes, 0 to 255; `None` if they are not of one size and orientation.
///
/// ```
/// use iscc_video::{Luma, scene_difference};
///
/// let (black, gray) = ([0; 1024], [77; 1024]);
/// let (black, gray) = (Luma::new(&black, 32, 32, 32)?, Luma::new(&gray, 32, 32, 32)?);
/// assert_eq!(scene_difference(&black, &gray), Some(77.0));
/// # Ok::<(), iscc_video::Error>(())
/// ```
pub fn scene_difference(previous: &Luma<'_>, current: &Luma<'_>) -> Option<f64> {
    let shape = |luma: &Luma<'_>| (luma.columns(), luma.rows(), luma.orientation());
    if shape(previous) != shape(current) {
        return None;
    }
    let mut difference = SampleDifference::new(8);
    let columns = current.columns();
    for row in 0..current.rows() {
        difference.add(previous.part(row, 0, columns), current.part(row, 0, columns));
    }
    Some(difference.mean())
}
