//! From pixels to the 32 x 32 gray ones (`image_normalize` of iscc-sdk 0.9.7, Pillow 13.0.0):
//! orientation, white behind transparency, trimmed borders, luma, resize.
//!
//! No step makes a new picture: orientation swaps the roles of the axes, trimming moves four bounds,
//! and rows go through fill and luma straight into the resampler.

mod arch;
#[cfg(all(feature = "simd", target_arch = "x86_64"))]
mod avx2;
#[cfg(feature = "reader")]
pub(crate) mod edges;
pub(crate) mod fill;
pub(crate) mod luma;
pub(crate) mod orientation;
pub(crate) mod pixel;
pub(crate) mod resize;
mod taps;
mod trim;
mod view;

use alloc::vec;

pub use arch::simd;
pub use orientation::Orientation;
pub use view::{PixelFormat, View};

use crate::gray::Gray32x32;
use pixel::{Bgr, Bgra, Gray, Gray16, GrayAlpha, High, Pixel, Rgb, Rgba};
use resize::Resizer;

/// Normalises a picture that is in memory.
///
/// It does what the reference does with a file of these pixels: turns them by `orientation`, puts
/// white behind transparent ones, cuts near-uniform borders off (up to 16 nested ones), takes the luma
/// of ITU-R BT.601, and resizes to 32 x 32 as Pillow 13.0.0 does with its bicubic filter.
///
/// ```
/// use iscc_image::{Orientation, PixelFormat, View, normalise};
///
/// // A white frame around a black square: the frame goes, and nothing but black is left.
/// let mut pixels = [255; 40 * 40];
/// for y in 10..30 {
///     pixels[y * 40 + 10..y * 40 + 30].fill(0);
/// }
/// let view = View::packed(&pixels, 40, 40, PixelFormat::Gray8)?;
/// assert_eq!(normalise(&view, Orientation::Normal).as_bytes(), &[0; 1024]);
/// # Ok::<(), iscc_image::Error>(())
/// ```
#[must_use]
pub fn normalise(view: &View<'_>, orientation: Orientation) -> Gray32x32 {
    match view.format() {
        PixelFormat::Gray8 => of_pixels::<Gray>(view, orientation),
        PixelFormat::GrayAlpha8 => of_pixels::<GrayAlpha>(view, orientation),
        PixelFormat::Rgb8 => of_pixels::<Rgb>(view, orientation),
        PixelFormat::Rgba8 => of_pixels::<Rgba>(view, orientation),
        PixelFormat::Bgr8 => of_pixels::<Bgr>(view, orientation),
        PixelFormat::Bgra8 => of_pixels::<Bgra>(view, orientation),
        PixelFormat::Gray16 => of_pixels::<Gray16>(view, orientation),
        PixelFormat::GrayAlpha16 => of_pixels::<High<GrayAlpha>>(view, orientation),
        PixelFormat::Rgb16 => of_pixels::<High<Rgb>>(view, orientation),
        PixelFormat::Rgba16 => of_pixels::<High<Rgba>>(view, orientation),
    }
}

fn of_pixels<P: Pixel>(view: &View<'_>, orientation: Orientation) -> Gray32x32 {
    let kept = trim::trim::<P>(view, orientation);
    let (width, height) = (kept.right - kept.left, kept.bottom - kept.top);
    let mut resizer = Resizer::new(width, height, orientation);
    let mut luma = vec![0; width];
    for y in kept.top..kept.bottom {
        P::luma(&view.row(y)[kept.left * P::BYTES..kept.right * P::BYTES], &mut luma);
        resizer.push(&luma);
    }
    resizer.finish()
}
