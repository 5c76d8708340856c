//! ISCC Image-Code (ISO 24138) from pixels, and from image files exactly as the reference.
//!
//! An Image-Code is a similarity-preserving hash of what a picture looks like: scaled, re-encoded,
//! slightly edited or framed versions of a picture have codes with a small Hamming distance. This crate
//! makes the codes of iscc-sdk 0.9.7 (with Pillow 13.0.0) bit for bit, in two layers:
//!
//! * **decode**: a file to 32 x 32 gray pixels, [`Gray32x32`]; foreign data, so it is read under
//!   [`Limits`] and may fail with an [`Error`];
//! * **code**: these pixels to the ISCC-UNIT. It cannot fail, needs no heap and no `std`.
//!
//! ```
//! # #[cfg(feature = "alloc")] {
//! use iscc_core::Bits;
//! use iscc_image::{Orientation, PixelFormat, View, image_code, normalise};
//!
//! // A picture that some other program has decoded: 64 x 48 RGB pixels.
//! let pixels: Vec<u8> =
//!     (0..64 * 48).flat_map(|i| [(i % 64 * 4) as u8, (i / 64 * 5) as u8, 90]).collect();
//! let view = View::packed(&pixels, 64, 48, PixelFormat::Rgb8)?;
//! let unit = image_code(&normalise(&view, Orientation::Normal), Bits::B64);
//! assert_eq!(unit.to_string(), "ISCC:EEAYU5V3LW7F2AAK");
//! # }
//! # Ok::<(), iscc_image::Error>(())
//! ```
//!
//! # Which function do I want?
//!
//! | I have | I want | function |
//! |---|---|---|
//! | an image file in memory | its code | [`decode`], then [`image_code`] |
//! | the same | size and orientation too | [`decode_image`] |
//! | decoded pixels of any size | the code | [`View`] and [`normalise`], then [`image_code`] |
//! | 32 x 32 gray pixels | the code | [`image_code`] |
//! | the same | all 256 bits | [`image_hash`] |
//! | a file of any of the usual formats | its title, creator and rights | `metadata` |
//! | an image file in memory | its code and a thumbnail | `decode_with_thumbnail` |
//! | 32 x 32 gray pixels | which bits of their code are not firm | [`fragile_bits`] |
//! | a code | whether it says anything about the picture | [`is_featureless`] |
//!
//! # Features
//!
//! | feature | default | what it adds |
//! |---|---|---|
//! | `decode` | yes | all formats below |
//! | `jpeg` | yes | JPEG files through iscc-jpeg, Rust only; needs a heap |
//! | `png`, `webp`, `tiff` | yes | PNG, WebP and TIFF files; need `std`, are Rust only. JPEG in TIFF needs `jpeg` too |
//! | `gif`, `bmp`, `psd` | yes | GIF files, bitmaps, merged pictures of Photoshop documents; need a heap |
//! | `svg` | yes | SVG files through resvg; text with the fonts of the system |
//! | `avif` | yes | AVIF files through iscc-av1 |
//! | `jxl` | yes | JPEG XL files through jxl-oxide; the reference reads none |
//! | `heic` | yes | HEIC files through `rust_h265` and heifer-hevc-dec |
//! | `jp2` | yes | JPEG 2000 files through hayro-jpeg2000 |
//! | `more` | | ICO, PNM and QOI files through the crate `image`; the reference reads none |
//! | `thumbnail` | | thumbnails from the same decoding |
//! | `metadata` | yes | embedded EXIF, XMP and IPTC data; needs `std`, no decoder |
//! | `simd` | yes | the hot loops for AVX2 as well, chosen when it runs; needs `std` |
//! | `alloc` | with the above | [`View`] and [`normalise`]; needs a heap |
//!
//! Without features the crate is `no_std` and has the code layer alone. No feature changes a result.
//!
//! # Not supported
//!
//! JPEG of 12 bits or lossless; TIFF of some rare planes and codings; files beside an SVG (docs/image.md). Of
//! animations and of files of several pages the first is read. Colour profiles
//! and gamma are ignored, as the reference does.
#![no_std]
// The page names what the features add.
#![cfg_attr(not(feature = "alloc"), allow(rustdoc::broken_intra_doc_links))]
#![deny(unsafe_code)]
// Feature `reader` by itself has no format that uses it.
#![cfg_attr(
    not(any(
        feature = "jpeg",
        feature = "png",
        feature = "gif",
        feature = "bmp",
        feature = "webp",
        feature = "tiff",
        feature = "psd",
        feature = "svg",
        feature = "avif",
        feature = "heic",
        feature = "jxl"
    )),
    allow(dead_code)
)]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(any(
    feature = "simd",
    feature = "png",
    feature = "webp",
    feature = "tiff",
    feature = "svg",
    feature = "avif",
    feature = "heic",
    feature = "jp2"
))]
extern crate std;

mod dct;
#[cfg(feature = "alloc")]
mod decode;
mod error;
mod format;
mod gray;
mod hash;
mod median;
#[cfg(feature = "metadata")]
mod metadata;
#[cfg(feature = "alloc")]
mod normalise;
mod stability;
#[cfg(feature = "thumbnail")]
mod thumbnail;

#[cfg(feature = "alloc")]
pub use decode::{Decoded, Limits, decode, decode_image};
pub use error::{Error, Limited, Unsupported};
pub use format::Format;
pub use gray::Gray32x32;
pub use hash::{image_code, image_hash, is_featureless, is_featureless_digest};
#[cfg(feature = "metadata")]
pub use metadata::{ImageMetadata, metadata};
#[cfg(feature = "alloc")]
pub use normalise::{Orientation, PixelFormat, View, normalise, simd};
pub use stability::fragile_bits;
#[cfg(feature = "thumbnail")]
pub use thumbnail::{Thumbnail, ThumbnailFormat, decode_with_thumbnail};
