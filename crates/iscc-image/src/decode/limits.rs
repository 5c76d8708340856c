//! [`Limits`]: how much a foreign file may ask for.

#[cfg(feature = "reader")]
use alloc::vec::Vec;

use crate::error::{Error, Limited};

/// What decoding and reading metadata may cost. The defaults are finite and let everything through that the reference does.
///
/// ```
/// use iscc_image::Limits;
///
/// let mut limits = Limits::default();
/// limits.max_pixels = 24_000_000;
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Pixels that a header may announce. Default: 256,000,000, twice the `image_max_pixels` of
    /// iscc-sdk 0.9.7, which warns above once and fails above twice that number.
    pub max_pixels: u64,
    /// Bytes that a file may have. Default: 1 GiB.
    pub max_input_bytes: u64,
    /// Bytes that may be allocated at once for one picture, as far as a header decides it: the pixels
    /// of a picture with a border, the coefficients of a progressive JPEG, the pixels of an interlaced
    /// PNG. Default: 2 GiB. The usual picture needs a few rows only.
    pub max_alloc: u64,
    /// Levels of elements in an SVG, references followed, and in an XMP packet. Default: 200. Each takes room on
    /// the stack, so a program that raises it far has to have a larger one.
    pub max_depth: u64,
    /// Elements of an SVG, references followed, and entries in the tables of an AVIF. Default: 1,000,000.
    pub max_elements: u64,
    /// Pixels that may be computed on the way to the picture of an SVG: layers, filters, patterns and what
    /// is painted over count. It bounds the time. Default: 2^33, some ten seconds.
    pub max_work: u64,
    /// Bytes of one block of metadata: of an XMP packet, or of what a text of a PNG inflates to. Larger ones are
    /// left out. Default: 16 MiB; a segment of a JPEG has less than 64 KiB.
    pub max_metadata_bytes: u64,
    /// Elements and attributes of one XMP packet. Packets with more are left out. Default: 200,000.
    pub max_metadata_elements: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_pixels: 256_000_000,
            max_input_bytes: 1 << 30,
            max_alloc: 1 << 31,
            max_depth: 200,
            max_elements: 1_000_000,
            max_work: 1 << 33,
            max_metadata_bytes: 16 << 20,
            max_metadata_elements: 200_000,
        }
    }
}

impl Limits {
    pub(crate) fn check_input(&self, bytes: &[u8]) -> Result<(), Error> {
        check(Limited::InputBytes, bytes.len() as u64, self.max_input_bytes)
    }

    #[cfg(feature = "reader")]
    pub(crate) fn check_pixels(&self, width: usize, height: usize) -> Result<(), Error> {
        let pixels = (width as u64).saturating_mul(height as u64);
        check(Limited::Pixels, pixels, self.max_pixels)?;
        // The weights of the resampler: 16 bytes a pixel of each side. Out of proportion only in
        // pictures that are hundreds of times longer than wide.
        let weights = (width as u64).saturating_add(height as u64).saturating_mul(16);
        self.check_alloc(weights)
    }

    #[cfg(feature = "reader")]
    pub(crate) fn check_alloc(&self, bytes: u64) -> Result<(), Error> {
        check(Limited::Alloc, bytes, self.max_alloc)
    }

    /// `len` bytes of one value, if so many are allowed and there.
    #[cfg(feature = "reader")]
    #[cfg_attr(not(feature = "decode"), allow(dead_code, reason = "not every format needs it"))]
    pub(crate) fn filled(&self, value: u8, len: u64) -> Result<Vec<u8>, Error> {
        self.check_alloc(len)?;
        let room = usize::try_from(len).unwrap_or(usize::MAX);
        let mut bytes = Vec::new();
        match bytes.try_reserve_exact(room) {
            Ok(()) => bytes.resize(room, value),
            // The machine's own limit.
            Err(_) => {
                return Err(Error::Limit { limited: Limited::Alloc, asked: len, allowed: 0 });
            }
        }
        Ok(bytes)
    }
}

fn check(limited: Limited, asked: u64, allowed: u64) -> Result<(), Error> {
    if asked > allowed { Err(Error::Limit { limited, asked, allowed }) } else { Ok(()) }
}
