//! Numbers in a stream of bits, the most significant bit first.

use alloc::vec::Vec;

/// Appends numbers of up to 32 bits.
pub(super) struct BitWriter {
    bytes: Vec<u8>,
    /// Bits that do not fill a byte yet, and what was written before them.
    pending: u64,
    count: u32,
}

impl BitWriter {
    /// A writer that will be given about `bytes` bytes.
    pub(super) fn with_capacity(bytes: usize) -> Self {
        Self { bytes: Vec::with_capacity(bytes), pending: 0, count: 0 }
    }

    /// Appends the last `bits` bits of a number, at most 32 of them.
    pub(super) fn put(&mut self, number: u32, bits: u32) {
        let number = u64::from(number) & ((1 << bits) - 1);
        self.pending = self.pending << bits | number;
        self.count += bits;
        while self.count >= 8 {
            self.count -= 8;
            self.bytes.push((self.pending >> self.count & 0xFF) as u8);
        }
    }

    /// All bytes, the last one filled with zeros.
    pub(super) fn finish(mut self) -> Vec<u8> {
        if self.count > 0 {
            self.put(0, 8 - self.count);
        }
        self.bytes
    }
}

/// Takes numbers of up to 32 bits.
pub(super) struct BitReader<'a> {
    bytes: &'a [u8],
    /// Bits that were taken.
    position: u64,
}

impl<'a> BitReader<'a> {
    /// A reader that has taken nothing.
    pub(super) const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, position: 0 }
    }

    /// The bits that are left.
    pub(super) const fn left(&self) -> u64 {
        (self.bytes.len() as u64 * 8).saturating_sub(self.position)
    }

    /// The next `bits` bits, at most 32; `None` if there are not so many.
    pub(super) fn take(&mut self, bits: u32) -> Option<u32> {
        let start = self.position;
        self.skip(u64::from(bits))?;
        let rest = self.bytes.get(usize::try_from(start / 8).ok()?..)?;
        // Up to 7 bits before them and 32 of them lie in eight bytes.
        let window = match rest.first_chunk::<8>() {
            Some(window) => *window,
            None => core::array::from_fn(|i| rest.get(i).copied().unwrap_or(0)),
        };
        let window = u64::from_be_bytes(window) << (start % 8);
        // `bits` is at least 1 wherever this is called; a shift by 64 would be none.
        u32::try_from(window.checked_shr(64 - bits).unwrap_or(0)).ok()
    }

    /// Passes over bits; `None` if there are not so many.
    pub(super) fn skip(&mut self, bits: u64) -> Option<()> {
        (bits <= self.left()).then(|| self.position += bits)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_come_back() {
        let mut writer = BitWriter::with_capacity(0);
        let numbers = [(1, 1), (u32::MAX, 32), (0, 3), (5, 3), (0xABCD, 16), (1, 1), (77, 7)];
        for (number, bits) in numbers {
            writer.put(number, bits);
        }
        let bytes = writer.finish();
        assert_eq!(bytes.len(), 8, "63 bits");
        let mut reader = BitReader::new(&bytes);
        for (number, bits) in numbers {
            assert_eq!(reader.take(bits), Some(number));
        }
        assert_eq!((reader.left(), reader.take(2), reader.take(1)), (1, None, Some(0)));
        assert_eq!(reader.skip(1), None);
    }
}
