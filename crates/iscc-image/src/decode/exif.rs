//! The orientation of a picture from EXIF data and from XMP, as Pillow 13.0.0 finds it.

use crate::normalise::Orientation;

const ORIENTATION: u16 = 0x0112;

/// What EXIF data says about the orientation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Tag {
    /// There is none: XMP may say it.
    Absent,
    /// There is one, of whatever type.
    Is(Orientation),
}

/// The orientation that EXIF data gives, or, if it has no such tag, that XMP gives.
///
/// DIFFERENCE: the reference fails on some files with EXIF data that it cannot read; here it counts as
/// not saying anything about the orientation.
pub(super) fn orientation(exif: Option<&[u8]>, xmp: Option<&[u8]>) -> Orientation {
    match exif.map_or(Some(Tag::Absent), tag_of_exif) {
        Some(Tag::Is(orientation)) => orientation,
        Some(Tag::Absent) => xmp.map_or(Orientation::Normal, orientation_of_xmp),
        None => Orientation::Normal,
    }
}

/// The digit after the first `tiff:Orientation="` or `tiff:Orientation>`.
fn orientation_of_xmp(xmp: &[u8]) -> Orientation {
    const NAME: &[u8] = b"tiff:Orientation";
    let digit = xmp.windows(NAME.len()).enumerate().find_map(|(at, window)| {
        let value = xmp.get(at + NAME.len()..).filter(|_| window == NAME)?;
        let digit = value.strip_prefix(b"=\"").or_else(|| value.strip_prefix(b">"))?.first()?;
        digit.is_ascii_digit().then(|| digit - b'0')
    });
    digit.map_or(Orientation::Normal, |digit| Orientation::from_exif(digit.into()))
}

/// Looks the tag up in the first directory; `None` if this is no TIFF structure.
fn tag_of_exif(mut exif: &[u8]) -> Option<Tag> {
    for _ in 0..2 {
        exif = exif.strip_prefix(b"Exif\0\0").unwrap_or(exif);
    }
    if exif.is_empty() {
        return Some(Tag::Absent);
    }
    let tiff = Tiff { bytes: exif, big_endian: exif.starts_with(b"MM") };
    // The last of these is a BigTIFF header that the reference takes for a TIFF one.
    let magics: [&[u8; 4]; 5] = [b"MM\0\x2a", b"II\x2a\0", b"MM\x2a\0", b"II\0\x2a", b"MM\0\x2b"];
    if !magics.iter().any(|magic| exif.starts_with(*magic)) {
        return None;
    }
    Some(tiff.find_orientation(tiff.u32(4)?))
}

struct Tiff<'a> {
    bytes: &'a [u8],
    big_endian: bool,
}

impl Tiff<'_> {
    /// Goes through the entries of the directory at `offset` until it ends or breaks off.
    fn find_orientation(&self, offset: usize) -> Tag {
        let count = match self.u16(offset) {
            Some(count) => usize::from(count),
            None => return Tag::Absent,
        };
        let mut out_of_line = 0_u64;
        for entry in (0..count).map(|i| offset.saturating_add(2 + 12 * i)) {
            let (Some(tag), Some(kind), Some(values), Some(inline)) = (
                self.u16(entry),
                self.u16(entry + 2),
                self.u32(entry + 4),
                self.slice(entry + 8, 4),
            ) else {
                break;
            };
            let Some(unit) = unit_bytes(kind) else { continue };
            let size = values as u64 * unit;
            let data = if size > 4 {
                // More than the file has is skipped; what lies outside of it ends the directory.
                out_of_line += size;
                if out_of_line > self.bytes.len() as u64 {
                    continue;
                }
                let len = usize::try_from(size).unwrap_or(usize::MAX);
                match self.u32(entry + 8).and_then(|at| self.slice(at, len)) {
                    Some(data) => data,
                    None => break,
                }
            } else {
                &inline[..usize::try_from(size).unwrap_or(0)]
            };
            if tag == ORIENTATION && !data.is_empty() {
                return Tag::Is(self.value(kind, data));
            }
        }
        Tag::Absent
    }

    /// The first value of the tag, if it is a number that can be an orientation.
    fn value(&self, kind: u16, data: &[u8]) -> Orientation {
        let data = Tiff { bytes: data, big_endian: self.big_endian };
        let value = match kind {
            3 | 8 => data.u16(0).map(usize::from),
            4 | 9 | 13 => data.u32(0),
            6 => data.bytes.first().map(|byte| usize::from(*byte)),
            // A fraction, signed or not: what is not whole is no orientation.
            5 | 10 => data.u32(0).zip(data.u32(4)).and_then(|(numerator, denominator)| {
                (denominator != 0 && numerator % denominator == 0).then(|| numerator / denominator)
            }),
            // Bytes and strings are no numbers to the reference.
            _ => None,
        };
        let value = value.and_then(|value| u32::try_from(value).ok());
        value.map_or(Orientation::Normal, Orientation::from_exif)
    }

    fn slice(&self, at: usize, len: usize) -> Option<&[u8]> {
        self.bytes.get(at..)?.get(..len)
    }

    fn u16(&self, at: usize) -> Option<u16> {
        let bytes = <[u8; 2]>::try_from(self.slice(at, 2)?).ok()?;
        Some(if self.big_endian { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    }

    fn u32(&self, at: usize) -> Option<usize> {
        let bytes = <[u8; 4]>::try_from(self.slice(at, 4)?).ok()?;
        let value =
            if self.big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) };
        usize::try_from(value).ok()
    }
}

