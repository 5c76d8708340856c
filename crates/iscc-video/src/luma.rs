//! [`Luma`]: the brightness of a frame.

use core::fmt;

use crate::error::Error;
use crate::orientation::Orientation;

/// The shorter side of a frame has at least one pixel for each row of cells.
const SHORTEST: usize = 32;

/// The luma plane of a frame, 8 bits a pixel: what a signature is made of.
///
/// Of planar and semi-planar YUV with 8 bits a sample it is the first plane as it lies in memory,
/// whether its range is full or limited. Valid by construction, and borrowed: nothing is copied.
///
/// ```
/// use iscc_video::{Luma, Orientation};
///
/// let bytes = vec![128; 64 * 48];
/// let luma = Luma::new(&bytes, 60, 48, 64)?.oriented(Orientation::Rotate90);
/// assert_eq!((luma.width(), luma.height()), (48, 60));
/// assert!(Luma::new(&bytes, 64, 31, 64).is_err(), "too small for a signature");
/// # Ok::<(), iscc_video::Error>(())
/// ```
#[derive(Clone, Copy)]
pub struct Luma<'a> {
    bytes: &'a [u8],
    /// As it lies in memory.
    columns: usize,
    rows: usize,
    stride: usize,
    orientation: Orientation,
}

impl fmt::Debug for Luma<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Luma")
            .field("columns", &self.columns)
            .field("rows", &self.rows)
            .field("stride", &self.stride)
            .field("orientation", &self.orientation)
            .finish_non_exhaustive()
    }
}

impl<'a> Luma<'a> {
    /// A plane of `width` x `height` pixels whose rows start `stride` bytes apart, the top one first.
    ///
    /// # Errors
    /// [`Error::TooSmall`] for a side below 32 pixels, [`Error::TooLarge`] where `(width + 128) * (height + 128)` is not
    /// below 2^28 - 1 (no picture of FFmpeg is larger). [`Error::Buffer`] if rows overlap or the
    /// last of them does not end inside `bytes`.
    pub fn new(bytes: &'a [u8], width: usize, height: usize, stride: usize) -> Result<Self, Error> {
        // DIFFERENCE: FFmpeg's program divides by zero for sides below 32 pixels, and the reference finds no file.
        let large = |side: usize| u32::try_from(side.saturating_add(128)).unwrap_or(u32::MAX);
        let area = u64::from(large(width)) * u64::from(large(height));
        if width < SHORTEST || height < SHORTEST {
            return Err(Error::TooSmall { width, height });
        }
        if area >= (1 << 28) - 1 {
            return Err(Error::TooLarge { width, height });
        }
        let end = stride.checked_mul(height - 1).and_then(|start| start.checked_add(width));
        if stride < width || end.is_none_or(|end| end > bytes.len()) {
            return Err(Error::Buffer { width, height, stride, len: bytes.len() });
        }
        Ok(Self { bytes, columns: width, rows: height, stride, orientation: Orientation::Normal })
    }

    /// The same pixels, shown in another orientation than they are coded in.
    pub const fn oriented(self, orientation: Orientation) -> Self {
        Self { orientation, ..self }
    }

    /// The width in pixels, as it is shown.
    pub const fn width(&self) -> usize {
        if self.orientation.swaps_sides() { self.rows } else { self.columns }
    }

    /// The height in pixels, as it is shown.
    pub const fn height(&self) -> usize {
        if self.orientation.swaps_sides() { self.columns } else { self.rows }
    }

    /// How the pixels are turned before they are shown.
    pub const fn orientation(&self) -> Orientation {
        self.orientation
    }

    /// The number of pixels in a row as it lies in memory.
    pub(crate) const fn columns(&self) -> usize {
        self.columns
    }

    /// The number of rows as they lie in memory.
    pub(crate) const fn rows(&self) -> usize {
        self.rows
    }

    /// A part of a row as it lies in memory.
    pub(crate) fn part(&self, row: usize, from: usize, to: usize) -> &'a [u8] {
        &self.bytes[row * self.stride..][from..to]
    }
}
