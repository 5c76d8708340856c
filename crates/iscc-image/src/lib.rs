//! ISCC Image-Code (ISO 24138) from pixels, and from JPEG and PNG files exactly as the reference.
#![no_std]
#![forbid(unsafe_code)]

#[cfg(feature = "alloc")]
extern crate alloc;
#[cfg(any(feature = "jpeg", feature = "png"))]
extern crate std;

mod dct;
#[cfg(feature = "alloc")]
mod decode;
mod error;
mod gray;
mod hash;
#[cfg(feature = "alloc")]
mod normalise;

#[cfg(feature = "alloc")]
pub use decode::{Decoded, Limits, decode, decode_image};
pub use error::{Error, Format, Limited, Unsupported};
pub use gray::Gray32x32;
pub use hash::{image_code, image_hash, is_featureless, is_featureless_digest};
#[cfg(feature = "alloc")]
pub use normalise::{Orientation, PixelFormat, View, normalise};
