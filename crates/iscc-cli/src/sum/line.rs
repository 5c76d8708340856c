//! A line with a checksum: how it is written, and how it is read again.
//!
//! Two forms, those of iscc-sum 0.1.0: `ISCC:CODE *NAME`, and after BSD `ISCC-SUM (NAME) = ISCC:CODE`. A
//! name with a slash at its end is a folder's, whose files are summed as one.

use core::fmt::Display;
use std::io::Write as _;
use std::path::{Path, PathBuf};

use iscc_kit::{Unit, UnitKind};

use crate::output::escaped;

/// What every code starts with.
const SCHEME: &[u8] = b"ISCC:";

/// How lines are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Format {
    /// The form of BSD.
    pub(super) tag: bool,
    /// Lines end in NUL, not in a line feed.
    pub(super) zero: bool,
}

impl Format {
    /// The line of a file, with its end.
    ///
    /// DIFFERENCE: a name with a line break in it would be two lines, and the first of another file. It is
    /// escaped, as other checksum programs do, which a backslash before the code tells. A backslash in any other
    /// name stays one; the reference makes it a slash, which is another file's name.
    pub(super) fn line(self, prefix: impl Display, code: impl Display, name: &[u8]) -> Vec<u8> {
        let mut line = prefix.to_string().into_bytes();
        let escaped = (!self.zero).then(|| escape(name)).flatten();
        if escaped.is_some() {
            line.push(b'\\');
        }
        let name = escaped.as_deref().unwrap_or(name);
        // Writing to a vector does not fail.
        let _ = if self.tag {
            line.extend_from_slice(b"ISCC-SUM (");
            line.extend_from_slice(name);
            write!(line, ") = {code}")
        } else {
            write!(line, "{code} *").and_then(|()| line.write_all(name))
        };
        line.push(self.end());
        line
    }

    /// The line of a unit below that of its file.
    pub(super) fn unit(self, unit: Unit) -> Vec<u8> {
        let mut line = format!("  {unit}").into_bytes();
        line.push(self.end());
        line
    }

    fn end(self) -> u8 {
        if self.zero { 0 } else { b'\n' }
    }
}

/// What a line of a list of checksums is.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Line {
    Listed(Listed),
    /// A unit of the file above.
    ///
    /// DIFFERENCE: to the reference, what it prints with `--units` is improperly formatted.
    Unit,
    Malformed,
}

/// What is said of a file.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Listed {
    /// The code as it stands there; that it is one shows when the file has it.
    pub(super) code: String,
    /// The bytes of the name.
    pub(super) name: Vec<u8>,
}

impl Listed {
    /// Whether it is all files of a folder.
    pub(super) fn is_tree(&self) -> bool {
        self.name.ends_with(b"/")
    }

    /// The name as this system writes paths, if it can.
    #[cfg(unix)]
    #[expect(clippy::unnecessary_wraps, reason = "other systems have names of Unicode only")]
    pub(super) fn path(&self) -> Option<PathBuf> {
        use std::os::unix::ffi::OsStrExt as _;
        Some(std::ffi::OsStr::from_bytes(&self.name).into())
    }

    #[cfg(not(unix))]
    pub(super) fn path(&self) -> Option<PathBuf> {
        str::from_utf8(&self.name).ok().map(PathBuf::from)
    }
}

/// The bytes that a path is printed as.
pub(super) fn name_of(path: &Path) -> Vec<u8> {
    if cfg!(windows) {
        // One name on all systems.
        path.to_string_lossy().replace('\\', "/").into_bytes()
    } else {
        path.as_os_str().as_encoded_bytes().to_vec()
    }
}

impl Line {
    /// Reads a line without its end.
    pub(super) fn parse(line: &[u8]) -> Self {
        if is_unit(line) {
            return Self::Unit;
        }
        // DIFFERENCE: the lines of similar files are read too; to the reference they are improperly formatted.
        let line = after_distance(line).unwrap_or(line);
        let (escaped, line) = match line {
            [b'\\', rest @ ..] => (true, rest),
            line => (false, line),
        };
        let Some((code, name)) = tagged(line).or_else(|| plain(line)) else {
            return Self::Malformed;
        };
        let name = if escaped { unescape(name) } else { Some(name.to_vec()) };
        match (str::from_utf8(code), name) {
            (Ok(code), Some(name)) => Self::Listed(Listed { code: code.to_owned(), name }),
            _ => Self::Malformed,
        }
    }
}

fn is_unit(line: &[u8]) -> bool {
    let unit = line.strip_prefix(b"  ").and_then(|line| str::from_utf8(line).ok());
    let unit = unit.and_then(|line| line.parse::<Unit>().ok());
    unit.is_some_and(|unit| matches!(unit.kind(), UnitKind::Data | UnitKind::Instance))
}

/// What comes after `  ~12 `.
fn after_distance(line: &[u8]) -> Option<&[u8]> {
    let line = line.strip_prefix(b"  ~")?;
    let digits = line.iter().take_while(|byte| byte.is_ascii_digit()).count();
    line[digits..].strip_prefix(b" ").filter(|_| digits > 1)
}

