//! Photoshop documents: the section of image resources.

use super::{Fields, exif, iptc, irb, xmp};
use crate::decode::Limits;

pub(super) fn read(bytes: &[u8], limits: &Limits, fields: &mut Fields) {
    let section = section(bytes).unwrap_or_default();
    for irb::Resource { number, data, .. } in irb::Resources::new(section) {
        match number {
            irb::IPTC => _ = iptc::read(data, fields),
            irb::EXIF => _ = exif::read(data, fields),
            irb::XMP => _ = xmp::read(data, limits, fields),
            _ => {}
        }
    }
}

/// After 26 bytes of header and the colour table.
fn section(bytes: &[u8]) -> Option<&[u8]> {
    let (_, resources) = block(bytes.get(26..)?)?;
    Some(block(resources)?.0)
}

/// A length and that many bytes, or as many as there are, and what comes after them.
fn block(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (len, rest) = bytes.split_first_chunk()?;
    let len = usize::try_from(u32::from_be_bytes(*len)).ok()?;
    rest.split_at_checked(len.min(rest.len()))
}
