//! Control words and symbols of RTF.

use super::code_page::CodePage;
use super::{Alternatives, Field, FontTable, Reader};

/// Longer control words are none; the specification allows 32 letters.
const LONGEST: usize = 64;

/// Words that stand for a character.
const CHARACTERS: [(&str, char); 12] = [
    ("tab", '\t'),
    ("bullet", '\u{2022}'),
    ("endash", '\u{2013}'),
    ("emdash", '\u{2014}'),
    ("enspace", '\u{2002}'),
    ("emspace", '\u{2003}'),
    ("qmspace", '\u{2005}'),
    ("lquote", '\u{2018}'),
    ("rquote", '\u{2019}'),
    ("ldblquote", '\u{201c}'),
    ("rdblquote", '\u{201d}'),
    ("column", ' '),
];

impl Reader<'_, '_, '_> {
    /// What stands behind a backslash.
    pub(super) fn control(&mut self) {
        match self.peek() {
            Some(b'\'') => {
                self.at += 1;
                self.hexadecimal();
            }
            Some(byte) if byte.is_ascii_alphabetic() => self.word(),
            Some(byte) => {
                self.at += 1;
                match byte {
                    b'{' | b'}' | b'\\' | b'\r' | b'\n' => self.push_byte(byte),
                    b'~' => self.push_char('\u{a0}'),
                    b'-' => self.push_char('\u{ad}'),
                    b'_' => self.push_char('\u{2011}'),
                    _ => {}
                }
            }
            None => {}
        }
    }

    /// A byte as two digits; where they are none, what is there is text.
    fn hexadecimal(&mut self) {
        let mut value = 0;
        for _ in 0..2 {
            let digit = self.peek().and_then(|byte| char::from(byte).to_digit(16));
            let Some(digit) = digit.and_then(|digit| u8::try_from(digit).ok()) else { return };
            value = value << 4 | digit;
            self.at += 1;
        }
        if self.skip > 0 {
            self.skip -= 1;
        } else {
            self.push_byte(value);
        }
    }

    fn word(&mut self) {
        let bytes = self.bytes;
        let rest = &bytes[self.at..];
        let length = rest.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
        self.at += length;
        let name = core::str::from_utf8(&rest[..length.min(LONGEST)]).unwrap_or_default();
        let mut parameter: Option<i32> = None;
        let negative = self.peek() == Some(b'-');
        if negative {
            self.at += 1;
            parameter = Some(0);
        }
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            let value = parameter.unwrap_or(0).wrapping_mul(10);
            parameter = Some(value.wrapping_add(i32::from(digit - b'0')));
            self.at += 1;
        }
        if self.peek() == Some(b' ') {
            self.at += 1;
        }
        match parameter {
            Some(value) if negative => self.with_parameter(name, value.wrapping_neg()),
            Some(value) => self.with_parameter(name, value),
            None => self.without_parameter(name),
        }
    }

    fn with_parameter(&mut self, name: &str, value: i32) {
        if self.in_header {
            match name {
                "ansicpg" => {
                    self.code_page = CodePage::of_number(value).unwrap_or(self.code_page);
                }
                "deff" => self.default_font = Some(value),
                "nofpages" => self.properties.pages = u64::try_from(value).ok(),
                _ => {}
            }
            self.leave_font_table();
            if matches!(self.font_table, FontTable::In(_)) {
                match name {
                    "f" => self.font = value,
                    "fcharset" => {
                        if let Some(code_page) = CodePage::of_font(value) {
                            self.fonts.insert(self.font, code_page);
                        }
                    }
                    _ => {}
                }
            }
        } else if name == "f" {
            self.flush();
            self.group.code_page = self.fonts.get(&value).copied();
        }
        match name {
            "u" => {
                if !self.group.ignore || self.is_description() {
                    // the lower half: values above 32767 are written as negative numbers
                    self.push_unit((value & 0xffff).try_into().unwrap_or(0xfffd));
                }
                self.skip = self.group.unicode_skip;
            }
            "uc" => self.group.unicode_skip = u32::try_from(value).unwrap_or(0),
            "bin" => {
                let rest = &self.bytes[self.at..];
                let length = usize::try_from(value).unwrap_or(0).min(rest.len());
                if self.group.is_data() {
                    self.embedded.push(&rest[..length]);
                }
                self.at += length;
            }
            _ => {}
        }
    }

    fn leave_font_table(&mut self) {
        if let FontTable::In(depth) = self.font_table
            && self.outer.len() < depth
        {
            self.font_table = FontTable::After;
        }
    }

    /// Words that count before the first paragraph.
    fn in_header(&mut self, name: &str) {
        match name {
            "ansi" => self.code_page = CodePage::WINDOWS_1252,
            "pca" => self.code_page = CodePage::PCA,
            "pc" => self.code_page = CodePage::PC,
            "mac" => self.code_page = CodePage::MAC,
            "colortbl" | "stylesheet" => self.group.ignore = true,
            "fonttbl" => {
                self.group.ignore = true;
                if self.font_table == FontTable::Before {
                    self.font_table = FontTable::In(self.outer.len());
                }
            }
            "par" | "pard" | "sect" | "sectd" | "plain" | "ltrch" | "rtlch" | "htmlrtf"
            | "line"
                if !self.group.ignore =>
            {
                self.in_header = false;
            }
            "author" if self.alternatives == Alternatives::None => self.meta = Some("dc:creator"),
            "title" if self.alternatives == Alternatives::None => self.meta = Some("dc:title"),
            "keywords" if self.alternatives == Alternatives::None => {
                self.meta = Some("meta:keyword");
            }
            _ => {}
        }
        self.leave_font_table();
    }

    fn without_parameter(&mut self, name: &str) {
        if self.in_header {
            self.in_header(name);
        }
        let ignored = self.group.ignore;
        match name {
            "par" | "cell" | "line" | "page" | "softline" | "softpage" | "row" | "sect"
                if !ignored =>
            {
                self.push_char('\n');
            }
            "shptxt" | "annotation" => {
                self.flush();
                self.group.ignore = false;
            }
            "atnid" | "atnauthor" => {
                self.flush();
                self.group.ignore = false;
                self.push_char(' ');
            }
            "listtext" => self.group.ignore = true,
            "sn" => {
                self.group.shape_name = true;
                self.shape_property.clear();
            }
            "sv" => self.group.shape_value = true,
            "object" => {
                self.flush();
                self.in_object = true;
                self.group.object = true;
            }
            "objdata" => {
                self.group.object_data = true;
                self.embedded.start();
            }
            "pict" => {
                self.flush();
                self.group.picture = 1;
                self.embedded.start();
            }
            "upr" => self.alternatives = Alternatives::Begin,
            "ud" if self.alternatives == Alternatives::Passed => {
                self.alternatives = Alternatives::None;
                self.group.ignore = false;
            }
            "fldinst" => {
                self.field = Field::Instruction;
                self.group.ignore = false;
            }
            "fldrslt" if self.field == Field::Link => {
                self.field = Field::Result;
                self.group.ignore = false;
            }
            name if !ignored => {
                if let Some((_, c)) = CHARACTERS.iter().find(|(known, _)| *known == name) {
                    self.push_char(*c);
                }
            }
            _ => {}
        }
    }
}
