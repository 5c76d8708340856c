//! A folder to run programs in, for the tests of every command.

#![allow(dead_code, reason = "each test program uses what it needs")]

use std::ffi::OsStr;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder of its own for a test, gone at its end.
pub(crate) struct Folder(pub(crate) PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let number = COUNT.fetch_add(1, Ordering::Relaxed);
        let folder = std::env::temp_dir().join(format!("iscc-cli-{}-{number}", std::process::id()));
        fs::create_dir(&folder).unwrap();
        Self(folder)
    }

    pub(crate) fn file(&self, name: impl AsRef<Path>, content: impl AsRef<[u8]>) -> &Self {
        let path = self.0.join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
        self
    }

    pub(crate) fn read(&self, name: impl AsRef<Path>) -> Vec<u8> {
        fs::read(self.0.join(name)).unwrap()
    }

    /// Runs `iscc` in this folder.
    pub(crate) fn iscc(&self, args: &[&str]) -> Run {
        self.iscc_with(args, b"")
    }

    pub(crate) fn iscc_with(&self, args: &[impl AsRef<OsStr>], stdin: &[u8]) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_iscc"));
        command.args(args);
        self.run(command, stdin)
    }

    /// Runs `iscc sum` in this folder.
    pub(crate) fn sum(&self, args: &[&str]) -> Run {
        self.sum_with(args, b"")
    }

    pub(crate) fn sum_with(&self, args: &[impl AsRef<OsStr>], stdin: &[u8]) -> Run {
        let args = args.iter().map(AsRef::as_ref);
        self.iscc_with(&[OsStr::new("sum")].into_iter().chain(args).collect::<Vec<_>>(), stdin)
    }

    pub(crate) fn run(&self, mut command: Command, stdin: &[u8]) -> Run {
        let mut child = command
            .current_dir(&self.0)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        // A program that fails early does not read.
        let _ = child.stdin.take().unwrap().write_all(stdin);
        let output = child.wait_with_output().unwrap();
        Run {
            code: output.status.code().unwrap(),
            stdout: output.stdout,
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: Vec<u8>,
    pub(crate) stderr: String,
}

impl Run {
    /// What was printed, by a run that went well and without a message.
    #[track_caller]
    pub(crate) fn done(&self) -> &str {
        assert_eq!((self.code, &*self.stderr), (0, ""));
        self.text()
    }

    #[track_caller]
    pub(crate) fn text(&self) -> &str {
        str::from_utf8(&self.stdout).unwrap()
    }

    /// The names in lines with codes.
    #[track_caller]
    pub(crate) fn names(&self) -> Vec<&str> {
        self.text().lines().map(|line| line.split_once(" *").unwrap().1).collect()
    }
}
