//! [`Gray32x32`]: the normalised picture, the only thing an Image-Code is made of.

use core::fmt;

/// 32 rows of 32 gray values: 0 is black, 255 is white.
///
/// Every value is a legal picture, so everything that takes one cannot fail.
///
/// ```
/// use iscc_image::Gray32x32;
///
/// let gradient = Gray32x32::from_fn(|x, y| (4 * x + 4 * y) as u8);
/// assert_eq!(gradient.get(31, 0), Some(124));
/// assert_eq!(gradient.as_bytes()[32], 4);
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Gray32x32([u8; 1024]);

impl Gray32x32 {
    /// The side in pixels.
    pub const SIDE: usize = 32;

    /// Wraps 1024 gray values, row by row from the top left.
    #[must_use]
    pub const fn new(pixels: [u8; 1024]) -> Self {
        Self(pixels)
    }

    /// The picture whose pixel at column `x` and row `y` (0 to 31 each) is `gray(x, y)`.
    #[must_use]
    pub fn from_fn(mut gray: impl FnMut(usize, usize) -> u8) -> Self {
        Self(core::array::from_fn(|i| gray(i % Self::SIDE, i / Self::SIDE)))
    }

    /// The gray value at column `x` and row `y`; `None` outside the picture.
    #[must_use]
    pub fn get(&self, x: usize, y: usize) -> Option<u8> {
        if x < Self::SIDE { self.0.get(y * Self::SIDE + x).copied() } else { None }
    }

    /// All pixels, row by row from the top left.
    #[must_use]
    pub const fn as_bytes(&self) -> &[u8; 1024] {
        &self.0
    }
}

impl From<[u8; 1024]> for Gray32x32 {
    fn from(pixels: [u8; 1024]) -> Self {
        Self(pixels)
    }
}

impl TryFrom<&[u8]> for Gray32x32 {
    type Error = core::array::TryFromSliceError;

    /// Copies exactly 1024 gray values.
    fn try_from(pixels: &[u8]) -> Result<Self, Self::Error> {
        pixels.try_into().map(Self)
    }
}

impl AsRef<[u8]> for Gray32x32 {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Gray32x32 {
    /// The pixels as 32 lines of hexadecimal digits.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Gray32x32(")?;
        for row in self.0.chunks_exact(Self::SIDE) {
            f.write_str("\n    ")?;
            row.iter().try_for_each(|gray| write!(f, "{gray:02x}"))?;
        }
        f.write_str("\n)")
    }
}
