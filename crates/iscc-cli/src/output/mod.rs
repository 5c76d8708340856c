//! The two channels: results on stdout or in a file, messages on stderr.

mod new_file;

use core::fmt;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, IsTerminal as _, StdoutLock, Write};
use std::path::Path;

use anyhow::{Context as _, Result};
use serde::Serialize;

use new_file::NewFile;
pub(crate) use new_file::Own;

/// Where results go, buffered; a line is written whole or not at all.
pub(crate) struct Output {
    to: To,
    /// Somebody watches: lines are shown as they come.
    watched: bool,
}

enum To {
    Stdout(BufWriter<StdoutLock<'static>>),
    File(NewFile),
    /// A device or a pipe, which cannot be replaced.
    Device(BufWriter<File>),
}

impl Output {
    pub(crate) fn stdout() -> Self {
        let stdout = io::stdout();
        Self { watched: stdout.is_terminal(), to: To::Stdout(BufWriter::new(stdout.lock())) }
    }

    /// Writes to a file where one is given, which appears when all is written without an error.
    pub(crate) fn or_file<T>(
        &mut self,
        path: Option<&Path>,
        write: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        let Some(path) = path else { return write(self) };
        let mut file = Self::file(path).with_context(|| path.display().to_string())?;
        let written = write(&mut file)?;
        file.finish().with_context(|| path.display().to_string())?;
        Ok(written)
    }

    fn file(path: &Path) -> io::Result<Self> {
        let to = if fs::metadata(path).is_ok_and(|metadata| !metadata.is_file()) {
            To::Device(BufWriter::new(OpenOptions::new().write(true).open(path)?))
        } else {
            To::File(NewFile::create(path)?)
        };
        Ok(Self { to, watched: false })
    }

    /// The file that is written, if it is one, which is not to be read.
    pub(crate) fn own(&self) -> Own {
        match &self.to {
            To::File(file) => file.own(),
            _ => Own::none(),
        }
    }

    fn writer(&mut self) -> &mut dyn Write {
        match &mut self.to {
            To::Stdout(stdout) => stdout,
            To::File(file) => file,
            To::Device(device) => device,
        }
    }

    /// Whole lines, with their ends.
    pub(crate) fn lines(&mut self, lines: &[u8]) -> Result<()> {
        self.bytes(lines)?;
        if self.watched { self.flush() } else { Ok(()) }
    }

    pub(crate) fn line(&mut self, line: impl fmt::Display) -> Result<()> {
        Ok(writeln!(self.writer(), "{line}")?)
    }

    /// Bytes as they are, such as names that are no Unicode.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<()> {
        Ok(self.writer().write_all(bytes)?)
    }

    /// A code and the file that it is of, in the form of checksum programs: a name with a line
    /// break or a backslash in it is escaped, and the line starts with a backslash then.
    pub(crate) fn code_line(&mut self, code: impl fmt::Display, path: &Path) -> Result<()> {
        let name = path.as_os_str().as_encoded_bytes();
        let plain = name.iter().all(|byte| !matches!(byte, b'\n' | b'\r' | b'\\'));
        let mut line = format!("{}{code} *", if plain { "" } else { "\\" }).into_bytes();
        line.extend(escaped(name));
        line.push(b'\n');
        self.bytes(&line)
    }

    pub(crate) fn json(&mut self, value: &impl Serialize) -> Result<()> {
        // `to_writer` would hide a broken pipe in an error of its own.
        self.line(serde_json::to_string(value)?)
    }

    /// Hands over what was written, so that a reader sees results as they come.
    pub(crate) fn flush(&mut self) -> Result<()> {
        Ok(self.writer().flush()?)
    }

    pub(crate) fn finish(mut self) -> Result<()> {
        match self.to {
            To::File(file) => Ok(file.finish()?),
            _ => self.flush(),
        }
    }
}

/// A name with its line breaks and backslashes written out.
pub(crate) fn escaped(name: &[u8]) -> Vec<u8> {
    let mut escaped = Vec::with_capacity(name.len() + 2);
    for byte in name {
        match byte {
            b'\n' => escaped.extend(b"\\n"),
            b'\r' => escaped.extend(b"\\r"),
            b'\\' => escaped.extend(b"\\\\"),
            byte => escaped.push(*byte),
        }
    }
    escaped
}

/// A message to the user.
#[expect(clippy::print_stderr, reason = "the one place where messages are printed")]
pub(crate) fn message(message: impl fmt::Display) {
    eprintln!("iscc: {message}");
}
