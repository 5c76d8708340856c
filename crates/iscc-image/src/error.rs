//! [`Error`]: why there is no picture.

#[cfg(feature = "alloc")]
use alloc::boxed::Box;
use core::fmt;

use crate::format::Format;

/// Why a buffer or a file gave no picture, named by what the caller can do about it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The numbers given with a pixel buffer do not describe it. The caller's mistake.
    #[error("{width} x {height} pixels in rows of {stride} bytes do not fit in {len} bytes")]
    Buffer {
        /// The width in pixels.
        width: usize,
        /// The height in pixels.
        height: usize,
        /// The distance of two rows in bytes.
        stride: usize,
        /// The length of the buffer in bytes.
        len: usize,
    },
    /// The file is sound for all we know, but of a kind that is not read.
    #[error("{0}")]
    Unsupported(Unsupported),
    /// The crate was built without the feature that reads this format.
    #[error("built without the feature that reads {0}")]
    MissingFeature(Format),
    /// The file is cut off or broken.
    #[error("damaged {format} file: {what}")]
    Damaged {
        /// The format that the file starts as.
        format: Format,
        /// What is wrong with it.
        what: &'static str,
        /// What the decoder says.
        #[cfg(feature = "alloc")]
        source: Option<Box<dyn core::error::Error + Send + Sync>>,
    },
    /// The file asks for more than [`Limits`](crate::Limits) allow. Raise them if you trust it.
    #[error("{limited}: {asked} asked, {allowed} allowed")]
    Limit {
        /// What is limited.
        limited: Limited,
        /// What the file asks for.
        asked: u64,
        /// What is allowed.
        allowed: u64,
    },
}

/// What of a file is not supported.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub enum Unsupported {
    /// The bytes are of no format that this crate reads.
    Format,
    /// A JPEG of more (or less) than 8 bits a sample.
    JpegPrecision(u8),
    /// A JPEG of another number of components than 1, 3 or 4.
    JpegComponents(u8),
    /// A PNG of a combination of bit depth and colour type that the standard does not have.
    PngColour {
        /// The IHDR's bit depth.
        bit_depth: u8,
        /// The IHDR's colour type.
        colour_type: u8,
    },
    /// An animated PNG whose first frame does not cover the canvas or is not in IDAT.
    PngFrame,
    /// A kind of pixels that is not read.
    Kind {
        /// The format of the file.
        format: Format,
        /// What it has that is not read.
        what: &'static str,
    },
}

impl fmt::Display for Unsupported {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Format => f.write_str("no image format that is read"),
            Self::JpegPrecision(bits) => write!(f, "JPEG of {bits} bits a sample"),
            Self::JpegComponents(count) => write!(f, "JPEG of {count} components"),
            Self::PngColour { bit_depth, colour_type } => {
                write!(f, "PNG of bit depth {bit_depth} and colour type {colour_type}")
            }
            Self::Kind { format, what } => write!(f, "{format} with {what}"),
            Self::PngFrame => f.write_str("animated PNG whose first frame is a part of the canvas"),
        }
    }
}

/// What [`Limits`](crate::Limits) bound.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Limited {
    /// The length of the file in bytes.
    InputBytes,
    /// The number of pixels that the header announces.
    Pixels,
    /// The bytes that are to be allocated at once.
    Alloc,
    /// How deep elements are nested, references followed.
    Depth,
    /// How many elements there are, references followed.
    Elements,
    /// How many pixels are to be computed on the way to the picture.
    Work,
}

impl fmt::Display for Limited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::InputBytes => "bytes of input",
            Self::Pixels => "pixels",
            Self::Alloc => "bytes of memory",
            Self::Depth => "levels of nesting",
            Self::Elements => "elements",
            Self::Work => "pixels to be computed",
        })
    }
}
