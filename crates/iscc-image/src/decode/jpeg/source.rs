//! The decoder's input, which remembers whether the decoder wanted more than there is.

use core::cell::Cell;
use std::io::{BufRead, Read, Result};

pub(super) struct Input<'a> {
    pub(super) rest: &'a [u8],
    /// Set when bytes after the end were asked for.
    pub(super) starved: &'a Cell<bool>,
}

impl BufRead for Input<'_> {
    fn fill_buf(&mut self) -> Result<&[u8]> {
        if self.rest.is_empty() {
            self.starved.set(true);
        }
        Ok(self.rest)
    }

    fn consume(&mut self, amount: usize) {
        self.rest = self.rest.get(amount..).unwrap_or_default();
    }
}

impl Read for Input<'_> {
    fn read(&mut self, buf: &mut [u8]) -> Result<usize> {
        let read = self.fill_buf()?.read(buf)?;
        self.consume(read);
        Ok(read)
    }
}
