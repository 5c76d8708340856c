//! [`Fonts`]: the fonts of a document, and the glyphs that are used of them.

mod charstring;
mod code_map;
mod collection;
mod composite;
mod glyph_names;
mod program;
mod simple;
mod standard;
mod tables;
mod to_unicode;
mod true_type;

use alloc::boxed::Box;
use alloc::vec::Vec;
use std::collections::HashMap;

use hayro_syntax::object::{Dict, Name, ObjectIdentifier, Stream};

use self::composite::Composite;
use self::simple::{Kind, Simple};
use self::to_unicode::ToUnicode;
use super::stream::Streams;
use crate::error::Error;

/// Which font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct FontId(u32);

/// Which glyph of any font.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct GlyphId(u32);

/// A code of a font and what it stands for. Lengths are thousandths of the font size.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub(super) font: FontId,
    pub(super) code: u32,
    /// The characters; usually one. Empty if nothing is known of the code.
    pub(super) unicode: Box<[u32]>,
    pub(super) width: i32,
    /// Left, bottom, right, top of what is drawn, about.
    pub(super) bounds: [i32; 4],
    /// Where the vertical origin is as seen from the horizontal one (x, y), and the way down.
    pub(super) vertical: [i32; 3],
}

impl Glyph {
    /// The first character, or the code if nothing is known of it.
    pub(super) fn first(&self) -> u32 {
        self.unicode.first().copied().unwrap_or(self.code)
    }
}

#[derive(Debug)]
enum Font {
    Simple(Box<Simple>),
    Composite(Box<Composite>),
}

#[derive(Debug)]
struct Entry {
    font: Font,
    glyphs: HashMap<u32, GlyphId>,
    /// The width of a space, if the font has one.
    space: Option<i32>,
}

/// The object that a dictionary is in, and its address and length in memory.
type Place = (Option<ObjectIdentifier>, usize, usize);

/// All fonts of a document.
#[derive(Debug, Default)]
pub(super) struct Fonts {
    entries: Vec<Entry>,
    glyphs: Vec<Glyph>,
    /// By where their dictionaries are: of those that are written in the resources of a page the object is that of the page.
    by_place: HashMap<Place, Option<FontId>>,
    helvetica: Option<FontId>,
}

impl Fonts {
    pub(super) fn glyph(&self, glyph: GlyphId) -> &Glyph {
        &self.glyphs[glyph.0 as usize]
    }

    fn entry(&self, font: FontId) -> &Entry {
        &self.entries[font.0 as usize]
    }

    pub(super) fn is_vertical(&self, font: FontId) -> bool {
        matches!(&self.entry(font).font, Font::Composite(font) if font.codes.vertical)
    }

    /// The width of a space, if the font has one.
    pub(super) fn space(&self, font: FontId) -> Option<i32> {
        self.entry(font).space
    }

    /// The font of a dictionary; none if it is too broken for pdfium.
    pub(super) fn load(
        &mut self,
        dict: &Dict<'_>,
        streams: &mut Streams<'_, '_>,
    ) -> Result<Option<FontId>, Error> {
        let data = dict.data();
        let place = (dict.obj_id(), data.as_ptr() as usize, data.len());
        if let Some(&known) = self.by_place.get(&place) {
            return Ok(known);
        }
        streams.out.part()?;
        let font = load(dict, streams)?.map(|font| self.add(font));
        self.by_place.insert(place, font);
        Ok(font)
    }

    /// What stands in for a font that is not there.
    pub(super) fn helvetica(&mut self) -> FontId {
        if let Some(font) = self.helvetica {
            return font;
        }
        let font = self.add(Font::Simple(Box::new(Simple::helvetica())));
        self.helvetica = Some(font);
        font
    }

    fn add(&mut self, font: Font) -> FontId {
        #[expect(clippy::cast_possible_truncation, reason = "the limit of parts is far below")]
        let id = FontId(self.entries.len() as u32);
        let space = match &font {
            Font::Simple(font) => font.space().map(|code| font.width(code)),
            Font::Composite(font) => Some(font.width(font.codes.cid(font.space()))),
        };
        self.entries.push(Entry { font, glyphs: HashMap::new(), space });
        id
    }

    /// The glyphs of a string. Returns how much it took to look up those that were not known before.
    pub(super) fn glyphs(
        &mut self,
        id: FontId,
        mut bytes: &[u8],
        each: &mut impl FnMut(GlyphId),
    ) -> u64 {
        let mut work = 0u64;
        while !bytes.is_empty() {
            let entry = &mut self.entries[id.0 as usize];
            let code = match &entry.font {
                Font::Simple(_) => {
                    let code = u32::from(bytes[0]);
                    bytes = &bytes[1..];
                    code
                }
                Font::Composite(font) => font.codes.next_code(&mut bytes),
            };
            if let Some(&glyph) = entry.glyphs.get(&code) {
                each(glyph);
                continue;
            }
            #[expect(clippy::cast_possible_truncation, reason = "one per code that is written")]
            let glyph = GlyphId(self.glyphs.len() as u32);
            work = work.saturating_add(match &entry.font {
                Font::Simple(font) => font.cost(),
                Font::Composite(font) => font.cost(),
            } as u64);
            entry.glyphs.insert(code, glyph);
            self.glyphs.push(entry.font.glyph(id, code));
            each(glyph);
        }
        work
    }

    /// Whether word spacing goes with a code: a space of one byte.
    pub(super) fn is_space(&self, glyph: &Glyph) -> bool {
        glyph.code == 0x20
            && match &self.entry(glyph.font).font {
                Font::Simple(_) => true,
                Font::Composite(font) => font.codes.has_single_byte_space(),
            }
    }
}

impl Font {
    fn glyph(&self, font: FontId, code: u32) -> Glyph {
        let (unicode, width, bounds, vertical) = match self {
            Self::Simple(font) => (font.unicode(code), font.width(code), font.bounds(code), [0; 3]),
            Self::Composite(font) => {
                let cid = font.codes.cid(code);
                let [down, x, y] = font.vertical(cid);
                (font.unicode(code), font.width(cid), font.bounds(cid), [x, y, down])
            }
        };
        let bounds = bounds.unwrap_or_else(|| match unicode[..] {
            [0x20 | 0xa0 | 0x3000] => [0; 4],
            // What is drawn may reach beyond a width of nothing.
            _ if width == 0 => [0, 0, 500, 700],
            _ => [0, 0, width, 700],
        });
        Glyph { font, code, unicode: unicode.into_boxed_slice(), width, bounds, vertical }
    }
}

fn load(dict: &Dict<'_>, streams: &mut Streams<'_, '_>) -> Result<Option<Font>, Error> {
    let to_unicode = match dict.get::<Stream<'_>>("ToUnicode") {
        Some(stream) => {
            let data = streams.decode(&stream)?.unwrap_or_default();
            streams.out.work(data.len() as u64)?;
            Some(ToUnicode::parse(&data))
        }
        None => None,
    };
    let subtype = dict.get::<Name<'_>>("Subtype");
    let kind = match subtype.as_deref() {
        Some(b"Type0") => {
            let font = Composite::load(dict, to_unicode, streams)?;
            return Ok(font.map(|font| Font::Composite(Box::new(font))));
        }
        Some(b"TrueType") => Kind::TrueType,
        Some(b"Type3") => Kind::Type3,
        _ => Kind::Type1,
    };
    Ok(Some(Font::Simple(Box::new(Simple::load(dict, kind, to_unicode, streams)?))))
}
