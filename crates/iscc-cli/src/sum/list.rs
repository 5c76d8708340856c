//! The lines of a list of checksums, of any size and with any line ends.

use std::io::{self, BufRead, BufReader, Chain, Cursor, Read};

/// Bytes that are looked at to tell how lines end: more than any path has.
const HEAD: u64 = 64 * 1024;

/// Bytes of a line that are kept; what is longer has no path in it.
const LINE: usize = 64 * 1024;

/// Lines without their ends. An empty one counts, too long ones are cut.
pub(super) struct Lines<R> {
    reader: BufReader<Chain<Cursor<Vec<u8>>, R>>,
    /// Lines end in NUL, so that line breaks are part of them.
    zero: bool,
    /// A line feed that comes next belongs to the end of the line before.
    after_return: bool,
}

impl<R: Read> Lines<R> {
    /// Looks at the start: no name has a NUL in it, so it is the end of lines where there is one.
    ///
    /// DIFFERENCE: the reference cannot check what it writes with `--zero`.
    pub(super) fn new(mut reader: R) -> io::Result<Self> {
        let mut head = Vec::new();
        reader.by_ref().take(HEAD).read_to_end(&mut head)?;
        let zero = head.contains(&0);
        if head.starts_with(b"\xef\xbb\xbf") {
            head.drain(..3);
        }
        let reader = BufReader::new(Cursor::new(head).chain(reader));
        Ok(Self { reader, zero, after_return: false })
    }

    /// The next line, without what is beyond the limit.
    fn read(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let mut any = false;
        loop {
            let buffer = match self.reader.fill_buf() {
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                buffer => buffer?,
            };
            if buffer.is_empty() {
                return Ok(any.then_some(line));
            }
            if core::mem::take(&mut self.after_return) && buffer[0] == b'\n' {
                self.reader.consume(1);
                continue;
            }
            any = true;
            let zero = self.zero;
            let ends = |byte: &u8| if zero { *byte == 0 } else { matches!(byte, b'\n' | b'\r') };
            let end = buffer.iter().position(ends);
            let part = &buffer[..end.unwrap_or(buffer.len())];
            line.extend_from_slice(&part[..part.len().min(LINE - line.len())]);
            self.after_return = end.is_some_and(|end| buffer[end] == b'\r');
            let used = end.map_or(buffer.len(), |end| end + 1);
            self.reader.consume(used);
            if end.is_some() {
                return Ok(Some(line));
            }
        }
    }
}

impl<R: Read> Iterator for Lines<R> {
    type Item = io::Result<Vec<u8>>;

    fn next(&mut self) -> Option<Self::Item> {
        self.read().transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(text: &[u8]) -> Vec<Vec<u8>> {
        Lines::new(text).unwrap().map(Result::unwrap).collect()
    }

    #[test]
    fn every_line_end_counts_once() {
        assert_eq!(lines(b"a\nb\r\n\nc\rd\n\re"), [&b"a"[..], b"b", b"", b"c", b"d", b"", b"e"]);
        assert_eq!(lines(b"a\n"), [b"a"]);
        assert!(lines(b"").is_empty());
        assert_eq!(lines(b"\xef\xbb\xbfa\n"), [b"a"]);
    }

    #[test]
    fn with_nul_line_breaks_are_part_of_lines() {
        assert_eq!(lines(b"a\nb\0c\r\0"), [&b"a\nb"[..], b"c\r"]);
    }

    #[test]
    fn long_lines_are_cut_and_the_next_one_is_whole() {
        let found = lines(&[&b"x".repeat(3 * LINE)[..], b"\nnext"].concat());
        assert_eq!((found[0].len(), &*found[1]), (LINE, &b"next"[..]));
    }
}
