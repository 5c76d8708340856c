//! JPEG: EXIF and XMP in APP1, Photoshop resources in APP13.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use super::{Fields, exif, iptc, irb, xmp};
use crate::decode::Limits;

const SOS: u8 = 0xda;
const EOI: u8 = 0xd9;

pub(super) fn read(bytes: &[u8], limits: &Limits, fields: &mut Fields) {
    let (mut first_exif, mut first_xmp) = (None, None);
    let mut resources: Option<Cow<'_, [u8]>> = None;
    let mut complete = false;
    for (marker, segment) in (Segments { rest: bytes.get(2..).unwrap_or_default() }) {
        if marker == 0xe1 {
            if let Some(data) = segment.strip_prefix(b"Exif\0\0") {
                first_exif.get_or_insert(data);
            } else if let Some(packet) = segment.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0") {
                first_xmp.get_or_insert(packet);
            }
        } else if marker == 0xed && !complete {
            let Some(data) = segment.strip_prefix(b"Photoshop 3.0\0") else { continue };
            let joined = resources.get_or_insert_default();
            if joined.is_empty() {
                *joined = Cow::Borrowed(data);
            } else {
                joined.to_mut().extend_from_slice(data);
            }
            complete = !joined.is_empty() && irb::Resources::are_complete(joined);
        }
    }
    if let Some(data) = first_exif {
        exif::read(data, fields);
    }
    if let Some(packet) = first_xmp {
        xmp::read(packet, limits, fields);
    }
    if let Some(data) = resources {
        let blocks = irb::Resources::new(&data).filter(|one| one.number == irb::IPTC);
        let joined: Vec<u8> = blocks.flat_map(|one| one.data).copied().collect();
        iptc::read(&joined, fields);
    }
}

/// The marker segments before the first scan.
struct Segments<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Segments<'a> {
    type Item = (u8, &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let mark = self.rest.iter().position(|byte| *byte == 0xff)?;
            let fill = self.rest.get(mark..)?.iter().take_while(|byte| **byte == 0xff).count();
            let (marker, rest) = self.rest.get(mark + fill..)?.split_first()?;
            if matches!(*marker, SOS | EOI) {
                return None;
            }
            // A stuffed zero, or a marker that stands alone.
            if matches!(*marker, 0 | 1 | 0xd0..=0xd8) {
                self.rest = rest;
                continue;
            }
            let (len, rest) = rest.split_first_chunk()?;
            let len = usize::from(u16::from_be_bytes(*len)).checked_sub(2)?;
            let (segment, rest) = rest.split_at_checked(len)?;
            self.rest = rest;
            return Some((*marker, segment));
        }
    }
}
