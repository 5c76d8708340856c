//! [`Error`]: why there is no picture.

#[cfg(feature = "alloc")]
use alloc::boxed::Box;
use core::fmt;

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

/// A format that files are told by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Format {
    /// JPEG (ISO 10918), and what starts as one: MPO.
    Jpeg,
    /// PNG, with or without animation.
    Png,
    /// GIF, with or without animation.
    Gif,
    /// Windows and OS/2 bitmaps.
    Bmp,
    /// WebP, with or without animation.
    WebP,
    /// TIFF and `BigTIFF`.
    Tiff,
    /// Photoshop documents.
    Psd,
}

impl Format {
    /// The format that the first bytes of a file announce.
    ///
    /// ```
    /// use iscc_image::Format;
    ///
    /// assert_eq!(Format::sniff(b"\xff\xd8\xff\xe0"), Some(Format::Jpeg));
    /// assert_eq!(Format::sniff(b"plain text"), None);
    /// ```
    #[must_use]
    pub fn sniff(bytes: &[u8]) -> Option<Self> {
        let is = |mark: &[u8]| bytes.starts_with(mark);
        Some(match bytes {
            _ if is(b"\xff\xd8\xff") => Self::Jpeg,
            _ if is(b"\x89PNG\r\n\x1a\n") => Self::Png,
            _ if is(b"GIF87a") || is(b"GIF89a") => Self::Gif,
            _ if is(b"BM") => Self::Bmp,
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Self::WebP,
            // With the bytes of 42 in the wrong order as well; 43 is BigTIFF.
            [b'I', b'I', 42 | 43, 0, ..] | [b'M', b'M', 0, 42 | 43, ..] => Self::Tiff,
            _ if is(b"II\0\x2a") || is(b"MM\x2a\0") => Self::Tiff,
            _ if is(b"8BPS") => Self::Psd,
            _ => return None,
        })
    }

    /// The format of a media type; the usual other spellings are taken too.
    ///
    /// ```
    /// use iscc_image::Format;
    ///
    /// assert_eq!(Format::of_media_type("image/tiff"), Some(Format::Tiff));
    /// assert_eq!(Format::of_media_type("image/svg+xml"), None);
    /// ```
    #[must_use]
    pub fn of_media_type(media_type: &str) -> Option<Self> {
        Some(match media_type {
            "image/jpeg" | "image/jpg" | "image/pjpeg" => Self::Jpeg,
            "image/png" | "image/apng" | "image/vnd.mozilla.apng" => Self::Png,
            "image/gif" => Self::Gif,
            "image/bmp" | "image/x-ms-bmp" | "image/x-bmp" => Self::Bmp,
            "image/webp" => Self::WebP,
            "image/tiff" => Self::Tiff,
            "image/vnd.adobe.photoshop" | "image/x-photoshop" | "application/x-photoshop" => {
                Self::Psd
            }
            _ => return None,
        })
    }

    /// Whether this build reads the format.
    ///
    /// ```
    /// use iscc_image::Format;
    ///
    /// assert_eq!(Format::Png.is_readable(), cfg!(feature = "png"));
    /// ```
    #[must_use]
    pub const fn is_readable(self) -> bool {
        match self {
            Self::Jpeg => cfg!(feature = "jpeg"),
            Self::Png => cfg!(feature = "png"),
            Self::Gif => cfg!(feature = "gif"),
            Self::Bmp => cfg!(feature = "bmp"),
            Self::WebP => cfg!(feature = "webp"),
            Self::Tiff => cfg!(feature = "tiff"),
            Self::Psd => cfg!(feature = "psd"),
        }
    }

    /// The media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Gif => "image/gif",
            Self::Bmp => "image/bmp",
            Self::WebP => "image/webp",
            Self::Tiff => "image/tiff",
            Self::Psd => "image/vnd.adobe.photoshop",
        }
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Jpeg => "JPEG",
            Self::Png => "PNG",
            Self::Gif => "GIF",
            Self::Bmp => "BMP",
            Self::WebP => "WebP",
            Self::Tiff => "TIFF",
            Self::Psd => "PSD",
        })
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
}

impl fmt::Display for Limited {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::InputBytes => "bytes of input",
            Self::Pixels => "pixels",
            Self::Alloc => "bytes of memory",
        })
    }
}
