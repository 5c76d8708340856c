//! [`Composite`]: fonts of Type 0, whose codes are of several bytes and lead to CIDs.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::code_map::{CodeMap, Coding};
use super::collection::{Collection, unicode_of_cid};
use super::program::Program;
use super::simple::program;
use super::to_unicode::ToUnicode;
use crate::error::Error;
use crate::pdf::stream::Streams;

/// A composite font.
#[derive(Debug)]
pub(super) struct Composite {
    pub(super) codes: CodeMap,
    collection: Option<Collection>,
    to_unicode: Option<ToUnicode>,
    default_width: i32,
    /// First and last CID, width.
    widths: Vec<[i32; 3]>,
    /// `v_y` and `w1` of the CIDs that have none of their own.
    default_vertical: [i32; 2],
    /// First and last CID, `w1`, `v_x`, `v_y`.
    verticals: Vec<[i32; 5]>,
    program: Option<Program>,
    /// The glyphs of CIDs, two bytes each.
    glyphs: Option<Vec<u8>>,
}

impl Composite {
    /// None if the dictionary lacks what is needed.
    pub(super) fn load(
        dict: &Dict<'_>,
        to_unicode: Option<ToUnicode>,
        streams: &mut Streams<'_, '_>,
    ) -> Result<Option<Self>, Error> {
        let Some(font) = dict
            .get::<Array<'_>>("DescendantFonts")
            .and_then(|fonts| fonts.iter::<Dict<'_>>().next())
        else {
            return Ok(None);
        };
        let codes = if let Some(stream) = dict.get::<Stream<'_>>("Encoding") {
            CodeMap::parse(&streams.decode(&stream)?.unwrap_or_default())
        } else if let Some(name) = dict.get::<Name<'_>>("Encoding") {
            CodeMap::named(&name)
        } else {
            return Ok(None);
        };
        let collection = codes.collection.or_else(|| {
            let info = font.get::<Dict<'_>>("CIDSystemInfo")?;
            let ordering = info.get::<hayro_syntax::object::String<'_>>("Ordering")?;
            Collection::of_ordering(ordering.as_bytes())
        });
        let [vertical_y, vertical_width] = match font.get::<Array<'_>>("DW2") {
            Some(array) if codes.vertical => {
                let mut values = array.iter::<f32>();
                [values.next().map_or(0, trunc), values.next().map_or(0, trunc)]
            }
            _ => [880, -1000],
        };
        let program = match font.get::<Dict<'_>>("FontDescriptor") {
            Some(descriptor) => program(&descriptor, streams)?,
            None => None,
        };
        let glyphs = match font.get::<Stream<'_>>("CIDToGIDMap") {
            Some(stream) => streams.decode(&stream)?.map(Cow::into_owned),
            None => None,
        };
        Ok(Some(Self {
            program,
            glyphs,
            collection,
            to_unicode,
            default_width: font.get::<f32>("DW").map_or(1000, trunc),
            widths: font.get::<Array<'_>>("W").map(|w| metrics(&w)).unwrap_or_default(),
            default_vertical: [vertical_y, vertical_width],
            verticals: match font.get::<Array<'_>>("W2") {
                Some(array) if codes.vertical => metrics(&array),
                _ => Vec::new(),
            },
            codes,
        }))
    }

    /// The characters of a code; none if nothing is known.
    pub(super) fn unicode(&self, code: u32) -> Vec<u32> {
        if let Some(text) = self.to_unicode.as_ref().and_then(|map| map.get(code)) {
            return text;
        }
        let of_cid = |cid| self.collection.and_then(|collection| unicode_of_cid(collection, cid));
        let character = match self.codes.coding {
            Coding::Unicode => Some(code),
            Coding::Cid => of_cid(code & 0xffff),
            Coding::Predefined => of_cid(self.codes.cid(code)),
            Coding::Unknown => None,
        };
        character.filter(|&c| c != 0).into_iter().collect()
    }

    /// How much it takes to look up a glyph.
    pub(super) fn cost(&self) -> usize {
        self.widths.len() + self.verticals.len()
    }

    /// Left, bottom, right and top of what is drawn in thousandths; none if it cannot be told.
    pub(super) fn bounds(&self, cid: u32) -> Option<[i32; 4]> {
        self.program.as_ref()?.bounds_of_cid(u16::try_from(cid).ok()?, self.glyphs.as_deref())
    }

    /// The code of a space, as far as it is told.
    pub(super) fn space(&self) -> u32 {
        if let Some(code) = self.to_unicode.as_ref().and_then(|map| map.code_of(0x20)) {
            return code;
        }
        match self.codes.coding {
            Coding::Unicode | Coding::Predefined => 0x20,
            Coding::Cid if self.collection.is_some() => 1,
            Coding::Cid | Coding::Unknown => 0,
        }
    }

    /// The horizontal width of a CID in thousandths.
    pub(super) fn width(&self, cid: u32) -> i32 {
        let cid = cid.cast_signed();
        let found = self.widths.iter().find(|range| (range[0]..=range[1]).contains(&cid));
        found.map_or(self.default_width, |range| range[2])
    }

    /// `w1`, `v_x` and `v_y` of a CID in thousandths.
    pub(super) fn vertical(&self, cid: u32) -> [i32; 3] {
        let found =
            self.verticals.iter().find(|range| (range[0]..=range[1]).contains(&cid.cast_signed()));
        found.map_or_else(
            || [self.default_vertical[1], self.width(cid) / 2, self.default_vertical[0]],
            |range| [range[2], range[3], range[4]],
        )
    }
}

/// How many entries widths may have; there are no more CIDs.
const MAX_METRICS: usize = 1 << 16;

/// Numbers of widths lose their fraction.
#[expect(clippy::cast_possible_truncation, reason = "saturates")]
pub(super) const fn trunc(value: f32) -> i32 {
    value as i32
}

/// The entries of `W` (`N` 3) or `W2` (`N` 5): `first [values ...]` or `first last values`.
fn metrics<const N: usize>(array: &Array<'_>) -> Vec<[i32; N]> {
    let mut entries = Vec::new();
    let mut numbers: Vec<i32> = Vec::new();
    for object in array.iter::<Object<'_>>() {
        if entries.len() > MAX_METRICS {
            break;
        }
        match object {
            Object::Array(values) => {
                let [first] = numbers[..] else { break };
                let values: Vec<i32> = values.iter::<f32>().map(trunc).collect();
                for (at, chunk) in (0..).zip(values.chunks(N - 2)) {
                    let cid = first.saturating_add(at);
                    let mut entry = [cid; N];
                    entry[2..].fill(0);
                    entry[2..2 + chunk.len()].copy_from_slice(chunk);
                    entries.push(entry);
                }
                numbers.clear();
            }
            Object::Number(number) => {
                numbers.push(trunc(number.as_f32()));
                if let Ok(entry) = <[i32; N]>::try_from(&numbers[..]) {
                    entries.push(entry);
                    numbers.clear();
                }
            }
            _ => {}
        }
    }
    entries
}
