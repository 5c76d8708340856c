//! One folder: what a walk finds in it, in order.

use std::ffi::OsStr;
use std::fs;
use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::sync::Arc;
use std::vec;

use crate::Error;
use crate::order::Name;
use crate::rules::Rules;

/// What the names of files that hold ISCC metadata end in.
const METADATA: &str = ".iscc.json";

/// A folder to list, or one that is listed.
#[derive(Debug)]
pub(crate) struct Folder {
    path: PathBuf,
    /// The path from the root as rules see it, with a slash at its end; nothing for the root.
    relative: String,
    /// Those from above; with its own once it is listed.
    rules: Option<Arc<Rules>>,
    /// Names that are left out.
    left_out: fn(&OsStr) -> bool,
}

/// What is in a folder, without what is left out.
#[derive(Debug)]
pub(crate) struct Listing {
    pub(crate) files: Files,
    pub(crate) folders: Folders,
}

/// The files of a folder, in order.
#[derive(Debug)]
pub(crate) struct Files {
    folder: Arc<Folder>,
    names: vec::IntoIter<Name>,
}

/// The folders in a folder, in order.
#[derive(Debug)]
pub(crate) struct Folders {
    above: Arc<Folder>,
    names: vec::IntoIter<Name>,
}

impl Folder {
    pub(crate) fn root(path: PathBuf) -> Self {
        Self { path, relative: String::new(), rules: None, left_out: |_| false }
    }

    /// Leaves out files and folders by their names.
    pub(crate) fn leaving_out(self, left_out: fn(&OsStr) -> bool) -> Self {
        Self { left_out, ..self }
    }

    /// Reads the folder and the rules in it.
    pub(crate) fn list(mut self) -> Result<Listing, Error> {
        let (mut files, mut folders) = match self.read() {
            Ok(names) => names,
            Err(source) => return Err(Error::Io { path: self.path, source }),
        };
        self.rules = Rules::load(&self.path, self.rules.take())?;
        if let Some(rules) = &self.rules {
            let kept = |name: &Name| !rules.ignore(&self.relative(name.as_os_str()));
            files.retain(kept);
            folders.retain(kept);
        }
        files.sort_unstable_by(|a, b| (!is_ignore_file(a), a).cmp(&(!is_ignore_file(b), b)));
        folders.sort_unstable();
        let folder = Arc::new(self);
        Ok(Listing {
            files: Files { folder: Arc::clone(&folder), names: files.into_iter() },
            folders: Folders { above: folder, names: folders.into_iter() },
        })
    }

    /// The names of the files and of the folders in it, in no order, with those that rules leave out.
    fn read(&self) -> io::Result<(Vec<Name>, Vec<Name>)> {
        let (mut files, mut folders) = (Vec::new(), Vec::new());
        for entry in fs::read_dir(&self.path)? {
            let entry = entry?;
            let name = entry.file_name();
            if (self.left_out)(&name) {
                continue;
            }
            match entry.file_type() {
                // A link is neither.
                Ok(kind) if kind.is_dir() => folders.push(Name::new(name)),
                Ok(kind) if kind.is_file() => {
                    if !name.as_encoded_bytes().ends_with(METADATA.as_bytes()) {
                        files.push(Name::new(name));
                    }
                }
                Ok(_) => {}
                // Gone since the folder was read.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok((files, folders))
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

impl Iterator for Files {
    type Item = PathBuf;

    fn next(&mut self) -> Option<PathBuf> {
        let name = self.names.next()?;
        Some(self.folder.path.join(name.as_os_str()))
    }
}

impl Iterator for Folders {
    type Item = Folder;

    fn next(&mut self) -> Option<Folder> {
        let (name, above) = (self.names.next()?, &self.above);
        Some(Folder {
            path: above.path.join(name.as_os_str()),
            relative: above.relative(name.as_os_str()) + "/",
            rules: above.rules.clone(),
            left_out: above.left_out,
        })
    }
}

/// Those come first, whichever program they are for.
fn is_ignore_file(name: &Name) -> bool {
    let name = name.as_os_str().as_encoded_bytes();
    name.starts_with(b".") && name.ends_with(b"ignore")
}
