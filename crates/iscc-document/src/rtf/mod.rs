//! RTF: its text in the order of the file, the reference's way (Apache Tika 3, `org.apache.tika.parser.microsoft.rtf`).
//!
//! Headers, footers, notes, comments and text boxes come where they are anchored, hidden and deleted text counts, and so
//! do results of fields; numbers of lists (`\listtext`) and destinations marked with `\*` do not, those of shapes, comments
//! and Unicode alternatives excepted.

mod code_page;
mod control;
mod embedded;

use alloc::string::String;
use alloc::vec::Vec;
use std::collections::HashMap;

use self::code_page::CodePage;
use self::embedded::Embedded;
use super::format::Format;
use super::output::{Output, within};
use super::plain::is_invalid;
use super::properties::Properties;
use crate::error::Error;

/// The text and the metadata of a file.
pub(super) fn read_rtf(bytes: &[u8], out: &mut Output<'_>) -> Result<Properties, Error> {
    if !bytes.trim_ascii_start().starts_with(b"{\\rtf") && !bytes.starts_with(b"{{") {
        return Err(Error::damaged(Format::Rtf, "it does not begin as such"));
    }
    let mut reader = Reader::new(bytes, out);
    reader.read()?;
    Ok(reader.properties)
}

/// What holds until the end of a group.
#[derive(Debug, Clone, Copy)]
#[allow(clippy::struct_excessive_bools, reason = "independent of each other")]
struct Group {
    /// Nothing in it is text.
    ignore: bool,
    /// How many bytes stand for a Unicode character behind it.
    unicode_skip: u32,
    /// Of the font.
    code_page: Option<CodePage>,
    /// How deep in a picture: its data stands at 1.
    picture: u32,
    object: bool,
    object_data: bool,
    shape_name: bool,
    shape_value: bool,
}

impl Group {
    fn inner(self) -> Self {
        let picture = if self.picture > 0 { self.picture + 1 } else { 0 };
        Self {
            picture,
            object: false,
            object_data: false,
            shape_name: false,
            shape_value: false,
            ..self
        }
    }

    /// Whether what stands in it are the bytes of a file.
    fn is_data(self) -> bool {
        self.picture == 1 || self.object_data
    }
}

/// Two versions of a text: one to pass over, then one in Unicode.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Alternatives {
    None,
    Begin,
    Passed,
}

/// Where in a field.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Field {
    None,
    Instruction,
    /// A link whose result is to come.
    Link,
    Result,
}

/// The table of fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum FontTable {
    Before,
    /// Inside, at this depth.
    In(usize),
    After,
}

struct Reader<'a, 'o, 'l> {
    bytes: &'a [u8],
    at: usize,
    out: &'o mut Output<'l>,
    group: Group,
    outer: Vec<Group>,
    /// Before the first paragraph: what is not metadata does not count.
    in_header: bool,
    /// Bytes to be passed over behind a Unicode character.
    skip: u32,
    /// Text that is not decoded yet, of either kind; never of both.
    raw: Vec<u8>,
    units: Vec<u16>,
    /// Text of the header or of the instruction of a field.
    aside: String,
    meta: Option<&'static str>,
    alternatives: Alternatives,
    field: Field,
    code_page: CodePage,
    default_font: Option<i32>,
    fonts: HashMap<i32, CodePage>,
    font_table: FontTable,
    font: i32,
    embedded: Embedded,
    in_object: bool,
    /// The name of the last property of a shape or picture.
    shape_property: String,
    properties: Properties,
}

impl<'a, 'o, 'l> Reader<'a, 'o, 'l> {
    fn new(bytes: &'a [u8], out: &'o mut Output<'l>) -> Self {
        let group = Group {
            ignore: false,
            unicode_skip: 1,
            code_page: None,
            picture: 0,
            object: false,
            object_data: false,
            shape_name: false,
            shape_value: false,
        };
        Self {
            bytes,
            at: 0,
            out,
            group,
            outer: Vec::new(),
            in_header: true,
            skip: 0,
            raw: Vec::new(),
            units: Vec::new(),
            aside: String::new(),
            meta: None,
            alternatives: Alternatives::None,
            field: Field::None,
            code_page: CodePage::WINDOWS_1252,
            default_font: None,
            fonts: HashMap::new(),
            font_table: FontTable::Before,
            font: 0,
            embedded: Embedded::default(),
            in_object: false,
            shape_property: String::new(),
            properties: Properties::default(),
        }
    }

