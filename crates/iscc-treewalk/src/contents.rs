//! All files of a walk as one: what the ISCC-SUM of a folder is of.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use iscc_data::{Sum, sum_reader};

use crate::{Error, walk};

/// The ISCC-SUM of a folder: of the bytes of its files, one after the other in the order of Treewalk.
///
/// Names are no part of it. A folder without files has the sum of no bytes.
///
/// ```no_run
/// let tree = iscc_treewalk::sum("photos")?;
/// println!("{} files, {} bytes: {}", tree.files, tree.sum.size(), tree.sum.code_wide());
/// # Ok::<(), iscc_treewalk::Error>(())
/// ```
///
/// # Errors
/// The first file or folder that cannot be read.
pub fn sum(root: impl AsRef<Path>) -> Result<TreeSum, Error> {
    let root = root.as_ref();
    let mut contents = Contents::new(walk(root));
    match sum_reader(&mut contents) {
        Ok(sum) => Ok(TreeSum { sum, files: contents.files() }),
        Err(error) => Err(error
            .downcast::<Error>()
            .unwrap_or_else(|source| Error::Io { path: root.to_owned(), source })),
    }
}

/// What [`sum()`] gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct TreeSum {
    /// The sum of all bytes.
    pub sum: Sum,
    /// The number of files that they are from.
    pub files: u64,
}

/// A reader of all files of a walk, one after the other. Its errors are an [`Error`] inside of
/// an [`io::Error`].
///
/// DIFFERENCE: the reference leaves out files that it cannot read and gives the sum of the others; here there is
/// none, since whoever sees a sum takes it for that of the whole folder.
///
/// ```no_run
/// use iscc_treewalk::{Contents, walk};
///
/// let some = walk("photos").filter(|path| !path.as_ref().is_ok_and(|path| path.ends_with("sums.txt")));
/// let mut contents = Contents::new(some);
/// let sum = iscc_data::sum_reader(&mut contents)?;
/// println!("{} of {} files", sum.code_wide(), contents.files());
/// # Ok::<(), std::io::Error>(())
/// ```
#[derive(Debug)]
pub struct Contents<W> {
    walk: W,
    open: Option<(PathBuf, File)>,
    files: u64,
}

impl<W: Iterator<Item = Result<PathBuf, Error>>> Contents<W> {
    /// Of the files that a walk, or what is left of it, gives.
    pub fn new(walk: W) -> Self {
        Self { walk, open: None, files: 0 }
    }

    /// The number of files that were begun so far.
    pub fn files(&self) -> u64 {
        self.files
    }
}

impl<W: Iterator<Item = Result<PathBuf, Error>>> Read for Contents<W> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if buffer.is_empty() {
            return Ok(0);
        }
        loop {
            if let Some((path, file)) = &mut self.open {
                match file.read(buffer) {
                    Ok(0) => self.open = None,
                    Err(error) if error.kind() != io::ErrorKind::Interrupted => {
                        return Err(wrap(Error::Io { path: path.clone(), source: error }));
                    }
                    result => return result,
                }
            }
            let Some(path) = self.walk.next() else { return Ok(0) };
            let path = path.map_err(wrap)?;
            match File::open(&path) {
                Ok(file) => self.open = Some((path, file)),
                Err(source) => return Err(wrap(Error::Io { path, source })),
            }
            self.files += 1;
        }
    }
}

fn wrap(error: Error) -> io::Error {
    let kind = match &error {
        Error::Io { source, .. } => source.kind(),
        _ => io::ErrorKind::InvalidData,
    };
    io::Error::new(kind, error)
}
