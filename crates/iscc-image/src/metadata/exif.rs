//! EXIF: the tags of a TIFF structure that count.

use alloc::format;
use alloc::string::String;
use alloc::vec::Vec;

use super::fields::{Fields, text};

const XP_TITLE: u16 = 0x9c9b;
const EXIF_POINTER: u16 = 0x8769;

/// The first directory's tags that count.
const IMAGE: [(u16, &str); 3] = [
    (0x013b, "Exif.Image.Artist"),
    (0x800d, "Exif.Image.ImageID"),
    (XP_TITLE, "Exif.Image.XPTitle"),
];
/// The EXIF directory's.
const PHOTO: [(u16, &str); 1] = [(0xa420, "Exif.Photo.ImageUniqueID")];

/// A directory of more entries is taken for broken.
const MAX_ENTRIES: usize = 256;

/// A TIFF structure.
#[derive(Clone, Copy)]
pub(super) struct Tiff<'a> {
    bytes: &'a [u8],
    big_endian: bool,
}

/// An entry of a directory.
pub(super) struct Entry<'a> {
    pub(super) tag: u16,
    kind: u16,
    /// The value; empty if it lies outside of the file.
    pub(super) data: &'a [u8],
}

/// Sets what EXIF data says. Gives whether it has any entry.
pub(super) fn read(bytes: &[u8], fields: &mut Fields) -> bool {
    let Some(tiff) = Tiff::new(bytes) else { return false };
    let entries = tiff.first_directory();
    read_directory(tiff, &entries, &IMAGE, fields);
    let photo = entries.iter().find(|entry| entry.tag == EXIF_POINTER);
    if let Some(at) = photo
        .filter(|entry| matches!(entry.kind, 4 | 13))
        .and_then(|entry| Tiff { bytes: entry.data, ..tiff }.u32(0))
    {
        read_directory(tiff, &tiff.directory(at), &PHOTO, fields);
    }
    !entries.is_empty()
}

fn read_directory(
    tiff: Tiff<'_>,
    entries: &[Entry<'_>],
    tags: &[(u16, &str)],
    fields: &mut Fields,
) {
    for entry in entries {
        if let Some((_, tag)) = tags.iter().find(|(own, _)| *own == entry.tag) {
            fields.set(tag, &tiff.show(entry));
        }
    }
}

impl<'a> Tiff<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Option<Self> {
        match bytes {
            [b'I', b'I', 42, 0, ..] => Some(Self { bytes, big_endian: false }),
            [b'M', b'M', 0, 42, ..] => Some(Self { bytes, big_endian: true }),
            _ => None,
        }
    }

    pub(super) fn first_directory(self) -> Vec<Entry<'a>> {
        self.u32(4).map(|at| self.directory(at)).unwrap_or_default()
    }

    /// The entries up to the first that lies outside of the file.
    fn directory(self, at: usize) -> Vec<Entry<'a>> {
        let count = self.u16(at).map_or(0, usize::from);
        if count > MAX_ENTRIES {
            return Vec::new();
        }
        (0..count).map_while(|i| self.entry(at.checked_add(2 + 12 * i)?)).flatten().collect()
    }

    /// `None` outside of the file, `Some(None)` for an entry of an absurd size.
    #[expect(clippy::option_option, reason = "the two ends of a walk and a gap in it")]
    fn entry(self, at: usize) -> Option<Option<Entry<'a>>> {
        let (tag, kind) = (self.u16(at)?, self.u16(at.checked_add(2)?)?);
        let count = self.u32(at.checked_add(4)?)?;
        let value = at.checked_add(8)?;
        let inline = self.slice(value, 4)?;
        let Some(size) = count.checked_mul(unit_bytes(kind)).filter(|size| *size < 1 << 28) else {
            return Some(None);
        };
        let data = match inline.get(..size) {
            Some(data) => data,
            None => self.u32(value).and_then(|at| self.slice(at, size)).unwrap_or_default(),
        };
        Some(Some(Entry { tag, kind, data }))
    }

    /// A value as exiv2 shows it.
    fn show(self, entry: &Entry<'_>) -> String {
        match entry.kind {
            // Up to the first NUL.
            2 => text(entry.data.split(|byte| *byte == 0).next().unwrap_or_default()),
            1 if entry.tag == XP_TITLE => ucs2(entry.data).unwrap_or_else(|| self.numbers(entry)),
            _ => self.numbers(entry),
        }
    }

    /// Numbers with spaces between them.
    fn numbers(self, entry: &Entry<'_>) -> String {
        let unit = unit_bytes(entry.kind);
        let mut shown = String::new();
        for item in entry.data.chunks_exact(unit) {
            let item = Tiff { bytes: item, big_endian: self.big_endian };
            let (short, long, second) = (item.u16(0), item.u32(0), item.u32(4));
            let number = match (entry.kind, short, long, second) {
                (3, Some(value), ..) => format!("{value}"),
                (4 | 13, _, Some(value), _) => format!("{value}"),
                (5, _, Some(above), Some(below)) => format!("{above}/{below}"),
                (8, Some(value), ..) => format!("{}", value.cast_signed()),
                (9, _, Some(value), _) => format!("{}", signed(value)),
                (10, _, Some(above), Some(below)) => {
                    format!("{}/{}", signed(above), signed(below))
                }
                // Fractions with a point in a title are none.
                (11 | 12, ..) => return String::new(),
                _ => format!("{}", item.bytes.first().copied().unwrap_or_default()),
            };
            if !shown.is_empty() {
                shown.push(' ');
            }
            shown.push_str(&number);
        }
        shown
    }

    fn slice(self, at: usize, len: usize) -> Option<&'a [u8]> {
        self.bytes.get(at..)?.get(..len)
    }

    fn u16(self, at: usize) -> Option<u16> {
        let bytes = <[u8; 2]>::try_from(self.slice(at, 2)?).ok()?;
        Some(if self.big_endian { u16::from_be_bytes(bytes) } else { u16::from_le_bytes(bytes) })
    }

    fn u32(self, at: usize) -> Option<usize> {
        let bytes = <[u8; 4]>::try_from(self.slice(at, 4)?).ok()?;
        let value =
            if self.big_endian { u32::from_be_bytes(bytes) } else { u32::from_le_bytes(bytes) };
        usize::try_from(value).ok()
    }
}

fn signed(value: usize) -> i32 {
    u32::try_from(value).map_or(0, u32::cast_signed)
}

/// The bytes of a value of a TIFF type; those that are not known count as bytes.
const fn unit_bytes(kind: u16) -> usize {
    match kind {
        3 | 8 => 2,
        4 | 9 | 11 | 13 => 4,
        5 | 10 | 12 => 8,
        _ => 1,
    }
}

/// UCS-2 of Windows, in its byte order whatever that of the file is, without NULs at the end. `None` if it
/// has surrogates.
fn ucs2(bytes: &[u8]) -> Option<String> {
    let end = bytes.chunks_exact(2).rposition(|pair| pair != [0, 0]).map_or(0, |last| last + 1);
    let units = bytes.chunks_exact(2).take(end).map(|pair| match pair {
        [low, high] => u16::from_le_bytes([*low, *high]),
        _ => 0,
    });
    units.map(|unit| char::from_u32(unit.into())).collect()
}
