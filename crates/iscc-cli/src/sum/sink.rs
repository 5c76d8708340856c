//! Where results go: stdout, or a file that appears when it is complete.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal as _, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};

use crate::output::Output;

pub(super) enum Sink<'a> {
    Stdout {
        output: &'a mut Output,
        /// Somebody watches: lines are shown as they come.
        watched: bool,
    },
    File(NewFile),
    /// A device or a pipe, which cannot be replaced.
    Device(BufWriter<File>),
}

impl<'a> Sink<'a> {
    pub(super) fn new(path: Option<&Path>, output: &'a mut Output) -> Result<Self> {
        let Some(path) = path else {
            return Ok(Self::Stdout { output, watched: io::stdout().is_terminal() });
        };
        let sink = if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
            OpenOptions::new().write(true).open(path).map(BufWriter::new).map(Self::Device)
        } else {
            NewFile::create(path).map(Self::File)
        };
        sink.with_context(|| path.display().to_string())
    }

    pub(super) fn write(&mut self, bytes: &[u8]) -> Result<()> {
        match self {
            Self::Stdout { output, watched } => {
                output.bytes(bytes)?;
                if *watched { output.flush() } else { Ok(()) }
            }
            Self::File(file) => Ok(file.writer.write_all(bytes)?),
            Self::Device(file) => Ok(file.write_all(bytes)?),
        }
    }

    /// The file that is written, under both of its names.
    pub(super) fn own(&self) -> Own {
        match self {
            Self::File(file) => Own(vec![file.path.clone(), file.temporary.clone()]),
            _ => Own::none(),
        }
    }

    pub(super) fn finish(self) -> Result<()> {
        match self {
            Self::Stdout { output, .. } => output.flush(),
            Self::File(file) => {
                let path = file.path.display().to_string();
                file.finish().context(path)
            }
            Self::Device(mut file) => Ok(file.flush()?),
        }
    }
}

/// A file under a temporary name. It gets its own at the end, or is removed.
pub(super) struct NewFile {
    writer: BufWriter<File>,
    temporary: PathBuf,
    path: PathBuf,
    /// There is nothing left to remove.
    finished: bool,
}

impl NewFile {
    fn create(path: &Path) -> io::Result<Self> {
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

    fn finish(mut self) -> io::Result<()> {
        self.writer.flush()?;
        self.writer.get_ref().sync_all()?;
        fs::rename(&self.temporary, &self.path)?;
        self.finished = true;
        Ok(())
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
pub(super) struct Own(Vec<PathBuf>);

impl Own {
    pub(super) fn none() -> Self {
        Self(Vec::new())
    }

    pub(super) fn is(&self, path: &Path) -> bool {
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
        let folder = std::env::temp_dir().join(format!("iscc-sink-{name}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        fs::canonicalize(folder).unwrap()
    }

    #[test]
    fn a_file_appears_when_it_is_complete() {
        let folder = folder("whole");
        let path = folder.join("sums");
        fs::write(&path, "old").unwrap();
        let mut file = NewFile::create(&path).unwrap();
        file.writer.write_all(b"new").unwrap();
        file.writer.flush().unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"old");
        let own = Sink::File(file);
        assert!(own.own().is(&path) && own.own().is(&folder.join(".").join("sums")));
        assert!(!own.own().is(&folder.join("sum")));
        own.finish().unwrap();
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
