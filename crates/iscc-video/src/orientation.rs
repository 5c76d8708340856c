//! [`Orientation`]: how a frame is turned before it is shown.

/// How a coded frame is turned and mirrored before it is shown.
///
/// A signature is of the frame as it is shown. Nothing is copied for that: the pixels are added up
/// where they lie.
///
/// FFmpeg's filters that do the same are named with each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
#[allow(clippy::exhaustive_enums, reason = "a rectangle has eight symmetries")]
pub enum Orientation {
    /// As it is coded.
    #[default]
    Normal,
    /// Left and right are exchanged (`hflip`).
    FlipHorizontal,
    /// Turned by 180 degrees (`hflip,vflip`).
    Rotate180,
    /// Top and bottom are exchanged (`vflip`).
    FlipVertical,
    /// Rows become columns (`transpose=cclock_flip`).
    Transpose,
    /// Turned by 90 degrees clockwise (`transpose=clock`).
    Rotate90,
    /// Mirrored at the diagonal from the lower left (`transpose=clock_flip`).
    Transverse,
    /// Turned by 90 degrees counterclockwise (`transpose=cclock`).
    Rotate270,
}

impl Orientation {
    /// Whether width and height change places.
    ///
    /// ```
    /// use iscc_video::Orientation;
    ///
    /// assert!(Orientation::Rotate90.swaps_sides());
    /// assert!(!Orientation::Rotate180.swaps_sides());
    /// ```
    pub const fn swaps_sides(self) -> bool {
        matches!(self, Self::Transpose | Self::Rotate90 | Self::Transverse | Self::Rotate270)
    }

    /// Whether the columns of the coded frame are taken from the right.
    pub(crate) const fn reverses_columns(self) -> bool {
        matches!(self, Self::FlipHorizontal | Self::Rotate180 | Self::Transverse | Self::Rotate270)
    }

    /// Whether the rows of the coded frame are taken from the bottom.
    pub(crate) const fn reverses_rows(self) -> bool {
        matches!(self, Self::FlipVertical | Self::Rotate180 | Self::Rotate90 | Self::Transverse)
    }
}
