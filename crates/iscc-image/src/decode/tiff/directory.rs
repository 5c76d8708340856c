//! The first directory of a TIFF file and the values of its tags, read as Pillow reads them.

use alloc::vec::Vec;

use super::{damaged, unsupported};
use crate::error::Error;

/// The tags that decide pixels (TIFF 6.0).
pub(super) mod tags {
    pub(in super::super) const WIDTH: u16 = 256;
    pub(in super::super) const HEIGHT: u16 = 257;
    pub(in super::super) const BITS_PER_SAMPLE: u16 = 258;
    pub(in super::super) const COMPRESSION: u16 = 259;
    pub(in super::super) const PHOTOMETRIC: u16 = 262;
    pub(in super::super) const FILL_ORDER: u16 = 266;
    pub(in super::super) const STRIP_OFFSETS: u16 = 273;
    pub(in super::super) const ORIENTATION: u16 = 274;
    pub(in super::super) const SAMPLES_PER_PIXEL: u16 = 277;
    pub(in super::super) const ROWS_PER_STRIP: u16 = 278;
    pub(in super::super) const STRIP_BYTE_COUNTS: u16 = 279;
    pub(in super::super) const PLANAR_CONFIGURATION: u16 = 284;
    pub(in super::super) const T4_OPTIONS: u16 = 292;
    pub(in super::super) const PREDICTOR: u16 = 317;
    pub(in super::super) const COLOR_MAP: u16 = 320;
    pub(in super::super) const TILE_WIDTH: u16 = 322;
    pub(in super::super) const TILE_LENGTH: u16 = 323;
    pub(in super::super) const TILE_OFFSETS: u16 = 324;
    pub(in super::super) const TILE_BYTE_COUNTS: u16 = 325;
    pub(in super::super) const EXTRA_SAMPLES: u16 = 338;
    pub(in super::super) const SAMPLE_FORMAT: u16 = 339;
    pub(in super::super) const JPEG_TABLES: u16 = 347;
    pub(in super::super) const JPEG_INTERCHANGE_FORMAT: u16 = 513;
    pub(in super::super) const JPEG_INTERCHANGE_LENGTH: u16 = 514;
    pub(in super::super) const JPEG_Q_TABLES: u16 = 519;
    pub(in super::super) const JPEG_DC_TABLES: u16 = 520;
    pub(in super::super) const JPEG_AC_TABLES: u16 = 521;
    pub(in super::super) const YCBCR_COEFFICIENTS: u16 = 529;
    pub(in super::super) const YCBCR_SUBSAMPLING: u16 = 530;
    pub(in super::super) const REFERENCE_BLACK_WHITE: u16 = 532;
    pub(in super::super) const XMP: u16 = 700;
}

/// Types of values with the bytes of one: byte, ASCII, short, long, rational, and so on to 13, and the
/// 8-byte ones of `BigTIFF`.
const fn type_bytes(kind: u16) -> Option<u64> {
    Some(match kind {
        1 | 2 | 6 | 7 => 1,
        3 | 8 => 2,
        4 | 9 | 11 | 13 => 4,
        5 | 10 | 12 | 16 => 8,
        _ => return None,
    })
}

/// A tag with its value.
#[derive(Debug)]
struct Entry<'a> {
    tag: u16,
    kind: u16,
    data: &'a [u8],
}

/// The tags of the first picture.
#[derive(Debug)]
pub(super) struct Directory<'a> {
    pub(super) big_endian: bool,
    /// Whether the number after the order is as it should be; not every reader minds.
    pub(super) regular: bool,
    entries: Vec<Entry<'a>>,
}

impl<'a> Directory<'a> {
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, Error> {
        let big_endian = bytes.starts_with(b"MM");
        let big = bytes.get(2) == Some(&43);
        if bytes.get(3) == Some(&43) {
            return Err(unsupported("64-bit offsets in big-endian order"));
        }
        let regular = bytes.get(if big_endian { 2 } else { 3 }) == Some(&0);
        let mut directory = Self { big_endian, regular, entries: Vec::new() };
        let file = File { content: bytes, big_endian, big };
        file.entries(&mut directory.entries)
            .ok_or_else(|| damaged("cut off before the directory"))?;
        Ok(directory)
    }

