//! [`Package`]: the ZIP container that OOXML, `OpenDocument` and EPUB files are.
#![allow(dead_code, reason = "by the readers of some formats")]

use alloc::string::{String, ToString};
use alloc::vec::Vec;
use std::collections::HashMap;
use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::format::Format;
use super::output::{Output, within};
use crate::error::Error;

/// What is unpacked before its ratio to the size of the file counts: small documents may well repeat themselves.
const RATIO_COUNTS_FROM: u64 = 64 << 20;

/// The parts of a document by name, unpacked under the limits of an [`Output`].
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    format: Format,
    /// Names as they stand in the directory, in its order.
    names: Vec<String>,
    /// Where names are in it; without regard to the case of ASCII letters, which OPC (ECMA-376 part 2, 6.2.2.3) asks for.
    places: HashMap<String, usize>,
    unpacked: u64,
    /// How much may be unpacked of a file of this size.
    most: u64,
}

impl<'a> Package<'a> {
    /// Reads the directory of a container.
    ///
    /// # Errors
    /// `Damaged` if there is none, `Limit` if it has too many parts.
    pub(super) fn open(
        bytes: &'a [u8],
        format: Format,
        out: &mut Output<'_>,
    ) -> Result<Self, Error> {
        let archive = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| Error::damaged_by(format, "no sound ZIP directory", error))?;
        out.parts(archive.len() as u64)?;
        let names: Vec<String> = archive
            .file_names_raw()
            .map(|name| String::from_utf8_lossy(name).replace('\\', "/"))
            .collect();
        let places =
            names.iter().enumerate().map(|(i, name)| (name.to_ascii_lowercase(), i)).collect();
        let most =
            RATIO_COUNTS_FROM.max(bytes.len() as u64 * u64::from(out.limits().unpacked_ratio));
        Ok(Self { archive, format, names, places, unpacked: 0, most })
    }

    /// The format that the container was opened as.
    pub(super) fn format(&self) -> Format {
        self.format
    }

    /// The names of all parts, without a slash before them, in the order of the directory.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// Whether there is a part of this name; a slash before it does not count.
    pub(super) fn contains(&self, name: &str) -> bool {
        self.place(name).is_some()
    }

    fn place(&self, name: &str) -> Option<usize> {
        self.places.get(&name.trim_start_matches('/').to_ascii_lowercase()).copied()
    }

    /// The unpacked bytes of a part, or nothing if there is no such part.
    ///
    /// # Errors
    /// `Damaged` if the part is cut off or its checksum is wrong, `Encrypted`, `Limit`.
    pub(super) fn read(
        &mut self,
        name: &str,
        out: &mut Output<'_>,
    ) -> Result<Option<Vec<u8>>, Error> {
        let Some(place) = self.place(name) else { return Ok(None) };
        let format = self.format;
        let damaged = |error: std::io::Error| Error::damaged_by(format, "part of it", error);
        let mut file = self.archive.by_index(place).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Error::Encrypted(format),
            ZipError::UnsupportedArchive(_) => {
                Error::Unsupported { format, what: "an unusual compression" }
            }
            error => Error::damaged_by(format, "part of it", error),
        })?;
        // The size in the directory is a claim: it saves allocations as far as the file could hold it.
        let claim = file.size().min(file.compressed_size().saturating_mul(16)).min(1 << 24);
        let mut bytes = Vec::with_capacity(usize::try_from(claim).unwrap_or(0) + 1);
        let mut piece = [0; 1 << 14];
        loop {
            let length = file.read(&mut piece).map_err(damaged)?;
            if length == 0 {
                break;
            }
            out.unpacked(length as u64)?;
            out.work(length as u64)?;
            self.unpacked += length as u64;
            within("bytes unpacked from a file of this size", self.unpacked, self.most)?;
            bytes.extend_from_slice(&piece[..length]);
        }
        Ok(Some(bytes))
    }

    /// The unpacked bytes of a part that the format cannot be without.
    pub(super) fn require(
        &mut self,
        name: &'static str,
        out: &mut Output<'_>,
    ) -> Result<Vec<u8>, Error> {
        self.read(name, out)?
            .ok_or_else(|| Error::damaged_by(self.format, "a part is missing", name.to_string()))
    }
}

impl core::fmt::Debug for Package<'_> {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.debug_struct("Package").field("names", &self.names).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use zip::write::{SimpleFileOptions, ZipWriter};

    use super::*;
    use crate::Limits;

    fn packed(parts: &[(&str, &[u8])]) -> Vec<u8> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in parts {
            zip.start_file(*name, SimpleFileOptions::default()).unwrap();
            zip.write_all(bytes).unwrap();
        }
        zip.finish().unwrap().into_inner()
    }

    #[test]
    fn parts_by_name() {
        let limits = Limits::default();
        let mut out = Output::new(&limits);
        let file = packed(&[("Word/Document.xml", b"one"), ("b.xml", b"two")]);
        let mut package = Package::open(&file, Format::Docx, &mut out).unwrap();
        assert_eq!(package.names(), ["Word/Document.xml", "b.xml"]);
        assert!(package.contains("b.xml") && !package.contains("c.xml"));
        let part = package.read("/word/document.xml", &mut out).unwrap();
        assert_eq!(part.as_deref(), Some(&b"one"[..]));
        assert_eq!(package.require("b.xml", &mut out).unwrap(), b"two");
        assert!(matches!(package.require("c.xml", &mut out), Err(Error::Damaged { .. })));
    }

    #[test]
    fn bombs_end_early() {
        let file = packed(&[("bomb", &std::vec![0; 1 << 20]), ("b", b""), ("c", b"")]);
        let limits = Limits { unpacked_bytes: 100_000, ..Limits::default() };
        let mut out = Output::new(&limits);
        let mut package = Package::open(&file, Format::Docx, &mut out).unwrap();
        assert!(matches!(package.read("bomb", &mut out), Err(Error::Limit { limit: 100_000, .. })));
        let limits = Limits { parts: 2, ..limits };
        let many = Package::open(&file, Format::Docx, &mut Output::new(&limits));
        assert!(matches!(many, Err(Error::Limit { found: 3, .. })));
    }

    #[test]
    fn damage_is_an_error() {
        let limits = Limits::default();
        let mut out = Output::new(&limits);
        let file = packed(&[("a", b"some text, long enough to be found in the file")]);
        assert!(matches!(
            Package::open(&file[..file.len() / 2], Format::Odt, &mut out),
            Err(Error::Damaged { .. })
        ));
        for i in 30..file.len() {
            let mut file = file.clone();
            file[i] ^= 0x55;
            if let Ok(mut package) = Package::open(&file, Format::Odt, &mut out) {
                // either not found or unlike or damaged: never a panic
                let _ = package.read("a", &mut out);
            }
        }
    }
}
