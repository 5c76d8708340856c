//! The program `iscc`, run in a folder.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::folder::Folder;

/// The program that is tested: the one of this build, or one that is named, as it is built for users.
pub(crate) fn program() -> OsString {
    std::env::var_os("ISCC_PROGRAM").unwrap_or(env!("CARGO_BIN_EXE_iscc").into())
}

impl Folder {
    pub(crate) fn read(&self, name: impl AsRef<Path>) -> Vec<u8> {
        fs::read(self.0.join(name)).unwrap()
    }

    /// Runs `iscc` in this folder.
    pub(crate) fn iscc(&self, args: &[&str]) -> Run {
        self.iscc_with(args, b"")
    }

    pub(crate) fn iscc_with(&self, args: &[impl AsRef<OsStr>], stdin: &[u8]) -> Run {
        let mut command = Command::new(program());
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

    /// Runs `iscc` for a reader that does not read; gives the exit code and the messages.
    pub(crate) fn iscc_unread(&self, args: &[&str]) -> (i32, String) {
        let mut child = Command::new(program())
            .args(args)
            .current_dir(&self.0)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        (output.status.code().unwrap(), String::from_utf8(output.stderr).unwrap())
    }

    /// Runs a line of shell in this folder; the program is `$ISCC`.
    #[cfg(unix)]
    pub(crate) fn shell(&self, script: &str) -> Run {
        let mut command = Command::new("sh");
        command.args(["-c", script]).env("ISCC", program());
        self.run(command, b"")
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
