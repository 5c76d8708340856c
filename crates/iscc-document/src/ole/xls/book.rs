//! [`Book`]: the records of a workbook one after the other, as the reference follows them.

use alloc::collections::BTreeMap;
use alloc::rc::Rc;
use alloc::string::String;
use alloc::vec::Vec;

use super::cells::{Formats, double_at, number_of};
use super::record::{Record, Records};
use super::strings::shared_strings;
use crate::error::Error;
use crate::ole::little_endian::{u16_at, u32_at, usize_at};
use crate::ole::pictures::{push_picture, stored_pictures};
use crate::output::Output;

pub(super) struct Book<'o, 'l> {
    out: &'o mut Output<'l>,
    names: Vec<String>,
    strings: Vec<String>,
    formats: Formats,
    /// The sheet that is being read, by row and column.
    sheet: Option<BTreeMap<Place, Cell>>,
    /// How many sheets came before it; nothing before the first.
    number: Option<usize>,
    /// What else is said in a sheet.
    extra: Vec<Cell>,
    /// The pictures of all sheets.
    pictures: Vec<u8>,
    /// The kind of the record before, of those that are looked at.
    before: u16,
    /// The cell of a formula whose text comes next.
    awaits_text: Option<Place>,
}

/// Row and column.
type Place = (u16, u16);

#[derive(Clone)]
enum Cell {
    Text(Rc<str>),
    /// One of the shared strings.
    Shared(usize),
    /// A number and the style of its cell.
    Number(f64, u16),
}

const END: u16 = 0x0a;
const FORMULA: u16 = 0x06;

impl<'o, 'l> Book<'o, 'l> {
    pub(super) fn new(out: &'o mut Output<'l>) -> Self {
        Self {
            out,
            names: Vec::new(),
            strings: Vec::new(),
            formats: Formats::default(),
            sheet: None,
            number: None,
            extra: Vec::new(),
            pictures: Vec::new(),
            before: 0,
            awaits_text: None,
        }
    }

    pub(super) fn read(mut self, stream: &[u8]) -> Result<(), Error> {
        let mut depth = 0u32;
        for record in Records::new(stream) {
            self.out.work(1)?;
            if record.is_begin() {
                depth = depth.saturating_add(1);
            } else if depth == 0 {
                // what is behind the last sheet
                break;
            } else if record.kind == END {
                depth -= 1;
            }
            if self.record(&record)?.is_some() {
                self.before = record.kind;
            }
            if self.out.is_full() {
                return Ok(());
            }
        }
        self.write_extra();
        for picture in stored_pictures(&self.pictures, &[]) {
            push_picture(picture, self.out)?;
        }
        Ok(())
    }

    /// Handles a record; `None` if it is of no interest or cut off.
    fn record(&mut self, record: &Record<'_>) -> Result<Option<()>, Error> {
        let bytes = record.bytes;
        let text_of_formula = self.awaits_text.take();
        match record.kind {
            0x809 => self.begin(u16_at(bytes, 2))?,
            END => self.write_sheet()?,
            0x85 => self.names.push(name(record).unwrap_or_default()),
            0xfc => {
                self.strings = shared_strings(record);
                self.out.work(self.strings.len() as u64)?;
            }
            0x41e => {
                if let Some((index, code)) = format(record) {
                    self.formats.define(index, code);
                }
            }
            0xe0 => self.formats.push_style(u16_at(bytes, 2).unwrap_or(0)),
            FORMULA => self.formula(bytes),
            0x207 if self.before == FORMULA => {
                let text = u16_at(bytes, 0).and_then(|length| {
                    let mut reader = record.reader();
                    reader.skip(2);
                    reader.text(length.into())
                });
                self.text(text_of_formula, text);
            }
            0x204 => {
                let mut reader = record.reader();
                reader.skip(6);
                let text = reader.u16().and_then(|length| reader.text(length.into()));
                self.text(place(bytes), text);
            }
            0xfd => {
                if let Some(index) = usize_at(bytes, 6)
                    && self.strings.get(index).is_some_and(|text| !is_blank(text))
                {
                    self.cell(place(bytes), Cell::Shared(index));
                }
            }
            0x203 => self.number(bytes, double_at(bytes, 6)),
            0x27e => self.number(bytes, number_of(bytes, 6)),
            0xbd => self.numbers(bytes),
            0x1b8 => self.link(bytes),
            0x1b6 => self.text(None, text_of_object(record)),
            0x100d => {
                let mut reader = record.reader();
                reader.skip(2);
                let text = reader.u8().and_then(|length| reader.text(length.into()));
                self.text(None, text);
            }
            0xeb => record.append_to(&mut self.pictures),
            // Other texts, country, 1904, note, row, protection, columns: read by the reference, but not written.
            0x207 | 0x8c | 0x22 | 0x1c | 0x208 | 0x12 | 0x7d => {}
            _ => {
                // The text of a formula may come behind something else.
                self.awaits_text = text_of_formula;
                return Ok(None);
            }
        }
        Ok(Some(()))
    }

    fn begin(&mut self, kind: Option<u16>) -> Result<(), Error> {
        const BOOK: u16 = 0x05;
        const SHEET: u16 = 0x10;
        const CHART: u16 = 0x20;
        match kind {
            Some(BOOK) => self.number = None,
            Some(SHEET) => self.new_sheet()?,
            // a sheet of its own, or what the reference takes for one
            Some(CHART) if self.before == END => self.new_sheet()?,
            Some(CHART) if self.sheet.is_some() => {
                self.write_sheet()?;
                self.sheet = Some(BTreeMap::new());
            }
            _ => {}
        }
        Ok(())
    }

