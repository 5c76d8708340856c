//! [`Source`]: a file that is read once, for the engine of its medium and for its ISCC-SUM.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use iscc_data::{Sum, SumHasher};

/// Bytes that a piece of reading asks for at most.
const PIECE: usize = 128 * 1024;

/// Foreign bytes on their way into the hashers. What an engine wants to see is kept.
pub(crate) struct Source<R> {
    reader: R,
    /// `None` once the sum is made elsewhere.
    hasher: Option<SumHasher>,
    kept: Vec<u8>,
    ended: bool,
    path: Option<PathBuf>,
    /// A copy of a pipe.
    #[cfg_attr(
        not(any(feature = "audio", feature = "video")),
        allow(dead_code, reason = "of engines that seek")
    )]
    spooled: Option<File>,
}

impl<R: Read> Source<R> {
    pub(crate) fn new(reader: R) -> Self {
        Self {
            reader,
            hasher: Some(SumHasher::new()),
            kept: Vec::new(),
            ended: false,
            path: None,
            spooled: None,
        }
    }

    /// Says where the same bytes can be read again in any order.
    pub(crate) fn at(mut self, path: &Path) -> Self {
        self.path = Some(path.to_owned());
        self
    }

    /// Where the bytes can be read in any order, for engines of formats that are not read from start to end. `None`
    /// for a pipe.
    pub(crate) fn path(&self) -> Option<&Path> {
        self.path.as_deref()
    }

    /// From now on it is read for an engine alone.
    pub(crate) fn leave_sum(&mut self) {
        self.hasher = None;
    }

    /// The first `limit` bytes, or all if there are fewer.
    pub(crate) fn head(&mut self, limit: u64) -> io::Result<&[u8]> {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        while !self.ended && self.kept.len() < limit {
            let start = self.kept.len();
            let wanted = PIECE.min(limit - start);
            self.ended = read_piece(&mut self.reader, wanted, &mut self.kept)? < wanted;
            if let Some(hasher) = &mut self.hasher {
                hasher.update(&self.kept[start..]);
            }
        }
        Ok(&self.kept[..limit.min(self.kept.len())])
    }

    /// The same bytes from the start, for reading in any order: the file, or the copy of a pipe that was
    /// [made](Self::spool). One at a time, as copies share their place.
    #[cfg(any(feature = "audio", feature = "video"))]
    pub(crate) fn reopen(&self) -> io::Result<Option<File>> {
        use std::io::Seek as _;

        if let Some(path) = &self.path {
            return File::open(path).map(Some);
        }
        let Some(spooled) = &self.spooled else { return Ok(None) };
        let mut file = spooled.try_clone()?;
        file.rewind()?;
        Ok(Some(file))
    }

    /// Copies a pipe into a temporary file, if it has at most `limit` bytes; tells whether it has. The file has no name, and
    /// is gone when the process ends, however that is. Either way the bytes count for the sum.
    #[cfg(any(feature = "ffmpeg", feature = "native"))]
    pub(crate) fn spool(&mut self, limit: u64) -> io::Result<bool> {
        use std::io::Write as _;

        let mut file = tempfile::tempfile()?;
        file.write_all(&self.kept)?;
        let mut length = self.kept.len() as u64;
        let mut buffer = Vec::new();
        while !self.ended && length <= limit {
            buffer.clear();
            self.ended = read_piece(&mut self.reader, PIECE, &mut buffer)? < PIECE;
            if let Some(hasher) = &mut self.hasher {
                hasher.update(&buffer);
            }
            file.write_all(&buffer)?;
            length += buffer.len() as u64;
        }
        self.spooled = Some(file).filter(|_| length <= limit);
        Ok(self.spooled.is_some())
    }

    /// Whether the file goes on after what was read.
    #[cfg(any(feature = "text", test))]
    pub(crate) fn has_more(&mut self) -> io::Result<bool> {
        let read = self.kept.len() as u64;
        Ok(self.head(read + 1)?.len() as u64 > read)
    }

    /// Reads what is left and gives the sum of everything, from the first byte if it was [left](Self::leave_sum).
    pub(crate) fn finish(mut self) -> io::Result<Sum> {
        let mut hasher = self.hasher.take().unwrap_or_else(|| {
            let mut hasher = SumHasher::new();
            hasher.update(&self.kept);
            hasher
        });
        let mut buffer = self.kept;
        while !self.ended {
            buffer.clear();
            self.ended = read_piece(&mut self.reader, PIECE, &mut buffer)? < PIECE;
            hasher.update(&buffer);
        }
        Ok(hasher.finalize())
    }
}

/// A source of any reader, as the table of engines takes it.
pub(crate) type Foreign<'a> = Source<Box<dyn Read + 'a>>;

impl<'a> Foreign<'a> {
    pub(crate) fn boxed(reader: impl Read + 'a) -> Self {
        Self::new(Box::new(reader))
    }
}

/// Adds `wanted` bytes, or all if there are fewer; tells how many.
fn read_piece(reader: &mut impl Read, wanted: usize, kept: &mut Vec<u8>) -> io::Result<usize> {
    kept.reserve(wanted);
    reader.by_ref().take(wanted as u64).read_to_end(kept)
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
        for (before, after) in [(0, 0), (4096, 0), (4096, 400_000), (4096, 600_000)] {
            let mut source = Source::new(&data[..]);
            source.head(before).unwrap();
            source.leave_sum();
            source.head(after).unwrap();
            assert_eq!(source.finish().unwrap(), iscc_data::sum(&data), "{before} {after}");
        }
    }

    #[cfg(any(feature = "ffmpeg", feature = "native"))]
    #[test]
    fn what_is_spooled_can_be_read_again_and_counts_for_the_sum() {
        let data: Vec<u8> = (0..251).cycle().take(500_000).collect();
        for (head, limit) in
            [(0, 500_000), (4096, u64::MAX), (4096, 499_999), (0, 0), (500_000, 10)]
        {
            let mut source = Source::new(&data[..]);
            source.head(head).unwrap();
            assert_eq!(source.spool(limit).unwrap(), limit >= 500_000, "{limit}");
            for _ in 0..2 {
                let Some(mut file) = source.reopen().unwrap() else { break };
                let mut found = Vec::new();
                file.read_to_end(&mut found).unwrap();
                assert!(found == data);
            }
            assert_eq!(source.finish().unwrap(), iscc_data::sum(&data), "{head} {limit}");
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
