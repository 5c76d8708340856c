//! [`Target`]: where `-o` writes, decided before anything is written.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use iscc_kit::MediaType;

use crate::Usage;
use crate::inputs::{STDIN, is_folder};

/// Bytes of an existing file that are looked at.
const HEAD: u64 = 4096;

/// Where results go.
pub(super) enum Target {
    Stdout,
    /// A descriptor, a device or a pipe: written through, as it cannot be replaced.
    Through(Box<dyn io::Write>),
    /// A file that is there, or may be: replaced when all is written.
    File,
}

impl Target {
    /// What a path after `-o` means.
    pub(super) fn of(path: &Path) -> io::Result<Self> {
        if path.as_os_str() == "-" {
            return Ok(Self::Stdout);
        }
        match descriptor(path) {
            Some(1) => return Ok(Self::Stdout),
            Some(2) => return Ok(Self::Through(Box::new(io::stderr()))),
            // Behind what is there: opening it again begins at its start.
            Some(_) => return through(OpenOptions::new().append(true), path),
            None => {}
        }
        if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file() && !metadata.is_dir()) {
            return through(OpenOptions::new().write(true), path);
        }
        Ok(Self::File)
    }
}

fn through(how: &OpenOptions, path: &Path) -> io::Result<Target> {
    Ok(Target::Through(Box::new(io::BufWriter::new(how.open(path)?))))
}

/// The number of the open descriptor of this process that a path stands for: `/dev/stdout`, `/dev/fd/3`, links to them.
fn descriptor(path: &Path) -> Option<u32> {
    let mut path = path.to_owned();
    // As many links as Linux follows.
    for _ in 0..40 {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let folder = fs::canonicalize(folder.unwrap_or(Path::new("."))).ok()?;
        let name = path.file_name()?;
        let process = Path::new("/proc").join(std::process::id().to_string());
        if folder == Path::new("/dev/fd") || folder.starts_with(process) && folder.ends_with("fd") {
            return name.to_str()?.parse().ok();
        }
        path = folder.join(fs::read_link(folder.join(name)).ok()?);
    }
    None
}

/// Refuses to write to what is read: a file that the command line names, under whatever name, or a file of a folder there
/// that is no list of codes.
pub(super) fn refuse_input(path: &Path, inputs: &[PathBuf]) -> Result<(), Usage> {
    // What is not there is no input.
    let Ok(output) = Identity::of(path) else { return Ok(()) };
    let named = |input: &PathBuf| {
        let stdin = Path::new("/dev/stdin");
        let input = if input.as_os_str() == STDIN { stdin } else { input };
        Identity::of(input).is_ok_and(|input| input == output)
    };
    let found = |folder: &PathBuf| {
        is_folder(folder)
            && fs::canonicalize(path)
                .ok()
                .zip(fs::canonicalize(folder).ok())
                .is_some_and(|(path, folder)| path.starts_with(folder))
    };
    if path.is_dir() {
        Err(Usage(format!("{}: a folder, not a file to write to", path.display())))
    } else if inputs.iter().any(named) {
        Err(Usage(format!("{}: both an input and the output", path.display())))
    } else if inputs.iter().any(found) && !may_be_replaced(path) {
        let what = "a file of an input folder and no list of codes, which the output would replace";
        Err(Usage(format!("{}: {what}", path.display())))
    } else {
        Ok(())
    }
}

/// What tells one file from another, whatever their names.
#[derive(PartialEq, Eq)]
struct Identity {
    #[cfg(unix)]
    device_and_node: (u64, u64),
    #[cfg(not(unix))]
    path: PathBuf,
}

impl Identity {
    #[cfg(unix)]
    fn of(path: &Path) -> io::Result<Self> {
        use std::os::unix::fs::MetadataExt as _;
        let metadata = fs::metadata(path)?;
        Ok(Self { device_and_node: (metadata.dev(), metadata.ino()) })
    }

    #[cfg(not(unix))]
    fn of(path: &Path) -> io::Result<Self> {
        Ok(Self { path: fs::canonicalize(path)? })
    }
}

/// Whether an existing file is a list of codes, or at least plain text whose name promises nothing else.
fn may_be_replaced(path: &Path) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    if read.is_err() {
        return false;
    }
    let starts = ["ISCC:", "\\ISCC:", "ISCC-SUM (", "\\ISCC-SUM (", "{\"file\":"];
    if head.is_empty() || starts.iter().any(|start| head.starts_with(start.as_bytes())) {
        return true;
    }
    let name = path.file_name().map(|name| name.to_string_lossy());
    let is_medium = |kind: &MediaType| kind.mode().is_some();
    let by_content = MediaType::detect(&head, None).filter(is_medium);
    let by_name = MediaType::detect(&[], name.as_deref()).filter(is_medium);
    let is_plain = by_content.is_none_or(|kind| kind.as_str() == "text/plain");
    // The last character may be cut.
    let is_text = str::from_utf8(&head).map_or_else(|error| error.error_len().is_none(), |_| true);
    is_text && is_plain && by_name.is_none() && !head.contains(&0)
}
