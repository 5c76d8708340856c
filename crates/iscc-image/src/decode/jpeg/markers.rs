//! The marker segments before the first scan: size, components, EXIF and XMP.
//!
//! The walk and what it refuses are Pillow's (`JpegImageFile`), which looks at the header itself before
//! it hands the file to libjpeg.

use alloc::borrow::Cow;

use super::{damaged, unsupported};
use crate::error::{Error, Unsupported};
use crate::format::Format;

/// What the segments say.
#[derive(Debug, Default)]
pub(super) struct Header<'a> {
    pub(super) width: usize,
    pub(super) height: usize,
    /// 1, 3 or 4.
    pub(super) components: u8,
    /// The EXIF data, put together if it comes in several segments.
    pub(super) exif: Option<Cow<'a, [u8]>>,
    /// The last XMP packet.
    pub(super) xmp: Option<&'a [u8]>,
}

const SOS: u8 = 0xda;

/// Walks to the first scan.
pub(super) fn scan(bytes: &[u8]) -> Result<Header<'_>, Error> {
    let mut header = Header::default();
    // After the first marker's 0xff 0xd8, at the 0xff of the second.
    let mut rest = bytes.get(2..).unwrap_or_default();
    loop {
        let marker = match rest {
            // Padding before a marker.
            [0xff, 0xff, ..] => {
                rest = &rest[1..];
                continue;
            }
            // A stuffed zero: junk.
            [0xff, 0x00, ..] => {
                rest = &rest[2..];
                continue;
            }
            [0xff, marker, tail @ ..] => {
                rest = tail;
                *marker
            }
            [_, tail @ ..] => {
                rest = tail;
                continue;
            }
            [] => return Err(damaged("no picture", None)),
        };
        if marker < 0xc0 {
            return Err(damaged("no marker where one should be", None));
        }
        if !has_segment(marker) {
            continue;
        }
        let [high, low, tail @ ..] = rest else { return Err(damaged("cut off", None)) };
        let len = usize::from(u16::from_be_bytes([*high, *low])).saturating_sub(2);
        let Some((segment, tail)) = tail.split_at_checked(len) else {
            return Err(damaged("cut off in a marker segment", None));
        };
        rest = tail;
        match marker {
            SOS => break,
            0xdb => check_quantization(segment)?,
            0xe1 => header.read_app1(segment),
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf | 0xde => {
                header.read_frame(marker, segment)?;
            }
            _ => {}
        }
    }
    if header.components == 0 || header.width == 0 || header.height == 0 {
        return Err(damaged("a picture without a size", None));
    }
    Ok(header)
}

/// Restarts, start and end of the image and the reserved extensions stand alone.
const fn has_segment(marker: u8) -> bool {
    !matches!(marker, 0xc8 | 0xd0..=0xd9 | 0xf0..=0xfd | 0xff)
}

impl<'a> Header<'a> {
    fn read_frame(&mut self, marker: u8, segment: &[u8]) -> Result<(), Error> {
        let &[precision, height_high, height_low, width_high, width_low, components, ..] = segment
        else {
            return Err(damaged("a frame header that is too short", None));
        };
        if precision != 8 {
            return Err(unsupported(Unsupported::JpegPrecision(precision)));
        }
        if !matches!(components, 1 | 3 | 4) {
            return Err(unsupported(Unsupported::JpegComponents(components)));
        }
        // DIFFERENCE: the reference reads lossless frames.
        if matches!(marker, 0xc3 | 0xc5..=0xc7 | 0xcb | 0xcd..=0xcf) {
            let what = "lossless or hierarchical coding";
            return Err(unsupported(Unsupported::Kind { format: Format::Jpeg, what }));
        }
        self.width = u16::from_be_bytes([width_high, width_low]).into();
        self.height = u16::from_be_bytes([height_high, height_low]).into();
        self.components = components;
        Ok(())
    }

    fn read_app1(&mut self, segment: &'a [u8]) {
        if let Some(data) = segment.strip_prefix(b"Exif\0\0") {
            match &mut self.exif {
                Some(exif) => exif.to_mut().extend_from_slice(data),
                None => self.exif = Some(Cow::Borrowed(segment)),
            }
        } else if let Some(packet) = segment.strip_prefix(b"http://ns.adobe.com/xap/1.0/\0") {
            self.xmp = Some(packet);
        }
    }
}

/// Tables of 64 values, of one byte or two each, and nothing after them.
fn check_quantization(mut tables: &[u8]) -> Result<(), Error> {
    while let [info, tail @ ..] = tables {
        let len = if info >> 4 == 0 { 64 } else { 128 };
        match tail.get(len..) {
            Some(tail) => tables = tail,
            None => return Err(damaged("a quantization table that is too short", None)),
        }
    }
    Ok(())
}
