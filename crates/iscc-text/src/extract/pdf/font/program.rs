//! [`Program`]: what font programs in the file say about codes.

use alloc::vec::Vec;

use ttf_parser::{Tag, cff, cmap};

use crate::extract::pdf::lexer::{Lexer, Token};

/// A font program in the file, as far as it decides characters.
#[derive(Debug, Default)]
pub(super) struct Program {
    /// The names of the glyphs in its own encoding, by code; empty if unknown.
    pub(super) names: Vec<Vec<u8>>,
    /// Code pages, if it is TrueType.
    pub(super) tables: Option<CodeTables>,
}

/// What the `cmap` table of a TrueType font has.
#[derive(Debug, Default, Clone, Copy)]
#[expect(clippy::struct_excessive_bools, reason = "they are flags")]
pub(super) struct CodeTables {
    /// There is a table for Windows or for Unicode.
    pub(super) windows: bool,
    /// There is a table for Macintosh.
    pub(super) macintosh: bool,
    /// The Windows table for symbols has one of the codes.
    pub(super) symbol: bool,
    /// There is the table for Macintosh Roman.
    pub(super) roman: bool,
    /// It has one of the codes.
    pub(super) roman_used: bool,
    /// There is a table for Unicode, and it has one of the first 256 characters.
    pub(super) unicode_used: bool,
    /// Glyphs have names.
    pub(super) glyph_names: bool,
    /// There are any tables.
    pub(super) any: bool,
}

impl Program {
    pub(super) fn parse(data: &[u8]) -> Self {
        match data {
            [0, 1, 0, 0, ..] | [b't' | b'O', ..] => Self::open_type(data),
            [1, 0, ..] => Self { names: cff_names(data), tables: None },
            _ => Self { names: type1_names(data), tables: None },
        }
    }

    fn open_type(data: &[u8]) -> Self {
        let Ok(face) = ttf_parser::RawFace::parse(data, 0) else {
            return Self { names: Vec::new(), tables: Some(CodeTables::default()) };
        };
        let mut tables = CodeTables::default();
        if let Some(post) = face.table(Tag::from_bytes(b"post")) {
            tables.glyph_names = post.get(..4).is_some_and(|version| version != [0, 3, 0, 0]);
        }
        let found = face.table(Tag::from_bytes(b"cmap")).and_then(cmap::Table::parse);
        for table in found.iter().flat_map(|table| table.subtables) {
            let has = |code: u32| table.glyph_index(code).is_some_and(|glyph| glyph.0 != 0);
            tables.any = true;
            match table.platform_id {
                ttf_parser::PlatformId::Unicode | ttf_parser::PlatformId::Windows => {
                    tables.windows = true;
                    if table.platform_id == ttf_parser::PlatformId::Windows
                        && table.encoding_id == 0
                    {
                        let pages = [0, 0xf000, 0xf100, 0xf200];
                        tables.symbol |=
                            (0..256).any(|code| pages.iter().any(|page| has(page + code)));
                    } else {
                        tables.unicode_used |= (0..256).any(has);
                    }
                }
                ttf_parser::PlatformId::Macintosh => {
                    tables.macintosh = true;
                    if table.encoding_id == 0 {
                        tables.roman = true;
                        tables.roman_used |= (0..256).any(has);
                    }
                }
                _ => {}
            }
        }
        let names = face.table(Tag::from_bytes(b"CFF ")).map(cff_names).unwrap_or_default();
        Self { names, tables: Some(tables) }
    }
}

/// The glyph names by the own encoding of a CFF font.
fn cff_names(data: &[u8]) -> Vec<Vec<u8>> {
    let Some(font) = cff::Table::parse(data) else { return Vec::new() };
    let name = |code| {
        let glyph = font.glyph_index(code)?;
        Some(font.glyph_name(glyph)?.as_bytes().to_vec())
    };
    (0..=255).map(|code| name(code).unwrap_or_default()).collect()
}

/// The glyph names by the own encoding of a Type 1 font: `dup 65 /A put` in its clear text.
fn type1_names(data: &[u8]) -> Vec<Vec<u8>> {
    let end = data.windows(5).position(|part| part == b"eexec").unwrap_or(data.len());
    let clear = &data[..end];
    let Some(start) = clear.windows(9).position(|part| part == b"/Encoding") else {
        return Vec::new();
    };
    let mut names = Vec::new();
    let mut previous = None;
    for token in Lexer::new(&clear[start + 9..]) {
        match (&token, &previous) {
            (Token::Name(name), Some(Token::Number(code))) => {
                if names.is_empty() {
                    names.resize(256, Vec::new());
                }
                #[expect(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "saturates"
                )]
                if let Some(slot) = names.get_mut(*code as usize) {
                    *slot = name.to_vec();
                }
            }
            (Token::Word(b"def" | b"readonly"), _) => break,
            _ => {}
        }
        previous = Some(token);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_a_type_1_font() {
        let data =
            b"%!PS-AdobeFont-1.0: X\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\n
            dup 65 /alpha put\ndup 66 /g67 put\nreadonly def\ncurrentfile eexec \x01\x02";
        let names = Program::parse(data).names;
        assert_eq!(
            (&names[65][..], &names[66][..], &names[67][..]),
            (&b"alpha"[..], &b"g67"[..], &b""[..])
        );
        assert_eq!(type1_names(b"/Encoding StandardEncoding def").len(), 0);
    }

    #[test]
    fn garbage_says_nothing() {
        for data in [&b""[..], b"\0\x01\0\0", b"OTTO", b"\x01\0\x04\x01", b"/Encoding 1 /a"] {
            assert!(Program::parse(data).names.iter().all(Vec::is_empty) || data.ends_with(b"a"));
        }
    }
}
