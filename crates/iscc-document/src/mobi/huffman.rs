//! [`Dictionary`]: the HUFF/CDIC compression, phrases by codes of different length.

use alloc::vec::Vec;

use super::record::{Records, u16_at, u32_at};
use crate::error::Error;
use crate::format::Format;
use crate::output::Output;

/// How deep phrases are made of phrases.
const DEEPEST: u32 = 32;

/// The codes and the phrases of a book.
#[derive(Debug)]
pub(super) struct Dictionary<'a> {
    /// By the first byte of a code: its length, whether that is certain, and the largest code of the length.
    first: Vec<(u32, bool, u32)>,
    /// By length: the smallest and the largest code, their bits leftmost.
    lengths: Vec<(u32, u32)>,
    /// Phrases, and whether they are text; others are codes.
    phrases: Vec<(&'a [u8], bool)>,
}

/// The largest code of a length, its bits leftmost, all others set.
fn largest(code: u32, length: u32) -> u32 {
    let end = (u64::from(code) + 1) << (32 - length.min(32));
    u32::try_from(end.saturating_sub(1)).unwrap_or(u32::MAX)
}

impl<'a> Dictionary<'a> {
    /// Reads the record of codes, number `first`, and those of phrases behind it, `count` in all.
    pub(super) fn read(
        records: &Records<'a>,
        first: usize,
        count: usize,
        out: &mut Output<'_>,
    ) -> Result<Self, Error> {
        let damaged = || Error::damaged(Format::Mobi, "its dictionary is broken");
        let codes = records.get(first).filter(|r| r.starts_with(b"HUFF")).ok_or_else(damaged)?;
        let at = |place| u32_at(codes, place).and_then(|n| usize::try_from(n).ok());
        let (one, two) = (at(8).ok_or_else(damaged)?, at(12).ok_or_else(damaged)?);
        let word = |start: usize, i: usize| u32_at(codes, start.checked_add(4 * i)?);
        let mut table = Vec::with_capacity(256);
        for i in 0..256 {
            let value = word(one, i).ok_or_else(damaged)?;
            let length = value & 0x1f;
            if length == 0 {
                return Err(damaged());
            }
            table.push((length, value & 0x80 != 0, largest(value >> 8, length)));
        }
        let mut lengths = Vec::from([(0, 0)]);
        for i in 0..32 {
            let smallest = word(two, 2 * i).ok_or_else(damaged)?;
            let highest = word(two, 2 * i + 1).ok_or_else(damaged)?;
            let length = u32::try_from(i).unwrap_or(0) + 1;
            lengths
                .push((smallest.checked_shl(32 - length).unwrap_or(0), largest(highest, length)));
        }
        let mut phrases = Vec::new();
        for number in first + 1..first.saturating_add(count) {
            let record =
                records.get(number).filter(|r| r.starts_with(b"CDIC")).ok_or_else(damaged)?;
            let (all, bits) = (u32_at(record, 8), u32_at(record, 12));
            let all = all.and_then(|n| usize::try_from(n).ok()).ok_or_else(damaged)?;
            let most = 1usize.checked_shl(bits.unwrap_or(0)).unwrap_or(usize::MAX);
            for i in 0..most.min(all.saturating_sub(phrases.len())) {
                let Some(offset) = u16_at(record, 16 + 2 * i) else { break };
                let start = 16 + usize::from(offset);
                let Some(length) = u16_at(record, start) else { break };
                let end = start + 2 + usize::from(length & 0x7fff);
                let phrase = record.get(start + 2..end).ok_or_else(damaged)?;
                phrases.push((phrase, length & 0x8000 != 0));
            }
        }
        out.work(phrases.len() as u64)?;
        Ok(Self { first: table, lengths, phrases })
    }

    /// Unpacks a record behind what is there.
    pub(super) fn unpack(
        &self,
        record: &[u8],
        all: &mut Vec<u8>,
        out: &mut Output<'_>,
    ) -> Result<(), Error> {
        self.codes(record, 0, all, out)
    }

    fn codes(
        &self,
        codes: &[u8],
        depth: u32,
        all: &mut Vec<u8>,
        out: &mut Output<'_>,
    ) -> Result<(), Error> {
        let damaged = || Error::damaged(Format::Mobi, "a code that is not in its dictionary");
        let bits = codes.len() * 8;
        let mut at = 0usize;
        while at < bits {
            let mut window = [0; 8];
            let rest = &codes[at / 8..];
            let length = rest.len().min(8);
            window[..length].copy_from_slice(&rest[..length]);
            let code = u32::try_from(u64::from_be_bytes(window) << (at % 8) >> 32).unwrap_or(0);
            let (mut length, certain, mut largest) = self.first[(code >> 24) as usize];
            if !certain {
                while self
                    .lengths
                    .get(length as usize)
                    .is_some_and(|(smallest, _)| code < *smallest)
                {
                    length += 1;
                }
                largest = self.lengths.get(length as usize).ok_or_else(damaged)?.1;
            }
            at += length as usize;
            if at > bits {
                break;
            }
            let place = largest.wrapping_sub(code).checked_shr(32 - length).unwrap_or(0);
            let (phrase, is_text) = *self.phrases.get(place as usize).ok_or_else(damaged)?;
            out.work(1 + phrase.len() as u64)?;
            if is_text {
                all.extend_from_slice(phrase);
            } else if depth < DEEPEST {
                self.codes(phrase, depth + 1, all, out)?;
            } else {
                return Err(damaged());
            }
            // memory is bounded while it grows
            if all.len() as u64 > out.limits().unpacked_bytes {
                out.unpacked(all.len() as u64)?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    #[test]
    fn codes_of_a_byte_each() {
        // 256 codes of eight bits: code c is phrase 255 - c
        let first = (0..256).map(|_| (8, true, largest(255, 8))).collect();
        let mut phrases: Vec<(&[u8], bool)> = Vec::from([(&b""[..], true); 256]);
        phrases[255] = (b"zero", true);
        phrases[254] = (b"one ", true);
        // made of two codes
        phrases[253] = (&[1, 0], false);
        phrases[252] = (&[3], false);
        let dictionary = Dictionary { first, lengths: Vec::from([(0, 0)]), phrases };
        let limits = Limits::default();
        let mut out = Output::new(&limits);
        let mut all = Vec::new();
        dictionary.unpack(&[1, 2, 0], &mut all, &mut out).unwrap();
        assert_eq!(all, b"one one zerozero");
        let endless = dictionary.unpack(&[3], &mut all, &mut out);
        assert!(matches!(endless, Err(Error::Damaged { .. })));
    }

    #[test]
    fn longer_codes() {
        // codes 0 (phrase 1) and 11 (phrase 0 of two bits: 11 is the largest), 10
        let first = (0..256u32)
            .map(|byte| if byte < 128 { (1, true, largest(0, 1)) } else { (2, false, 0) })
            .collect();
        let mut lengths = Vec::from([(0, 0); 33]);
        lengths[2] = (0b10 << 30, largest(0b11, 2));
        let phrases: Vec<(&[u8], bool)> = Vec::from([(&b"a"[..], true), (b"b", true)]);
        let dictionary = Dictionary { first, lengths, phrases };
        let limits = Limits::default();
        let mut all = Vec::new();
        dictionary.unpack(&[0b1110_0110], &mut all, &mut Output::new(&limits)).unwrap();
        // 11 10 0 11 0
        assert_eq!(all, b"abaaa");
    }
}
