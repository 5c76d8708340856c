//! PNG: `eXIf`, and profiles in text chunks.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use super::{Fields, exif, iptc, irb, xmp};
use crate::decode::Limits;

/// What EXIF data starts with in a profile.
const MARK: &[u8] = b"Exif\0\0";

pub(super) fn read(bytes: &[u8], limits: &Limits, fields: &mut Fields) {
    let (mut has_exif, mut has_xmp, mut has_iptc) = (false, false, false);
    for (kind, data) in (Chunks { rest: bytes.get(8..).unwrap_or_default() }) {
        if kind == *b"eXIf" {
            has_exif |= exif::read(data, fields);
        }
        let Some((keyword, text)) = text_chunk(kind, data) else { continue };
        match keyword {
            b"Raw profile type exif" | b"Raw profile type APP1" if !has_exif => {
                let Some(profile) = text.inflated(limits).and_then(|text| raw_profile(&text))
                else {
                    continue;
                };
                let mark = profile.windows(MARK.len()).position(|window| window == MARK);
                let data = profile.get(mark.map_or(0, |at| at + MARK.len())..).unwrap_or_default();
                has_exif = exif::read(data, fields);
            }
            b"Raw profile type iptc" if !has_iptc => {
                let Some(profile) = text.inflated(limits).and_then(|text| raw_profile(&text))
                else {
                    continue;
                };
                let blocks = irb::Resources::new(&profile).filter(|one| one.number == irb::IPTC);
                // The heads of resources are not left out, so they count as what is between data sets.
                let joined: Vec<u8> = blocks.flat_map(|one| one.block).copied().collect();
                let data = if joined.is_empty() { &profile } else { &joined };
                has_iptc = iptc::read(data, fields);
            }
            b"Raw profile type xmp" if !has_xmp => {
                let Some(profile) = text.inflated(limits).and_then(|text| raw_profile(&text))
                else {
                    continue;
                };
                has_xmp = xmp::read(&profile, limits, fields);
            }
            b"XML:com.adobe.xmp" if !has_xmp => {
                has_xmp =
                    text.inflated(limits).is_some_and(|packet| xmp::read(&packet, limits, fields));
            }
            _ => {}
        }
    }
}

/// The chunks up to the end, or to the first that is cut off. Checksums are of no consequence.
struct Chunks<'a> {
    rest: &'a [u8],
}

impl<'a> Iterator for Chunks<'a> {
    type Item = ([u8; 4], &'a [u8]);

    fn next(&mut self) -> Option<Self::Item> {
        let (len, rest) = self.rest.split_first_chunk()?;
        let (kind, rest) = rest.split_first_chunk::<4>()?;
        let len = usize::try_from(u32::from_be_bytes(*len)).ok()?;
        let (data, rest) = rest.split_at_checked(len)?;
        self.rest = rest.get(4..).unwrap_or_default();
        (kind != b"IEND").then_some((*kind, data))
    }
}

/// A text that may be compressed.
struct Text<'a> {
    bytes: &'a [u8],
    compressed: bool,
}

impl<'a> Text<'a> {
    fn inflated(&self, limits: &Limits) -> Option<Cow<'a, [u8]>> {
        if self.compressed {
            let most = usize::try_from(limits.max_metadata_bytes).unwrap_or(usize::MAX);
            decompress_to_vec_zlib_with_limit(self.bytes, most).ok().map(Cow::Owned)
        } else {
            Some(Cow::Borrowed(self.bytes))
        }
    }
}

/// The keyword and the text of a text chunk of any type.
fn text_chunk(kind: [u8; 4], data: &[u8]) -> Option<(&[u8], Text<'_>)> {
    let (keyword, rest) = split_nul(data)?;
    let text = match (&kind, rest) {
        (b"tEXt", bytes) => Text { bytes, compressed: false },
        (b"zTXt", [0, bytes @ ..]) => Text { bytes, compressed: true },
        (b"iTXt", [flag, 0, rest @ ..]) => {
            let (_language, rest) = split_nul(rest)?;
            let (_keyword, bytes) = split_nul(rest)?;
            Text { bytes, compressed: *flag != 0 }
        }
        _ => return None,
    };
    Some((keyword, text))
}

fn split_nul(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let nul = bytes.iter().position(|byte| *byte == 0)?;
    Some((bytes.get(..nul)?, bytes.get(nul + 1..)?))
}

/// The bytes of a profile as `ImageMagick` writes it: a name, a length and that many bytes in small hexadecimal
/// digits. Whatever is no such digit counts as space.
fn raw_profile(text: &[u8]) -> Option<Vec<u8>> {
    let after_name = text.iter().skip(1).position(|byte| *byte == b'\n')? + 2;
    let rest = text.get(after_name..)?;
    let start = rest.iter().position(|byte| !matches!(byte, 0 | b' ' | b'\n'))?;
    let rest = rest.get(start..)?;
    let end = rest.iter().position(|byte| matches!(byte, b' ' | b'\n'))?;
    let (len, digits) = rest.split_at_checked(end)?;
    let len: usize = core::str::from_utf8(len).ok()?.parse().ok()?;
    if len > text.len() / 2 {
        return None;
    }
    let mut digits = digits.iter().filter_map(|byte| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        _ => None,
    });
    (0..len).map(|_| Some(digits.next()? << 4 | digits.next()?)).collect()
}
