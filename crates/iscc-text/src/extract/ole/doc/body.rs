//! The main text: paragraphs, their list numbers, fields and deleted text.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use super::formatted::{Run, operations, run_at};
use super::lists::Lists;
use super::pieces::Text;
use super::styles::Styles;
use crate::extract::ole::little_endian::{u8_at, u16_at};
use crate::extract::output::Output;

pub(super) struct Body<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) characters: Vec<Run<'a>>,
    pub(super) paragraphs: Vec<Run<'a>>,
    pub(super) styles: Styles<'a>,
}

const FIELD_BEGIN: u16 = 0x13;
const FIELD_SEPARATOR: u16 = 0x14;
const FIELD_END: u16 = 0x15;
/// A floating picture.
const PICTURE: u16 = 8;

/// What ends a paragraph: its mark, the mark of a cell, a page or section break.
fn ends_paragraph(unit: u16) -> bool {
    matches!(unit, 0x0d | 0x07 | 0x0c)
}

impl Body<'_> {
    pub(super) fn write(&self, range: Range<usize>, lists: &mut Lists, out: &mut Output<'_>) {
        let mut start = range.start;
        while start < range.end && !out.is_full() {
            let units = &self.text.units()[start..range.end];
            let length = units.iter().position(|unit| ends_paragraph(*unit));
            let end = start + length.map_or(units.len(), |length| length + 1);
            if let Some(number) = self.number(end - 1, lists) {
                out.push_str(&number);
            }
            self.write_paragraph(start..end, out);
            out.push('\n');
            start = end;
        }
    }

    /// The number of a paragraph that is an item of a list, by the place of its mark.
    fn number(&self, mark: usize, lists: &mut Lists) -> Option<String> {
        const LIST: u16 = 0x460b;
        const LEVEL: u16 = 0x260a;
        let run = run_at(&self.paragraphs, self.text.place(mark))?;
        let (mut list, mut level) = (0, 0);
        for changes in self.styles.changes(run.style).chain([run.changes, self.text.changes(mark)])
        {
            for (operation, operand) in operations(changes) {
                match operation {
                    LIST => list = u16_at(operand, 0).unwrap_or(0),
                    LEVEL => level = u8_at(operand, 0).unwrap_or(0),
                    _ => {}
                }
            }
        }
        (list > 0 && list < 0x7ff).then(|| lists.number(list, level))?
    }

    fn write_paragraph(&self, range: Range<usize>, out: &mut Output<'_>) {
        let runs = self.runs(range);
        let mut next = 0;
        while let Some((range, deleted)) = runs.get(next) {
            let units = &self.text.units()[range.clone()];
            if *units == [FIELD_BEGIN] {
                next = self.write_field(&runs, next, 0, out);
            } else if units[0] != PICTURE && !deleted {
                write_run(units, out);
            }
            next += 1;
        }
    }

    /// The runs of a paragraph, and whether they are deleted.
    fn runs(&self, range: Range<usize>) -> Vec<(Range<usize>, bool)> {
        let mut runs: Vec<(Range<usize>, bool)> = Vec::new();
        let mut start = range.start;
        while start < range.end {
            let place = self.text.place(start);
            let found = run_at(&self.characters, place);
            // As far as the run goes, and the piece of text.
            let mut end = start + 1;
            while end < range.end
                && let at = self.text.place(end)
                && at > place
                && found.is_none_or(|run| at < run.end)
                && at - place <= 2 * (end - start)
            {
                end += 1;
            }
            let changes = found.map(|run| run.changes).unwrap_or_default();
            runs.push((start..end, is_deleted([changes, self.text.changes(start)])));
            start = end;
        }
        runs
    }

    /// Writes what is behind the separator of a field, all of a field without one, and gives the run that it ends with.
    /// Of a field inside of the code of another the reference misses the first run.
    fn write_field(
        &self,
        runs: &[(Range<usize>, bool)],
        begin: usize,
        depth: u32,
        out: &mut Output<'_>,
    ) -> usize {
        const DEPTH: u32 = 100;
        let (mut code, mut result, mut separated) = (Vec::new(), Vec::new(), false);
        let mut next = begin + 1;
        while let Some((range, _)) = runs.get(next) {
            match self.text.units()[range.clone()] {
                [FIELD_BEGIN] if depth < DEPTH => {
                    next = self.write_field(runs, next + 1, depth + 1, out);
                }
                [FIELD_SEPARATOR] => separated = true,
                [FIELD_END] => {
                    if !separated {
                        result = core::mem::take(&mut code);
                    }
                    break;
                }
                _ if separated => result.push(next),
                _ => code.push(next),
            }
            next += 1;
        }
        for run in result {
            let (range, deleted) = &runs[run];
            if !deleted {
                write_run(&self.text.units()[range.clone()], out);
            }
        }
        next
    }
}

/// Whether changes mark a run as deleted.
fn is_deleted<'a>(changes: impl IntoIterator<Item = &'a [u8]>) -> bool {
    const DELETED: u16 = 0x800;
    // Yes, or the contrary of what the style says: no style is deleted.
    const YES: [u8; 2] = [1, 0x81];
    let marks = changes.into_iter().flat_map(operations);
    let marks = marks.filter(|(operation, _)| *operation == DELETED);
    marks.last().and_then(|(_, operand)| u8_at(operand, 0)).is_some_and(|mark| YES.contains(&mark))
}

fn write_run(units: &[u16], out: &mut Output<'_>) {
    for c in char::decode_utf16(units.iter().copied()) {
        out.push(match c.unwrap_or(char::REPLACEMENT_CHARACTER) {
            '\u{1e}' => '\u{2011}',
            '\u{1f}' => '\u{200b}',
            '\t' => '\t',
            c if c.is_ascii_control() => '\n',
            c => c,
        });
    }
}
