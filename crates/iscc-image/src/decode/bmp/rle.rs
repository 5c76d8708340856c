//! Run lengths (`BI_RLE8`, `BI_RLE4`), with the reference's idea of what runs over an edge.

use alloc::vec::Vec;

use super::damaged;
use super::header::{Header, RunLengths};
use crate::decode::Limits;
use crate::decode::reader::Reader;
use crate::error::Error;

/// The indices of all pixels, from the top.
pub(super) fn decode(
    bytes: &[u8],
    header: &Header,
    coding: RunLengths,
    limits: &Limits,
) -> Result<Vec<u8>, Error> {
    let size = header.width as u64 * header.height as u64;
    // Filled from the front; `len` is what is there.
    let mut indices = limits.filled(0, size)?;
    let mut pen = Pen { indices: &mut indices, len: 0, width: header.width };
    pen.run(&mut Reader::new(bytes, header.offset), coding);
    if pen.len < pen.indices.len() {
        return Err(damaged("pixels are missing"));
    }
    if !header.top_down {
        // In place: the first row is the lowest one.
        for y in 0..header.height / 2 {
            let (top, bottom) = indices.split_at_mut((header.height - 1 - y) * header.width);
            top[y * header.width..][..header.width].swap_with_slice(&mut bottom[..header.width]);
        }
    }
    Ok(indices)
}

struct Pen<'a> {
    indices: &'a mut [u8],
    len: usize,
    width: usize,
}

impl Pen<'_> {
    /// Runs until the picture is full or nothing more comes.
    fn run(&mut self, file: &mut Reader<'_>, coding: RunLengths) {
        let rle4 = coding == RunLengths::Rle4;
        // Runs end at the edge, other pixels do not, so this is not always the place in the row.
        let mut x = 0_usize;
        while self.len < self.indices.len() {
            let (Some(count), Some(value)) = (file.u8(), file.u8()) else { return };
            match (usize::from(count), value) {
                (0, 0) => {
                    self.skip(self.len.next_multiple_of(self.width) - self.len);
                    x = 0;
                }
                (0, 1) => return,
                (0, 2) => {
                    let Some([right, up]) = file.array::<2>() else { return };
                    self.skip(usize::from(right) + usize::from(up) * self.width);
                    x = self.len % self.width;
                }
                (0, count) => {
                    let wanted = usize::from(count).min(self.indices.len() - self.len);
                    let bytes = if rle4 { wanted.div_ceil(2) } else { wanted };
                    let values = file.take_up_to(bytes);
                    if rle4 {
                        let halves = values.iter().flat_map(|byte| [byte >> 4, byte & 15]);
                        halves.take(wanted).for_each(|value| self.put(value, 1));
                    } else {
                        for value in values {
                            self.put(*value, 1);
                        }
                    }
                    if values.len() < bytes {
                        return;
                    }
                    x += usize::from(count);
                    // Even places of the file, wherever the pixels start.
                    if !file.position().is_multiple_of(2) {
                        file.take_up_to(1);
                    }
                }
                (count, value) => {
                    let count = count.min(self.width.saturating_sub(x));
                    if rle4 {
                        let halves = [value >> 4, value & 15];
                        (0..count).for_each(|index| self.put(halves[index % 2], 1));
                    } else {
                        self.put(value, count);
                    }
                    x += count;
                }
            }
        }
    }

    fn put(&mut self, value: u8, count: usize) {
        let end = self.indices.len().min(self.len + count);
        self.indices[self.len..end].fill(value);
        self.len = end;
    }

    /// What is skipped is the first colour.
    fn skip(&mut self, count: usize) {
        self.len = self.indices.len().min(self.len + count);
    }
}
