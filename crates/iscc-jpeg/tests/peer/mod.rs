//! What mozjpeg, with the vector code of libjpeg-turbo, makes of a file; and files made of given coefficients.
#![allow(dead_code, reason = "each test uses a part")]

use core::cell::Cell;
use core::panic::AssertUnwindSafe;
use std::io::{self, BufRead, Read};
use std::panic::catch_unwind;

use iscc_jpeg::{Decoder, Error, Options};

/// Width, height, and the bytes of all pixels.
pub(crate) type Picture = (usize, usize, Vec<u8>);

/// Decodes all rows.
pub(crate) fn ours(bytes: &[u8]) -> Result<Picture, Error> {
    let decoder = Decoder::new(bytes)?;
    let (width, height) = (decoder.width().into(), decoder.height().into());
    let mut rows = decoder.rows(&Options::default())?;
    let mut pixels = Vec::new();
    while let Some(row) = rows.next_row()? {
        pixels.extend_from_slice(row);
    }
    rows.finish()?;
    Ok((width, height, pixels))
}

/// Remembers whether more was read than there is.
struct Input<'a> {
    rest: &'a [u8],
    starved: &'a Cell<bool>,
}

impl Read for Input<'_> {
    fn read(&mut self, buf: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buf)?;
        self.consume(read);
        Ok(read)
    }
}

impl BufRead for Input<'_> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        self.starved.set(self.starved.get() || self.rest.is_empty());
        Ok(self.rest)
    }

    fn consume(&mut self, amount: usize) {
        self.rest = self.rest.get(amount..).unwrap_or_default();
    }
}

/// Decodes all rows by mozjpeg. A file that is cut off is an error.
pub(crate) fn theirs(bytes: &[u8]) -> Result<Picture, String> {
    let starved = Cell::new(false);
    let text = |error: io::Error| error.to_string();
    let decode = || {
        let input = Input { rest: bytes, starved: &starved };
        let file = mozjpeg::Decompress::new_reader(input).map_err(text)?;
        let channels = file.components().len();
        let rows = match channels {
            1 => file.grayscale(),
            3 => file.rgb(),
            4 => file.to_colorspace(mozjpeg::ColorSpace::JCS_CMYK),
            _ => return Err("components".to_owned()),
        };
        let mut rows = rows.map_err(text)?;
        let (width, height) = (rows.width(), rows.height());
        let mut pixels = vec![0; width * height * channels];
        for row in pixels.chunks_exact_mut(width * channels) {
            rows.read_scanlines_into(row).map_err(text)?;
            if starved.get() {
                return Err("cut off".to_owned());
            }
        }
        rows.finish().map_err(text)?;
        Ok((width, height, pixels))
    };
    // libjpeg's fatal errors unwind.
    catch_unwind(AssertUnwindSafe(decode)).unwrap_or_else(|payload| {
        Err(payload.downcast_ref::<String>().cloned().unwrap_or_default())
    })
}

/// Puts a marker segment behind `file`.
pub(crate) fn segment(file: &mut Vec<u8>, marker: u8, content: &[u8]) {
    file.extend([0xff, marker]);
    file.extend(u16::try_from(content.len() + 2).expect("short").to_be_bytes());
    file.extend(content);
}

/// Collects the bits of entropy-coded data.
#[derive(Debug, Default)]
pub(crate) struct Bits {
    out: Vec<u8>,
    value: u64,
    count: u32,
}

impl Bits {
    pub(crate) fn put(&mut self, value: u32, count: u32) {
        self.value = self.value << count | u64::from(value & ((1 << count) - 1));
        self.count += count;
        while self.count >= 8 {
            self.count -= 8;
            let byte = (self.value >> self.count).to_le_bytes()[0];
            self.out.push(byte);
            if byte == 0xff {
                self.out.push(0);
            }
        }
    }

    /// A value as its size and its bits (F.1.2.1), with all sizes coded by `code` bits.
    fn put_value(&mut self, run: u32, value: i32, code: u32) {
        let size = 32 - value.unsigned_abs().leading_zeros();
        self.put(run << 4 | size, code);
        let bits = if value < 0 { value - 1 } else { value };
        if size > 0 {
            self.put(bits.cast_unsigned(), size);
        }
    }

    pub(crate) fn finish(mut self) -> Vec<u8> {
        self.put(0x7f, 7);
        self.out
    }
}

/// Codes of one length for all values from 0 on.
pub(crate) fn flat_codes(file: &mut Vec<u8>, number: u8, length: u8, values: u8) {
    let mut counts = [0; 16];
    let mut all: Vec<u8> = (0..=values).collect();
    // 256 values are too many for the count of one length.
    if values == 255 {
        counts[usize::from(length) - 1] = 128;
        counts[usize::from(length)] = 128;
    } else {
        counts[usize::from(length) - 1] = values + 1;
    }
    let mut content = vec![number];
    content.extend(counts);
    content.append(&mut all);
    segment(file, 0xc4, &content);
}

/// A gray picture of one row of blocks, whose coefficients are in the file's order.
pub(crate) fn gray_of_blocks(table: &[u8; 64], blocks: &[[i16; 64]]) -> Vec<u8> {
    let mut file = vec![0xff, 0xd8];
    segment(&mut file, 0xdb, &[&[0], &table[..]].concat());
    let [high, low] = u16::try_from(8 * blocks.len()).expect("few blocks").to_be_bytes();
    segment(&mut file, 0xc0, &[8, 0, 8, high, low, 1, 1, 0x11, 0]);
    flat_codes(&mut file, 0x00, 8, 15);
    flat_codes(&mut file, 0x10, 9, 254);
    segment(&mut file, 0xda, &[1, 1, 0x00, 0, 63, 0]);
    let mut bits = Bits::default();
    let mut last = 0;
    for block in blocks {
        let dc = i32::from(block[0]);
        // Differences of more than 15 bits go around.
        // No more than 15 bits.
        let difference = (dc - last).clamp(-0x7fff, 0x7fff);
        bits.put_value(0, difference, 8);
        last += difference;
        let mut run = 0;
        for value in &block[1..] {
            if *value == 0 {
                run += 1;
                continue;
            }
            while run > 15 {
                bits.put(0xf0, 9);
                run -= 16;
            }
            bits.put_value(run, i32::from(*value).max(-0x7fff), 9);
            run = 0;
        }
        if run > 0 {
            bits.put(0, 9);
        }
    }
    file.extend(bits.finish());
    file.extend([0xff, 0xd9]);
    file
}

/// The CRC-32 of ISO 3309, as zlib has it.
pub(crate) fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0, |crc, byte| {
        let bits = (crc ^ u32::from(*byte)) & 0xff;
        (crc >> 8) ^ (0..8).fold(bits, |bits, _| (bits >> 1) ^ ((bits & 1) * 0xedb8_8320))
    })
}

/// Whether the peer was built with its vector code, as the reference's library is: out of the range of the standard
/// its other code has other pixels. Without `nasm` it is not.
pub(crate) fn has_vectors() -> bool {
    let mut block = [0; 64];
    block[0] = 8192;
    theirs(&gray_of_blocks(&[1; 64], &[block])).is_ok_and(|(.., pixels)| pixels[0] == 0)
}
