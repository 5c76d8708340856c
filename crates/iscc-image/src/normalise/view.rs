//! [`View`]: somebody else's pixel buffer, checked once.

use crate::error::Error;

/// What the bytes of a pixel are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum PixelFormat {
    /// One byte: gray.
    Gray8,
    /// Two bytes: gray, alpha (not premultiplied; 255 is opaque).
    GrayAlpha8,
    /// Three bytes: red, green, blue.
    Rgb8,
    /// Four bytes: red, green, blue, alpha (not premultiplied; 255 is opaque).
    Rgba8,
    /// Three bytes: blue, green, red.
    Bgr8,
    /// Four bytes: blue, green, red, alpha (not premultiplied; 255 is opaque).
    Bgra8,
    /// A number of 16 bits in the machine's byte order: gray. As in 16-bit gray files, everything above 255 is white
    /// for the reference; divide by 257 and take [`Gray8`](Self::Gray8) if the code is of what is seen.
    Gray16,
    /// Two numbers of 16 bits: gray, alpha. The high bytes count, as in files of this kind.
    GrayAlpha16,
    /// Three numbers of 16 bits: red, green, blue. The high bytes count, as in files of this kind.
    Rgb16,
    /// Four numbers of 16 bits: red, green, blue, alpha. The high bytes count, as in files of this kind.
    Rgba16,
}

impl PixelFormat {
    /// The bytes of a pixel: 1 to 8.
    #[must_use]
    pub const fn bytes(self) -> usize {
        match self {
            Self::Gray8 => 1,
            Self::GrayAlpha8 | Self::Gray16 => 2,
            Self::Rgb8 | Self::Bgr8 => 3,
            Self::Rgba8 | Self::Bgra8 | Self::GrayAlpha16 => 4,
            Self::Rgb16 => 6,
            Self::Rgba16 => 8,
        }
    }
}

/// A borrowed picture: rows of pixels from the top, at a constant distance.
///
/// It has at least one pixel and its rows are inside the buffer, so what takes one cannot fail.
#[derive(Debug, Clone, Copy)]
pub struct View<'a> {
    bytes: &'a [u8],
    width: usize,
    height: usize,
    stride: usize,
    format: PixelFormat,
}

impl<'a> View<'a> {
    /// A picture of `width` x `height` pixels whose rows start `stride` bytes apart. The last row may
    /// end before its stride does.
    ///
    /// # Errors
    /// [`Error::Buffer`] if a side is 0, the stride is shorter than a row, or `bytes` is too short.
    ///
    /// ```
    /// use iscc_image::{PixelFormat, View};
    ///
    /// let frame = [0; 16 * 2 + 12]; // three rows of four RGB pixels, padded to 16 bytes
    /// assert!(View::new(&frame, 4, 3, 16, PixelFormat::Rgb8).is_ok());
    /// assert!(View::new(&frame, 4, 4, 16, PixelFormat::Rgb8).is_err());
    /// ```
    pub fn new(
        bytes: &'a [u8],
        width: usize,
        height: usize,
        stride: usize,
        format: PixelFormat,
    ) -> Result<Self, Error> {
        let fits = |row: usize| {
            let before = stride.checked_mul(height.checked_sub(1)?)?;
            (row > 0 && row <= stride && before.checked_add(row)? <= bytes.len()).then_some(())
        };
        match width.checked_mul(format.bytes()).and_then(fits) {
            Some(()) => Ok(Self { bytes, width, height, stride, format }),
            None => Err(Error::Buffer { width, height, stride, len: bytes.len() }),
        }
    }

    /// [`View::new`] of rows that follow each other without a gap.
    ///
    /// # Errors
    /// As [`View::new`].
    pub fn packed(
        bytes: &'a [u8],
        width: usize,
        height: usize,
        format: PixelFormat,
    ) -> Result<Self, Error> {
        Self::new(bytes, width, height, width.saturating_mul(format.bytes()), format)
    }

    /// The width in pixels: at least 1.
    #[must_use]
    pub const fn width(&self) -> usize {
        self.width
    }

    /// The height in pixels: at least 1.
    #[must_use]
    pub const fn height(&self) -> usize {
        self.height
    }

    /// What the bytes of a pixel are.
    #[must_use]
    pub const fn format(&self) -> PixelFormat {
        self.format
    }

    /// The bytes of row `y`, without what pads them; `y` is below the height.
    pub(crate) fn row(&self, y: usize) -> &'a [u8] {
        let start = y * self.stride;
        &self.bytes[start..start + self.width * self.format.bytes()]
    }
}
