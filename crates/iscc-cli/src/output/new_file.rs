//! [`NewFile`]: a file that appears when it is complete.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// A file under a temporary name. It gets its own at the end, or is removed.
pub(super) struct NewFile {
    writer: BufWriter<File>,
    temporary: PathBuf,
    path: PathBuf,
    /// There is nothing left to remove.
    finished: bool,
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
        let mut name = OsString::from(".");
        name.push(path.file_name().ok_or(io::ErrorKind::InvalidFilename)?);
        name.push(format!(".{}.tmp", std::process::id()));
        let temporary = path.with_file_name(name);
        let file = File::create_new(&temporary)?;
        let new = Self { writer: BufWriter::new(file), temporary, path, finished: false };
        if let Ok(metadata) = fs::metadata(&new.path) {
            fs::set_permissions(&new.temporary, metadata.permissions())?;
        }
        Ok(new)
    }

    pub(super) fn finish(mut self) -> io::Result<()> {
        self.writer.flush()?;
        self.writer.get_ref().sync_all()?;
        fs::rename(&self.temporary, &self.path)?;
        self.finished = true;
        Ok(())
    }
}

impl NewFile {
    /// The file under both of its names.
    pub(super) fn own(&self) -> Own {
        Own(vec![self.path.clone(), self.temporary.clone()])
    }
}

impl Write for NewFile {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.writer.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.writer.flush()
    }
}

impl Drop for NewFile {
    fn drop(&mut self) {
        if !self.finished {
            let _ = fs::remove_file(&self.temporary);
        }
    }
}

/// A file that is written and so cannot be in its own list.
///
/// DIFFERENCE: the reference lists it, with the sum that it has while it is empty.
pub(crate) struct Own(Vec<PathBuf>);

impl Own {
    pub(crate) fn none() -> Self {
        Self(Vec::new())
    }

    pub(crate) fn is(&self, path: &Path) -> bool {
        // Most names are others, which costs nothing to see.
        self.0.iter().any(|own| {
            path.file_name() == own.file_name()
                && fs::canonicalize(path).is_ok_and(|path| path == *own)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("iscc-new-file-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::canonicalize(folder).unwrap()
    }

    #[test]
    fn a_file_appears_when_it_is_complete() {
        let folder = folder("whole");
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
        fs::remove_dir_all(folder).unwrap();
    }

    #[test]
    fn a_file_that_is_given_up_leaves_nothing() {
        let folder = folder("given-up");
        drop(NewFile::create(&folder.join("sums")).unwrap());
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
        assert!(NewFile::create(&folder.join("missing/sums")).is_err());
        fs::remove_dir_all(folder).unwrap();
    }
}
