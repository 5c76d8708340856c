//! [`Thumbnail`]: a small picture as a by-product of the decoding that makes the code.

mod data_url;
mod encode;
pub(crate) mod reduce;

use alloc::vec::Vec;

use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U8x3;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};

use crate::decode::{Decoded, Job, Limits, decode_job};
use crate::error::Error;
use crate::normalise::Orientation;

/// The longest side of a thumbnail in pixels.
const LONGEST: u32 = 4096;

/// A small RGB picture: upright, on white, not trimmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thumbnail {
    width: u32,
    height: u32,
    rgb: Vec<u8>,
}

/// What a thumbnail is written as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ThumbnailFormat {
    /// JPEG of a quality from 1 to 100; 60 is small and good enough for 128 pixels.
    Jpeg(u8),
    /// PNG.
    Png,
    /// WebP without loss.
    WebP,
}

/// As [`decode_image`](crate::decode_image), with a thumbnail whose longer side has at most `size` pixels (128 is
/// usual; 1 to 4096 are taken). The file is decoded once, and in little more memory.
///
/// DIFFERENCE: the thumbnails of iscc-sdk 0.9.7 are sharpened, of lossy WebP, not turned by EXIF, and show the colours
/// behind transparency. No code depends on them.
///
/// # Errors
/// As [`decode_image`](crate::decode_image).
///
/// ```no_run
/// use iscc_image::{Limits, ThumbnailFormat, decode_with_thumbnail};
///
/// let file = std::fs::read("picture.jpg")?;
/// let (decoded, thumbnail) = decode_with_thumbnail(&file, &Limits::default(), 128)?;
/// println!("<img src=\"{}\">", thumbnail.data_url(ThumbnailFormat::Jpeg(60)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn decode_with_thumbnail(
    bytes: &[u8],
    limits: &Limits,
    size: u32,
) -> Result<(Decoded, Thumbnail), Error> {
    let mut job = Job::new(limits);
    job.thumbnail = Some((size.clamp(1, LONGEST), core::cell::RefCell::default()));
    let decoded = decode_job(bytes, &job)?;
    let made = job.thumbnail.and_then(|(_, made)| made.into_inner());
    Ok((decoded, made.unwrap_or(Thumbnail { width: 0, height: 0, rgb: Vec::new() })))
}

impl Thumbnail {
    /// A small picture that was made elsewhere, such as from the frame of a film: red, green and blue of all pixels, row by
    /// row. `None` if a side is 0 or longer than 4096, or if these are not `width * height * 3` bytes.
    ///
    /// ```
    /// use iscc_image::{Thumbnail, ThumbnailFormat};
    ///
    /// let thumbnail = Thumbnail::from_rgb(2, 1, vec![255, 0, 0, 0, 0, 255]).unwrap();
    /// assert!(thumbnail.encode(ThumbnailFormat::Png).starts_with(b"\x89PNG"));
    /// assert_eq!(Thumbnail::from_rgb(2, 2, vec![0; 6]), None);
    /// ```
    #[must_use]
    pub fn from_rgb(width: u32, height: u32, rgb: Vec<u8>) -> Option<Self> {
        let sides = 1..=LONGEST;
        let fits = sides.contains(&width) && sides.contains(&height);
        (fits && rgb.len() == width as usize * height as usize * 3).then_some(Self {
            width,
            height,
            rgb,
        })
    }

    /// The width in pixels.
    #[must_use]
    pub const fn width(&self) -> u32 {
        self.width
    }

    /// The height in pixels.
    #[must_use]
    pub const fn height(&self) -> u32 {
        self.height
    }

    /// Red, green and blue of all pixels, row by row.
    #[must_use]
    pub fn rgb(&self) -> &[u8] {
        &self.rgb
    }

    /// A picture of `width` x `height` pixels, at most a few times too large, scaled down and turned.
    pub(crate) fn new(
        rgb: &[u8],
        (width, height): (u32, u32),
        (target_width, target_height): (u32, u32),
        orientation: Orientation,
    ) -> Option<Self> {
        // The untyped `resize` would compile its kernels for every kind of pixel: 3 MB of a program.
        let source = TypedImageRef::<U8x3>::from_buffer(width, height, rgb).ok()?;
        let mut target = TypedImage::<U8x3>::new(target_width, target_height);
        let filter = ResizeAlg::Convolution(FilterType::Lanczos3);
        Resizer::new()
            .resize_typed(&source, &mut target, &ResizeOptions::new().resize_alg(filter))
            .ok()?;
        let stored: Vec<u8> = target.pixels().iter().flat_map(|pixel| pixel.0).collect();
        Some(turned(&stored, target_width, target_height, orientation))
    }
}

/// The stored picture as it is to be seen.
fn turned(stored: &[u8], width: u32, height: u32, orientation: Orientation) -> Thumbnail {
    let (across, down) = if orientation.swaps_axes() { (height, width) } else { (width, height) };
    let mut rgb = Vec::with_capacity(stored.len());
    for row in 0..down {
        for column in 0..across {
            let (x, y) = if orientation.swaps_axes() { (row, column) } else { (column, row) };
            let x = if orientation.reverses_x() { width - 1 - x } else { x };
            let y = if orientation.reverses_y() { height - 1 - y } else { y };
            let at = (y as usize * width as usize + x as usize) * 3;
            rgb.extend_from_slice(&stored[at..at + 3]);
        }
    }
    Thumbnail { width: across, height: down, rgb }
}