    fn read(&mut self) -> Result<(), Error> {
        while let Some(byte) = self.next() {
            match byte {
                b'\\' => self.control(),
                b'{' => {
                    self.flush();
                    self.begin_group()?;
                }
                b'}' => {
                    self.flush();
                    self.end_group()?;
                    // Whatever stands behind the closing brace is not the document.
                    if self.outer.is_empty() || self.out.is_full() {
                        return Ok(());
                    }
                }
                _ if self.group.is_data() => self.embedded.push_hex(byte),
                b'\r' | b'\n' => {}
                _ if self.group.shape_name && self.group.picture > 0 => {
                    self.shape_property.push(char::from(byte));
                }
                _ if self.group.ignore && self.meta.is_none() && !self.is_description() => {}
                _ if self.skip > 0 => self.skip -= 1,
                _ => self.push_byte(byte),
            }
        }
        // a file that is cut off
        self.flush();
        Ok(())
    }

    fn next(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Whether this is the description of a picture, which counts although its destination is ignored.
    fn is_description(&self) -> bool {
        self.group.shape_value && self.group.picture > 0 && self.shape_property == "wzDescription"
    }

    fn push_byte(&mut self, byte: u8) {
        self.flush_units();
        self.raw.push(byte);
    }

    fn push_unit(&mut self, unit: u16) {
        self.flush_raw();
        self.units.push(unit);
    }

    fn push_char(&mut self, c: char) {
        self.push_unit(u16::try_from(u32::from(c)).unwrap_or(0xfffd));
    }

    /// Writes text that is pending.
    fn flush(&mut self) {
        self.flush_raw();
        self.flush_units();
    }

    fn flush_raw(&mut self) {
        if self.raw.is_empty() {
            return;
        }
        let raw = core::mem::take(&mut self.raw);
        if !self.group.ignore || self.meta.is_some() || self.is_description() {
            let default = || (!self.in_header).then_some(self.default_font).flatten();
            let font = self.group.code_page.or_else(|| self.fonts.get(&default()?).copied());
            let text = font.unwrap_or(self.code_page).decode(&raw).into_owned();
            self.write(&text);
        }
        self.raw = raw;
        self.raw.clear();
    }

    fn flush_units(&mut self) {
        if !self.units.is_empty() {
            let text = String::from_utf16_lossy(&self.units);
            self.units.clear();
            self.write(&text);
        }
    }

    fn write(&mut self, text: &str) {
        if self.is_description() {
            self.embedded.describe(text);
        } else if self.in_header || self.field == Field::Instruction {
            self.aside.push_str(text);
        } else if text.contains(is_invalid) {
            self.out.push_str(&text.replace(is_invalid, "\u{fffd}"));
        } else {
            self.out.push_str(text);
        }
    }

    fn begin_group(&mut self) -> Result<(), Error> {
        self.skip = 0;
        self.outer.push(self.group);
        within("nested groups", self.outer.len() as u64, u64::from(self.out.limits().nesting))?;
        self.group = self.group.inner();
        if self.bytes[self.at..].starts_with(b"\\*") {
            self.at += 2;
            self.group.ignore = true;
        }
        if self.alternatives == Alternatives::Begin {
            self.alternatives = Alternatives::Passed;
            self.group.ignore = true;
        }
        Ok(())
    }

    fn end_group(&mut self) -> Result<(), Error> {
        if self.in_header {
            if let Some(name) = self.meta.take() {
                self.properties.push(name, &*self.aside);
            }
            self.aside.clear();
        }
        self.skip = 0;
        if self.group.object_data {
            self.embedded.write_object(self.out)?;
        } else if self.group.picture == 1 {
            self.embedded.write_picture(self.in_object, self.out)?;
        }
        self.in_object &= !self.group.object;
        if let Some(outer) = self.outer.pop() {
            self.group = outer;
        }
        match self.field {
            Field::Instruction => {
                let link = self.aside.trim().starts_with("HYPERLINK");
                self.field = if link { Field::Link } else { Field::None };
                self.aside.clear();
            }
            Field::Result => self.field = Field::None,
            Field::None | Field::Link => {}
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use alloc::format;

    use super::*;
    use crate::Limits;

    const HEAD: &str = r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fcharset0 A;}{\f1\fcharset204 B;}{\f2\fcharset128 C;}}\pard ";

    fn text(body: &str) -> String {
        let limits = Limits::default();
        let mut out = Output::new(&limits).with(crate::extract::READERS);
        let file: Vec<u8> =
            format!("{HEAD}{body}}}").chars().map(|c| u8::try_from(c).unwrap()).collect();
        read_rtf(&file, &mut out).unwrap();
        out.finish().0.replace('\n', " ").trim_end().into()
    }

    #[test]
    fn characters() {
        for (body, expected) in [
            (r"a\'e4\~b{\f1 \'cf}{\f2 \'82\'a0}\'84", "aä\u{a0}bПあ„"),
            (r"\u1046?x\uc0\u228 y{\uc2\u228 ??z}", "ЖxäyäzX".trim_end_matches('X')),
            (r"\u-10179?\u-8704?\u228\'e4q\u228{x}", "😀äqäx"),
            (r"\lquote a\rquote\emdash\{\\\}\bin3 }}}b", "‘a’—{\\}b"),
            (r"\'81\u0?\'zz", "\u{fffd}\u{fffd}zz"),
        ] {
            assert_eq!(text(body), expected, "{body}");
        }
    }

    #[test]
    fn destinations() {
        for (body, expected) in [
            (r"{\header H}a{\footnote F}{\*\annotation A}{\*\atnref R}b", "HaFAb"),
            (r"{\listtext 1.}a{\pntext 2.}b{\*\pn c}", "a2.b"),
            (r"{\shp{\*\shpinst{\sp{\sn n}{\sv v}}{\shptxt T}}{\shprslt{\*\do D}R}}", "TR"),
            (r"{\v\*\bkmkstart a}{\*\bkmkstart a}{ \*\x b}", "a b"),
            (r"{\upr{a}{\*\ud b}}{\v c}{\deleted d}{\*\x \'e4\~}e", "bcd\u{a0}e"),
            (
                r#"{\field{\*\fldinst HYPERLINK "x"}{\fldrslt a}}{\field{\fldinst PAGE}{\fldrslt 7}}"#,
                "a7",
            ),
            (r"a{\pict{\*\picprop{\sp{\sn wzDescription}{\sv D}}}\pngblip ffd8ff}", "a D"),
        ] {
            assert_eq!(text(body), expected, "{body}");
        }
    }

    #[test]
    fn metadata_and_header() {
        let limits = Limits::default();
        let mut out = Output::new(&limits);
        let file =
            br"{\rtf1{\info{\title T\u1046?}{\author A}{\nofpages3}}lost{\b lost}kept\par more}";
        let metadata = read_rtf(file, &mut out).unwrap().metadata();
        assert_eq!(out.finish().0.trim(), "kept\nmore");
        assert_eq!(metadata.name.as_deref(), Some("TЖ"));
        assert_eq!((metadata.creator.as_deref(), metadata.pages), (Some("A"), Some(3)));
    }

    #[test]
    fn deep_groups_are_an_error() {
        let file = r"{\rtf1".repeat(2000);
        let limits = Limits::default();
        let deep = read_rtf(file.as_bytes(), &mut Output::new(&limits));
        assert!(matches!(deep, Err(Error::Limit { limit: 1000, .. })));
    }
}
