//! [`Walk`]: the files of a folder in the order of Treewalk.

use core::num::NonZero;
use std::path::{Path, PathBuf};

use super::Error;
use super::ahead::Ahead;
use super::folder::{Files, Folder};

/// The files of the folder `root` and of the folders in it, each as `root` joined with its path, in the
/// order of Treewalk (IEP-0017). A folder is read when the walk comes to it.
///
/// A folder that cannot be read, or whose ignore file cannot, is an error in the place of its files; the
/// walk goes on after it. `root` itself may be a link.
///
/// ```
/// let files: Result<Vec<_>, _> = iscc_kit::treewalk::walk("src").collect();
/// assert!(files?.contains(&"src/lib.rs".into()));
/// # Ok::<(), iscc_kit::treewalk::Error>(())
/// ```
pub fn walk(root: impl AsRef<Path>) -> Walk {
    walk_parallel(root, NonZero::<usize>::MIN)
}

/// What [`walk`] gives, in the same order, where up to `threads` threads read folders: the caller's own, when
/// it asks for the next file, and others that read ahead of it meanwhile. One thread is [`walk`].
///
/// A folder may be read some time before the walk comes to it. At most 256 folders are ahead of it, and no further one
/// is begun when there are 65,536 names in them. The other threads start where there is a folder to read ahead and end
/// with the walk; one that is dropped earlier waits for the folders that are just being read.
///
/// ```
/// use core::num::NonZero;
/// use iscc_kit::treewalk::{walk, walk_parallel};
///
/// let threads = NonZero::new(4).unwrap_or(NonZero::<usize>::MIN);
/// let files: Result<Vec<_>, _> = walk_parallel("src", threads).collect();
/// assert_eq!(files?, walk("src").collect::<Result<Vec<_>, _>>()?);
/// # Ok::<(), iscc_kit::treewalk::Error>(())
/// ```
pub fn walk_parallel(root: impl AsRef<Path>, threads: NonZero<usize>) -> Walk {
    let root = Folder::root(root.as_ref().to_owned());
    Walk { files: None, ahead: Ahead::new(root, threads.get() - 1) }
}

/// The iterator that [`walk`] and [`walk_parallel`] give.
#[derive(Debug)]
pub struct Walk {
    /// What is left of the folder that the walk has come to.
    files: Option<Files>,
    /// The folders after it.
    ahead: Ahead,
}

impl Iterator for Walk {
    type Item = Result<PathBuf, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(file) = self.files.as_mut().and_then(Iterator::next) {
                return Some(Ok(file));
            }
            match self.ahead.next()? {
                Ok(files) => self.files = Some(files),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}
