//! [`Source`]: a file that is read once, for the engine of its medium and for its ISCC-SUM.

use std::io::{self, Read};
use std::path::{Path, PathBuf};

use iscc_data::{Sum, SumHasher};

/// Bytes that a piece of reading asks for at most.
const PIECE: usize = 128 * 1024;

/// Foreign bytes on their way into the hashers. What an engine wants to see is kept.
pub(crate) struct Source<R> {
    reader: R,
    hasher: SumHasher,
    kept: Vec<u8>,
    ended: bool,
    path: Option<PathBuf>,
}

impl<R: Read> Source<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self { reader, hasher: SumHasher::new(), kept: Vec::new(), ended: false, path: None }
    }

    /// Says where the same bytes can be read again in any order.
    pub(crate) fn at(mut self, path: &Path) -> Self {
        self.path = Some(path.to_owned());
        self
    }

    /// Where the bytes can be read in any order, for engines of formats that are not read from start to end. `None`
    /// for a pipe.
    #[cfg(any(feature = "audio", feature = "video"))]
    pub(crate) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// The first `limit` bytes, or all if there are fewer.
    pub(crate) fn head(&mut self, limit: u64) -> io::Result<&[u8]> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        while !self.ended && self.kept.len() < limit {
            let start = self.kept.len();
            self.kept.resize(limit.min(start + PIECE.max(start)), 0);
            let read = read_some(&mut self.reader, &mut self.kept[start..]);
            self.kept.truncate(start + *read.as_ref().unwrap_or(&0));
            self.ended = read? == 0;
            self.hasher.update(&self.kept[start..]);
        }
        Ok(&self.kept[..limit.min(self.kept.len())])
    }

    /// Whether the file goes on after what was read.
    #[cfg(any(feature = "text", test))]
    pub(crate) fn has_more(&mut self) -> io::Result<bool> {
        let read = self.kept.len() as u64;
        Ok(self.head(read + 1)?.len() as u64 > read)
    }

    /// Reads what is left and gives the sum of everything.
    pub(crate) fn finish(mut self) -> io::Result<Sum> {
        let mut buffer = core::mem::take(&mut self.kept);
        buffer.resize(PIECE, 0);
        while !self.ended {
            let read = read_some(&mut self.reader, &mut buffer)?;
            self.hasher.update(&buffer[..read]);
            self.ended = read == 0;
        }
        Ok(self.hasher.finalize())
    }
}

/// Reads until something came or the end was reached.
fn read_some(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match reader.read(buffer) {
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            other => return other.map(|read| read.min(buffer.len())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_way_of_reading_gives_the_same_sum() {
        let data: Vec<u8> = (0..251).cycle().take(500_000).collect();
        for limits in [&[][..], &[0], &[1, 4096], &[4096, 400_000], &[4096, 500_000], &[u64::MAX]] {
            let mut source = Source::new(&data[..]);
            for limit in limits {
                let expected =
                    &data[..data.len().min(usize::try_from(*limit).unwrap_or(usize::MAX))];
                assert!(source.head(*limit).unwrap() == expected);
            }
            assert_eq!(source.finish().unwrap(), iscc_data::sum(&data), "{limits:?}");
        }
    }

    #[test]
    fn more_is_known_without_reading_to_the_end() {
        let mut source = Source::new(&b"abcdef"[..]);
        source.head(5).unwrap();
        assert!(source.has_more().unwrap());
        assert!(!source.has_more().unwrap());
        assert_eq!(source.finish().unwrap(), iscc_data::sum(b"abcdef"));
    }
}
