//! Huffman codes (annexes C and F.2.2) and the bits that they are read from.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "some of the bits are what is meant"
)]

use crate::error::{Damage, Error};
use crate::input::Input;

/// A table as its marker segment has it: how many codes there are of each length, and their values.
#[derive(Debug, Clone)]
pub(crate) struct Codes {
    pub(crate) counts: [u8; 16],
    pub(crate) values: [u8; 256],
}

/// Bits that are looked up at once.
const WIDE: u32 = 10;
/// libjpeg looks at eight bits, and so decides when more bytes are needed.
const NARROW: u32 = 8;

/// What the next bits are.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Entry {
    /// The code's length, 0 if it is longer than what was looked at.
    length: u8,
    /// The code's value.
    value: u8,
    /// The coefficient whose bits follow the code, if they are among those that were looked at, otherwise 0.
    coefficient: i16,
}

/// A table that is ready for decoding.
#[derive(Debug, Clone)]
pub(crate) struct Decoding {
    /// By the next [`WIDE`] bits.
    quick: [Entry; 1 << WIDE],
    /// The largest code of each length, and one that no code of 17 bits exceeds.
    largest: [i32; 18],
    /// What leads from a code to its value's place.
    offset: [i32; 18],
    values: [u8; 256],
}

impl Decoding {
    /// Generates the codes as annex C does.
    pub(crate) fn new(codes: &Codes, is_dc: bool) -> Result<Self, Error> {
        let wrong = || Error::from(Damage::HuffmanTable);
        let mut table = Self {
            quick: [Entry::default(); 1 << WIDE],
            largest: [-1; 18],
            offset: [0; 18],
            values: codes.values,
        };
        table.largest[17] = i32::MAX;
        let (mut code, mut place) = (0_i32, 0_i32);
        for (length, count) in (1_u32..).zip(codes.counts) {
            let count = i32::from(count);
            if count > 0 {
                // No code is all ones.
                if code + count >= 1 << length || place + count > 256 {
                    return Err(wrong());
                }
                table.offset[length as usize] = place - code;
                table.largest[length as usize] = code + count - 1;
                if length <= WIDE {
                    for one in 0..count {
                        let value = codes.values[(place + one) as usize & 255];
                        let first = (code + one) << (WIDE - length);
                        table.fill(first as usize, length, value);
                    }
                }
                code += count;
                place += count;
            }
            code <<= 1;
        }
        // Sizes of differences.
        if is_dc && codes.values.iter().take(place as usize).any(|value| *value > 15) {
            return Err(wrong());
        }
        Ok(table)
    }

    /// Notes a code of `length` bits, whatever follows it.
    fn fill(&mut self, first: usize, length: u32, value: u8) {
        let free = WIDE - length;
        let size = u32::from(value & 15);
        for (rest, entry) in (0_u32..1 << free).zip(self.quick.iter_mut().skip(first)) {
            let known = size > 0 && size <= free;
            let bits = if known { rest >> (free - size) } else { 0 };
            let coefficient = if known { extend(bits, size) as i16 } else { 0 };
            *entry = Entry { length: length as u8, value, coefficient };
        }
    }

    #[inline]
    pub(crate) fn quick(&self, bits: u64) -> Entry {
        self.quick[bits as usize & ((1 << WIDE) - 1)]
    }

    /// The value of a code of `length` bits. One that is too long is damage, and counts as a zero.
    #[inline]
    pub(crate) fn value(&self, code: i32, length: u32) -> Option<u8> {
        let place = code.wrapping_add(self.offset[length as usize % 18]);
        (length <= 16).then(|| self.values[place as usize & 255])
    }

    #[inline]
    pub(crate) fn is_longer(&self, code: i32, length: u32) -> bool {
        code > self.largest[length as usize % 18]
    }
}

/// The next bits. How many bytes are fetched ahead is libjpeg's: it decides whether a file is cut off.
#[derive(Debug, Clone, Default)]
pub(crate) struct Bits {
    buffer: u64,
    /// How many of the low bits of `buffer` are left.
    left: u32,
    /// Whether bits were wanted behind the data: they are zeros until the next restart.
    pub(crate) insufficient: bool,
}

/// At least so many bits are there after fetching.
const FULL: u32 = 57;

impl Bits {
    /// Forgets the bits that are left.
    pub(crate) const fn clear(&mut self) {
        self.left = 0;
        self.buffer = 0;
    }

    #[cold]
    fn fill(&mut self, input: &mut Input<'_>, wanted: u32) {
        if input.marker == 0 {
            // Nothing to look at in eight bytes without 0xff.
            if let Some(next) = input.rest().first_chunk() {
                let next = u64::from_be_bytes(*next);
                if !has_marker(next) && self.left < FULL {
                    let bytes = (64 - self.left) / 8;
                    self.buffer = shifted(self.buffer, 8 * bytes) | next >> (64 - 8 * bytes);
                    self.left += 8 * bytes;
                    input.skip(bytes as usize);
                    return;
                }
            }
            while self.left < FULL {
                let Some(byte) = input.coded() else { break };
                self.buffer = self.buffer << 8 | u64::from(byte);
                self.left += 8;
            }
        }
        if self.left < wanted {
            if !self.insufficient {
                input.warn();
                self.insufficient = true;
            }
            self.buffer = shifted(self.buffer, FULL - self.left);
            self.left = FULL;
        }
    }

    #[inline]
    pub(crate) fn need(&mut self, input: &mut Input<'_>, count: u32) {
        if self.left < count {
            self.fill(input, count);
        }
    }

