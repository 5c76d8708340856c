//! Decoded planes made small for the thumbnail: means of areas, and the matrix of the film's size.

use alloc::vec::Vec;

use rust_h264::decoder::Frame;

/// The frame in `width` x `height` pixels of red, green, blue. No code depends on it.
pub(super) fn small(frame: &Frame, width: u32, height: u32) -> Vec<u8> {
    let (columns, rows) = (frame.width as usize, frame.height as usize);
    let (to_columns, to_rows) = (width as usize, height as usize);
    let luma = Plane { bytes: &frame.y, columns, rows };
    let (columns, rows) = (frame.chroma_width() as usize, frame.chroma_height() as usize);
    let [blue, red] = [&frame.u, &frame.v].map(|bytes| Plane { bytes, columns, rows });
    // What is no standard definition is BT.709 unless it says otherwise.
    let (kr, kb) = if frame.height >= 720 { (0.2126, 0.0722) } else { (0.299, 0.114) };
    let mut rgb = Vec::with_capacity(to_columns * to_rows * 3);
    for y in 0..to_rows {
        for x in 0..to_columns {
            let mean = |plane: &Plane<'_>| plane.mean((x, to_columns), (y, to_rows));
            let luma = (mean(&luma).unwrap_or(16.0) - 16.0) * 255.0 / 219.0;
            let chroma = |plane| (mean(plane).unwrap_or(128.0) - 128.0) * 255.0 / 224.0;
            let (cb, cr) = (chroma(&blue), chroma(&red));
            let r = luma + 2.0 * (1.0 - kr) * cr;
            let b = luma + 2.0 * (1.0 - kb) * cb;
            let g = (luma - kr * r - kb * b) / (1.0 - kr - kb);
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped")]
            rgb.extend([r, g, b].map(|value| (value + 0.5).clamp(0.0, 255.0) as u8));
        }
    }
    rgb
}

/// A plane of samples without gaps between rows.
struct Plane<'a> {
    bytes: &'a [u8],
    columns: usize,
    rows: usize,
}

impl Plane<'_> {
    /// The mean of the samples of one of `count` parts of the width and height.
    fn mean(&self, (x, columns): (usize, usize), (y, rows): (usize, usize)) -> Option<f32> {
        let part = |at: usize, of: usize, len: usize| {
            let from = at * len / of.max(1);
            from..((at + 1) * len / of.max(1)).max(from + 1)
        };
        let (across, down) = (part(x, columns, self.columns), part(y, rows, self.rows));
        let count = across.len() * down.len();
        let mut sum = 0u32;
        for row in down {
            let start = row * self.columns;
            let row = self.bytes.get(start + across.start..start + across.end)?;
            sum += row.iter().map(|&value| u32::from(value)).sum::<u32>();
        }
        #[expect(clippy::cast_precision_loss, reason = "a mean of bytes")]
        Some(sum as f32 / count as f32)
    }
}
