//! Why a file cannot be decoded.

use core::fmt;

/// Why decoding ends.
///
/// What libjpeg warns of is no error here either: decoding continues, with the pixels that libjpeg makes of it, and
/// [`Rows::warnings`](crate::Rows::warnings) counts it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Error {
    /// The file is not of this format: it does not begin with a start-of-image marker.
    NotJpeg,
    /// The file ends before the picture does.
    Truncated,
    /// The file contradicts the standard where nothing can be guessed.
    Damaged(Damage),
    /// The file may be correct, but this decoder does not read its kind.
    Unsupported(Unsupported),
    /// A limit of the caller's is exceeded.
    Limit(Limited),
}

/// What contradicts the standard (ITU-T T.81, clauses in brackets).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Damage {
    /// A second start-of-image marker (B.2.1).
    SecondStart,
    /// A second frame header (B.2.2).
    SecondFrame,
    /// A scan header that comes before the frame header (B.2.3).
    ScanBeforeFrame,
    /// The end of the image without a scan (B.2.1).
    NoScan,
    /// A scan after the only one that there can be (B.2.3).
    ExtraScan,
    /// A frame without width, height or components (B.2.2).
    EmptyFrame,
    /// A marker segment whose length does not match its content (B.1.1.4).
    SegmentLength {
        /// The second byte of the marker.
        marker: u8,
    },
    /// A marker that may not stand where it is (B.1.1.3).
    Marker {
        /// Its second byte.
        marker: u8,
    },
    /// A table with an invalid number (B.2.4).
    TableNumber(u8),
    /// A Huffman table that is no prefix code, or whose values are out of range (annex C).
    HuffmanTable,
    /// Conditioning of an arithmetic coder with a lower bound above the upper one (B.2.4.3).
    Conditioning,
    /// A scan of a component that the frame does not have, or of one twice (B.2.3).
    Component(u8),
    /// Sampling factors out of 1 to 4 (B.2.2).
    Sampling,
    /// More than ten blocks in a minimum coded unit (B.2.3).
    UnitSize,
    /// Spectral selection or successive approximation out of range (G.1.1.1).
    Progression,
    /// A quantization table that is used but not defined (B.2.4.1).
    MissingQuantization(u8),
    /// A Huffman table that is used but not defined (B.2.4.2).
    MissingHuffman(u8),
    /// A DC coefficient that does not fit into 32 bits (F.1.2.1).
    Coefficient,
}

/// What is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unsupported {
    /// Samples of other than eight bits.
    Precision(u8),
    /// Lossless or hierarchical coding.
    Coding {
        /// The second byte of the start-of-frame marker.
        marker: u8,
    },
    /// More than four components.
    Components(u8),
    /// A side of more than 65,500 samples, as in libjpeg.
    Size {
        /// Columns.
        width: u16,
        /// Rows.
        height: u16,
    },
    /// Sampling factors that do not divide the largest one.
    Sampling,
}

/// Which limit is exceeded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Limited {
    /// [`Limits::max_pixels`](crate::Limits::max_pixels).
    Pixels {
        /// Width times height.
        asked: u64,
        /// The limit.
        allowed: u64,
    },
    /// [`Limits::max_alloc`](crate::Limits::max_alloc), or the machine's own limit.
    Alloc {
        /// All bytes that would be allocated.
        asked: u64,
        /// The limit.
        allowed: u64,
    },
    /// [`Limits::max_scans`](crate::Limits::max_scans).
    Scans {
        /// The limit.
        allowed: u32,
    },
}

impl From<Damage> for Error {
    fn from(damage: Damage) -> Self {
        Self::Damaged(damage)
    }
}

impl From<Unsupported> for Error {
    fn from(unsupported: Unsupported) -> Self {
        Self::Unsupported(unsupported)
    }
}

impl From<Limited> for Error {
    fn from(limited: Limited) -> Self {
        Self::Limit(limited)
    }
}

impl core::error::Error for Error {}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotJpeg => f.write_str("not a JPEG file"),
            Self::Truncated => f.write_str("the file is cut off"),
            Self::Damaged(damage) => damage.fmt(f),
            Self::Unsupported(unsupported) => unsupported.fmt(f),
            Self::Limit(limited) => limited.fmt(f),
        }
    }
}

impl fmt::Display for Damage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::SecondStart => f.write_str("a second start of the image"),
            Self::SecondFrame => f.write_str("a second frame header"),
            Self::ScanBeforeFrame => f.write_str("a scan before the frame header"),
            Self::NoScan => f.write_str("no scan"),
            Self::ExtraScan => f.write_str("a scan after the last one"),
            Self::EmptyFrame => f.write_str("a picture without a size"),
            Self::SegmentLength { marker } => {
                write!(f, "a marker segment (ff{marker:02x}) of the wrong length")
            }
            Self::Marker { marker } => write!(f, "the marker ff{marker:02x} where it may not be"),
            Self::TableNumber(number) => write!(f, "a table with the number {number}"),
            Self::HuffmanTable => f.write_str("a Huffman table that is not a code"),
            Self::Conditioning => f.write_str("bounds of arithmetic coding in the wrong order"),
            Self::Component(id) => write!(f, "a scan with the wrong component {id}"),
            Self::Sampling => f.write_str("sampling factors out of range"),
            Self::UnitSize => f.write_str("too many blocks in a coded unit"),
            Self::Progression => f.write_str("parameters of a progressive scan out of range"),
            Self::MissingQuantization(number) => {
                write!(f, "the quantization table {number} is missing")
            }
            Self::MissingHuffman(number) => write!(f, "the Huffman table {number} is missing"),
            Self::Coefficient => f.write_str("a coefficient out of range"),
        }
    }
}

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Precision(bits) => write!(f, "samples of {bits} bits"),
            Self::Coding { marker } => {
                write!(f, "lossless or hierarchical coding (frame type ff{marker:02x})")
            }
            Self::Components(count) => write!(f, "{count} components"),
            Self::Size { width, height } => write!(f, "a size of {width} x {height}"),
            Self::Sampling => f.write_str("sampling factors whose ratio is not whole"),
        }
    }
}

impl fmt::Display for Limited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pixels { asked, allowed } => {
                write!(f, "{asked} pixels, {allowed} allowed")
            }
            Self::Alloc { asked, allowed } => {
                write!(f, "{asked} bytes of memory, {allowed} allowed")
            }
            Self::Scans { allowed } => write!(f, "more than {allowed} scans"),
        }
    }
}
