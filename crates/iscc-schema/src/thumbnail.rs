//! [`Thumbnail`]: a small picture that stands for a file.

use alloc::vec::Vec;

use crate::orientation::Orientation;

/// A small RGB picture, upright.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thumbnail {
    width: u32,
    height: u32,
    rgb: Vec<u8>,
}

impl Thumbnail {
    /// The longest side in pixels.
    pub const LONGEST: u32 = 4096;

    /// From red, green and blue of all pixels, row by row. `None` if a side is 0 or longer than
    /// [`LONGEST`](Self::LONGEST), or if these are not `width * height * 3` bytes.
    ///
    /// ```
    /// use iscc_schema::Thumbnail;
    ///
    /// let thumbnail = Thumbnail::from_rgb(2, 1, vec![255, 0, 0, 0, 0, 255]).unwrap();
    /// assert_eq!((thumbnail.width(), thumbnail.height()), (2, 1));
    /// assert_eq!(Thumbnail::from_rgb(2, 2, vec![0; 6]), None);
    /// ```
    #[must_use]
    pub fn from_rgb(width: u32, height: u32, rgb: Vec<u8>) -> Option<Self> {
        fits(width, height, &rgb).then_some(Self { width, height, rgb })
    }

    /// From pixels as they are stored, turned upright. `None` as for [`from_rgb`](Self::from_rgb); `width` and `height` are
    /// those of the stored pixels.
    ///
    /// ```
    /// use iscc_schema::{Orientation, Thumbnail};
    ///
    /// let stored = [1, 1, 1, 2, 2, 2];
    /// let thumbnail = Thumbnail::from_stored(2, 1, &stored, Orientation::Rotate270).unwrap();
    /// assert_eq!((thumbnail.width(), thumbnail.height()), (1, 2));
    /// assert_eq!(thumbnail.rgb(), [2, 2, 2, 1, 1, 1]);
    /// ```
    #[must_use]
    pub fn from_stored(
        width: u32,
        height: u32,
        rgb: &[u8],
        orientation: Orientation,
    ) -> Option<Self> {
        if !fits(width, height, rgb) {
            return None;
        }
        let swaps = orientation.swaps_axes();
        let (across, down) = if swaps { (height, width) } else { (width, height) };
        let mut shown = Vec::with_capacity(rgb.len());
        for row in 0..down {
            for column in 0..across {
                let (x, y) = if swaps { (row, column) } else { (column, row) };
                let x = if orientation.reverses_columns() { width - 1 - x } else { x };
                let y = if orientation.reverses_rows() { height - 1 - y } else { y };
                let at = (y as usize * width as usize + x as usize) * 3;
                shown.extend_from_slice(&rgb[at..at + 3]);
            }
        }
        Some(Self { width: across, height: down, rgb: shown })
    }

    /// The width in pixels: 1 to 4096.
    #[must_use]
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// The height in pixels: 1 to 4096.
    #[must_use]
    pub const fn height(&self) -> u32 {
        self.height
    }

    /// Red, green and blue of all pixels, row by row.
    #[must_use]
    pub fn rgb(&self) -> &[u8] {
        &self.rgb
    }
}

fn fits(width: u32, height: u32, rgb: &[u8]) -> bool {
    let sides = 1..=Thumbnail::LONGEST;
    sides.contains(&width)
        && sides.contains(&height)
        && rgb.len() == width as usize * height as usize * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The stored pixels 0 1 2 / 3 4 5, and how they look in each orientation.
    #[test]
    fn all_orientations() {
        let stored: Vec<u8> = (0..6).flat_map(|value| [value; 3]).collect();
        for (orientation, width, expected) in [
            (Orientation::Normal, 3, [0, 1, 2, 3, 4, 5]),
            (Orientation::FlipHorizontal, 3, [2, 1, 0, 5, 4, 3]),
            (Orientation::Rotate180, 3, [5, 4, 3, 2, 1, 0]),
            (Orientation::FlipVertical, 3, [3, 4, 5, 0, 1, 2]),
            (Orientation::Transpose, 2, [0, 3, 1, 4, 2, 5]),
            (Orientation::Rotate90, 2, [3, 0, 4, 1, 5, 2]),
            (Orientation::Transverse, 2, [5, 2, 4, 1, 3, 0]),
            (Orientation::Rotate270, 2, [2, 5, 1, 4, 0, 3]),
        ] {
            let shown = Thumbnail::from_stored(3, 2, &stored, orientation).unwrap();
            let pixels: Vec<u8> = shown.rgb().iter().copied().step_by(3).collect();
            assert_eq!((shown.width(), &pixels[..]), (width, &expected[..]), "{orientation:?}");
        }
    }

    #[test]
    fn sizes_that_do_not_fit() {
        let sizes = [(0, 1, 0), (1, 0, 0), (1, 1, 2), (4097, 1, 4097 * 3), (u32::MAX, u32::MAX, 3)];
        for (width, height, bytes) in sizes {
            let rgb = alloc::vec![0; bytes];
            assert_eq!(Thumbnail::from_stored(width, height, &rgb, Orientation::Rotate90), None);
            assert_eq!(Thumbnail::from_rgb(width, height, rgb), None);
        }
    }
}
