//! TIFF: the tags of the first directory themselves, and blocks of XMP and IPTC data in three of them.

use super::{Fields, exif, iptc, irb, xmp};
use crate::decode::Limits;

const XMP: u16 = 700;
const IPTC: u16 = 33723;
const RESOURCES: u16 = 34377;

pub(super) fn read(bytes: &[u8], limits: &Limits, fields: &mut Fields) {
    let Some(tiff) = exif::Tiff::new(bytes) else { return };
    exif::read(bytes, fields);
    let entries = tiff.first_directory();
    let data = |tag| entries.iter().find(|entry| entry.tag == tag).map(|entry| entry.data);
    if let Some(packet) = data(XMP) {
        xmp::read(packet, limits, fields);
    }
    let resource = data(RESOURCES).and_then(irb::first_iptc);
    // What comes before a cut counts here, other than in the other formats, unless there is a second block.
    match (data(IPTC), resource) {
        (Some(data), Some(second)) if !iptc::is_sound(data) => {
            iptc::read_up_to_a_cut(second, fields);
        }
        (Some(data), _) | (None, Some(data)) => iptc::read_up_to_a_cut(data, fields),
        (None, None) => {}
    }
}
