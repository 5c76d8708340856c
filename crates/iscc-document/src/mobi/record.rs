//! [`Records`]: the container of Palm databases.

use alloc::vec::Vec;

use crate::error::Error;
use crate::format::Format;
use crate::output::Output;

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let bytes = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_be_bytes(bytes.try_into().ok()?))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    let bytes = bytes.get(at..at.checked_add(4)?)?;
    Some(u32::from_be_bytes(bytes.try_into().ok()?))
}

/// The records of a file by their numbers.
#[derive(Debug)]
pub(super) struct Records<'a> {
    bytes: &'a [u8],
    /// Where they start; the last one is the end of the file.
    starts: Vec<usize>,
}

impl<'a> Records<'a> {
    pub(super) fn read(bytes: &'a [u8], out: &mut Output<'_>) -> Result<Self, Error> {
        let cut = || Error::damaged(Format::Mobi, "its list of records is cut off");
        let count = usize::from(u16_at(bytes, 76).ok_or_else(cut)?);
        out.work(count as u64)?;
        let mut starts = Vec::with_capacity(count + 1);
        for number in 0..count {
            let start = u32_at(bytes, 78 + 8 * number).ok_or_else(cut)?;
            starts.push(usize::try_from(start).unwrap_or(usize::MAX));
        }
        starts.push(bytes.len());
        Ok(Self { bytes, starts })
    }

    pub(super) fn get(&self, number: usize) -> Option<&'a [u8]> {
        let (start, end) = (*self.starts.get(number)?, *self.starts.get(number.checked_add(1)?)?);
        self.bytes.get(start..end.min(self.bytes.len()))
    }
}

/// A text record without the entries behind its text, of which `flags` tells the kinds.
pub(super) fn without_trailers(record: &[u8], flags: u16) -> &[u8] {
    let mut end = record.len();
    for _ in 0..(flags >> 1).count_ones() {
        // The size is written backwards, seven bits a byte, the first byte has the highest bit set.
        let mut size = 0usize;
        for (place, byte) in record[..end].iter().rev().take(4).enumerate() {
            size |= usize::from(byte & 0x7f) << (7 * place);
            if byte & 0x80 != 0 {
                break;
            }
        }
        end = end.saturating_sub(size);
    }
    if flags & 1 != 0
        && let Some(last) = end.checked_sub(1).and_then(|last| record.get(last))
    {
        end = end.saturating_sub(usize::from(last & 3) + 1);
    }
    &record[..end]
}
