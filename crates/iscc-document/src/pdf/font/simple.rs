//! [`Simple`]: fonts whose codes are single bytes.

use alloc::vec::Vec;
use std::collections::HashMap;

use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::composite::trunc;
use super::glyph_names::unicode as unicode_of_name;
use super::program::{Program, Wanted};
use super::standard::{Encoding, Standard, standard};
use super::to_unicode::ToUnicode;
use super::true_type::{Facts, Source};
use crate::error::Error;
use crate::pdf::geometry::{Matrix, Rect};
use crate::pdf::lexer::{Lexer, Token};
use crate::pdf::stream::Streams;

/// A font of Type 1, Type 3 or TrueType.
#[derive(Debug)]
pub(super) struct Simple {
    to_unicode: Option<ToUnicode>,
    /// The characters of the codes; 0 if unknown.
    unicodes: [u32; 256],
    /// Widths in thousandths.
    widths: [i32; 256],
    program: Option<Program>,
    names: Names,
    /// Codes are glyphs: no table of a TrueType font says anything else.
    codes_are_glyphs: bool,
    /// The boxes of the glyphs of a Type 3 font, by code.
    drawn: HashMap<u32, [i32; 4]>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Type1,
    TrueType,
    Type3,
}

/// The names that the file gives to codes, empty where it gives none.
type Names = [Vec<u8>; 256];

const SYMBOLIC: u32 = 4;
const NON_SYMBOLIC: u32 = 32;

impl Simple {
    pub(super) fn load(
        dict: &Dict<'_>,
        kind: Kind,
        to_unicode: Option<ToUnicode>,
        streams: &mut Streams<'_, '_>,
    ) -> Result<Self, Error> {
        let descriptor = dict.get::<Dict<'_>>("FontDescriptor");
        let flags = descriptor.as_ref().and_then(|d| d.get::<i32>("Flags"));
        let base_font = dict.get::<Name<'_>>("BaseFont");
        let base_font = base_font.as_deref().unwrap_or_default();
        let program = match &descriptor {
            Some(descriptor) => program(descriptor, streams)?,
            None => None,
        };
        let standard = if kind == Kind::Type1 { standard(base_font) } else { None };
        let symbol = matches!(standard, Some(Standard::Symbol | Standard::Dingbats));
        let flags = match (flags, standard) {
            (Some(flags), _) => flags.cast_unsigned(),
            (None, Some(_)) if symbol => SYMBOLIC,
            (None, Some(_)) => NON_SYMBOLIC,
            (None, None) => 0,
        };

        let mut base = match standard {
            Some(Standard::Symbol) => Encoding::Symbol,
            Some(Standard::Dingbats) => Encoding::Dingbats,
            _ => Encoding::Builtin,
        };
        if flags & SYMBOLIC == 0 && kind != Kind::Type3 {
            base = Encoding::Standard;
        }
        let names = encoding(dict, kind, base_font, flags, program.is_some(), &mut base);
        let mut codes_are_glyphs = false;
        let unicodes = match kind {
            Kind::Type1 => type1(base, &names, flags, program.as_ref()),
            Kind::TrueType => {
                let found = true_type(base, base_font, &names, flags, program.as_ref());
                codes_are_glyphs = found.is_none();
                found.unwrap_or_else(identity)
            }
            // The names of the glyphs of Type 3 fonts are arbitrary.
            Kind::Type3 => [0; 256],
        };
        let widths = widths(dict, descriptor.as_ref(), kind, standard, base_font, &unicodes);
        let drawn = match kind {
            Kind::Type3 => drawn(dict, &names, streams)?,
            _ => HashMap::new(),
        };
        Ok(Self { to_unicode, unicodes, widths, program, names, codes_are_glyphs, drawn })
    }

    /// A standard font, for text whose font is not in the file.
    pub(super) fn helvetica() -> Self {
        let unicodes = core::array::from_fn(|code| Encoding::WinAnsi.unicode(code).unwrap_or(0));
        let standard = standard(b"Helvetica");
        let width = |code| standard.map_or(500, |font| font.width(code, unicodes[code]));
        let widths = core::array::from_fn(width);
        let names = core::array::from_fn(|_| Vec::new());
        Self {
            to_unicode: None,
            unicodes,
            widths,
            program: None,
            names,
            codes_are_glyphs: false,
            drawn: HashMap::new(),
        }
    }

    /// The characters of a code; none if nothing is known.
    pub(super) fn unicode(&self, code: u32) -> Vec<u32> {
        if let Some(text) = self.to_unicode.as_ref().and_then(|map| map.get(code)) {
            return text;
        }
        let unicode = self.unicodes[(code & 0xff) as usize];
        if unicode == 0 { Vec::new() } else { alloc::vec![unicode] }
    }

    pub(super) fn width(&self, code: u32) -> i32 {
        self.widths[(code & 0xff) as usize]
    }

    /// How much it takes to look up a glyph.
    pub(super) fn cost(&self) -> usize {
        self.program.as_ref().map_or(0, Program::cost)
    }

