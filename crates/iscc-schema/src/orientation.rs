//! [`Orientation`]: how stored pixels are turned and mirrored before they are shown (EXIF tag 0x0112, display matrices of
//! video).

/// Where the first row and the first column of stored pixels belong (TIFF 6.0, `Orientation`).
///
/// FFmpeg's filters that do the same are named with each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(clippy::exhaustive_enums, reason = "the symmetries of a rectangle")]
pub enum Orientation {
    /// 1: as stored.
    #[default]
    Normal,
    /// 2: left and right are exchanged (`hflip`).
    FlipHorizontal,
    /// 3: turned by 180 degrees (`hflip,vflip`).
    Rotate180,
    /// 4: top and bottom are exchanged (`vflip`).
    FlipVertical,
    /// 5: rows become columns (`transpose=cclock_flip`).
    Transpose,
    /// 6: turned by 90 degrees clockwise (`transpose=clock`).
    Rotate90,
    /// 7: mirrored at the diagonal from the lower left (`transpose=clock_flip`).
    Transverse,
    /// 8: turned by 90 degrees counterclockwise (`transpose=cclock`).
    Rotate270,
}

impl Orientation {
    /// All orientations, in the order of their EXIF values from 1.
    pub const ALL: [Self; 8] = [
        Self::Normal,
        Self::FlipHorizontal,
        Self::Rotate180,
        Self::FlipVertical,
        Self::Transpose,
        Self::Rotate90,
        Self::Transverse,
        Self::Rotate270,
    ];

    /// The orientation of an EXIF value; everything but 2 to 8 leaves the pixels as stored.
    ///
    /// ```
    /// use iscc_schema::Orientation;
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

    /// Whether stored rows become columns, so that width and height are exchanged.
    ///
    /// ```
    /// use iscc_schema::Orientation;
    ///
    /// assert!(Orientation::Rotate90.swaps_axes());
    /// assert!(!Orientation::Rotate180.swaps_axes());
    /// ```
    #[must_use]
    pub const fn swaps_axes(self) -> bool {
        self as u32 >= Self::Transpose as u32
    }

    /// Whether the shown picture runs through the stored columns from the right.
    #[must_use]
    pub const fn reverses_columns(self) -> bool {
        matches!(self, Self::FlipHorizontal | Self::Rotate180 | Self::Transverse | Self::Rotate270)
    }

    /// Whether the shown picture runs through the stored rows from the bottom.
    #[must_use]
    pub const fn reverses_rows(self) -> bool {
        matches!(self, Self::Rotate180 | Self::FlipVertical | Self::Rotate90 | Self::Transverse)
    }
}
