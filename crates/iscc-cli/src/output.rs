//! The two channels: results on stdout, messages on stderr.

use core::fmt;
use std::io::{self, BufWriter, StdoutLock, Write};
use std::path::Path;

use anyhow::Result;
use serde::Serialize;

/// Stdout, buffered; a line is written whole or not at all.
pub(crate) struct Output(BufWriter<StdoutLock<'static>>);

impl Output {
    pub(crate) fn stdout() -> Self {
        Self(BufWriter::new(io::stdout().lock()))
    }

    pub(crate) fn line(&mut self, line: impl fmt::Display) -> Result<()> {
        Ok(writeln!(self.0, "{line}")?)
    }

    /// Bytes as they are, such as names that are no Unicode.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<()> {
        Ok(self.0.write_all(bytes)?)
    }

    /// A code and the file that it is of, in the form of checksum programs: a name with a line
    /// break or a backslash in it is escaped, and the line starts with a backslash then.
    pub(crate) fn code_line(&mut self, code: impl fmt::Display, path: &Path) -> Result<()> {
        let name = path.as_os_str().as_encoded_bytes();
        if name.iter().all(|byte| !matches!(byte, b'\n' | b'\r' | b'\\')) {
            write!(self.0, "{code} *")?;
            self.0.write_all(name)?;
        } else {
            write!(self.0, "\\{code} *")?;
            for byte in name {
                match byte {
                    b'\n' => self.0.write_all(b"\\n")?,
                    b'\r' => self.0.write_all(b"\\r")?,
                    b'\\' => self.0.write_all(b"\\\\")?,
                    byte => self.0.write_all(&[*byte])?,
                }
            }
        }
        Ok(self.0.write_all(b"\n")?)
    }

    pub(crate) fn json(&mut self, value: &impl Serialize) -> Result<()> {
        // `to_writer` would hide a broken pipe in an error of its own.
        self.line(serde_json::to_string(value)?)
    }

    /// Hands over what was written, so that a reader sees results as they come.
    pub(crate) fn flush(&mut self) -> Result<()> {
        Ok(self.0.flush()?)
    }

    pub(crate) fn finish(mut self) -> Result<()> {
        self.flush()
    }
}

/// A message to the user.
#[expect(clippy::print_stderr, reason = "the one place where messages are printed")]
pub(crate) fn message(message: impl fmt::Display) {
    eprintln!("iscc: {message}");
}