    /// Left, bottom, right and top of what is drawn in thousandths; none if it cannot be told.
    pub(super) fn bounds(&self, code: u32) -> Option<[i32; 4]> {
        let at = (code & 0xff) as usize;
        let wanted = Wanted {
            code: code & 0xff,
            name: &self.names[at],
            unicode: self.unicodes[at],
            is_glyph: self.codes_are_glyphs,
        };
        match &self.program {
            Some(program) => program.bounds(wanted),
            None => self.drawn.get(&wanted.code).copied(),
        }
    }

    /// The code of a space, if there is one.
    pub(super) fn space(&self) -> Option<u32> {
        let told = self.to_unicode.as_ref().and_then(|map| map.code_of(0x20));
        told.or_else(|| {
            self.unicodes.iter().position(|&c| c == 0x20).and_then(|at| u32::try_from(at).ok())
        })
    }
}

/// The font program, if it is in the file.
pub(super) fn program(
    descriptor: &Dict<'_>,
    streams: &mut Streams<'_, '_>,
) -> Result<Option<Program>, Error> {
    for key in ["FontFile", "FontFile2", "FontFile3"] {
        if let Some(stream) = descriptor.get::<Stream<'_>>(key) {
            let data = streams.decode(&stream)?.unwrap_or_default();
            streams.out.work(data.len() as u64)?;
            return Ok(Some(Program::parse(&data)));
        }
    }
    Ok(None)
}

/// The boxes of the glyphs of a Type 3 font, as far as they say so with `d1`.
fn drawn(
    dict: &Dict<'_>,
    names: &Names,
    streams: &mut Streams<'_, '_>,
) -> Result<HashMap<u32, [i32; 4]>, Error> {
    let mut drawn = HashMap::new();
    let Some(glyphs) = dict.get::<Dict<'_>>("CharProcs") else { return Ok(drawn) };
    let matrix = dict.get::<Array<'_>>("FontMatrix");
    let matrix: Vec<f32> = matrix.iter().flat_map(Array::iter::<f32>).collect();
    let matrix = <[f32; 6]>::try_from(matrix).unwrap_or([0.001, 0.0, 0.0, 0.001, 0.0, 0.0]);
    let matrix = Matrix::new(matrix.map(|value| value * 1000.0));
    for (code, name) in (0..).zip(names) {
        if name.is_empty() {
            continue;
        }
        let Some(stream) = glyphs.get::<Stream<'_>>(&name[..]) else { continue };
        let Some(content) = streams.decode(&stream)? else { continue };
        let numbers: Vec<f32> = Lexer::new(&content)
            .map_while(|token| if let Token::Number(number) = token { Some(number) } else { None })
            .take(7)
            .collect();
        if let [_, _, left, bottom, right, top] = numbers[..] {
            let rect = matrix.apply_to(Rect { left, bottom, right, top });
            drawn.insert(code, [rect.left, rect.bottom, rect.right, rect.top].map(trunc));
        }
    }
    Ok(drawn)
}

/// Reads the `Encoding`: changes the base and returns the names of the differences to it.
fn encoding(
    dict: &Dict<'_>,
    kind: Kind,
    base_font: &[u8],
    flags: u32,
    embedded: bool,
    base: &mut Encoding,
) -> Names {
    let mut names = core::array::from_fn(|_| Vec::new());
    let own = matches!(base, Encoding::Symbol | Encoding::Dingbats);
    match dict.get::<Object<'_>>("Encoding") {
        Some(Object::Name(_)) if own => {}
        Some(Object::Name(_)) if flags & SYMBOLIC != 0 && base_font == b"Symbol" => match kind {
            Kind::TrueType => {}
            _ => *base = Encoding::Symbol,
        },
        Some(Object::Name(name)) => *base = Encoding::named(&name).unwrap_or(*base),
        Some(Object::Dict(encoding)) => {
            if !own {
                let named = encoding
                    .get::<Name<'_>>("BaseEncoding")
                    .and_then(|name| Encoding::named(&name));
                *base = named.unwrap_or(*base);
            }
            if (!embedded || kind == Kind::TrueType) && *base == Encoding::Builtin {
                *base = Encoding::Standard;
            }
            let mut code = 0;
            let differences = encoding.get::<Array<'_>>("Differences");
            for object in differences.iter().flat_map(Array::iter::<Object<'_>>) {
                match object {
                    Object::Name(name) => {
                        if let Some(slot) = names.get_mut(code) {
                            *slot = name.to_vec();
                        }
                        code = code.saturating_add(1);
                    }
                    Object::Number(number) => {
                        code = usize::try_from(trunc(number.as_f32())).unwrap_or(256);
                    }
                    _ => {}
                }
            }
        }
        _ if base_font == b"Symbol" && kind != Kind::TrueType => *base = Encoding::Symbol,
        _ if !embedded && *base == Encoding::Builtin => *base = Encoding::WinAnsi,
        _ => {}
    }
    names
}

