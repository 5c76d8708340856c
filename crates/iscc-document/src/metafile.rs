//! Text in Windows metafiles (MS-EMF, MS-WMF): the pictures that stand for embedded objects in office documents.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::output::Output;
use crate::error::Error;

/// Whether bytes are an enhanced metafile.
pub(super) fn is_emf(bytes: &[u8]) -> bool {
    bytes.starts_with(&[1, 0, 0, 0]) && bytes.get(40..44) == Some(b" EMF")
}

/// Whether bytes are a metafile, with the header for files of their own or without.
pub(super) fn is_wmf(bytes: &[u8]) -> bool {
    bytes.starts_with(&[0xd7, 0xcd, 0xc6, 0x9a])
        || bytes.starts_with(&[1, 0, 9, 0, 0, 3])
        || bytes.starts_with(&[1, 0, 9, 0, 0, 1])
}

fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes(bytes.try_into().ok()?))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_le_bytes(bytes.try_into().ok()?)).ok()
}

/// Writes the texts that an enhanced metafile draws, in their order. The PDF is handed over that files made on a Mac have in a
/// comment. A file with a record of EMF+ that the reference trips over has no text.
pub(super) fn push_emf<'b>(
    bytes: &'b [u8],
    out: &mut Output<'_>,
) -> Result<Option<&'b [u8]>, Error> {
    const COMMENT: usize = 70;
    const TEXT_A: usize = 83;
    const TEXT_W: usize = 84;
    let mut pdf = None;
    let mut texts = String::new();
    let mut rest = bytes;
    while let (Some(kind), Some(size)) = (u32_at(rest, 0), u32_at(rest, 4)) {
        let Some(record) = rest.get(..size).filter(|_| size >= 8) else { break };
        out.work(1)?;
        if kind == TEXT_A || kind == TEXT_W {
            let (count, at) = (u32_at(record, 44).unwrap_or(0), u32_at(record, 48).unwrap_or(0));
            let length = if kind == TEXT_W { count.saturating_mul(2) } else { count };
            if let Some(text) = record.get(at..at.saturating_add(length)) {
                let text = if kind == TEXT_W {
                    encoding_rs::UTF_16LE.decode_without_bom_handling(text).0
                } else {
                    WINDOWS_1252.decode_without_bom_handling(text).0
                };
                texts.push_str(&text);
                texts.push('\n');
            }
        } else if kind == COMMENT && has_empty_transform(record) {
            return Ok(None);
        } else if let Some(wmf) = older_version(record).filter(|_| kind == COMMENT) {
            push_wmf(wmf, out)?;
        } else if kind == COMMENT && pdf.is_none() {
            let at = record.iter().take(256).collect::<Vec<_>>();
            let found = at.windows(5).position(|w| w.iter().copied().eq(b"%PDF-"));
            pdf = found.map(|at| &record[at..]);
        }
        rest = &rest[size..];
    }
    out.push_str(&texts);
    Ok(pdf)
}

/// Whether records of EMF+ in a comment set the scale of the page without saying it (MS-EMFPLUS 2.3.9.5).
fn has_empty_transform(comment: &[u8]) -> bool {
    const PAGE_TRANSFORM: u16 = 0x4030;
    const SCALE: usize = 4;
    let Some(mut rest) = comment.get(12..).and_then(|data| data.strip_prefix(b"EMF+")) else {
        return false;
    };
    while let (Some(kind), Some(size), Some(data)) =
        (u16_at(rest, 0), u32_at(rest, 4), u32_at(rest, 8))
    {
        if kind == PAGE_TRANSFORM && data < SCALE {
            return true;
        }
        rest = rest.get(size.max(12)..).unwrap_or_default();
    }
    false
}

/// The same picture once more in the older format, out of a comment for programs that know only that
/// (MS-EMF 2.3.3.4.4). Its text counts too.
fn older_version(comment: &[u8]) -> Option<&[u8]> {
    let wmf = comment.get(36..).filter(|_| comment[12..20] == *b"GDIC\x01\0\0\x80")?;
    wmf.get(..u32_at(comment, 32)?)
}

/// Writes the texts that a metafile draws, in their order.
pub(super) fn push_wmf(bytes: &[u8], out: &mut Output<'_>) -> Result<(), Error> {
    const TEXT: u16 = 0x0521;
    const EXTENDED_TEXT: u16 = 0x0a32;
    const FONT: u16 = 0x02fb;
    const CLIPPED_OR_OPAQUE: u16 = 0x0006;
    let placeable = if bytes.starts_with(&[0xd7, 0xcd]) { 22 } else { 0 };
    let mut rest = bytes.get(placeable + 18..).unwrap_or_default();
    let mut encoding = WINDOWS_1252;
    while let (Some(words), Some(kind)) = (u32_at(rest, 0), u16_at(rest, 4)) {
        let size = words.saturating_mul(2);
        let Some(record) = rest.get(6..size) else { break };
        out.work(1)?;
        let text = match kind {
            TEXT => u16_at(record, 0).and_then(|count| record.get(2..2 + usize::from(count))),
            EXTENDED_TEXT => {
                let count = usize::from(u16_at(record, 4).unwrap_or(0));
                let options = u16_at(record, 6).unwrap_or(0);
                let at = if options & CLIPPED_OR_OPAQUE == 0 { 8 } else { 16 };
                record.get(at..at + count)
            }
            FONT => {
                encoding = charset(record.get(13).copied().unwrap_or(0));
                None
            }
            _ => None,
        };
        if let Some(text) = text {
            let text: Cow<'_, str> = encoding.decode_without_bom_handling(text).0;
            out.push_str(&text);
            out.push('\n');
        }
        rest = &rest[size..];
    }
    Ok(())
}

/// The encoding of a Windows character set.
fn charset(number: u8) -> &'static Encoding {
    use encoding_rs as e;
    match number {
        128 => e::SHIFT_JIS,
        129 => e::EUC_KR,
        134 => e::GBK,
        136 => e::BIG5,
        161 => e::WINDOWS_1253,
        162 => e::WINDOWS_1254,
        163 => e::WINDOWS_1258,
        177 => e::WINDOWS_1255,
        178 => e::WINDOWS_1256,
        186 => e::WINDOWS_1257,
        204 => e::WINDOWS_1251,
        222 => e::WINDOWS_874,
        238 => e::WINDOWS_1250,
        _ => WINDOWS_1252,
    }
}
