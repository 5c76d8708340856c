//! The main text: paragraphs, their list numbers, fields and deleted text.

use alloc::string::String;
use alloc::vec::Vec;
use core::ops::Range;

use super::formatted::{Run, operations, run_at};
use super::lists::Lists;
use super::pictures::Pictures;
use super::pieces::Text;
use super::styles::Styles;
use crate::error::Error;
use crate::ole::little_endian::{u8_at, u16_at, u32_at};
use crate::output::Output;

pub(super) struct Body<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) characters: Vec<Run<'a>>,
    pub(super) paragraphs: Vec<Run<'a>>,
    pub(super) styles: Styles<'a>,
}

const FIELD_BEGIN: u16 = 0x13;
const FIELD_SEPARATOR: u16 = 0x14;
const FIELD_END: u16 = 0x15;
/// A picture in the line, and one that floats.
const PICTURE: u16 = 1;
const FLOATING_PICTURE: u16 = 8;

/// What ends a paragraph: its mark, the mark of a cell, a page or section break.
fn ends_paragraph(unit: u16) -> bool {
    matches!(unit, 0x0d | 0x07 | 0x0c)
}

impl Body<'_> {
    pub(super) fn write(
        &self,
        range: Range<usize>,
        lists: &mut Lists,
        pictures: &mut Pictures<'_>,
        out: &mut Output<'_>,
    ) -> Result<(), Error> {
        let mut start = range.start;
        while start < range.end && !out.is_full() {
            let units = &self.text.units()[start..range.end];
            let length = units.iter().position(|unit| ends_paragraph(*unit));
            let end = start + length.map_or(units.len(), |length| length + 1);
            if let Some(number) = self.number(end - 1, lists) {
                out.push_str(&number);
            }
            self.write_paragraph(start..end, pictures, out)?;
            out.push('\n');
            start = end;
        }
        Ok(())
    }

    /// The number of a paragraph that is an item of a list, by the place of its mark.
    fn number(&self, mark: usize, lists: &mut Lists) -> Option<String> {
        const LIST: u16 = 0x460b;
        const LEVEL: u16 = 0x260a;
        let run = run_at(&self.paragraphs, self.text.place(mark))?;
        let (mut list, mut level) = (0, 0);
        for changes in [self.styles.changes(run.style), run.changes, self.text.changes(mark)] {
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

    fn write_paragraph(
        &self,
        range: Range<usize>,
        pictures: &mut Pictures<'_>,
        out: &mut Output<'_>,
    ) -> Result<(), Error> {
        let runs = self.runs(range);
        let mut next = 0;
        while let Some(run) = runs.get(next) {
            let units = &self.text.units()[run.range.clone()];
            if *units == [FIELD_BEGIN] {
                next = self.write_field(&runs, next, 0, pictures, out)?;
            } else if units[0] == FLOATING_PICTURE {
                // It does not say which: one after the other.
                for _ in units {
                    pictures.write_next(!run.is_deleted(), out)?;
                }
            } else {
                self.write_run(run, pictures, out)?;
            }
            next += 1;
        }
        Ok(())
    }

    /// The runs of a stretch of text, those of equal formatting as one.
    fn runs(&self, range: Range<usize>) -> Vec<Stretch<'_>> {
        let mut runs: Vec<Stretch<'_>> = Vec::new();
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
            let changes = [changes, self.text.changes(start)];
            match runs.last_mut() {
                // As in the reference. It decides what marks of fields are found, which are runs by themselves.
                Some(Stretch { range, changes: last }) if *last == changes => range.end = end,
                _ => runs.push(Stretch { range: start..end, changes }),
            }
            start = end;
        }
        runs
    }

    /// The places in the text of pictures that stand in it, and their places in the stream of data.
    pub(super) fn pictures(&self) -> impl Iterator<Item = (usize, u32)> {
        let runs = self.runs(0..self.text.units().len());
        runs.into_iter().filter_map(|run| Some((run.range.start, self.picture(&run)?)))
    }

    /// Where in the stream of data the picture is that a run consists of.
    fn picture(&self, run: &Stretch<'_>) -> Option<u32> {
        let units = &self.text.units()[run.range.clone()];
        matches!(units, [PICTURE] | [PICTURE, FIELD_END]).then(|| run.place_of_data())?
    }

    /// Writes what is behind the separator of a field, all of a field without one, and gives the run that it ends with.
    /// Of a field inside of the code of another the reference misses the first run.
    fn write_field(
        &self,
        runs: &[Stretch<'_>],
        begin: usize,
        depth: u32,
        pictures: &mut Pictures<'_>,
        out: &mut Output<'_>,
    ) -> Result<usize, Error> {
        const DEPTH: u32 = 100;
        let (mut code, mut result, mut separated) = (Vec::new(), Vec::new(), false);
        let mut next = begin + 1;
        while let Some(run) = runs.get(next) {
            match self.text.units()[run.range.clone()] {
                [FIELD_BEGIN] if depth < DEPTH => {
                    next = self.write_field(runs, next + 1, depth + 1, pictures, out)?;
                }
                // The end in the same run is not seen.
                [FIELD_SEPARATOR] | [FIELD_SEPARATOR, FIELD_END] => separated = true,
                [FIELD_END] => {
                    if !separated {
                        result = core::mem::take(&mut code);
                    }
                    break;
                }
                _ if separated => result.push(run),
                _ => code.push(run),
            }
            next += 1;
        }
        let with_pictures = !code.is_empty() && !self.is_link(&code);
        for run in result {
            if with_pictures {
                self.write_run(run, pictures, out)?;
            } else if !run.is_deleted() {
                write_units(&self.text.units()[run.range.clone()], out);
            }
        }
        Ok(next)
    }

    /// Whether the code of a field is that of a link with an address, whose pictures the reference leaves out.
    fn is_link(&self, code: &[&Stretch<'_>]) -> bool {
        let units = code.iter().flat_map(|run| &self.text.units()[run.range.clone()]);
        let text: String = char::decode_utf16(units.copied().take(1000)).flatten().collect();
        let start = text.strip_prefix(' ').unwrap_or(&text);
        start.starts_with("HYPERLINK") && start.contains('"')
    }

    /// Writes a run of text, or the picture that it is.
    fn write_run(
        &self,
        run: &Stretch<'_>,
        pictures: &mut Pictures<'_>,
        out: &mut Output<'_>,
    ) -> Result<(), Error> {
        if run.is_deleted() {
            return Ok(());
        }
        match self.picture(run).filter(|place| pictures.has(*place)) {
            Some(place) => pictures.write_at(place, out)?,
            None => write_units(&self.text.units()[run.range.clone()], out),
        }
        Ok(())
    }
}

/// A stretch of text of one formatting.
struct Stretch<'a> {
    range: Range<usize>,
    /// The changes of the run and of the piece of text.
    changes: [&'a [u8]; 2],
}

impl<'a> Stretch<'a> {
    /// The operand of the last change of a kind.
    fn last(&self, operation: u16) -> Option<&'a [u8]> {
        let changes = self.changes.into_iter().flat_map(operations);
        changes.filter(|(kind, _)| *kind == operation).last().map(|(_, operand)| operand)
    }

    fn is(&self, operation: u16) -> bool {
        // Yes, or the contrary of what the style says, which is no for all that is asked here.
        const YES: [u8; 2] = [1, 0x81];
        self.last(operation).and_then(|operand| u8_at(operand, 0)).is_some_and(|b| YES.contains(&b))
    }

    fn is_deleted(&self) -> bool {
        const DELETED: u16 = 0x800;
        self.is(DELETED)
    }

    /// Where the data of a special character are, unless it is not a picture.
    fn place_of_data(&self) -> Option<u32> {
        const PLACE: u16 = 0x6a03;
        const IS_DATA: u16 = 0x806;
        const IS_OBJECT: u16 = 0x80a;
        const IS_OLD_OBJECT: u16 = 0x856;
        let place = self.last(PLACE).and_then(|operand| u32_at(operand, 0))?;
        (![IS_DATA, IS_OBJECT, IS_OLD_OBJECT].into_iter().any(|kind| self.is(kind)))
            .then_some(place)
    }
}

fn write_units(units: &[u16], out: &mut Output<'_>) {
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
