//! [`Walk`]: the files of a folder in the order of Treewalk.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::vec;

use super::Error;
use super::order::Name;
use super::rules::Rules;

/// What the names of files that hold ISCC metadata end in.
const METADATA: &str = ".iscc.json";

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
    let path = root.as_ref().to_owned();
    Walk { next: Some(Folder { path, relative: String::new(), rules: None }), open: Vec::new() }
}

/// The iterator that [`walk`] gives.
#[derive(Debug)]
pub struct Walk {
    /// To be opened before anything else.
    next: Option<Folder>,
    /// From the root down to the folder that files come from.
    open: Vec<Listing>,
}

/// A folder to open.
#[derive(Debug)]
struct Folder {
    path: PathBuf,
    /// The path from the root as rules see it, with a slash at its end; nothing for the root.
    relative: String,
    /// Those from above.
    rules: Option<Arc<Rules>>,
}

/// What is left of a folder that is open, in order.
#[derive(Debug)]
struct Listing {
    folder: Folder,
    files: vec::IntoIter<Name>,
    folders: vec::IntoIter<Name>,
}

impl Iterator for Walk {
    type Item = Result<PathBuf, Error>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(folder) = self.next.take() {
                match Listing::open(folder) {
                    Ok(listing) => self.open.push(listing),
                    Err(error) => return Some(Err(error)),
                }
            }
            let listing = self.open.last_mut()?;
            if let Some(file) = listing.next_file() {
                return Some(Ok(file));
            }
            self.next = listing.next_folder();
            if self.next.is_none() {
                self.open.pop();
            }
        }
    }
}

impl Listing {
    fn open(mut folder: Folder) -> Result<Self, Error> {
        let (files, folders) = match list(&folder.path) {
            Ok(names) => names,
            Err(source) => return Err(Error::Io { path: folder.path, source }),
        };
        folder.rules = Rules::load(&folder.path, folder.rules.take())?;
        Ok(Self { folder, files: files.into_iter(), folders: folders.into_iter() })
    }

    fn next_file(&mut self) -> Option<PathBuf> {
        let folder = &self.folder;
        let name = self.files.find(|name| !folder.ignores(name.as_os_str()))?;
        Some(folder.path.join(name.as_os_str()))
    }

    fn next_folder(&mut self) -> Option<Folder> {
        let folder = &self.folder;
        let name = self.folders.find(|name| !folder.ignores(name.as_os_str()))?;
        Some(Folder {
            path: folder.path.join(name.as_os_str()),
            relative: folder.relative(name.as_os_str()) + "/",
            rules: folder.rules.clone(),
        })
    }
}

impl Folder {
    fn ignores(&self, name: &OsStr) -> bool {
        self.rules.as_ref().is_some_and(|rules| rules.ignore(&self.relative(name)))
    }

    /// The path of something in this folder from the root. A byte that is no Unicode is one character to rules.
    fn relative(&self, name: &OsStr) -> String {
        let mut relative = self.relative.clone();
        for chunk in name.as_encoded_bytes().utf8_chunks() {
            relative.push_str(chunk.valid());
            relative.extend(chunk.invalid().iter().map(|_| char::REPLACEMENT_CHARACTER));
        }
        relative
    }
}

/// The names of the files and of the folders in a folder, each in order.
fn list(folder: &Path) -> io::Result<(Vec<Name>, Vec<Name>)> {
    let (mut files, mut folders) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        match entry.file_type() {
            // A link is neither.
            Ok(kind) if kind.is_dir() => folders.push(Name::new(entry.file_name())),
            Ok(kind) if kind.is_file() => files.push(Name::new(entry.file_name())),
            Ok(_) => {}
            // Gone since the folder was read.
            Err(error) if error.kind() == ErrorKind::NotFound => {}
            Err(error) => return Err(error),
        }
    }
    files.retain(|name| !name.as_os_str().as_encoded_bytes().ends_with(METADATA.as_bytes()));
    files.sort_unstable_by(|a, b| (!is_ignore_file(a), a).cmp(&(!is_ignore_file(b), b)));
    folders.sort_unstable();
    Ok((files, folders))
}

/// Those come first, whichever program they are for.
fn is_ignore_file(name: &Name) -> bool {
    let name = name.as_os_str().as_encoded_bytes();
    name.starts_with(b".") && name.ends_with(b"ignore")
}
