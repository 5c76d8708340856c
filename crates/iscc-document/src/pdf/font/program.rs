//! [`Program`]: what font programs in the file say about codes.

use alloc::vec::Vec;
use std::collections::HashMap;
use std::sync::OnceLock;

use ttf_parser::{GlyphId, OutlineBuilder, PlatformId, RawFace, Tag, cff, cmap};

use super::charstring::CharStrings;
use super::glyph_names::unicode;
use crate::pdf::lexer::{Lexer, Token};

/// A font program in the file, as far as it decides characters.
#[derive(Debug, Default)]
pub(super) struct Program {
    /// The names of the glyphs in its own encoding, by code; empty if unknown.
    pub(super) names: Vec<Vec<u8>>,
    /// Its own encoding is `StandardEncoding`, without names here.
    pub(super) is_standard: bool,
    /// Code pages, if it is TrueType.
    pub(super) tables: Option<CodeTables>,
    shapes: Shapes,
    /// The glyphs of CIDs, for a CFF font that has them.
    by_cid: OnceLock<HashMap<u16, GlyphId>>,
}

/// Where the shapes of glyphs are.
#[derive(Debug, Default)]
enum Shapes {
    #[default]
    None,
    Type1(CharStrings),
    Cff(Vec<u8>),
    TrueType(Vec<u8>),
}

/// What is known of a glyph that is looked for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted<'w> {
    pub(super) code: u32,
    /// The name that the file gives to the code; may be empty.
    pub(super) name: &'w [u8],
    /// The character that the font has for it; 0 if none.
    pub(super) unicode: u32,
    /// The code is the glyph.
    pub(super) is_glyph: bool,
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
    /// There are any tables.
    pub(super) any: bool,
    /// Glyphs have names.
    pub(super) named: bool,
}

impl Program {
    pub(super) fn parse(data: &[u8]) -> Self {
        match data {
            [0, 1, 0, 0, ..] | [b't' | b'O', ..] => Self::open_type(data),
            [1, 0, ..] => Self {
                names: cff_names(data),
                shapes: Shapes::Cff(data.to_vec()),
                ..Self::default()
            },
            _ => Self {
                names: type1_names(data),
                is_standard: has_standard_encoding(data),
                shapes: Shapes::Type1(CharStrings::parse(data)),
                ..Self::default()
            },
        }
    }

    /// How much it takes to look up a glyph of a simple font.
    pub(super) fn cost(&self) -> usize {
        match &self.shapes {
            Shapes::None | Shapes::TrueType(_) => 0,
            Shapes::Type1(font) => 20 * font.len(),
            Shapes::Cff(data) => data.len() / 64,
        }
    }

    /// Left, bottom, right and top of a glyph of a simple font in thousandths; none if it cannot be told.
    pub(super) fn bounds(&self, wanted: Wanted<'_>) -> Option<[i32; 4]> {
        let own = usize::try_from(wanted.code).ok().and_then(|code| self.names.get(code));
        let own = own.map(|name| &name[..]).unwrap_or_default();
        match &self.shapes {
            Shapes::None => None,
            Shapes::Type1(font) => {
                let by_unicode = || font.names().find(|name| unicode(name) == wanted.unicode);
                let name = match wanted {
                    Wanted { name, .. } if !name.is_empty() => name,
                    Wanted { unicode: 0, .. } => own,
                    Wanted { unicode: c, .. } if !own.is_empty() && unicode(own) == c => own,
                    _ => by_unicode().unwrap_or(own),
                };
                font.bounds(name).or_else(|| font.bounds(b".notdef"))
            }
            Shapes::Cff(data) => {
                let font = cff::Table::parse(data)?;
                let by_name =
                    |name: &[u8]| font.glyph_index_by_name(core::str::from_utf8(name).ok()?);
                let by_unicode = || {
                    let named = |glyph: &GlyphId| {
                        font.glyph_name(*glyph).map(|name| unicode(name.as_bytes()))
                    };
                    (0..font.number_of_glyphs())
                        .map(GlyphId)
                        .find(|glyph| named(glyph) == Some(wanted.unicode))
                };
                let glyph = match wanted {
                    Wanted { name, .. } if !name.is_empty() => by_name(name),
                    Wanted { unicode: 0, .. } => by_name(own),
                    Wanted { unicode: c, .. } if !own.is_empty() && unicode(own) == c => {
                        by_name(own)
                    }
                    _ => by_unicode().or_else(|| by_name(own)),
                };
                Some(cff_bounds(&font, glyph.unwrap_or(GlyphId(0))))
            }
            Shapes::TrueType(data) => {
                let face = RawFace::parse(data, 0).ok()?;
                let glyph = if wanted.is_glyph {
                    u16::try_from(wanted.code).ok().map(GlyphId)
                } else {
                    glyph_of_code(&face, wanted)
                };
                true_type_bounds(&face, glyph.unwrap_or(GlyphId(0)))
            }
        }
    }

