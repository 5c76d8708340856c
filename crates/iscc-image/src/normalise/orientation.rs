//! [`Orientation`]: how a stored picture is to be turned (EXIF tag 0x0112).

/// Where the first row and the first column of the stored picture belong (TIFF 6.0, `Orientation`).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(clippy::exhaustive_enums, reason = "the symmetries of a rectangle")]
pub enum Orientation {
    /// 1: as stored.
    #[default]
    Normal,
    /// 2: left and right are swapped.
    MirrorHorizontal,
    /// 3: turned by a half.
    Rotate180,
    /// 4: top and bottom are swapped.
    MirrorVertical,
    /// 5: rows and columns are swapped.
    Transpose,
    /// 6: to be turned clockwise by a quarter.
    Rotate90,
    /// 7: rows and columns are swapped, and both reversed.
    Transverse,
    /// 8: to be turned counterclockwise by a quarter.
    Rotate270,
}

impl Orientation {
    /// All orientations, in the order of their EXIF values from 1.
    pub const ALL: [Self; 8] = [
        Self::Normal,
        Self::MirrorHorizontal,
        Self::Rotate180,
        Self::MirrorVertical,
        Self::Transpose,
        Self::Rotate90,
        Self::Transverse,
        Self::Rotate270,
    ];

    /// The orientation of an EXIF value; everything but 2 to 8 leaves the picture as stored.
    ///
    /// ```
    /// use iscc_image::Orientation;
    ///
    /// assert_eq!(Orientation::from_exif(6), Orientation::Rotate90);
    /// assert_eq!(Orientation::from_exif(9), Orientation::Normal);
    /// ```
    #[must_use]
    pub fn from_exif(value: u32) -> Self {
        let index = usize::try_from(value).ok().and_then(|value| value.checked_sub(1));
        index.and_then(|index| Self::ALL.get(index)).copied().unwrap_or_default()
    }

    /// The EXIF value: 1 to 8.
    #[must_use]
    pub const fn exif(self) -> u32 {
        self as u32 + 1
    }

    /// Whether the stored rows become columns, so that width and height are swapped.
    #[must_use]
    pub const fn swaps_axes(self) -> bool {
        self as u32 >= Self::Transpose as u32
    }

    /// Whether the turned picture runs through the stored columns from the right.
    pub(crate) const fn reverses_x(self) -> bool {
        matches!(
            self,
            Self::MirrorHorizontal | Self::Rotate180 | Self::Transverse | Self::Rotate270
        )
    }

    /// Whether the turned picture runs through the stored rows from the bottom.
    pub(crate) const fn reverses_y(self) -> bool {
        matches!(self, Self::Rotate180 | Self::MirrorVertical | Self::Rotate90 | Self::Transverse)
    }
}
