//! [`NewFile`]: a file that appears when it is complete.

use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Seek as _, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::{interrupted, message};

/// What the names of temporary files start and end with, and how many characters are between.
const START: &str = ".iscc-";
const END: &str = ".tmp";
const RANDOM: usize = 16;

/// Whether a file of this name is a temporary one of ours: of this process, of another, or left by one that was killed.
pub(crate) fn is_temporary(name: &OsStr) -> bool {
    let name = name.as_encoded_bytes();
    name.len() == START.len() + RANDOM + END.len()
        && name.starts_with(START.as_bytes())
        && name.ends_with(END.as_bytes())
}

/// A file that is written under a temporary name. It gets its own at the end, or is removed.
pub(super) struct NewFile {
    written: Written,
    path: PathBuf,
}

enum Written {
    /// Beside the file that it is going to be.
    Beside(BufWriter<NamedTempFile>, interrupted::Registered),
    /// Elsewhere, and copied into the file at the end, as nothing can be made in its folder.
    Elsewhere(BufWriter<File>, File),
}

impl NewFile {
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        // What a link points to is replaced, not the link.
        let path = match fs::canonicalize(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
                let name = path.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
                fs::canonicalize(folder.unwrap_or(Path::new(".")))?.join(name)
            }
            path => path?,
        };
        let folder = path.parent().unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(START).suffix(END).rand_bytes(RANDOM);
        // As any new file, not for its owner alone.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        interrupted::prepare();
        let written = match builder.tempfile_in(folder) {
            Ok(file) => {
                let registered = interrupted::Registered::new(file.path());
                if let Ok(metadata) = fs::metadata(&path) {
                    fs::set_permissions(file.path(), metadata.permissions())?;
                }
                Written::Beside(BufWriter::new(file), registered)
            }
            Err(error) => {
                // Not the folder, but the file itself may be written.
                let Ok(file) = OpenOptions::new().write(true).open(&path) else {
                    return Err(error);
                };
                message(format_args!(
                    "{}: its folder cannot be written to, so the file is overwritten in place at the end",
                    path.display()
                ));
                Written::Elsewhere(BufWriter::new(tempfile::tempfile()?), file)
            }
        };
        Ok(Self { written, path })
    }

    pub(super) fn finish(self) -> io::Result<()> {
        match self.written {
            Written::Beside(writer, registered) => {
                let file = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
                file.as_file().sync_all()?;
                file.persist(&self.path).map_err(|error| error.error)?;
                drop(registered);
            }
            Written::Elsewhere(writer, mut file) => {
                let mut written = writer.into_inner().map_err(io::IntoInnerError::into_error)?;
                written.rewind()?;
                file.set_len(0)?;
                io::copy(&mut written, &mut file)?;
                file.sync_all()?;
            }
        }
        Ok(())
    }

    /// The file under the name that it is going to have.
    pub(super) fn own(&self) -> Own {
        Own(Some(self.path.clone()))
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match &mut self.written {
            Written::Beside(writer, _) => writer.write(bytes),
            Written::Elsewhere(writer, _) => writer.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match &mut self.written {
            Written::Beside(writer, _) => writer.flush(),
            Written::Elsewhere(writer, _) => writer.flush(),
        }
    }
}

/// A file that is written and so cannot be in its own list.
///
/// DIFFERENCE: the reference lists it, with the sum that it has while it is empty.
pub(crate) struct Own(Option<PathBuf>);

impl Own {
    pub(crate) fn none() -> Self {
        Self(None)
    }

    pub(crate) fn is(&self, path: &Path) -> bool {
        // Most names are others, which costs nothing to see.
        self.0.as_ref().is_some_and(|own| {
            path.file_name() == own.file_name()
                && fs::canonicalize(path).is_ok_and(|path| path == *own)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_appears_when_it_is_complete() {
        let folder = tempfile::tempdir().unwrap();
        let folder = fs::canonicalize(folder.path()).unwrap();
        let path = folder.join("sums");
        fs::write(&path, "old").unwrap();
        let mut file = NewFile::create(&path).unwrap();
        file.write_all(b"new").unwrap();
        file.flush().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"old");
        let own = file.own();
        assert!(own.is(&path) && own.is(&folder.join(".").join("sums")));
        assert!(!own.is(&folder.join("sum")));
        file.finish().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 1);
    }

    #[test]
    fn a_file_that_is_given_up_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let file = NewFile::create(&folder.path().join("sums")).unwrap();
        let entry = fs::read_dir(folder.path()).unwrap().next().unwrap().unwrap();
        assert!(is_temporary(&entry.file_name()), "{:?}", entry.file_name());
        drop(file);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
        assert!(NewFile::create(&folder.path().join("missing/sums")).is_err());
        assert!(!is_temporary(OsStr::new(".iscc-notes.tmp")));
    }

    #[test]
    fn a_file_that_is_written_elsewhere_is_overwritten_at_the_end() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sums");
        fs::write(&path, "old and longer").unwrap();
        let target = OpenOptions::new().write(true).open(&path).unwrap();
        let writer = BufWriter::new(tempfile::tempfile().unwrap());
        let mut file = NewFile { written: Written::Elsewhere(writer, target), path: path.clone() };
        file.write_all(b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"old and longer");
        file.finish().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
    }
}