    /// `count` bits, at most 16.
    #[inline]
    pub(crate) fn get(&mut self, input: &mut Input<'_>, count: u32) -> u32 {
        self.need(input, count);
        self.left = self.left.wrapping_sub(count);
        (self.buffer >> (self.left & 63)) as u32 & ((1 << count) - 1)
    }

    /// The value of the next code.
    #[inline]
    pub(crate) fn value(&mut self, input: &mut Input<'_>, table: &Decoding) -> u8 {
        let mut length = 1;
        if self.left < NARROW {
            self.fill(input, 0);
        }
        if self.left >= NARROW {
            // The last bits of the wide look-up may not be there yet; codes of eight bits don't depend on them.
            let next = if self.left >= WIDE {
                self.buffer >> (self.left - WIDE)
            } else {
                self.buffer << (WIDE - self.left)
            };
            let found = table.quick(next);
            if found.length != 0 && u32::from(found.length) <= NARROW {
                self.left -= u32::from(found.length);
                return found.value;
            }
            length = NARROW + 1;
        }
        self.long_value(input, table, length)
    }

    #[cold]
    fn long_value(&mut self, input: &mut Input<'_>, table: &Decoding, mut length: u32) -> u8 {
        let mut code = self.get(input, length).cast_signed();
        while table.is_longer(code, length) {
            code = code << 1 | self.get(input, 1).cast_signed();
            length += 1;
        }
        table.value(code, length).unwrap_or_else(|| {
            input.warn();
            0
        })
    }
}

/// Whether one of eight bytes is 0xff.
#[inline]
const fn has_marker(bytes: u64) -> bool {
    const ONES: u64 = 0x0101_0101_0101_0101;
    // A zero byte in the complement.
    (!bytes).wrapping_sub(ONES) & bytes & (ONES << 7) != 0
}

#[inline]
const fn shifted(buffer: u64, by: u32) -> u64 {
    if by < 64 { buffer << by } else { 0 }
}

/// The value of `bits` bits of which the first says the sign (F.2.2.1, EXTEND).
#[inline]
pub(crate) const fn extend(value: u32, bits: u32) -> i32 {
    let value = value.cast_signed();
    if bits > 0 && value < 1 << (bits - 1) { value + (-1 << bits) + 1 } else { value }
}

/// Fetching as libjpeg does it far from the end of the data: six bytes at a time, as soon as 16 bits or less are left.
#[derive(Debug)]
pub(crate) struct Quick<'a> {
    data: &'a [u8],
    at: usize,
    buffer: u64,
    left: u32,
    /// A marker was met: the bits after it are zeros, and the block has to be read again.
    pub(crate) marker: bool,
}

impl<'a> Quick<'a> {
    #[inline]
    pub(crate) fn new(bits: &Bits, input: &Input<'a>) -> Self {
        let Bits { buffer, left, .. } = *bits;
        Self { data: input.rest(), at: 0, buffer, left, marker: false }
    }

    /// Takes over what was read.
    #[inline]
    pub(crate) fn commit(self, bits: &mut Bits, input: &mut Input<'_>) {
        bits.buffer = self.buffer;
        bits.left = self.left;
        input.skip(self.at);
    }

    #[inline]
    fn fill(&mut self) {
        if self.left <= 16 {
            if let Some(next) = self.data.get(self.at..).and_then(|rest| rest.first_chunk()) {
                let next = u64::from_be_bytes(*next);
                if !has_marker(next & !0xffff) {
                    self.buffer = self.buffer << 48 | next >> 16;
                    self.left += 48;
                    self.at += 6;
                    return;
                }
            }
            self.fill_slowly();
        }
    }

    #[cold]
    fn fill_slowly(&mut self) {
        for _ in 0..6 {
            let byte = match self.data.get(self.at..).unwrap_or_default() {
                [0xff, 0, ..] => {
                    self.at += 2;
                    0xff
                }
                [0xff, ..] | [] => {
                    self.marker = true;
                    0
                }
                [byte, ..] => {
                    self.at += 1;
                    *byte
                }
            };
            self.buffer = self.buffer << 8 | u64::from(byte);
        }
        self.left += 48;
    }

    /// The next code's value and the coefficient that follows it: 0 if its size is.
    #[expect(clippy::inline_always, reason = "state in registers")]
    #[inline(always)]
    pub(crate) fn coefficient(&mut self, table: &Decoding) -> (u8, i16) {
        self.fill();
        let Entry { length, value, coefficient } =
            table.quick(self.buffer >> (self.left.wrapping_sub(WIDE) & 63));
        if coefficient != 0 {
            self.left = self.left.wrapping_sub(u32::from(length) + u32::from(value & 15));
            return (value, coefficient);
        }
        let value = if length == 0 {
            self.long_value(table)
        } else {
            self.left = self.left.wrapping_sub(u32::from(length));
            value
        };
        let size = u32::from(value & 15);
        if size == 0 {
            return (value, 0);
        }
        self.fill();
        self.left = self.left.wrapping_sub(size);
        let bits = (self.buffer >> (self.left & 63)) as u32 & ((1 << size) - 1);
        (value, extend(bits, size) as i16)
    }

    #[cold]
    fn long_value(&mut self, table: &Decoding) -> u8 {
        let mut length = WIDE + 1;
        self.left = self.left.wrapping_sub(length);
        let mut code = (self.buffer >> (self.left & 63)) as i32 & ((1 << length) - 1);
        while table.is_longer(code, length) {
            self.left = self.left.wrapping_sub(1);
            code = code << 1 | (self.buffer >> (self.left & 63)) as i32 & 1;
            length += 1;
        }
        table.value(code, length).unwrap_or(0)
    }
}
