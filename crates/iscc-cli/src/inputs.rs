//! The files that paths on the command line stand for.

use core::iter;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// A file to be coded, or the path that stands for none and why.
pub(crate) type Input = Result<PathBuf, (PathBuf, io::Error)>;

/// What stands for stdin.
pub(crate) const STDIN: &str = "-";

/// All files that `paths` stand for: a folder for every file in it and in its folders, in the
/// order of names, any other path for itself.
pub(crate) fn expand(paths: &[PathBuf]) -> impl Iterator<Item = Input> {
    paths.iter().flat_map(|path| -> Box<dyn Iterator<Item = Input>> {
        if path.as_os_str() != STDIN && path.is_dir() {
            Box::new(Walk { pending: vec![path.clone()], failed: None })
        } else {
            Box::new(iter::once(Ok(path.clone())))
        }
    })
}

/// Those of the paths that are folders without a file in them, which a user should know.
pub(crate) fn empty_folders(paths: &[PathBuf]) -> impl Iterator<Item = &PathBuf> {
    let folders = paths.iter().filter(|path| path.as_os_str() != STDIN && path.is_dir());
    folders.filter(|path| expand(std::slice::from_ref(path)).next().is_none())
}

/// The regular files of a folder and of the folders in it. Links are not followed; pipes and
/// devices are not opened.
struct Walk {
    /// What is still to come, last first; folders are opened when they are reached.
    pending: Vec<PathBuf>,
    failed: Option<(PathBuf, io::Error)>,
}

impl Walk {
    fn open(&mut self, folder: &Path) -> io::Result<()> {
        let entries = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.path()));
        let mut entries: Vec<PathBuf> = entries.collect::<io::Result<_>>()?;
        entries.sort_unstable_by(|a, b| b.cmp(a));
        self.pending.append(&mut entries);
        Ok(())
    }
}

impl Iterator for Walk {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        loop {
            if let Some(failed) = self.failed.take() {
                return Some(Err(failed));
            }
            let path = self.pending.pop()?;
            match fs::symlink_metadata(&path) {
                Ok(metadata) if metadata.is_file() => return Some(Ok(path)),
                Ok(metadata) if metadata.is_dir() => {
                    self.failed = self.open(&path).err().map(|error| (path, error));
                }
                Ok(_) => {}
                Err(error) => return Some(Err((path, error))),
            }
        }
    }
}