/// The number of bytes that a code at the start has after `ISCC:`.
fn code_length(line: &[u8]) -> Option<usize> {
    let body = line.strip_prefix(SCHEME)?;
    let is_code = |byte: &&u8| byte.is_ascii_uppercase() || byte.is_ascii_digit();
    let length = body.iter().take_while(is_code).count();
    (length > 0).then_some(SCHEME.len() + length)
}

fn plain(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let (code, rest) = line.split_at(code_length(line)?);
    let name = rest.strip_prefix(b" *")?;
    (!name.is_empty()).then_some((code, name))
}

fn tagged(line: &[u8]) -> Option<(&[u8], &[u8])> {
    const BETWEEN: &[u8] = b") = ";
    let line = line.strip_prefix(b"ISCC-SUM (")?;
    // A name can have brackets in it; a code has none.
    let at = line.windows(BETWEEN.len()).rposition(|window| window == BETWEEN)?;
    let (name, code) = (&line[..at], &line[at + BETWEEN.len()..]);
    (!name.is_empty() && code_length(code) == Some(code.len())).then_some((code, name))
}

/// The name without line breaks, if it has some.
pub(super) fn escape(name: &[u8]) -> Option<Vec<u8>> {
    name.iter().any(|byte| matches!(byte, b'\n' | b'\r')).then(|| escaped(name))
}

fn unescape(name: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = name.iter();
    let mut unescaped = Vec::with_capacity(name.len());
    while let Some(byte) = bytes.next() {
        unescaped.push(match byte {
            b'\\' => match bytes.next()? {
                b'n' => b'\n',
                b'r' => b'\r',
                b'\\' => b'\\',
                _ => return None,
            },
            byte => *byte,
        });
    }
    Some(unescaped)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn listed(code: &str, name: &[u8]) -> Line {
        Line::Listed(Listed { code: code.into(), name: name.into() })
    }

    #[test]
    fn both_forms_are_read() {
        for line in
            ["ISCC:K4A7 *a b.txt", "ISCC-SUM (a b.txt) = ISCC:K4A7", "  ~07 ISCC:K4A7 *a b.txt"]
        {
            assert_eq!(Line::parse(line.as_bytes()), listed("ISCC:K4A7", b"a b.txt"), "{line}");
        }
        let hard = b"ISCC-SUM (a) = ISCC:B) = ISCC:K4A7";
        assert_eq!(Line::parse(hard), listed("ISCC:K4A7", b"a) = ISCC:B"));
        assert_eq!(Line::parse(b"ISCC:A *\xff/"), listed("ISCC:A", b"\xff/"));
        assert_eq!(Line::parse(b"\\ISCC:A *a\\nb\\\\"), listed("ISCC:A", b"a\nb\\"));
        assert_eq!(Line::parse(b"ISCC:A *a\\nb"), listed("ISCC:A", b"a\\nb"), "not escaped");
    }

    #[test]
    fn units_are_no_files() {
        let unit = "  ISCC:GADVSPRT3C5ACI6VR6SWBI3Y7PENPSRAQKRLWRVEH5PHCEYWNASOYSY";
        assert_eq!(Line::parse(unit.as_bytes()), Line::Unit);
        for line in [&unit[2..], &unit[..30], "  ISCC:EAAVKVKVKVKVKVKV"] {
            assert_eq!(Line::parse(line.as_bytes()), Line::Malformed, "{line}");
        }
    }

    #[test]
    fn anything_else_is_malformed() {
        let lines = [
            "",
            "a",
            "ISCC:",
            "ISCC: *a",
            "ISCC:A",
            "ISCC:A *",
            "ISCC:A a",
            "ISCC:A  a",
            "ISCC:a *a",
            " ISCC:A *a",
            "ISCC-SUM () = ISCC:A",
            "ISCC-SUM (a) = ISCC:",
            "ISCC-SUM (a) = ISCC:A ",
            "ISCC-SUM (a) = A",
            "\\ISCC:A *\\a",
            "\\ISCC:A *a\\",
            "~07 ISCC:A *a",
            "  ~7 ISCC:A *a",
        ];
        for line in lines {
            assert_eq!(Line::parse(line.as_bytes()), Line::Malformed, "{line}");
        }
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_again(
            name in proptest::collection::vec(prop_oneof![1_u8.., Just(b'\n'), Just(b'\\')], 1..40),
            (tag, zero, similar) in any::<(bool, bool, bool)>(),
            code in "ISCC:[A-Z2-7]{1,60}",
        ) {
            let format = Format { tag, zero };
            let mut line = format.line(if similar { "  ~12 " } else { "" }, &code, &name);
            prop_assert_eq!(line.pop(), Some(format.end()));
            prop_assert!(zero || !line.iter().any(|byte| matches!(byte, b'\n' | b'\r')));
            prop_assert_eq!(Line::parse(&line), listed(&code, &name));
        }

        #[test]
        fn any_line_can_be_read(line in any::<Vec<u8>>(), start in "|ISCC:A \\*|ISCC-SUM \\(|  ~10 |\\\\ISCC:") {
            Line::parse(&[start.as_bytes(), &line].concat());
        }
    }
}
