//! [`Records`]: what a stream of Excel consists of (MS-XLS 2.1.4).

use alloc::string::String;
use alloc::vec::Vec;

use crate::ole::little_endian::{slice, u16_at};

/// A record with the bytes of the `Continue` records behind it.
pub(super) struct Record<'a> {
    pub(super) kind: u16,
    pub(super) bytes: &'a [u8],
    more: Vec<&'a [u8]>,
}

impl<'a> Record<'a> {
    const BEGIN: u16 = 0x809;

    pub(super) fn is_begin(&self) -> bool {
        matches!(self.kind, 0x009 | 0x209 | 0x409 | Self::BEGIN)
    }

    pub(super) fn is_of_excel_97(&self) -> bool {
        self.kind == Self::BEGIN && u16_at(self.bytes, 0) == Some(0x600)
    }

    /// Microsoft Graph keeps the data of a chart in the same way.
    pub(super) fn is_of_graph(&self) -> bool {
        self.kind == Self::BEGIN && u16_at(self.bytes, 0) == Some(0x680)
    }

    /// Adds all of its bytes.
    pub(super) fn append_to(&self, all: &mut Vec<u8>) {
        all.extend_from_slice(self.bytes);
        self.more.iter().for_each(|more| all.extend_from_slice(more));
    }

    pub(super) fn reader(&self) -> Reader<'_, 'a> {
        Reader { bytes: self.bytes, more: &self.more }
    }
}

/// The records of a stream.
#[derive(Clone)]
pub(super) struct Records<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> Records<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn one(&mut self) -> Option<(u16, &'a [u8])> {
        let kind = u16_at(self.bytes, self.at)?;
        let length = usize::from(u16_at(self.bytes, self.at + 2)?);
        let bytes = slice(self.bytes, self.at + 4, length)?;
        self.at += 4 + length;
        Some((kind, bytes))
    }
}

impl<'a> Iterator for Records<'a> {
    type Item = Record<'a>;

    fn next(&mut self) -> Option<Record<'a>> {
        const CONTINUE: u16 = 0x3c;
        let (kind, bytes) = self.one()?;
        if kind == 0 && bytes.is_empty() {
            // filled up with zeros
            return None;
        }
        let mut more = Vec::new();
        while u16_at(self.bytes, self.at) == Some(CONTINUE) {
            let Some((_, bytes)) = self.one() else { break };
            more.push(bytes);
        }
        Some(Record { kind, bytes, more })
    }
}

/// Reads a record and what continues it.
pub(super) struct Reader<'r, 'a> {
    bytes: &'a [u8],
    more: &'r [&'a [u8]],
}

impl Reader<'_, '_> {
    /// Goes on in the next record if this one is at its end; whether there is anything.
    fn fill(&mut self) -> bool {
        while self.bytes.is_empty() {
            let Some((first, rest)) = self.more.split_first() else { return false };
            (self.bytes, self.more) = (first, rest);
        }
        true
    }

    pub(super) fn u8(&mut self) -> Option<u8> {
        self.fill();
        let (first, rest) = self.bytes.split_first()?;
        self.bytes = rest;
        Some(*first)
    }

    pub(super) fn u16(&mut self) -> Option<u16> {
        Some(u16::from_le_bytes([self.u8()?, self.u8()?]))
    }

    /// A length.
    pub(super) fn u32(&mut self) -> Option<usize> {
        let (low, high) = (self.u16()?, self.u16()?);
        usize::try_from(u32::from(high) << 16 | u32::from(low)).ok()
    }

    pub(super) fn skip(&mut self, mut count: usize) {
        while count > 0 && self.fill() {
            let step = count.min(self.bytes.len());
            self.bytes = &self.bytes[step..];
            count -= step;
        }
    }

    /// So many characters behind the byte that says whether they have one or two bytes. Where a record is at its end, the next
    /// says so again.
    pub(super) fn text(&mut self, count: usize) -> Option<String> {
        let wide = self.u8()? & 1 != 0;
        self.characters(count, wide)
    }

    pub(super) fn characters(&mut self, mut count: usize, mut wide: bool) -> Option<String> {
        let mut units = Vec::new();
        loop {
            let size = if wide { 2 } else { 1 };
            let here = count.min(self.bytes.len() / size);
            let (bytes, rest) = self.bytes.split_at(here * size);
            self.bytes = rest;
            count -= here;
            if wide {
                units.extend(bytes.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit)));
            } else {
                units.extend(bytes.iter().map(|byte| u16::from(*byte)));
            }
            if count == 0 {
                return Some(String::from_utf16_lossy(&units));
            }
            self.bytes = &[];
            wide = self.u8()? & 1 != 0;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_goes_on_in_the_next_record_in_other_characters() {
        let stream = [
            &[0xfc, 0, 3, 0, 0, b'a', b'b'][..],
            &[0x3c, 0, 5, 0, 1, b'c', 0, 0xe4, 0],
            &[0x3c, 0, 2, 0, 0, b'e'],
            &[0x0a, 0, 0, 0],
        ]
        .concat();
        let mut records = Records::new(&stream);
        let record = records.next().unwrap();
        assert_eq!(record.reader().text(5).as_deref(), Some("abcäe"));
        assert_eq!(record.reader().text(6), None);
        assert_eq!(records.next().map(|record| record.kind), Some(0x0a));
        assert!(records.next().is_none());
    }

    #[test]
    fn a_record_that_is_cut_off_is_none() {
        assert!(Records::new(&[0xfc, 0, 3, 0, 0, b'a']).next().is_none());
    }
}
