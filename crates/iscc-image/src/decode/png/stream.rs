//! What the `png` crate gets to read: a minimal file of the header and the image data, put together
//! from slices of the real one. No other chunk can change how the pixels are decoded.

use alloc::vec::Vec;
use std::io::{BufRead, Error, ErrorKind, Read, Result, Seek, SeekFrom};

use super::chunks::{Chunks, Colour};

/// The checksum of the last part, and IEND. It tells the decoder to give all that it has; where the file
/// is cut off, the decoder is to find that out.
const END: &[u8] = b"\0\0\0\0\0\0\0\0IEND\xae\x42\x60\x82";

/// Signature and IHDR are 8 and 25 bytes, an IDAT header is 8, a checksum (not looked at) 4.
#[derive(Debug)]
pub(super) struct Stream<'a> {
    head: [u8; 33],
    parts: &'a [&'a [u8]],
    complete: bool,
    part_heads: Vec<[u8; 12]>,
    /// Which piece comes next, and what has been read of it: the head, then for each part of the
    /// image data the end of the chunk before it with its own header, and its bytes.
    piece: usize,
    read: usize,
}

impl<'a> Stream<'a> {
    /// Of the first `parts` of the image data of `chunks`.
    pub(super) fn new(chunks: &'a Chunks<'a>, parts: &'a [&'a [u8]]) -> Self {
        let header = &chunks.header;
        let mut head = [0; 33];
        head[..16].copy_from_slice(b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR");
        head[16..20].copy_from_slice(&header.raw[..4]);
        head[20..24].copy_from_slice(&header.raw[4..8]);
        head[24] = header.bit_depth;
        // An index is stored like a gray value, and asks for no palette.
        head[25] = match header.colour {
            Colour::Indexed => Colour::Gray.code(),
            colour => colour.code(),
        };
        head[28] = u8::from(header.interlaced);
        let part_heads = parts
            .iter()
            .map(|part| {
                let mut bytes = [0; 12];
                let len = u32::try_from(part.len()).unwrap_or(u32::MAX);
                bytes[4..8].copy_from_slice(&len.to_be_bytes());
                bytes[8..].copy_from_slice(b"IDAT");
                bytes
            })
            .collect();
        let complete = chunks.image_data_complete || parts.len() < chunks.image_data.len();
        Self { head, parts, complete, part_heads, piece: 0, read: 0 }
    }

    fn piece(&self) -> Option<&[u8]> {
        let Some(index) = self.piece.checked_sub(1) else { return Some(&self.head) };
        if index % 2 == 0 {
            // The checksum of IHDR is part of the head already.
            let start = if index == 0 { 4 } else { 0 };
            let end = (self.complete && index == 2 * self.parts.len()).then_some(END);
            self.part_heads.get(index / 2).map(|head| &head[..]).or(end).map(|head| &head[start..])
        } else {
            self.parts.get(index / 2).copied()
        }
    }
}

impl BufRead for Stream<'_> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        while self.piece().is_some_and(|piece| piece.len() <= self.read) {
            self.piece += 1;
            self.read = 0;
        }
        Ok(self.piece().map_or(&[], |piece| &piece[self.read..]))
    }

    fn consume(&mut self, amount: usize) {
        self.read += amount;
    }
}

impl Read for Stream<'_> {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        let read = self.fill_buf()?.read(buf)?;
        self.consume(read);
        Ok(read)
    }
}

impl Seek for Stream<'_> {
    /// The decoder asks for the ability and never uses it.
    fn seek(&mut self, _: SeekFrom) -> Result<u64> {
        Err(Error::from(ErrorKind::Unsupported))
    }
}
