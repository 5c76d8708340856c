//! Numbers of list paragraphs: `word/numbering.xml` (ECMA-376 part 1, 17.9), counted as the reference does.
//!
//! Numbers that a style gives do not count, levels are told by their position, and what is not a Latin letter, a Roman
//! number or an ordinal is decimal.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use std::collections::HashMap;

use crate::error::Error;
use crate::extract::xml_events::{Element, Event, Events};
use crate::extract::xml_spaces::Space;

/// How one level of a list is numbered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Level {
    start: i64,
    /// After which level it starts again: of any if not given, of none if 0.
    restart: Option<i64>,
    text: String,
    format: String,
    /// All numbers are decimal.
    legal: bool,
}

/// A definition and how far each of its levels is counted.
#[derive(Debug, Clone, Default)]
struct List {
    levels: Vec<Level>,
    counts: Vec<Option<i64>>,
}

/// A list that paragraphs are of, with what is different from its definition.
#[derive(Debug, Clone, Default)]
struct Use {
    definition: String,
    /// Levels that start elsewhere, not counted yet.
    starts: Vec<(usize, i64)>,
    levels: Vec<(usize, Level)>,
}

/// The lists of a document.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    lists: HashMap<String, List>,
    uses: HashMap<String, Use>,
}

impl Numbering {
    /// Reads `word/numbering.xml`.
    pub(super) fn read(mut events: Events<'_>) -> Result<Self, Error> {
        let mut all = Self::default();
        loop {
            match events.next()? {
                Event::Start(e) if e.is(Space::Word, "abstractNum") => {
                    let id = word(&e, "abstractNumId");
                    let mut list = List::default();
                    let depth = events.depth();
                    while events.depth() >= depth {
                        if let Event::Start(e) = events.next()?
                            && e.is(Space::Word, "lvl")
                        {
                            list.levels.push(level(&mut events)?);
                        }
                    }
                    all.lists.insert(id, list);
                }
                Event::Start(e) if e.is(Space::Word, "num") => {
                    let id = word(&e, "numId");
                    let read = read_use(&mut events)?;
                    all.uses.insert(id, read);
                }
                Event::Eof => return Ok(all),
                _ => {}
            }
        }
    }

    /// The number of the next paragraph of a list, with a space behind it.
    pub(super) fn next(&mut self, list: &str, level: usize) -> Option<String> {
        let used = self.uses.get_mut(list)?;
        let List { levels, counts } = self.lists.get_mut(&used.definition)?;
        counts.resize(levels.len(), None);
        // DIFFERENCE: the reference fails altogether where a list overrides its definition.
        for (level, replaced) in &used.levels {
            if let Some(level) = levels.get_mut(*level) {
                *level = replaced.clone();
            }
        }
        for (level, start) in used.starts.drain(..) {
            if let Some(count) = counts.get_mut(level) {
                *count = Some(start - 1);
            }
        }
        let start = |i: usize| levels[i].start;
        if level >= levels.len() {
            return None;
        }
        for (i, count) in counts.iter_mut().enumerate().take(level) {
            *count = Some(count.map_or(start(i), |count| count.max(start(i))));
        }
        counts[level] = Some(counts[level].map_or(start(level), |count| count.saturating_add(1)));
        for i in level + 1..levels.len() {
            match (counts[i], levels[i].restart) {
                (None, _) => {}
                (Some(_), Some(0)) => break,
                (Some(_), Some(after))
                    if i64::try_from(level).is_ok_and(|level| level >= after) => {}
                (Some(_), _) => counts[i] = Some(start(i) - 1),
            }
        }
        let number = text_of(&levels[level], levels, counts);
        (!number.is_empty()).then(|| number + " ")
    }
}

