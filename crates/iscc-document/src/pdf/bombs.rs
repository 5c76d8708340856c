//! Guards what hayro-syntax unpacks by itself: streams of objects and of cross-references.

use miniz_oxide::inflate::TINFLStatus;
use miniz_oxide::inflate::core::inflate_flags::TINFL_FLAG_PARSE_ZLIB_HEADER;
use miniz_oxide::inflate::core::{DecompressorOxide, decompress};

use super::stream::RATIO;
use crate::error::Error;
use crate::format::Format;
use crate::output::{Output, within};

/// How long the dictionary of such a stream is at most.
const DICTIONARY: usize = 1 << 16;
/// The window of Deflate.
const WINDOW: usize = 1 << 15;

/// An error if the streams of objects and cross-references unpack to more than the limits allow. As a rule that is
/// plain from how long they are; else they are unpacked here, piece by piece.
///
/// In an encrypted file only their lengths count.
pub(super) fn check(bytes: &[u8], out: &mut Output<'_>) -> Result<(), Error> {
    let limit = out.limits().unpacked_bytes;
    let (mut worst, mut at) = (0u64, 0);
    while let Some(found) = find(&bytes[at..], b"/ObjStm").or_else(|| find(&bytes[at..], b"/XRef"))
    {
        let next = [find(&bytes[at..], b"/ObjStm"), find(&bytes[at..], b"/XRef")];
        let start = at + next.into_iter().flatten().min().unwrap_or(found);
        at = start + 5;
        let dictionary = &bytes[at..bytes.len().min(at + DICTIONARY)];
        let Some(data) = find(dictionary, b"stream").map(|stream| at + stream + 6) else {
            continue;
        };
        let length = find(&bytes[data..], b"endstream").unwrap_or(bytes.len() - data);
        // The filters may stand before the type.
        let around = &bytes[start.saturating_sub(1024)..data];
        let around = &around[around.windows(4).rposition(|part| part == b" obj").unwrap_or(0)..];
        if count(around, b"FlateDecode") + count(around, b"LZWDecode") > 1 {
            return Err(Error::damaged(Format::Pdf, "objects in it are packed several times over"));
        }
        worst = worst.saturating_add(RATIO.saturating_mul(length as u64));
        if worst > limit / 4 {
            let mut data = &bytes[data..data + length];
            while let [b'\r' | b'\n', rest @ ..] = data {
                data = rest;
            }
            let size = unpacked_size(data, limit);
            within("bytes unpacked from the file", size, limit)?;
            out.unpacked(size)?;
        }
        at = at.max(data);
    }
    Ok(())
}

fn find(bytes: &[u8], part: &[u8]) -> Option<usize> {
    let (&first, rest) = part.split_first()?;
    let mut from = 0;
    loop {
        let at = from + bytes.get(from..)?.iter().position(|&byte| byte == first)?;
        if bytes[at + 1..].starts_with(rest) {
            return Some(at);
        }
        from = at + 1;
    }
}

fn count(bytes: &[u8], part: &[u8]) -> usize {
    bytes.windows(part.len()).filter(|window| *window == part).count()
}

/// What zlib data unpacks to, counted to just beyond the limit.
fn unpacked_size(data: &[u8], limit: u64) -> u64 {
    let mut state = DecompressorOxide::new();
    let mut window = alloc::vec![0; WINDOW];
    let (mut read, mut at, mut size) = (0, 0, 0u64);
    loop {
        let flags = TINFL_FLAG_PARSE_ZLIB_HEADER;
        let (status, used, made) = decompress(&mut state, &data[read..], &mut window, at, flags);
        read += used;
        size += made as u64;
        at = (at + made) % WINDOW;
        if status != TINFLStatus::HasMoreOutput || size > limit {
            return size;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::limits::Limits;
    use alloc::format;
    use alloc::vec;

    #[test]
    fn bombs_are_found_before_they_go_off() {
        let packed = miniz_oxide::deflate::compress_to_vec_zlib(&vec![b' '; 8 << 20], 9);
        let head = format!(
            "1 0 obj << /Type /ObjStm /Filter /FlateDecode /Length {} >>\nstream\n",
            packed.len()
        );
        let file = [head.as_bytes(), &packed, b"\nendstream"].concat();
        let limits = Limits { unpacked_bytes: 1 << 20, ..Limits::default() };
        assert!(matches!(check(&file, &mut Output::new(&limits)), Err(Error::Limit { .. })));
        assert!(check(&file, &mut Output::new(&Limits::default())).is_ok());
        let twice = b"<< /Filter [/FlateDecode /FlateDecode] /Type /XRef >> stream x endstream";
        assert!(matches!(check(twice, &mut Output::new(&limits)), Err(Error::Damaged { .. })));
    }
}
