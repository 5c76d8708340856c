//! From image files to pixels: which format it is, and what the formats share.

mod job;
mod limits;

#[cfg(feature = "avif")]
mod avif;
#[cfg(feature = "bmp")]
mod bmp;
#[cfg(any(
    feature = "jpeg",
    feature = "png",
    feature = "webp",
    feature = "tiff",
    feature = "avif"
))]
mod exif;
#[cfg(feature = "gif")]
mod gif;
#[cfg(feature = "heic")]
mod heic;
#[cfg(any(feature = "avif", feature = "heic"))]
mod heif;
#[cfg(any(feature = "gif", feature = "bmp", feature = "tiff", feature = "psd"))]
#[cfg_attr(not(feature = "decode"), allow(dead_code, reason = "each format uses its part"))]
mod indexed;
#[cfg(feature = "jp2")]
mod jp2;
#[cfg(feature = "jpeg")]
mod jpeg;
#[cfg(feature = "jxl")]
mod jxl;
#[cfg(feature = "more")]
mod more;
#[cfg(feature = "png")]
mod png;
#[cfg(feature = "psd")]
mod psd;
#[cfg(any(feature = "gif", feature = "bmp", feature = "webp", feature = "psd"))]
#[cfg_attr(not(feature = "decode"), allow(dead_code, reason = "each format uses its part"))]
mod reader;
#[cfg(feature = "reader")]
mod sink;
#[cfg(feature = "svg")]
mod svg;
#[cfg(feature = "tiff")]
mod tiff;
#[cfg(feature = "webp")]
mod webp;

#[cfg(all(any(feature = "avif", feature = "heic"), feature = "metadata"))]
pub(crate) use heif::embedded;
pub(crate) use job::Job;
pub use limits::Limits;
#[cfg(all(feature = "svg", feature = "metadata"))]
pub(crate) use svg::unpacked;

use crate::error::{Error, Unsupported};
use crate::format::Format;
use crate::gray::Gray32x32;
use crate::normalise::Orientation;

/// What a file gave.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Decoded {
    /// The normalised picture.
    pub pixels: Gray32x32,
    /// The format that the content is of.
    pub format: Format,
    /// The width in pixels as stored, before turning and trimming.
    pub width: usize,
    /// The height in pixels as stored, before turning and trimming.
    pub height: usize,
    /// How the stored picture was turned.
    pub orientation: Orientation,
}

/// Reads an image file and normalises its (first) picture. The format is told by the content.
///
/// The pixels are those of `image_normalize(Image.open(file))` in iscc-sdk 0.9.7 with Pillow 13.0.0.
///
/// # Errors
/// See [`decode_image`].
///
/// ```no_run
/// use iscc_core::Bits;
/// use iscc_image::{Limits, decode, image_code};
///
/// let file = std::fs::read("picture.jpg")?;
/// let unit = image_code(&decode(&file, &Limits::default())?, Bits::B64);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn decode(bytes: &[u8], limits: &Limits) -> Result<Gray32x32, Error> {
    decode_image(bytes, limits).map(|decoded| decoded.pixels)
}

/// As [`decode`], with what is known about the file.
///
/// # Errors
/// [`Error::Unsupported`] for files of another kind, [`Error::Damaged`] for broken ones (what the
/// reference takes for broken), [`Error::Limit`] for what asks for too much, and
/// [`Error::MissingFeature`] if the crate was built without a reader of the format.
///
/// ```
/// use iscc_image::{Error, Limits, decode_image};
///
/// let error = decode_image(b"plain text", &Limits::default()).unwrap_err();
/// assert!(matches!(error, Error::Unsupported(_)));
/// ```
pub fn decode_image(bytes: &[u8], limits: &Limits) -> Result<Decoded, Error> {
    decode_job(bytes, &Job::new(limits))
}

pub(crate) fn decode_job(bytes: &[u8], limits: &Job) -> Result<Decoded, Error> {
    limits.check_input(bytes)?;
    match Format::sniff(bytes) {
        #[cfg(feature = "jpeg")]
        Some(Format::Jpeg) => jpeg::decode(bytes, limits),
        #[cfg(feature = "png")]
        Some(Format::Png) => png::decode(bytes, limits),
        #[cfg(feature = "gif")]
        Some(Format::Gif) => gif::decode(bytes, limits),
        #[cfg(feature = "bmp")]
        Some(Format::Bmp) => bmp::decode(bytes, limits),
        #[cfg(feature = "webp")]
        Some(Format::WebP) => webp::decode(bytes, limits),
        #[cfg(feature = "tiff")]
        Some(Format::Tiff) => tiff::decode(bytes, limits),
        #[cfg(feature = "psd")]
        Some(Format::Psd) => psd::decode(bytes, limits),
        #[cfg(feature = "avif")]
        Some(Format::Avif) => avif::decode(bytes, limits),
        #[cfg(feature = "heic")]
        Some(Format::Heic) => heic::decode(bytes, limits),
        #[cfg(feature = "jxl")]
        Some(Format::Jxl) => jxl::decode(bytes, limits),
        #[cfg(feature = "svg")]
        Some(Format::Svg) => svg::decode(bytes, limits),
        #[cfg(feature = "jp2")]
        Some(Format::Jp2) => jp2::decode(bytes, limits),
        #[cfg(feature = "more")]
        Some(format @ (Format::Ico | Format::Pnm | Format::Qoi)) => {
            more::decode(bytes, format, limits)
        }
        None => Err(Error::Unsupported(Unsupported::Format)),
        #[allow(unreachable_patterns, reason = "with all formats built in there is none left")]
        Some(format) => Err(Error::MissingFeature(format)),
    }
}
