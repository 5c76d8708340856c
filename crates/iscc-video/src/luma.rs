//! [`Luma`]: the brightness of a frame.

use alloc::vec::Vec;
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
        check_size(width, height)?;
        let end = stride.checked_mul(height - 1).and_then(|start| start.checked_add(width));
        if stride < width || end.is_none_or(|end| end > bytes.len()) {
            return Err(Error::Buffer { width, height, stride, len: bytes.len() });
        }
        Ok(Self { bytes, columns: width, rows: height, stride, orientation: Orientation::Normal })
    }

    /// The luma of RGBA pixels: `width` x `height` of them, four bytes each, in rows that start `stride` bytes apart. Alpha does not count. The plane is
    /// written to `plane`, whose memory is used again for the next frame.
    ///
    /// The values are those of FFmpeg's conversion to planar YUV (libswscale): BT.601, limited range, which gives black 16 and white 235.
    ///
    /// ```
    /// use iscc_video::Luma;
    ///
    /// let (white, mut plane) = (vec![255; 40 * 32 * 4], Vec::new());
    /// let luma = Luma::from_rgba(&white, 40, 32, 40 * 4, &mut plane)?;
    /// assert_eq!((luma.width(), luma.height()), (40, 32));
    /// assert!(plane.iter().all(|&value| value == 235));
    /// # Ok::<(), iscc_video::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`new`](Self::new), with `stride` and the length of the buffer in bytes.
    pub fn from_rgba(
        rgba: &[u8],
        width: usize,
        height: usize,
        stride: usize,
        plane: &'a mut Vec<u8>,
    ) -> Result<Self, Error> {
        check_size(width, height)?;
        let row = width * 4;
        let end = stride.checked_mul(height - 1).and_then(|start| start.checked_add(row));
        if stride < row || end.is_none_or(|end| end > rgba.len()) {
            return Err(Error::Buffer { width, height, stride, len: rgba.len() });
        }
        plane.clear();
        for line in rgba.chunks(stride).take(height) {
            plane.extend(line[..row].as_chunks::<4>().0.iter().copied().map(luma_of_rgba));
        }
        Self::new(plane, width, height, width)
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

/// Whether frames of this size have a signature.
fn check_size(width: usize, height: usize) -> Result<(), Error> {
    // DIFFERENCE: FFmpeg's program divides by zero for sides below 32 pixels, and the reference finds no file.
    if width < SHORTEST || height < SHORTEST {
        return Err(Error::TooSmall { width, height });
    }
    let large = |side: usize| u32::try_from(side.saturating_add(128)).unwrap_or(u32::MAX);
    if u64::from(large(width)) * u64::from(large(height)) >= (1 << 28) - 1 {
        return Err(Error::TooLarge { width, height });
    }
    Ok(())
}

/// The luma of a pixel: the weights of BT.601 (0.299, 0.587, 0.114) for a range of 219 steps, as fractions of 2^15, rounded to 14 bits and
/// then to 8.
fn luma_of_rgba([red, green, blue, _]: [u8; 4]) -> u8 {
    const WEIGHTS: [u32; 3] = [8414, 16_519, 3208];
    const BLACK: u32 = 16 << 15;
    let [red, green, blue] = [red, green, blue].map(u32::from);
    let sum = WEIGHTS[0] * red + WEIGHTS[1] * green + WEIGHTS[2] * blue + BLACK;
    let bits14 = (sum + (1 << 8)) >> 9;
    #[expect(clippy::cast_possible_truncation, reason = "at most 235")]
    let luma = ((bits14 + (1 << 5)) >> 6) as u8;
    luma
}
