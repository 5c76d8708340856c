//! [`Storage`]: the streams of a compound file, or of a storage inside of it.

use alloc::string::String;
use alloc::vec::Vec;
use std::io::{Cursor, Read as _};
use std::path::{Component, Path, PathBuf};

use cfb::CompoundFile;

use super::directory::Directory;
use crate::error::Error;
use crate::format::Format;
use crate::output::Output;

/// A folder of streams.
pub(super) struct Storage<'a> {
    file: CompoundFile<Cursor<&'a [u8]>>,
    bytes: &'a [u8],
    /// Where in the file it is.
    base: PathBuf,
    format: Format,
}

impl<'a> Storage<'a> {
    pub(super) fn open(bytes: &'a [u8], format: Format) -> Result<Self, Error> {
        let file = CompoundFile::open(Cursor::new(bytes))
            .map_err(|error| Error::damaged_by(format, "no compound file", error))?;
        Ok(Self { file, bytes, base: PathBuf::from("/"), format })
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
        // No stream is longer than the file.
        let (length, most) = (stream.len(), self.bytes.len() as u64);
        out.part()?;
        out.unpacked(length.min(most))?;
        let mut bytes = Vec::new();
        let read = stream.take(most).read_to_end(&mut bytes);
        Ok((read.is_ok() || !bytes.is_empty()).then_some(bytes))
    }

    /// The names of the storages in a storage, in the order in which the reference meets them.
    pub(super) fn storages(&self, name: &str) -> Vec<String> {
        let path = self.base.join(name);
        let Ok(entries) = self.file.read_storage(&path) else { return Vec::new() };
        let entries = entries.filter(cfb::Entry::is_storage);
        let mut names: Vec<String> = entries.map(|entry| entry.name().into()).collect();
        if names.len() > 1 {
            let directory = Directory::new(self.bytes);
            let way = path.components().filter_map(|part| match part {
                Component::Normal(part) => part.to_str(),
                _ => None,
            });
            let places = directory.places(way);
            names.sort_by_key(|name| places.get(&**name).copied());
        }
        names
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
