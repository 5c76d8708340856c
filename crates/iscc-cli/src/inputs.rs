//! The files that paths on the command line stand for: one walk and one set of rules for every command.

use core::iter;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use iscc_kit::treewalk::{self, Error, Walk};

use crate::output::is_temporary;

/// What stands for stdin.
pub(crate) const STDIN: &str = "-";

/// A path that no file can be read from, and why.
#[derive(Debug)]
pub(crate) struct Unreadable {
    pub(crate) path: PathBuf,
    pub(crate) reason: String,
}

impl From<Error> for Unreadable {
    fn from(error: Error) -> Self {
        let reason = match &error {
            Error::Io { source, .. } => format!("cannot be read: {source}"),
            Error::Damaged { line, .. } => format!("line {line} is not a pattern"),
            Error::Limit { limit, .. } => format!("larger than {limit} bytes"),
            other => other.to_string(),
        };
        Self { path: error.path().to_owned(), reason }
    }
}

/// Which files of a folder are inputs. Those that IEP-0017 leaves out are none, and neither are temporary files of ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Rules {
    /// All others: the sum of a folder depends on each of them.
    Sums,
    /// Those that are content: without the store of a version control system, and without what a desktop notes for itself.
    Content,
}

/// The files of a folder, which may be named by a link, in the order of IEP-0017.
pub(crate) fn walk(folder: &Path, rules: Rules) -> Walk {
    treewalk::walk(folder).leaving_out(match rules {
        Rules::Sums => is_temporary,
        Rules::Content => is_no_content,
    })
}

fn is_no_content(name: &OsStr) -> bool {
    is_temporary(name) || [".git", ".DS_Store"].iter().any(|other| name == *other)
}

/// All files that `paths` stand for: a folder for its content, any other path for itself.
pub(crate) fn expand(paths: &[PathBuf]) -> impl Iterator<Item = Result<PathBuf, Unreadable>> {
    paths.iter().flat_map(|path| -> Box<dyn Iterator<Item = _>> {
        if is_folder(path) {
            Box::new(walk(path, Rules::Content).map(|file| file.map_err(Unreadable::from)))
        } else {
            Box::new(iter::once(Ok(path.clone())))
        }
    })
}

/// Those of the paths that are folders without a file in them, which a user should know.
pub(crate) fn empty_folders(paths: &[PathBuf]) -> impl Iterator<Item = &PathBuf> {
    let folders = paths.iter().filter(|path| is_folder(path));
    folders.filter(|folder| walk(folder, Rules::Content).next().is_none())
}

/// Whether a path on the command line is a folder, perhaps through a link.
pub(crate) fn is_folder(path: &Path) -> bool {
    path.as_os_str() != STDIN && path.is_dir()
}
