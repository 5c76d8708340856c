//! [`Walk`]: the files of a folder in the order of Treewalk.

use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use crate::Error;
use crate::folder::{Files, Folder, Folders, Listing};

/// The files of the folder `root` and of the folders in it, each as `root` joined with its path, in the
/// order of Treewalk (IEP-0017). A folder is read when the walk comes to it.
///
/// A folder that cannot be read, or whose ignore file cannot, is an error in the place of its files; the
/// walk goes on after it. `root` itself may be a link.
///
/// ```
/// let files: Result<Vec<_>, _> = iscc_treewalk::walk("src").collect();
/// assert!(files?.contains(&"src/lib.rs".into()));
/// # Ok::<(), iscc_treewalk::Error>(())
/// ```
pub fn walk(root: impl AsRef<Path>) -> Walk {
    let root = Folder::root(root.as_ref().to_owned());
    Walk { root: Some(root), files: None, folders: Vec::new() }
}

/// The iterator that [`walk`] gives.
#[derive(Debug)]
pub struct Walk {
    /// Where the walk begins, until it has begun.
    root: Option<Folder>,
    /// What is left of the files of the folder that the walk has come to.
    files: Option<Files>,
    /// What is left of the folders above it and in it, the deepest last.
    folders: Vec<Folders>,
}

impl Walk {
    /// Leaves out files and folders, with everything in them, whose names the function is true for. The root is walked
    /// whatever its name. To be called before the first file is asked for.
    ///
    /// ```
    /// let walk = iscc_treewalk::walk(".").leaving_out(|name| name == ".git");
    /// let files: Result<Vec<_>, _> = walk.collect();
    /// assert!(!files?.iter().any(|path| path.starts_with(".git")));
    /// # Ok::<(), iscc_treewalk::Error>(())
    /// ```
    #[must_use]
    pub fn leaving_out(mut self, left_out: fn(&OsStr) -> bool) -> Self {
        self.root = self.root.map(|root| root.leaving_out(left_out));
        self
    }

    /// The next folder: the first one in the deepest that has any.
    fn next_folder(&mut self) -> Option<Folder> {
        if let Some(root) = self.root.take() {
            return Some(root);
        }
        loop {
            match self.folders.last_mut()?.next() {
                Some(folder) => return Some(folder),
                None => _ = self.folders.pop(),
            }
        }
    }
}

impl Iterator for Walk {
    type Item = Result<PathBuf, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(file) = self.files.as_mut().and_then(Iterator::next) {
                return Some(Ok(file));
            }
            match self.next_folder()?.list() {
                Ok(Listing { files, folders }) => {
                    self.files = Some(files);
                    self.folders.push(folders);
                }
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
