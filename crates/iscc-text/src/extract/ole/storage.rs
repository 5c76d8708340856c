//! [`Storage`]: the streams of a compound file, or of a storage inside of it.

use alloc::string::String;
use alloc::vec::Vec;
use std::io::{Cursor, Read as _};
use std::path::{Path, PathBuf};

use cfb::CompoundFile;

use crate::error::Error;
use crate::extract::format::Format;
use crate::extract::output::Output;

/// A folder of streams.
pub(super) struct Storage<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
    /// Where in the file it is.
    base: PathBuf,
    format: Format,
    /// The length of the file: no stream can be longer.
    length: u64,
}

impl<'a> Storage<'a> {
    pub(super) fn open(bytes: &'a [u8], format: Format) -> Result<Self, Error> {
        let file = CompoundFile::open(Cursor::new(bytes))
            .map_err(|error| Error::damaged_by(format, "no compound file", error))?;
        Ok(Self { file, base: PathBuf::from("/"), format, length: bytes.len() as u64 })
    }

    pub(super) fn format(&self) -> Format {
        self.format
    }

    pub(super) fn damaged(&self, what: &'static str) -> Error {
        Error::damaged(self.format, what)
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.file.is_stream(self.base.join(name))
    }

    /// Whether nothing is in it.
    pub(super) fn is_empty(&self) -> bool {
        self.file.read_storage(&self.base).map_or(true, |mut entries| entries.next().is_none())
    }

    /// A stream as a whole; `None` if there is none or it cannot be read.
    pub(super) fn stream(
        &mut self,
        name: impl AsRef<Path>,
        out: &mut Output<'_>,
    ) -> Result<Option<Vec<u8>>, Error> {
        let path = self.base.join(name);
        if !self.file.is_stream(&path) {
            return Ok(None);
        }
        let Ok(stream) = self.file.open_stream(&path) else { return Ok(None) };
        // The length stands in the directory, so it may say anything.
        let length = stream.len();
        out.part()?;
        out.unpacked(length.min(self.length))?;
        let mut bytes = Vec::new();
        let read = stream.take(self.length).read_to_end(&mut bytes);
        Ok((read.is_ok() || !bytes.is_empty()).then_some(bytes))
    }

    /// The names of the storages in a storage, in the order of the directory.
    pub(super) fn storages(&self, name: &str) -> Vec<String> {
        let path = self.base.join(name);
        let Ok(entries) = self.file.read_storage(path) else { return Vec::new() };
        entries.filter(cfb::Entry::is_storage).map(|entry| entry.name().into()).collect()
    }

    /// Does something inside of a storage.
    pub(super) fn inside<T>(
        &mut self,
        name: impl AsRef<Path>,
        read: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let inner = self.base.join(name);
        let outer = core::mem::replace(&mut self.base, inner);
        let result = read(self);
        self.base = outer;
        result
    }
}
