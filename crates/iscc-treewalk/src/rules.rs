//! The rules that hold in a folder: the patterns of the ignore files from the root down to it.

use std::fs::{self, File};
use std::io::{ErrorKind, Read as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::Error;
use crate::pattern::Pattern;

/// The name of the files that rules come from.
const FILE: &str = ".isccignore";

/// Bytes that such a file may have: thousands of patterns.
const LIMIT: u64 = 256 * 1024;

/// The patterns of one file, and those from above.
#[derive(Debug)]
pub(crate) struct Rules {
    above: Option<Arc<Self>>,
    patterns: Vec<Pattern>,
}

impl Rules {
    /// The rules in a folder: its own, if it has a file of them, and those from `above`.
    pub(crate) fn load(
        folder: &Path,
        above: Option<Arc<Self>>,
    ) -> Result<Option<Arc<Self>>, Error> {
        let path = folder.join(FILE);
        match fs::metadata(&path) {
            // As in the reference, a link to a file of rules is followed, though no part of the walk.
            Ok(metadata) if metadata.is_file() => {
                let patterns = read(path)?;
                Ok(Some(Arc::new(Self { above, patterns })))
            }
            // DIFFERENCE: the reference stops at a folder of this name, and waits at a pipe.
            Ok(_) => Ok(above),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(above),
            Err(source) => Err(Error::Io { path, source }),
        }
    }

    /// Whether a path from the root of the walk, with slashes, is left out.
    pub(crate) fn ignore(&self, path: &str) -> bool {
        let mut path: Vec<char> = path.chars().collect();
        if self.last_match_ignores(&path) {
            return true;
        }
        // The reference asks a second time for everything as if it were a folder, files too.
        path.push('/');
        self.last_match_ignores(&path)
    }

    fn last_match_ignores(&self, path: &[char]) -> bool {
        let mut rules = Some(self);
        while let Some(Self { above, patterns }) = rules {
            if let Some(last) = patterns.iter().rev().find(|pattern| pattern.matches(path)) {
                return last.ignores;
            }
            rules = above.as_deref();
        }
        false
    }
}

fn read(path: PathBuf) -> Result<Vec<Pattern>, Error> {
    let mut bytes = Vec::new();
    let read = File::open(&path).and_then(|file| file.take(LIMIT + 1).read_to_end(&mut bytes));
    match read {
        Err(source) => Err(Error::Io { path, source }),
        Ok(_) if bytes.len() as u64 > LIMIT => Err(Error::Limit { path, limit: LIMIT }),
        Ok(_) => parse(&bytes).map_err(|line| Error::Damaged { path, line }),
    }
}

/// The patterns of a file, or the number of the line that is none. A byte order mark is part of its line,
/// as in the reference.
fn parse(bytes: &[u8]) -> Result<Vec<Pattern>, usize> {
    let mut patterns = Vec::new();
    // All three line breaks of old and new systems count.
    for (number, line) in (1_usize..).zip(bytes.split(|byte| *byte == b'\n')) {
        let line = str::from_utf8(line).map_err(|_| number)?;
        for part in line.split('\r') {
            // DIFFERENCE: a space kept by a backslash is one at the end of any line, not of the last alone.
            patterns.extend(Pattern::parse(part).map_err(|_| number)?);
        }
    }
    Ok(patterns)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(above: Option<Rules>, text: &str) -> Rules {
        Rules { above: above.map(Arc::new), patterns: parse(text.as_bytes()).unwrap() }
    }

    #[test]
    fn the_last_match_decides() {
        let rules = rules(None, "*.log\n!keep.log\r\ntemp/\n");
        assert!(rules.ignore("a.log") && rules.ignore("x/a.log") && !rules.ignore("keep.log"));
        assert!(rules.ignore("temp") && rules.ignore("temp/x") && !rules.ignore("temporary"));
    }

    #[test]
    fn folders_below_override_those_above() {
        let rules = rules(Some(rules(None, "*.log\n")), "!a.log\n/b\n");
        assert!(!rules.ignore("x/a.log") && rules.ignore("x/b.log"));
        assert!(rules.ignore("b") && !rules.ignore("x/b"), "from the root of the walk");
    }

    #[test]
    fn letting_in_a_folder_lets_in_what_is_in_it() {
        let rules = rules(None, "*.txt\n!kept\n");
        assert!(rules.ignore("a.txt") && !rules.ignore("kept/a.txt"));
    }

    #[test]
    fn damaged_files_are_errors_with_their_line() {
        assert_eq!(parse(b"a\nb\\\n").unwrap_err(), 2);
        assert_eq!(parse(b"\xff\n").unwrap_err(), 1);
        assert_eq!(parse(b"a\r[z-a]").unwrap_err(), 1);
        assert_eq!(parse("\u{feff}a".as_bytes()).unwrap().len(), 1);
        assert!(parse(b"a\\ \nb").is_ok());
    }
}