    fn new_sheet(&mut self) -> Result<(), Error> {
        self.out.part()?;
        self.number = Some(self.number.map_or(0, |number| number + 1));
        self.sheet = Some(BTreeMap::new());
        Ok(())
    }

    fn formula(&mut self, bytes: &[u8]) {
        const TEXT: u8 = 0;
        let Some(place) = place(bytes) else { return };
        // Instead of a number there may be a mark of what is elsewhere; truth values and errors count as 0.
        let special = u16_at(bytes, 12) == Some(0xffff);
        if special && bytes[6] == TEXT {
            self.awaits_text = Some(place);
        } else {
            self.number(bytes, if special { Some(0.0) } else { double_at(bytes, 6) });
        }
    }

    fn number(&mut self, bytes: &[u8], value: Option<f64>) {
        if let Some(value) = value {
            let style = u16_at(bytes, 4).unwrap_or(0);
            self.cell(place(bytes), Cell::Number(value, style));
        }
    }

    /// Packed numbers side by side.
    fn numbers(&mut self, bytes: &[u8]) {
        let Some((row, column)) = place(bytes) else { return };
        let cells = bytes.get(4..bytes.len().saturating_sub(2)).unwrap_or_default();
        for (cell, column) in cells.chunks_exact(6).zip(column..=u16::MAX) {
            if let (Some(style), Some(value)) = (u16_at(cell, 0), number_of(cell, 2)) {
                self.cell(Some((row, column)), Cell::Number(value, style));
            }
        }
    }

    /// A cell with a link is written once more.
    fn link(&mut self, bytes: &[u8]) {
        let place = u16_at(bytes, 0).zip(u16_at(bytes, 4));
        let cell = self.sheet.as_ref().zip(place).and_then(|(sheet, place)| sheet.get(&place));
        self.extra.extend(cell.cloned());
    }

    fn text(&mut self, place: Option<Place>, text: Option<String>) {
        if let Some(text) = text
            && !is_blank(&text)
        {
            self.cell(place, Cell::Text(text.into()));
        }
    }

    fn cell(&mut self, place: Option<Place>, cell: Cell) {
        match (&mut self.sheet, place) {
            (Some(sheet), Some(place)) if !sheet.contains_key(&place) => {
                sheet.insert(place, cell);
            }
            _ => self.extra.push(cell),
        }
    }

    fn write_sheet(&mut self) -> Result<(), Error> {
        let Some(cells) = self.sheet.take() else { return Ok(()) };
        self.out.work(cells.len() as u64)?;
        if let Some(name) = self.number.and_then(|number| self.names.get(number)) {
            self.out.push_str(name);
        }
        self.out.push('\n');
        let mut row = 0;
        for (place, cell) in cells {
            self.out.push(if place.0 == row { '\t' } else { '\n' });
            row = place.0;
            self.write_cell(&cell);
            if self.out.is_full() {
                return Ok(());
            }
        }
        self.out.push('\n');
        self.write_extra();
        Ok(())
    }

    fn write_extra(&mut self) {
        for cell in core::mem::take(&mut self.extra) {
            self.write_cell(&cell);
            self.out.push('\n');
            if self.out.is_full() {
                return;
            }
        }
    }

    fn write_cell(&mut self, cell: &Cell) {
        match cell {
            Cell::Text(text) => self.write(text),
            Cell::Shared(index) => {
                let strings = core::mem::take(&mut self.strings);
                self.write(strings.get(*index).map_or("", |text| text));
                self.strings = strings;
            }
            Cell::Number(value, style) => {
                let shown = self.formats.shown(*value, *style);
                self.write(&shown);
            }
        }
    }

    /// Writes a text without what is around it. What XML cannot hold becomes U+FFFD.
    fn write(&mut self, text: &str) {
        let text = text.trim_matches(|c| c <= ' ');
        for c in text.chars() {
            let is_fine = c >= ' ' && !matches!(c, '\u{fffe}' | '\u{ffff}');
            let is_fine = is_fine || matches!(c, '\t' | '\n' | '\r');
            self.out.push(if is_fine { c } else { char::REPLACEMENT_CHARACTER });
        }
    }
}

/// Whether Java's `trim` leaves nothing.
fn is_blank(text: &str) -> bool {
    text.chars().all(|c| c <= ' ')
}

fn place(bytes: &[u8]) -> Option<Place> {
    u16_at(bytes, 0).zip(u16_at(bytes, 2))
}

/// The name of a sheet.
fn name(record: &Record<'_>) -> Option<String> {
    let mut reader = record.reader();
    reader.skip(6);
    let length = reader.u8()?;
    reader.text(length.into())
}

fn format(record: &Record<'_>) -> Option<(u16, String)> {
    let mut reader = record.reader();
    let index = reader.u16()?;
    let length = reader.u16()?;
    Some((index, reader.text(length.into())?))
}

/// The text of a comment or a box, which stands in the record behind it.
fn text_of_object(record: &Record<'_>) -> Option<String> {
    let length = u16_at(record.bytes, 10)?;
    // Nothing but the length of what comes next may be in between.
    u32_at(record.bytes, 14)?;
    let mut reader = record.reader();
    reader.skip(record.bytes.len());
    (length > 0).then(|| reader.text(length.into()))?
}
