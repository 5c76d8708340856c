//! Why a folder has no list of files.

use std::io;
use std::path::{Path, PathBuf};

/// Why a folder or a file in it is not part of a walk. Each has the path that it is about.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A folder, an ignore file or a file cannot be opened or read.
    #[error("{}: {source}", path.display())]
    Io {
        /// What cannot be read.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// A line of an ignore file is no pattern, so that nobody knows which files are meant.
    #[error("{}: line {line} is not a pattern", path.display())]
    Damaged {
        /// The ignore file.
        path: PathBuf,
        /// The number of its line, from 1.
        line: usize,
    },
    /// An ignore file is larger than any that was written by hand.
    #[error("{}: larger than {limit} bytes", path.display())]
    Limit {
        /// The ignore file.
        path: PathBuf,
        /// Bytes that it may have.
        limit: u64,
    },
}

impl Error {
    /// What the error is about.
    ///
    /// ```
    /// let error = iscc_treewalk::walk("no such folder").next().and_then(Result::err);
    /// assert_eq!(error.map(|error| error.path().to_owned()), Some("no such folder".into()));
    /// ```
    #[must_use]
    pub fn path(&self) -> &Path {
        match self {
            Self::Io { path, .. } | Self::Damaged { path, .. } | Self::Limit { path, .. } => path,
        }
    }
}
