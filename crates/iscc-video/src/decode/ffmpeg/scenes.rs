//! [`Scenes`]: cuts from decoded frames, as FFmpeg's `select` filter scores them.

use alloc::vec::Vec;

use iscc_ffmpeg::{Frame, PixelFormat};

use crate::scenes::{SampleDifference, SceneCuts};

/// Compares every frame with the one before.
#[derive(Debug, Default)]
pub(crate) struct Scenes {
    cuts: SceneCuts,
    before: Option<Before>,
}

/// What is kept of a frame.
#[derive(Debug)]
struct Before {
    format: PixelFormat,
    width: u32,
    height: u32,
    /// Bytes of a row.
    row: usize,
    samples: Vec<u8>,
}

impl Scenes {
    /// Takes the next frame, shown at this time in seconds.
    ///
    /// FFmpeg compares all components of packed RGB and the luma of everything else. Formats of more than 8 bits other
    /// than `yuv420p10` it converts first, which can move a score by less than a grey level; here their first bytes are
    /// compared as they lie.
    pub(crate) fn update(&mut self, seconds: f64, frame: &Frame) {
        let Some(format) = frame.pixel_format() else { return };
        let (width, height) = (frame.width(), frame.height());
        let Some((row, rows)) = format.plane_size(0, width, height) else { return };
        let same = |before: &&mut Before| {
            (before.format, before.width, before.height) == (format, width, height)
        };
        let bits = format.bits();
        let mut difference = None;
        if let Some(before) = self.before.as_mut().filter(same) {
            let mut sum = SampleDifference::new(bits);
            for (y, old) in (0..rows).zip(before.samples.chunks_exact_mut(before.row.max(1))) {
                let Some(new) = frame.row(0, y, row) else { return };
                if bits > 8 {
                    sum.add_16(old, new)
                } else {
                    sum.add(old, new)
                };
                old.copy_from_slice(new);
            }
            difference = Some(sum.mean());
        } else {
            let mut samples = Vec::new();
            for y in 0..rows {
                let Some(new) = frame.row(0, y, row) else { return };
                samples.extend_from_slice(new);
            }
            self.before = Some(Before { format, width, height, row, samples });
        }
        self.cuts.update(seconds, difference);
    }

    /// The ends of scenes in seconds.
    pub(crate) fn finish(&self) -> Vec<f64> {
        self.cuts.finish()
    }
}