/// The character of a code by its name in the file, else by the base encoding; none if it has neither.
fn by_name(base: Encoding, names: &Names, code: usize) -> Option<u32> {
    if names[code].is_empty() { base.unicode(code) } else { Some(unicode_of_name(&names[code])) }
}

fn type1(base: Encoding, names: &Names, flags: u32, program: Option<&Program>) -> [u32; 256] {
    let own = matches!(base, Encoding::Symbol | Encoding::Dingbats);
    core::array::from_fn(|code| {
        if let Some(unicode) = by_name(base, names, code) {
            // A glyph that is not there shows nothing.
            let missing = flags & SYMBOLIC == 0 && names[code] == b".notdef";
            return if missing { 0x20 } else { unicode };
        }
        match program {
            Some(program) if flags & SYMBOLIC != 0 && program.is_standard => {
                Encoding::Standard.unicode(code).unwrap_or(0)
            }
            Some(program) if flags & SYMBOLIC != 0 => {
                program.names.get(code).map_or(0, |name| unicode_of_name(name))
            }
            // The substitute is encoded like this.
            None if flags & SYMBOLIC != 0 && !own => Encoding::WinAnsi.unicode(code).unwrap_or(0),
            _ => 0,
        }
    })
}

/// The characters of the codes; none if codes are glyphs as far as can be told.
fn true_type(
    base: Encoding,
    base_font: &[u8],
    names: &Names,
    flags: u32,
    program: Option<&Program>,
) -> Option<[u32; 256]> {
    let facts = Facts {
        base,
        has_differences: !names.iter().all(Vec::is_empty),
        is_symbolic: flags & SYMBOLIC != 0,
        is_non_symbolic: flags & NON_SYMBOLIC != 0,
        is_symbol: base_font.windows(6).any(|part| part == b"Symbol"),
        tables: program.map(|program| program.tables.unwrap_or_default()),
    };
    let (source, base) = facts.source();
    let named = |code| by_name(base, names, code).unwrap_or(0);
    Some(match source {
        Source::Names => core::array::from_fn(named),
        Source::Roman => core::array::from_fn(|code| macintosh(code).unwrap_or(0)),
        Source::Codes => identity(),
        Source::Glyphs => return None,
        Source::Nothing => [0; 256],
        Source::Substitute => core::array::from_fn(|code| {
            let is_unknown =
                base == Encoding::MacRoman && names[code].is_empty() && is_macintosh_symbol(code);
            if is_unknown { 0 } else { named(code) }
        }),
    })
}

/// The character of a code in the table of Macintosh Roman, as measured: without mathematical symbols, and with the pound sign
/// in the place of the inverted exclamation mark.
fn macintosh(code: usize) -> Option<u32> {
    match code {
        0xc1 => Some(0xa3),
        code => Encoding::MacRoman.unicode(code).filter(|_| !is_macintosh_symbol(code)),
    }
}

/// Codes as characters.
fn identity() -> [u32; 256] {
    core::array::from_fn(|code| u32::try_from(code).unwrap_or(0))
}

/// What is in the encoding of Macintosh computers but not in `MacRomanEncoding`.
const fn is_macintosh_symbol(code: usize) -> bool {
    matches!(
        code,
        0xad | 0xb0 | 0xb2 | 0xb3 | 0xb6..=0xba | 0xbd | 0xc3 | 0xc5 | 0xc6 | 0xd7 | 0xf0
    )
}

fn widths(
    dict: &Dict<'_>,
    descriptor: Option<&Dict<'_>>,
    kind: Kind,
    standard: Option<Standard>,
    base_font: &[u8],
    unicodes: &[u32; 256],
) -> [i32; 256] {
    if kind != Kind::Type3 && standard == Some(Standard::Courier) {
        return [600; 256];
    }
    let Some(given) = dict.get::<Array<'_>>("Widths") else {
        let font = standard
            .or_else(|| super::standard::standard(base_font))
            .or_else(|| super::standard::standard(b"Helvetica"));
        return core::array::from_fn(|code| {
            font.map_or(500, |font| font.width(code, unicodes[code]))
        });
    };
    let missing = descriptor.and_then(|d| d.get::<f32>("MissingWidth")).map_or(0, trunc);
    let mut widths = [missing; 256];
    // The widths of Type 3 fonts are in the units of their matrix.
    let scale = if kind == Kind::Type3 {
        let matrix = dict.get::<Array<'_>>("FontMatrix");
        matrix.and_then(|matrix| matrix.iter::<f32>().next()).unwrap_or(0.001) * 1000.0
    } else {
        1.0
    };
    let first = dict.get::<f32>("FirstChar").map_or(0, trunc);
    let first = usize::try_from(first).unwrap_or(256);
    for (slot, width) in widths.iter_mut().skip(first).zip(given.iter::<f32>()) {
        *slot = if kind == Kind::Type3 { trunc((width * scale).round()) } else { trunc(width) };
    }
    widths
}
