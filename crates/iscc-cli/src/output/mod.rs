//! The two channels: results on stdout or in a file, messages on stderr.

mod interrupted;
mod new_file;
mod target;

use core::fmt;
use std::borrow::Cow;
use std::io::{self, BufWriter, IsTerminal as _, StdoutLock, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use iscc_kit::schema::base64;
use serde::Serialize;

use new_file::NewFile;
pub(crate) use new_file::{Own, is_temporary};
use target::Target;

/// Where results go, buffered; a line is written whole or not at all.
pub(crate) struct Output {
    to: To,
    /// What messages about it call it.
    name: String,
    /// Somebody watches: lines are shown as they come.
    watched: bool,
}

enum To {
    Stdout(BufWriter<StdoutLock<'static>>),
    File(NewFile),
    /// A descriptor, a device or a pipe, which cannot be replaced.
    Through(Box<dyn Write>),
}

impl Output {
    pub(crate) fn stdout() -> Self {
        let stdout = io::stdout();
        Self {
            watched: stdout.is_terminal(),
            to: To::Stdout(BufWriter::new(stdout.lock())),
            name: "stdout".into(),
        }
    }

    /// Writes to a file where one is given, which appears when all is written without an error. Nothing is written, and
    /// the file is left as it is, if it is one of the inputs.
    pub(crate) fn or_file<T>(
        &mut self,
        path: Option<&Path>,
        inputs: &[PathBuf],
        write: impl FnOnce(&mut Self) -> Result<T>,
    ) -> Result<T> {
        let Some(path) = path else { return write(self) };
        let name = path.display().to_string();
        let to = match Target::of(path).with_context(|| name.clone())? {
            Target::Stdout => return write(self),
            Target::Through(writer) => To::Through(writer),
            Target::File => {
                target::refuse_input(path, inputs)?;
                To::File(NewFile::create(path).with_context(|| name.clone())?)
            }
        };
        let mut file = Self { to, name, watched: false };
        let written = write(&mut file)?;
        file.finish()?;
        Ok(written)
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
            To::Through(writer) => writer,
        }
    }

    /// Whole lines, with their ends.
    pub(crate) fn lines(&mut self, lines: &[u8]) -> Result<()> {
        self.bytes(lines)?;
        if self.watched { self.flush() } else { Ok(()) }
    }

    pub(crate) fn line(&mut self, line: impl fmt::Display) -> Result<()> {
        self.bytes(format!("{line}\n").as_bytes())
    }

    /// Bytes as they are, such as names that are no Unicode.
    pub(crate) fn bytes(&mut self, bytes: &[u8]) -> Result<()> {
        let written = self.writer().write_all(bytes);
        written.with_context(|| self.name.clone())
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
        let flushed = self.writer().flush();
        flushed.with_context(|| self.name.clone())
    }

    pub(crate) fn finish(mut self) -> Result<()> {
        match self.to {
            To::File(file) => file.finish().with_context(|| self.name),
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

/// A path for JSON: as text, and in base64 its bytes where they are no Unicode.
pub(crate) fn path_in_json(path: &Path) -> (Cow<'_, str>, Option<String>) {
    let bytes = path.as_os_str().as_encoded_bytes();
    let lossless = path.to_str().is_some();
    (path.to_string_lossy(), (!lossless).then(|| base64::encode(bytes)))
}

/// A message to the user, on one line: control characters, which names may have, are written out.
#[expect(clippy::print_stderr, reason = "the one place where messages are printed")]
pub(crate) fn message(message: impl fmt::Display) {
    eprintln!("iscc: {}", visible(&message.to_string()));
}

/// The text with control characters, and those that turn the direction of writing, as escapes.
fn visible(text: &str) -> String {
    let mut visible = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            c if c.is_control() => visible.extend(c.escape_default()),
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                visible.extend(c.escape_unicode());
            }
            c => visible.push(c),
        }
    }
    visible
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_show_control_characters() {
        assert_eq!(visible("a\x1b[31m\nb\u{9b}ü"), "a\\u{1b}[31m\\nb\\u{9b}ü");
        assert_eq!(visible("x\u{202e}gpj.exe"), "x\\u{202e}gpj.exe");
    }
}