    /// The same for a CID, with the map from CIDs to glyphs of the file.
    pub(super) fn bounds_of_cid(&self, cid: u16, map: Option<&[u8]>) -> Option<[i32; 4]> {
        let mapped = match map {
            Some(map) => {
                let at = usize::from(cid) * 2;
                let Some(pair) = map.get(at..at + 2) else { return Some([0; 4]) };
                GlyphId(u16::from_be_bytes([pair[0], pair[1]]))
            }
            None => GlyphId(cid),
        };
        match &self.shapes {
            Shapes::None | Shapes::Type1(_) => None,
            Shapes::TrueType(data) => true_type_bounds(&RawFace::parse(data, 0).ok()?, mapped),
            Shapes::Cff(data) => {
                let font = cff::Table::parse(data)?;
                let by_cid = self.by_cid.get_or_init(|| {
                    let glyphs = (0..font.number_of_glyphs()).map(GlyphId);
                    glyphs.filter_map(|glyph| Some((font.glyph_cid(glyph)?, glyph))).collect()
                });
                let glyph = if by_cid.is_empty() { Some(&mapped) } else { by_cid.get(&cid) };
                Some(glyph.map_or([0; 4], |&glyph| cff_bounds(&font, glyph)))
            }
        }
    }

    fn open_type(data: &[u8]) -> Self {
        let Ok(face) = RawFace::parse(data, 0) else {
            return Self { tables: Some(CodeTables::default()), ..Self::default() };
        };
        let mut tables = CodeTables::default();
        let names = face.table(Tag::from_bytes(b"post"));
        tables.named = names.is_some_and(|post| !post.starts_with(&[0, 3, 0, 0]));
        let found = face.table(Tag::from_bytes(b"cmap")).and_then(cmap::Table::parse);
        for table in found.iter().flat_map(|table| table.subtables) {
            let has = |code: u32| table.glyph_index(code).is_some_and(|glyph| glyph.0 != 0);
            tables.any = true;
            match table.platform_id {
                PlatformId::Unicode | PlatformId::Windows => {
                    tables.windows = true;
                    if table.platform_id == PlatformId::Windows && table.encoding_id == 0 {
                        let pages = [0, 0xf000, 0xf100, 0xf200];
                        tables.symbol |=
                            (0..256).any(|code| pages.iter().any(|page| has(page + code)));
                    } else {
                        tables.unicode_used |= (0..256).any(has);
                    }
                }
                PlatformId::Macintosh => {
                    tables.macintosh = true;
                    if table.encoding_id == 0 {
                        tables.roman = true;
                        tables.roman_used |= (0..256).any(has);
                    }
                }
                _ => {}
            }
        }
        let outlines = face.table(Tag::from_bytes(b"CFF "));
        let shapes = outlines
            .map_or_else(|| Shapes::TrueType(data.to_vec()), |cff| Shapes::Cff(cff.to_vec()));
        let names = outlines.map(cff_names).unwrap_or_default();
        Self { names, tables: Some(tables), shapes, ..Self::default() }
    }
}

