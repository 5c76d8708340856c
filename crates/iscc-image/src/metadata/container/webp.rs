//! WebP: the chunks `EXIF` and `XMP `.

use super::{Fields, exif, xmp};
use crate::decode::Limits;

pub(super) fn read(bytes: &[u8], limits: &Limits, fields: &mut Fields) {
    let mut rest = bytes.get(12..).unwrap_or_default();
    while let Some((kind, data, tail)) = chunk(rest) {
        match kind {
            b"EXIF" => _ = exif::read(data.strip_prefix(b"Exif\0\0").unwrap_or(data), fields),
            b"XMP " => _ = xmp::read(data, limits, fields),
            _ => {}
        }
        rest = tail;
    }
}

/// A chunk and what comes after it and its padding.
fn chunk(bytes: &[u8]) -> Option<(&[u8; 4], &[u8], &[u8])> {
    let (kind, rest) = bytes.split_first_chunk()?;
    let (len, rest) = rest.split_first_chunk()?;
    let len = usize::try_from(u32::from_le_bytes(*len)).ok()?;
    let (data, rest) = rest.split_at_checked(len)?;
    Some((kind, data, rest.get(len & 1..).unwrap_or_default()))
}
