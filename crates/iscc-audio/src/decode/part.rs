//! [`Part`]: a stretch of a source, as if it were all there is.

use std::io::{self, Read, Seek, SeekFrom};

use symphonia::core::io::MediaSource;

/// The bytes of a source from `start` on, `len` of them. Tags in front of a file and chunks around its frames are left out
/// by this, so that no decoder has to know them.
#[derive(Debug)]
pub(crate) struct Part<R> {
    inner: R,
    start: u64,
    len: u64,
    at: u64,
}

impl<R: Read + Seek> Part<R> {
    pub(crate) fn new(mut inner: R, start: u64, len: u64) -> io::Result<Self> {
        inner.seek(SeekFrom::Start(start))?;
        Ok(Self { inner, start, len, at: 0 })
    }

    /// The stretch from `from` on, counted from the start of this one.
    pub(crate) fn from(self, from: u64) -> io::Result<Self> {
        let from = from.min(self.len);
        Self::new(self.inner, self.start.saturating_add(from), self.len - from)
    }

    pub(crate) const fn len(&self) -> u64 {
        self.len
    }

    /// The last bytes, `most` of them if there are so many.
    pub(crate) fn tail(&mut self, most: usize) -> io::Result<Vec<u8>> {
        let len = self.len.min(most as u64);
        self.seek(SeekFrom::Start(self.len - len))?;
        let mut tail = vec![0; usize::try_from(len).unwrap_or(most)];
        let read = self.read_up_to(&mut tail)?;
        tail.truncate(read);
        Ok(tail)
    }

    /// Back to the start.
    pub(crate) fn rewind(mut self) -> io::Result<Self> {
        self.seek(SeekFrom::Start(0))?;
        Ok(self)
    }

    /// Reads until the buffer is full or there is nothing left; gives how many bytes there were.
    pub(crate) fn read_up_to(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut filled = 0;
        while filled < buffer.len() {
            match self.read(&mut buffer[filled..]) {
                Ok(0) => break,
                Ok(read) => filled += read,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(filled)
    }

    /// The next bytes, `None` if the end comes first.
    pub(crate) fn take_array<const N: usize>(&mut self) -> io::Result<Option<[u8; N]>> {
        let mut bytes = [0; N];
        Ok((self.read_up_to(&mut bytes)? == N).then_some(bytes))
    }
}

impl<R: Read> Read for Part<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let left = usize::try_from(self.len.saturating_sub(self.at)).unwrap_or(usize::MAX);
        let room = buffer.len().min(left);
        let read = self.inner.read(&mut buffer[..room])?.min(room);
        self.at += read as u64;
        Ok(read)
    }
}

impl<R: Seek> Seek for Part<R> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let target = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.len.checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        let absolute = target.and_then(|at| at.checked_add(self.start));
        let (Some(at), Some(absolute)) = (target, absolute) else {
            return Err(io::ErrorKind::InvalidInput.into());
        };
        self.inner.seek(SeekFrom::Start(absolute))?;
        self.at = at;
        Ok(at)
    }
}

impl<R: Read + Seek + Send + Sync> MediaSource for Part<R> {
    fn is_seekable(&self) -> bool {
        true
    }

    fn byte_len(&self) -> Option<u64> {
        Some(self.len)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_has_its_own_start_and_end() {
        let bytes: Vec<u8> = (0..100).collect();
        let mut part = Part::new(io::Cursor::new(bytes), 10, 20).unwrap();
        assert_eq!(part.take_array().unwrap(), Some([10, 11]));
        assert_eq!(part.seek(SeekFrom::End(-2)).unwrap(), 18);
        assert_eq!(part.take_array().unwrap(), Some([28]));
        assert_eq!(part.take_array::<2>().unwrap(), None);
        assert_eq!(part.tail(3).unwrap(), [27, 28, 29]);
        assert_eq!(part.tail(30).unwrap().len(), 20);
        assert!(part.seek(SeekFrom::Current(-30)).is_err());
        let mut part = part.from(15).unwrap();
        let mut buffer = [0; 10];
        assert_eq!(part.read_up_to(&mut buffer).unwrap(), 5);
        assert_eq!(buffer[..5], [25, 26, 27, 28, 29]);
    }
}