/// The glyph of a TrueType font that a code leads to.
fn glyph_of_code(face: &RawFace<'_>, wanted: Wanted<'_>) -> Option<GlyphId> {
    let tables = cmap::Table::parse(face.table(Tag::from_bytes(b"cmap"))?)?;
    let code = wanted.code;
    tables.subtables.into_iter().find_map(|table| {
        let found = match (table.platform_id, table.encoding_id) {
            (PlatformId::Windows, 0) => {
                [0xf000, 0, 0xf100, 0xf200].iter().find_map(|page| table.glyph_index(page + code))
            }
            (PlatformId::Macintosh, _) => table.glyph_index(code),
            _ if wanted.unicode != 0 => table.glyph_index(wanted.unicode),
            _ => None,
        };
        found.filter(|glyph| glyph.0 != 0)
    })
}

/// The box of a glyph in its `glyf` table.
fn true_type_bounds(face: &RawFace<'_>, glyph: GlyphId) -> Option<[i32; 4]> {
    let table = |tag| face.table(Tag::from_bytes(tag));
    let head = table(b"head")?;
    let u16_at =
        |data: &[u8], at: usize| Some(u16::from_be_bytes([*data.get(at)?, *data.get(at + 1)?]));
    let per_em = i32::from(u16_at(head, 18)?).max(1);
    let index = table(b"loca")?;
    let place = |at: usize| {
        if u16_at(head, 50)? == 0 {
            Some(usize::from(u16_at(index, at * 2)?) * 2)
        } else {
            let (high, low) = (u16_at(index, at * 4)?, u16_at(index, at * 4 + 2)?);
            Some(usize::from(high) << 16 | usize::from(low))
        }
    };
    let glyphs = table(b"glyf")?;
    let (start, end) = (place(usize::from(glyph.0)), place(usize::from(glyph.0) + 1));
    // A glyph that is not there has no extent.
    let (Some(start), Some(end)) = (start, end) else { return Some([0; 4]) };
    if start >= end {
        return Some([0; 4]);
    }
    let mut bounds = [0; 4];
    for (at, bound) in bounds.iter_mut().enumerate() {
        *bound = i32::from(u16_at(glyphs, start.checked_add(2 + at * 2)?)?.cast_signed()) * 1000
            / per_em;
    }
    Some(bounds)
}

/// The box of a glyph in a CFF font, control points included.
fn cff_bounds(font: &cff::Table<'_>, glyph: GlyphId) -> [i32; 4] {
    let mut points = Points { around: None };
    // An outline that breaks off has a box all the same.
    let _ = font.outline(glyph, &mut points);
    let scale = font.matrix().sx * 1000.0;
    let around = points.around.unwrap_or([0.0; 4]);
    around.map(|value| super::composite::trunc(value * scale))
}

/// Takes the points of an outline.
struct Points {
    around: Option<[f32; 4]>,
}

impl Points {
    fn mark(&mut self, x: f32, y: f32) {
        let [left, bottom, right, top] = self.around.unwrap_or([x, y, x, y]);
        self.around = Some([left.min(x), bottom.min(y), right.max(x), top.max(y)]);
    }
}

impl OutlineBuilder for Points {
    fn move_to(&mut self, x: f32, y: f32) {
        self.mark(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.mark(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        self.mark(x1, y1);
        self.mark(x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        self.mark(x1, y1);
        self.mark(x2, y2);
        self.mark(x, y);
    }

    fn close(&mut self) {}
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

/// Whether a Type 1 font has `/Encoding StandardEncoding def`.
fn has_standard_encoding(data: &[u8]) -> bool {
    let start = data.windows(9).position(|part| part == b"/Encoding");
    let next = start.and_then(|start| Lexer::new(&data[start + 9..]).next());
    next == Some(Token::Word(b"StandardEncoding"))
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
        assert!(Program::parse(b"%! /Encoding StandardEncoding def").is_standard);
    }

    #[test]
    fn garbage_says_nothing() {
        for data in [&b""[..], b"\0\x01\0\0", b"OTTO", b"\x01\0\x04\x01", b"/Encoding 1 /a"] {
            assert!(Program::parse(data).names.iter().all(Vec::is_empty) || data.ends_with(b"a"));
        }
    }
}
