//! [`Output`]: where readers write text to, and where their use of the limits is kept.
#![allow(dead_code, reason = "by the readers of some formats")]

use alloc::string::String;

use super::format::Format;
use super::limits::Limits;
use super::properties::Properties;
use crate::error::Error;

/// How documents inside of a document are read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Readers {
    /// Reads a document of a known format.
    pub(super) document: fn(&[u8], Format, &mut Output<'_>) -> Result<Properties, Error>,
    /// Writes the name of a file of any kind and its text, if it is a document.
    pub(super) file: fn(&str, &[u8], &mut Output<'_>) -> Result<(), Error>,
}

impl Readers {
    /// Reads none of them.
    const NONE: Self = Self {
        document: |_, format, _| Err(Error::MissingFeature(format)),
        file: |_, _, _| Ok(()),
    };
}

/// The text of a document as it is being read. It takes a limited number of characters and keeps
/// account of what else is limited over a whole document, embedded documents included.
#[derive(Debug)]
pub(super) struct Output<'a> {
    limits: &'a Limits,
    readers: Readers,
    text: String,
    /// Characters that are still taken.
    left: usize,
    full: bool,
    unpacked: u64,
    work: u64,
    parts: u64,
    /// How many documents this one is embedded in.
    depth: u32,
}

impl<'a> Output<'a> {
    pub(super) fn new(limits: &'a Limits) -> Self {
        Self {
            limits,
            readers: Readers::NONE,
            text: String::new(),
            left: limits.characters,
            full: false,
            unpacked: 0,
            work: 0,
            parts: 0,
            depth: 0,
        }
    }

    /// Documents inside of this one are read.
    pub(super) fn with(self, readers: Readers) -> Self {
        Self { readers, ..self }
    }

    pub(super) fn limits(&self) -> &'a Limits {
        self.limits
    }

    pub(super) fn push_str(&mut self, more: &str) {
        // No character is shorter than a byte, so nearly always nothing needs to be counted exactly.
        let (end, count) = match more.char_indices().nth(self.left) {
            Some((end, _)) => (end, self.left),
            None => (more.len(), more.chars().count()),
        };
        self.full |= end < more.len();
        self.left -= count;
        self.text.push_str(&more[..end]);
    }

    pub(super) fn push(&mut self, c: char) {
        self.push_str(c.encode_utf8(&mut [0; 4]));
    }

    /// Whether nothing more is taken: a reader may stop.
    pub(super) fn is_full(&self) -> bool {
        self.full
    }

    /// What was written so far.
    pub(super) fn text(&self) -> &str {
        &self.text
    }

    /// The text, and whether there was more than was taken.
    pub(super) fn finish(self) -> (String, bool) {
        (self.text, self.full)
    }

    /// Accounts for bytes that were unpacked; to be called while unpacking, so that a bomb ends early.
    pub(super) fn unpacked(&mut self, bytes: u64) -> Result<(), Error> {
        self.unpacked = self.unpacked.saturating_add(bytes);
        within("bytes unpacked from the file", self.unpacked, self.limits.unpacked_bytes)
    }

    /// Accounts for work of about so many bytes or tokens handled: what bounds the time.
    pub(super) fn work(&mut self, units: u64) -> Result<(), Error> {
        self.work = self.work.saturating_add(units);
        within("units of work", self.work, self.limits.work)
    }

    /// Accounts for one more part: a file in the container, a sheet, a page, an object.
    pub(super) fn part(&mut self) -> Result<(), Error> {
        self.parts(1)
    }

    /// Accounts for so many more parts.
    pub(super) fn parts(&mut self, more: u64) -> Result<(), Error> {
        self.parts = self.parts.saturating_add(more);
        within("parts of the document", self.parts, self.limits.parts)
    }

    /// Reads a document of this one as a part of it: a chapter, say.
    pub(super) fn read_part(&mut self, bytes: &[u8], format: Format) -> Result<Properties, Error> {
        (self.readers.document)(bytes, format, self)
    }

    /// Reads a document that is embedded in this one.
    pub(super) fn read_document(
        &mut self,
        bytes: &[u8],
        format: Format,
    ) -> Result<Properties, Error> {
        self.embedded(|out| out.read_part(bytes, format))
    }

    /// Writes the name of a file in this document and its text, if it is a document that can be read. Broken ones are as if
    /// they had no text, as in the reference; limits hold over all of them together.
    ///
    /// # Errors
    /// `Limit` only.
    pub(super) fn read_file(&mut self, name: &str, bytes: &[u8]) -> Result<(), Error> {
        (self.readers.file)(name, bytes, self)
    }

    /// Runs a reader one level deeper in documents.
    pub(super) fn embedded<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, Error>,
    ) -> Result<T, Error> {
        within(
            "documents in documents",
            u64::from(self.depth) + 1,
            u64::from(self.limits.embedded),
        )?;
        self.depth += 1;
        let result = read(self);
        self.depth -= 1;
        result
    }
}

/// An error if more was found than is allowed.
pub(super) fn within(what: &'static str, found: u64, limit: u64) -> Result<(), Error> {
    if found <= limit { Ok(()) } else { Err(Error::Limit { what, limit, found }) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_are_counted_not_bytes() {
        let limits = Limits { characters: 5, ..Limits::default() };
        let mut out = Output::new(&limits);
        out.push_str("äö");
        out.push('ü');
        assert!(!out.is_full());
        out.push_str("ab");
        assert!(!out.is_full());
        out.push_str("");
        assert!(!out.is_full());
        out.push('c');
        assert!(out.is_full());
        assert_eq!(out.finish(), ("äöüab".into(), true));
    }

    #[test]
    fn limits_hold_over_the_whole_document() {
        let limits = Limits { unpacked_bytes: 10, embedded: 2, ..Limits::default() };
        let mut out = Output::new(&limits);
        out.unpacked(6).unwrap();
        let too_deep = out.embedded(|out| out.embedded(|out| out.embedded(|_| Ok(()))));
        assert!(matches!(too_deep, Err(Error::Limit { limit: 2, found: 3, .. })));
        out.embedded(|out| out.unpacked(4)).unwrap();
        assert!(matches!(out.unpacked(1), Err(Error::Limit { limit: 10, found: 11, .. })));
    }
}
