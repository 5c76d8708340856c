//! [`Source`]: bytes of a file at any place.

use alloc::vec::Vec;
use std::io::{Read, Seek, SeekFrom};

use crate::error::Error;

/// What one table of a container, or one packet, may take in memory.
const MOST: u64 = 256 << 20;

/// A file and its length.
#[derive(Debug)]
pub(super) struct Source<R> {
    reader: R,
    len: u64,
    /// Where the reader stands.
    at: u64,
}

impl<R: Read + Seek> Source<R> {
    pub(super) fn new(mut reader: R) -> Result<Self, Error> {
        let len = reader.seek(SeekFrom::End(0))?;
        Ok(Self { reader, len, at: len })
    }

    /// The length of the file in bytes.
    pub(super) const fn len(&self) -> u64 {
        self.len
    }

    /// The first bytes of the file, 16 at most.
    pub(super) fn head(&mut self) -> Result<Vec<u8>, Error> {
        self.bytes(0, self.len.min(16))
    }

    /// So many bytes from `offset` on. An error if they are not there.
    pub(super) fn bytes(&mut self, offset: u64, len: u64) -> Result<Vec<u8>, Error> {
        let mut bytes = Vec::new();
        self.read(offset, len, &mut bytes)?;
        Ok(bytes)
    }

    /// The same into a buffer that is used again.
    pub(super) fn read(&mut self, offset: u64, len: u64, into: &mut Vec<u8>) -> Result<(), Error> {
        into.clear();
        if len > MOST {
            return Err(Error::Limit { what: "bytes of a part of the film", allowed: MOST });
        }
        if offset.checked_add(len).is_none_or(|end| end > self.len) {
            return Err(cut_off());
        }
        if self.at != offset {
            self.reader.seek(SeekFrom::Start(offset))?;
        }
        let read = self.reader.by_ref().take(len).read_to_end(into)? as u64;
        self.at = offset + read;
        if read < len { Err(cut_off()) } else { Ok(()) }
    }
}

/// The error about a file that ends too early.
pub(super) const fn cut_off() -> Error {
    Error::Damaged { what: "the film is cut off", source: None }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Cursor;

    #[test]
    fn what_is_not_there_is_not_read() {
        let mut source = Source::new(Cursor::new([1, 2, 3])).unwrap();
        assert_eq!(source.bytes(1, 2).unwrap(), [2, 3]);
        assert_eq!(source.head().unwrap(), [1, 2, 3]);
        assert!(matches!(source.bytes(2, 2), Err(Error::Damaged { .. })));
        assert!(matches!(source.bytes(u64::MAX, 2), Err(Error::Damaged { .. })));
        assert!(matches!(source.bytes(0, MOST + 1), Err(Error::Limit { .. })));
    }
}
