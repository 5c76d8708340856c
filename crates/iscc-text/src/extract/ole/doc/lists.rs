//! The numbers of list items (MS-DOC 2.9.131 LSTF, 2.9.150 LVL, 2.9.132 LFO).

use alloc::format;
use alloc::string::{String, ToString as _};
use alloc::vec::Vec;
use std::collections::HashMap;

use super::fib::{Fib, Table};
use crate::extract::ole::little_endian::{slice, u8_at, u16_at, u32_at, usize_at};

const LEVELS: usize = 9;

/// The style of levels that have a mark and no number.
const BULLET: u8 = 23;

/// A level of a list.
#[derive(Debug, Clone, Default)]
struct Level {
    start: u32,
    /// How numbers are written (MS-OSHARED 2.2.1.3).
    style: u8,
    /// Whether the numbers of all levels are decimal.
    legal: bool,
    /// The text of the number; a character below 9 stands for the number of a level.
    text: Vec<u16>,
}

/// How paragraphs refer to a list, with levels that are different there.
#[derive(Debug)]
struct Override {
    list: u32,
    starts: [Option<u32>; LEVELS],
    levels: [Option<Level>; LEVELS],
}

/// The lists of a document and how far they have counted.
#[derive(Debug)]
pub(super) struct Lists {
    levels: HashMap<u32, Vec<Level>>,
    overrides: Vec<Override>,
    counts: HashMap<u32, [Option<u32>; LEVELS]>,
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
        let level = usize::from(level);
        let by = self.overrides.get(usize::from(reference).checked_sub(1)?)?;
        let levels = self.levels.get(&by.list)?;
        let definition = |level: usize| by.levels.get(level)?.as_ref().or(levels.get(level));
        let start = |level: usize| {
            by.starts[level].or(definition(level).map(|level| level.start)).unwrap_or(1)
        };
        let own = definition(level)?;
        let counts = self.counts.entry(by.list).or_default();
        for (level, count) in counts.iter_mut().enumerate().take(level) {
            count.get_or_insert_with(|| start(level));
        }
        counts[level] =
            Some(counts[level].map_or_else(|| start(level), |count| count.wrapping_add(1)));
        counts[level + 1..].fill(None);

        if own.style == BULLET {
            return Some("\u{b7} ".into());
        }
        let mut text = String::new();
        for c in char::decode_utf16(own.text.iter().copied()).flatten() {
            match usize::try_from(u32::from(c)) {
                Ok(other) if other < LEVELS => {
                    let style = definition(other).map_or(0, |level| level.style);
                    let number = counts[other].unwrap_or_else(|| start(other));
                    text.push_str(&written(number, if own.legal { 0 } else { style }));
                }
                _ => text.push(c),
            }
        }
        text.push(' ');
        Some(text)
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
    let changes = usize::from(u8_at(bytes, 24)?) + usize::from(u8_at(bytes, 25)?);
    let at = 28 + changes;
    let length = usize::from(u16_at(bytes, at)?);
    let text = slice(bytes, at + 2, 2 * length)?;
    let level = Level {
        start: u32_at(bytes, 0)?,
        style: u8_at(bytes, 4)?,
        legal: u8_at(bytes, 5)? & 4 != 0,
        text: text.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit)).collect(),
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
        let mut found = Override {
            list: u32_at(fixed, 0)?,
            starts: [None; LEVELS],
            levels: Default::default(),
        };
        // Levels that cannot be read are as in the list.
        at += 4;
        for _ in 0..u8_at(fixed, 12)? {
            let (Some(start), Some(flags)) = (u32_at(bytes, at), u32_at(bytes, at + 4)) else {
                break;
            };
            at += 8;
            let level = usize::try_from(flags & 0xf).unwrap_or(LEVELS);
            let defined =
                if flags & 0x20 != 0 { bytes.get(at..).and_then(read_level) } else { None };
            at += defined.as_ref().map_or(0, |(_, length)| *length);
            if level < LEVELS {
                found.starts[level] = (flags & 0x10 != 0).then_some(start);
                found.levels[level] = defined.map(|(level, _)| level);
            }
        }
        overrides.push(found);
    }
    Some(overrides)
}

/// A number in a style.
fn written(number: u32, style: u8) -> String {
    match style {
        1 => roman(number),
        2 => roman(number).to_lowercase(),
        3 => letters(number),
        4 => letters(number).to_lowercase(),
        22 if number < 10 => format!("0{number}"),
        47 | 255 => String::new(),
        _ => number.to_string(),
    }
}

fn roman(mut number: u32) -> String {
    const DIGITS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number > 3999 {
        return number.to_string();
    }
    let mut text = String::new();
    for (value, digit) in DIGITS {
        while number >= value {
            text.push_str(digit);
            number -= value;
        }
    }
    text
}

/// A, B, ... Z, AA, BB, ...
fn letters(number: u32) -> String {
    let Some(index) = number.checked_sub(1) else { return String::new() };
    let letter = char::from_u32('A' as u32 + index % 26).unwrap_or('A');
    core::iter::repeat_n(letter, usize::try_from(index / 26 + 1).unwrap_or(1).min(100)).collect()
}
