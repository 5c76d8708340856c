//! Where in a file its metadata is.

mod jpeg;
mod png;
mod psd;
mod tiff;
mod webp;

use super::fields::Fields;
use super::{exif, iptc, irb, xmp};
use crate::decode::Limits;

/// Reads the metadata of a file, whose format is told by its content.
pub(super) fn read(bytes: &[u8], limits: &Limits, fields: &mut Fields) {
    match bytes {
        [0xff, 0xd8, ..] => jpeg::read(bytes, limits, fields),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => png::read(bytes, limits, fields),
        [b'I', b'I', ..] | [b'M', b'M', ..] => tiff::read(bytes, limits, fields),
        [b'8', b'B', b'P', b'S', ..] => psd::read(bytes, limits, fields),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
            webp::read(bytes, limits, fields);
        }
        #[cfg(any(feature = "avif", feature = "heic"))]
        [_, _, _, _, b'f', b't', b'y', b'p', ..] => {
            let (exif, xmp) = crate::decode::embedded(bytes, limits);
            // Four bytes say where the TIFF header is.
            let tiff = exif.as_deref().and_then(|data| {
                let (offset, rest) = data.split_first_chunk::<4>()?;
                rest.get(usize::try_from(u32::from_be_bytes(*offset)).ok()?..)
            });
            if let Some(tiff) = tiff {
                let _: bool = exif::read(tiff, fields);
            }
            if let Some(xmp) = xmp {
                let _: bool = xmp::read(&xmp, limits, fields);
            }
        }
        _ => {}
    }
}