    fn entry(&self, tag: u16) -> Option<&Entry<'a>> {
        self.entries.iter().find(|entry| entry.tag == tag)
    }

    pub(super) fn has(&self, tag: u16) -> bool {
        self.entry(tag).is_some()
    }

    /// The value as bytes.
    pub(super) fn bytes(&self, tag: u16) -> Option<&'a [u8]> {
        self.entry(tag).map(|entry| entry.data)
    }

    /// The first value, if it is a number that is not negative.
    pub(super) fn number(&self, tag: u16) -> Option<u64> {
        self.values(tag)?.next()
    }

    /// The first value, a default if there is none; an error if it is no number.
    pub(super) fn number_or(&self, tag: u16, default: u64) -> Result<u64, Error> {
        if !self.has(tag) {
            return Ok(default);
        }
        self.number(tag).ok_or_else(|| damaged("a tag that should be a number"))
    }

    /// The values, if they are numbers.
    pub(super) fn values(&self, tag: u16) -> Option<impl Iterator<Item = u64> + use<'a>> {
        let &Entry { kind, data, .. } = self.entry(tag)?;
        let size = match kind {
            3 | 8 => 2,
            4 | 9 | 13 => 4,
            16 => 8,
            _ => return None,
        };
        let big_endian = self.big_endian;
        Some(data.chunks_exact(size).map(move |value| number(value, big_endian)))
    }

    /// [`Directory::values`] of what one would put in a short.
    pub(super) fn shorts(&self, tag: u16) -> Option<Vec<u16>> {
        let values = self.values(tag)?;
        values.map(|value| u16::try_from(value).ok()).collect()
    }

    /// `N` rationals or floating-point numbers, if the value is so many.
    pub(super) fn floats<const N: usize>(&self, tag: u16) -> Option<[f32; N]> {
        let &Entry { kind, data, .. } = self.entry(tag)?;
        let word = |bytes: &[u8]| u32::try_from(number(bytes, self.big_endian)).unwrap_or_default();
        #[allow(
            clippy::cast_precision_loss,
            reason = "as libtiff: both to the nearest, then divided"
        )]
        let value = |bytes: &[u8]| match bytes.split_at_checked(4) {
            Some((_, [])) | None => f32::from_bits(word(bytes)),
            Some((above, below)) if word(below) != 0 => word(above) as f32 / word(below) as f32,
            Some(_) => 0.0,
        };
        let size = match kind {
            5 => 8,
            11 => 4,
            _ => return None,
        };
        let mut values = data.chunks_exact(size).map(value);
        let found = [(); N].map(|()| values.next());
        let whole = values.next().is_none() && found.iter().all(Option::is_some);
        whole.then(|| found.map(Option::unwrap_or_default))
    }
}

fn number(bytes: &[u8], big_endian: bool) -> u64 {
    let push = |value: u64, byte: &u8| value << 8 | u64::from(*byte);
    if big_endian { bytes.iter().fold(0, push) } else { bytes.iter().rev().fold(0, push) }
}

#[derive(Clone, Copy)]
struct File<'a> {
    content: &'a [u8],
    big_endian: bool,
    /// `BigTIFF`: offsets and counts of 8 bytes.
    big: bool,
}

impl<'a> File<'a> {
    fn take(&self, at: u64, len: u64) -> Option<&'a [u8]> {
        let (at, len) = (usize::try_from(at).ok()?, usize::try_from(len).ok()?);
        self.content.get(at..)?.get(..len)
    }

    fn number(&self, at: u64, len: u64) -> Option<u64> {
        self.take(at, len).map(|bytes| number(bytes, self.big_endian))
    }

    /// Goes through the directory until it ends or breaks off. `None` if there is not even a count.
    fn entries(&self, entries: &mut Vec<Entry<'a>>) -> Option<()> {
        let (count_bytes, word) = if self.big { (8, 8) } else { (2, 4) };
        let start = self.number(if self.big { 8 } else { 4 }, word)?;
        let count = self.number(start, count_bytes)?;
        let mut at = start.checked_add(count_bytes)?;
        let mut out_of_line = 0_u64;
        for _ in 0..count {
            let (Some(tag), Some(kind), Some(values), Some(inline)) = (
                self.number(at, 2),
                self.number(at + 2, 2),
                self.number(at + 4, word),
                self.take(at + 4 + word, word),
            ) else {
                break;
            };
            let field = at + 4 + word;
            at += 4 + 2 * word;
            let (Ok(tag), Ok(kind)) = (u16::try_from(tag), u16::try_from(kind)) else { break };
            let Some(unit) = type_bytes(kind) else { continue };
            if entries.iter().any(|entry| entry.tag == tag) {
                continue;
            }
            let size = values.saturating_mul(unit);
            let data = if size > word {
                // More than the file has is skipped; what lies outside of it ends the directory.
                out_of_line = out_of_line.saturating_add(size);
                if out_of_line > self.content.len() as u64 {
                    continue;
                }
                match self.number(field, word).and_then(|at| self.take(at, size)) {
                    Some(data) => data,
                    None => break,
                }
            } else {
                &inline[..usize::try_from(size).unwrap_or(0)]
            };
            if !data.is_empty() {
                entries.push(Entry { tag, kind, data });
            }
        }
        Some(())
    }
}
