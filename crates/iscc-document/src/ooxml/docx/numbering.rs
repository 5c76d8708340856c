//! The lists of `word/numbering.xml` (ECMA-376 part 1, 17.9). Numbers that a style gives do not count.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;
use std::collections::HashMap;

use crate::error::Error;
use crate::list_numbers::{Format, Level, next_number};
use crate::xml_events::{Element, Event, Events};
use crate::xml_spaces::Space;

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
        next_number(levels, counts, level)
    }
}

fn word(e: &Element<'_, '_>, name: &str) -> String {
    e.attribute(Space::Word, name).map(Cow::into_owned).unwrap_or_default()
}

fn format(name: &str) -> Format {
    match name {
        "bullet" => Format::Bullet,
        "none" => Format::None,
        "lowerLetter" => Format::LowerLetter,
        "upperLetter" => Format::UpperLetter,
        "lowerRoman" => Format::LowerRoman,
        "upperRoman" => Format::UpperRoman,
        "decimalZero" => Format::DecimalZero,
        "ordinal" => Format::Ordinal,
        _ => Format::Decimal,
    }
}

/// What is in `w:lvl`.
fn level(events: &mut Events<'_>) -> Result<Level, Error> {
    let mut level = Level { start: 1, ..Level::default() };
    let depth = events.depth();
    while events.depth() >= depth {
        let Event::Start(e) = events.next()? else { continue };
        if e.name.space != Space::Word {
            continue;
        }
        match e.name.local {
            "start" => level.start = word(&e, "val").parse().unwrap_or(1),
            "numFmt" => level.format = format(&word(&e, "val")),
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
