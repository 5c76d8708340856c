//! [`Input`]: where the bytes of a file come from.

use core::fmt;
use std::fs::File;
use std::io::{self, Cursor, Read, Seek};
use std::path::{Path, PathBuf};

/// A file to decode: a path, bytes, or anything that can be read in any order.
///
/// ```
/// use iscc_audio::decode::Input;
///
/// let path = Input::from("song.mp3");
/// let bytes = Input::from(vec![0; 100]);
/// let reader = Input::new(std::io::Cursor::new([0; 100]));
/// ```
pub struct Input(Inner);

enum Inner {
    Path(PathBuf),
    Source(Box<dyn Source>),
}

/// What [`Input::new`] takes.
pub(crate) trait Source: Read + Seek + Send + Sync {}

impl<T: Read + Seek + Send + Sync> Source for T {}

impl Input {
    /// Takes a reader. It is read in any order, from its start to its end.
    pub fn new(source: impl Read + Seek + Send + Sync + 'static) -> Self {
        Self(Inner::Source(Box::new(source)))
    }

    pub(crate) fn open(self) -> io::Result<Box<dyn Source>> {
        match self.0 {
            Inner::Path(path) => Ok(Box::new(File::open(path)?)),
            Inner::Source(source) => Ok(source),
        }
    }
}

/// A path.
impl<P: AsRef<Path> + ?Sized> From<&P> for Input {
    fn from(path: &P) -> Self {
        path.as_ref().to_owned().into()
    }
}

impl From<PathBuf> for Input {
    fn from(path: PathBuf) -> Self {
        Self(Inner::Path(path))
    }
}

/// The bytes of a file.
impl From<Vec<u8>> for Input {
    fn from(bytes: Vec<u8>) -> Self {
        Self::new(Cursor::new(bytes))
    }
}

impl From<File> for Input {
    fn from(file: File) -> Self {
        Self::new(file)
    }
}

impl fmt::Debug for Input {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Inner::Path(path) => f.debug_tuple("Input").field(path).finish(),
            Inner::Source(_) => f.debug_struct("Input").finish_non_exhaustive(),
        }
    }
}
