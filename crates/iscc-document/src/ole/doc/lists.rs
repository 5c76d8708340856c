//! The numbers of list items (MS-DOC 2.9.131 LSTF, 2.9.150 LVL, 2.9.132 LFO).

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use std::collections::HashMap;

use super::fib::{Fib, Table};
use crate::list_numbers::{Format, Level, next_number};
use crate::ole::little_endian::{slice, u8_at, u16_at, u32_at, usize_at};

const LEVELS: usize = 9;

/// How paragraphs refer to a list, with levels that are different there. Where only their first number is, the reference does not
/// care.
#[derive(Debug)]
struct Override {
    list: u32,
    levels: [Option<Level>; LEVELS],
}

/// The lists of a document and how far they have counted.
#[derive(Debug)]
pub(super) struct Lists {
    levels: HashMap<u32, Vec<Level>>,
    overrides: Vec<Override>,
    /// By list.
    counts: HashMap<u32, Vec<Option<i64>>>,
}

impl Lists {
    pub(super) fn new(fib: Fib<'_>, table: &[u8]) -> Self {
        // The levels lie behind what the table says is its end.
        let lists = fib.table(table, Table::Lists).map(|lists| {
            let start = lists.as_ptr() as usize - table.as_ptr() as usize;
            &table[start..]
        });
        let overrides = fib.table(table, Table::ListOverrides).unwrap_or_default();
        Self {
            levels: lists.and_then(read_lists).unwrap_or_default(),
            overrides: read_overrides(overrides).unwrap_or_default(),
            counts: HashMap::new(),
        }
    }

    /// The number of the next item at a level of a list, as the reference writes it.
    pub(super) fn number(&mut self, reference: u16, level: u8) -> Option<String> {
        let by = self.overrides.get(usize::from(reference).checked_sub(1)?)?;
        let mut levels = Cow::Borrowed(&self.levels.get(&by.list)?[..]);
        for (i, other) in by.levels.iter().enumerate() {
            if let Some(other) = other
                && let Some(level) = levels.to_mut().get_mut(i)
            {
                level.clone_from(other);
            }
        }
        let counts = self.counts.entry(by.list).or_default();
        next_number(&levels, counts, usize::from(level))
    }
}

fn read_lists(bytes: &[u8]) -> Option<HashMap<u32, Vec<Level>>> {
    const LIST: usize = 28;
    let count = usize::from(u16_at(bytes, 0)?);
    let mut levels_at = 2 + LIST * count;
    let mut lists = HashMap::new();
    for i in 0..count {
        let list = slice(bytes, 2 + LIST * i, LIST)?;
        let count = if u8_at(list, 26)? & 1 != 0 { 1 } else { LEVELS };
        let mut levels = Vec::new();
        for _ in 0..count {
            let Some((level, length)) = read_level(bytes.get(levels_at..)?) else {
                return Some(lists);
            };
            levels.push(level);
            levels_at += length;
        }
        lists.insert(u32_at(list, 0)?, levels);
    }
    Some(lists)
}

/// A level and its length.
fn read_level(bytes: &[u8]) -> Option<(Level, usize)> {
    const LEGAL: u8 = 4;
    const NO_RESTART: u8 = 8;
    let changes = usize::from(u8_at(bytes, 24)?) + usize::from(u8_at(bytes, 25)?);
    let at = 28 + changes;
    let length = usize::from(u16_at(bytes, at)?);
    let text = slice(bytes, at + 2, 2 * length)?;
    let units = text.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit));
    let mut text = String::new();
    for c in char::decode_utf16(units).flatten() {
        // A character below 9 stands for the number of a level.
        match u8::try_from(c) {
            Ok(level) if usize::from(level) < LEVELS => {
                text.extend(['%', char::from(b'1' + level)]);
            }
            _ => text.push(c),
        }
    }
    let flags = u8_at(bytes, 5)?;
    let level = Level {
        start: u32_at(bytes, 0)?.into(),
        restart: if flags & NO_RESTART == 0 { None } else { Some(u8_at(bytes, 26)?.into()) },
        text,
        format: format(u8_at(bytes, 4)?),
        legal: flags & LEGAL != 0,
    };
    Some((level, at + 2 + 2 * length))
}

fn read_overrides(bytes: &[u8]) -> Option<Vec<Override>> {
    const OVERRIDE: usize = 16;
    let count = usize_at(bytes, 0)?.min(bytes.len() / OVERRIDE);
    let mut at = 4 + OVERRIDE * count;
    let mut overrides = Vec::new();
    for i in 0..count {
        let fixed = slice(bytes, 4 + OVERRIDE * i, OVERRIDE)?;
        let mut found = Override { list: u32_at(fixed, 0)?, levels: Default::default() };
        // Levels that cannot be read are as in the list.
        at += 4;
        for _ in 0..u8_at(fixed, 12)? {
            let Some(flags) = u32_at(bytes, at + 4) else { break };
            at += 8;
            let level = usize::try_from(flags & 0xf).unwrap_or(LEVELS);
            let defined =
                if flags & 0x20 != 0 { bytes.get(at..).and_then(read_level) } else { None };
            at += defined.as_ref().map_or(0, |(_, length)| *length);
            if level < LEVELS {
                found.levels[level] = defined.map(|(level, _)| level);
            }
        }
        overrides.push(found);
    }
    Some(overrides)
}

/// How numbers are written (MS-OSHARED 2.2.1.3).
fn format(number: u8) -> Format {
    match number {
        1 => Format::UpperRoman,
        2 => Format::LowerRoman,
        3 => Format::UpperLetter,
        4 => Format::LowerLetter,
        5 => Format::Ordinal,
        22 => Format::DecimalZero,
        23 => Format::Bullet,
        47 | 255 => Format::None,
        _ => Format::Decimal,
    }
}