/// The text of a level with its numbers put in.
fn text_of(level: &Level, levels: &[Level], counts: &[Option<i64>]) -> String {
    if level.format == "bullet" && !level.legal {
        return "\u{b7}".into();
    }
    let mut text = String::new();
    let mut rest = &*level.text;
    while let Some((before, after)) = rest.split_once('%') {
        text.push_str(before);
        let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits == 0 {
            text.push('%');
        } else {
            let of = after[..digits].parse::<usize>().ok().and_then(|n| n.checked_sub(1));
            let count = of.and_then(|of| *counts.get(of)?).filter(|&count| count >= 0);
            let format = match of.and_then(|of| levels.get(of)) {
                Some(other) if !level.legal => &*other.format,
                _ => "decimal",
            };
            text.push_str(&number(count.unwrap_or(1), format));
        }
        rest = &after[digits..];
    }
    text.push_str(rest);
    text
}

fn number(count: i64, format: &str) -> Cow<'static, str> {
    Cow::Owned(match format {
        "bullet" | "none" => return Cow::Borrowed(""),
        "lowerLetter" => letters(count),
        "upperLetter" => letters(count).to_ascii_uppercase(),
        "lowerRoman" => roman(count),
        "upperRoman" => roman(count).to_ascii_uppercase(),
        "decimalZero" => format!("{count:02}"),
        "ordinal" => match count % 10 {
            1 => format!("{count}st"),
            2 => format!("{count}nd"),
            3 => format!("{count}rd"),
            _ => format!("{count}th"),
        },
        _ => count.to_string(),
    })
}

/// a to z, aa to zz, aaa...; nothing for 0.
fn letters(mut count: i64) -> String {
    let mut letters = Vec::new();
    while count > 0 {
        count -= 1;
        letters.push(b'a' + u8::try_from(count % 26).unwrap_or(0));
        count /= 26;
    }
    letters.iter().rev().map(|&letter| char::from(letter)).collect()
}

/// Thousands are as many m; nothing for 0.
pub(in crate::extract) fn roman(count: i64) -> String {
    const PARTS: [(i64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    // More than a hundred thousand is no number of a paragraph.
    let mut left = count.min(100_000);
    let mut text = String::new();
    for (value, letters) in PARTS {
        while left >= value {
            text.push_str(letters);
            left -= value;
        }
    }
    text
}

fn word(e: &Element<'_, '_>, name: &str) -> String {
    e.attribute(Space::Word, name).map(Cow::into_owned).unwrap_or_default()
}

/// What is in `w:lvl`.
fn level(events: &mut Events<'_>) -> Result<Level, Error> {
    let mut level = Level { start: 1, format: "decimal".into(), ..Level::default() };
    let depth = events.depth();
    while events.depth() >= depth {
        let Event::Start(e) = events.next()? else { continue };
        if e.name.space != Space::Word {
            continue;
        }
        match e.name.local {
            "start" => level.start = word(&e, "val").parse().unwrap_or(1),
            "numFmt" => level.format = word(&e, "val"),
            "lvlText" => level.text = word(&e, "val"),
            "lvlRestart" => level.restart = word(&e, "val").parse().ok(),
            "isLgl" => level.legal = true,
            _ => {}
        }
    }
    Ok(level)
}

/// What is in `w:num`.
fn read_use(events: &mut Events<'_>) -> Result<Use, Error> {
    let mut used = Use::default();
    let mut place = 0;
    let depth = events.depth();
    while events.depth() >= depth {
        let Event::Start(e) = events.next()? else { continue };
        if e.name.space != Space::Word {
            continue;
        }
        match e.name.local {
            "abstractNumId" => used.definition = word(&e, "val"),
            "lvlOverride" => place = word(&e, "ilvl").parse().unwrap_or(0),
            "startOverride" => {
                if let Ok(start) = word(&e, "val").parse::<i32>() {
                    used.starts.push((place, start.into()));
                }
            }
            "lvl" => {
                let level = level(events)?;
                used.levels.push((place, level));
            }
            _ => {}
        }
    }
    Ok(used)
}
