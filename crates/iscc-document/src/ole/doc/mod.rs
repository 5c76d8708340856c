//! Word 97 to 2003 (MS-DOC), and as far as the text goes Word 6 and 95.
//!
//! As in the reference: the main text with list numbers and the results of fields, then text boxes, footnotes, comments and
//! endnotes, then pictures and embedded documents. Headers, footers and deleted text are left out.

mod body;
mod fib;
mod formatted;
mod lists;
mod old_text;
mod pictures;
mod pieces;
mod styles;

use alloc::string::String;

use std::path::Path;

use self::body::Body;
use self::fib::{Fib, Part, Table};
use self::formatted::runs;
use self::lists::Lists;
use self::pictures::Pictures;
use self::pieces::{Text, old_pieces};
use self::styles::Styles;
use super::object::read_object;
use super::storage::Storage;
use crate::error::Error;
use crate::output::Output;

pub(super) fn read(storage: &mut Storage<'_>, out: &mut Output<'_>) -> Result<(), Error> {
    let document = storage.stream("WordDocument", out)?.unwrap_or_default();
    let Some(fib) = Fib::new(&document) else {
        return Err(storage.damaged("no information block"));
    };
    if fib.is_encrypted() {
        return Err(Error::Encrypted(storage.format()));
    }
    if fib.is_old() {
        return old(storage, &document, fib, out);
    }
    let table = storage.stream(fib.table_stream(), out)?.unwrap_or_default();
    let text = fib.table(&table, Table::Pieces).and_then(|pieces| Text::new(&document, pieces));
    let Some(text) = text else { return Err(storage.damaged("no table of pieces")) };
    out.work(4 * text.units().len() as u64)?;

    let runs = |which, of_paragraphs| {
        let table = fib.table(&table, which).unwrap_or_default();
        runs(&document, table, of_paragraphs)
    };
    let body = Body {
        text: &text,
        characters: runs(Table::CharacterRuns, false),
        paragraphs: runs(Table::ParagraphRuns, true),
        styles: Styles::new(fib.table(&table, Table::StyleSheet).unwrap_or_default()),
    };
    let units = |part| {
        let (start, length) = fib.part(part);
        let start = start.min(text.units().len());
        start..start.saturating_add(length).min(text.units().len())
    };
    let data = storage.stream("Data", out)?.unwrap_or_default();
    let drawings = fib.table(&table, Table::Drawings).unwrap_or_default();
    let main = units(Part::Main);
    let mut pictures = Pictures::new(&document, &data, drawings, &body, main.end);
    body.write(main, &mut Lists::new(fib, &table), &mut pictures, out)?;
    for part in [Part::TextBoxes, Part::Footnotes, Part::Comments, Part::Endnotes] {
        write_as_it_is(&text.units()[units(part)], out);
    }
    while pictures.write_next(true, out)? {}
    embedded(storage, out)
}

/// The text of notes and boxes, codes of fields and control characters included. What XML cannot hold becomes U+FFFD.
fn write_as_it_is(units: &[u16], out: &mut Output<'_>) {
    let lossy = char::decode_utf16(units.iter().copied());
    let text: String = lossy
        .map(|c| match c.unwrap_or(char::REPLACEMENT_CHARACTER) {
            c @ ('\t' | '\n' | '\r') => c,
            c if c.is_control() => char::REPLACEMENT_CHARACTER,
            c => c,
        })
        .collect();
    out.push_str(&text);
    out.push('\n');
}

/// The text of a file of Word 6 or 95: single bytes that lie together.
fn old(
    storage: &Storage<'_>,
    document: &[u8],
    fib: Fib<'_>,
    out: &mut Output<'_>,
) -> Result<(), Error> {
    let width = if fib.is_old_and_wide() { 2 } else { 1 };
    let in_pieces = fib.old_pieces().and_then(|pieces| old_pieces(document, pieces, width));
    let bytes = in_pieces.as_deref().or_else(|| fib.old_text());
    let Some(bytes) = bytes else { return Err(storage.damaged("no text where it should be")) };
    let units = old_text::decode(bytes, old_text::encoding(fib.old_fonts()));
    write_as_it_is(&units, out);
    Ok(())
}

/// The documents of other programs that are embedded in this one.
fn embedded(storage: &mut Storage<'_>, out: &mut Output<'_>) -> Result<(), Error> {
    const POOL: &str = "ObjectPool";
    for name in storage.storages(POOL) {
        if !name.starts_with('_') {
            continue;
        }
        storage.inside(Path::new(POOL).join(&name), |storage| {
            read_object(Some(&name), storage, out)
        })?;
    }
    Ok(())
}