/// The bytes of a value of a TIFF type; `None` for types that the reference skips.
const fn unit_bytes(kind: u16) -> Option<u64> {
    match kind {
        1 | 2 | 6 | 7 => Some(1),
        3 | 8 => Some(2),
        4 | 9 | 11 | 13 => Some(4),
        5 | 10 | 12 | 16 => Some(8),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use alloc::vec::Vec;

    use super::*;

    fn exif(kind: u16, count: u32, value: [u8; 4]) -> Vec<u8> {
        let mut bytes = b"Exif\0\0II\x2a\0\x08\0\0\0\x01\0\x12\x01".to_vec();
        bytes.extend(kind.to_le_bytes());
        bytes.extend(count.to_le_bytes());
        bytes.extend(value);
        bytes.extend([0; 4]);
        bytes
    }

    #[test]
    fn types_of_the_tag() {
        let of = |kind, count, value| orientation(Some(&exif(kind, count, value)), None);
        assert_eq!(of(3, 1, [6, 0, 9, 9]), Orientation::Rotate90);
        assert_eq!(of(3, 2, [6, 0, 3, 0]), Orientation::Rotate90);
        assert_eq!(of(4, 1, [8, 0, 0, 0]), Orientation::Rotate270);
        assert_eq!(of(1, 1, [6, 0, 0, 0]), Orientation::Normal);
        assert_eq!(of(3, 1, [0, 0, 0, 0]), Orientation::Normal);
        assert_eq!(of(3, 1, [9, 0, 0, 0]), Orientation::Normal);
    }

    #[test]
    fn xmp_speaks_only_where_exif_is_silent() {
        let attribute = b"<x tiff:Orientation=\"3\"/>";
        let element = b"<tiff:Orientation>5</tiff:Orientation>";
        assert_eq!(orientation(None, Some(attribute)), Orientation::Rotate180);
        assert_eq!(orientation(None, Some(element)), Orientation::Transpose);
        assert_eq!(orientation(None, Some(b"tiff:Orientation='3'")), Orientation::Normal);
        let normal = exif(3, 1, [1, 0, 0, 0]);
        assert_eq!(orientation(Some(&normal), Some(attribute)), Orientation::Normal);
        let none = exif(3, 0, [1, 0, 0, 0]);
        assert_eq!(orientation(Some(&none), Some(attribute)), Orientation::Rotate180);
        assert_eq!(orientation(Some(b"garbage!"), Some(attribute)), Orientation::Normal);
    }

    #[test]
    fn every_cut_is_survived() {
        let whole = exif(3, 1, [6, 0, 0, 0]);
        for end in 0..whole.len() {
            orientation(Some(&whole[..end]), None);
        }
    }
}
