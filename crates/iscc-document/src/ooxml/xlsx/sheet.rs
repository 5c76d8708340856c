//! The cells of a sheet (ECMA-376 part 1, 18.3), one after the other.

use alloc::collections::VecDeque;
use alloc::string::String;
use alloc::vec::Vec;
use std::collections::HashMap;

use super::Book;
use super::strings::read_string;
use crate::error::Error;
use crate::output::Output;
use crate::package::Package;
use crate::xml_events::{Event, Events, decode};
use crate::xml_spaces::Space;

/// Writes the cells of a sheet as they are shown, and its comments.
pub(super) fn push_sheet(
    package: &mut Package<'_>,
    part: &str,
    comments: Option<&str>,
    book: &Book,
    out: &mut Output<'_>,
) -> Result<(), Error> {
    let mut comments = match comments {
        Some(comments) => read_comments(package, comments, out)?,
        None => Comments::default(),
    };
    let Some(bytes) = package.read(part, out)? else { return Ok(()) };
    let source = decode(&bytes, package.format())?;
    let mut events = Events::new(&source, package.format(), out.limits());
    let mut cell = Cell::default();
    loop {
        match events.next()? {
            Event::Start(e) if e.name.space == Space::Sheet => match e.name.local {
                "c" => {
                    cell = Cell {
                        kind: e.plain("t").map(String::from).unwrap_or_default(),
                        style: e.plain("s").and_then(|s| s.parse().ok()).unwrap_or(0),
                        place: e.plain("r").and_then(|r| place(&r)).unwrap_or_default(),
                    };
                    comments.push_before(cell.place, out);
                }
                "v" => {
                    let value = events.text()?;
                    cell.push(&value, book, out);
                }
                "is" => {
                    let value = read_string(&mut events)?;
                    out.push_str(&value);
                }
                _ => {}
            },
            Event::End(name) if name.space == Space::Sheet => match name.local {
                "c" => {
                    comments.push_of(cell.place, out);
                    out.push('\t');
                }
                "row" => {
                    comments.push_up_to_row(cell.place.0, out);
                    out.push('\n');
                }
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
        if out.is_full() {
            return Ok(());
        }
    }
    comments.push_up_to_row(u32::MAX, out);
    Ok(())
}

/// A cell as far as its start tag tells.
#[derive(Debug, Default)]
struct Cell {
    /// The type of the value: nothing and `n` for a number.
    kind: String,
    style: usize,
    place: Place,
}

impl Cell {
    fn push(&self, value: &str, book: &Book, out: &mut Output<'_>) {
        match &*self.kind {
            "s" => {
                let index = value.trim().parse::<usize>().ok();
                if let Some(text) = index.and_then(|index| book.strings.get(index)) {
                    out.push_str(text);
                }
            }
            "b" => out.push_str(if value.starts_with('0') { "FALSE" } else { "TRUE" }),
            "e" => {
                out.push_str("ERROR:");
                out.push_str(value);
            }
            "" | "n" => {
                let format = book.styles.format(self.style);
                match (format, value.trim().parse::<f64>()) {
                    (Some(format), Ok(number)) => {
                        out.push_str(&format.format(number, false));
                    }
                    _ => out.push_str(value),
                }
            }
            _ => out.push_str(value),
        }
    }
}

/// The comments of a sheet.
#[derive(Debug, Default)]
struct Comments {
    texts: HashMap<Place, String>,
    /// Those that are still to come, in the order of the part.
    waiting: VecDeque<Place>,
}

/// Row and column.
type Place = (u32, u32);

impl Comments {
    /// Writes the comments of cells before this one that are not there.
    ///
    /// As in the reference, a comment that stands in the part before one of an earlier cell holds that one up, which is then
    /// written at the end, a second time if its cell is there.
    fn push_before(&mut self, place: Place, out: &mut Output<'_>) {
        while let Some(&next) = self.waiting.front() {
            if next < place {
                self.push_of(next, out);
            }
            if next <= place {
                self.waiting.pop_front();
            }
            if next >= place {
                return;
            }
        }
    }

    /// Writes the comment of a cell.
    fn push_of(&self, place: Place, out: &mut Output<'_>) {
        if let Some(text) = self.texts.get(&place) {
            push_comment(text, out);
        }
    }

    /// Writes the comments of cells that are not there, up to the end of a row.
    fn push_up_to_row(&mut self, row: u32, out: &mut Output<'_>) {
        while let Some(&next) = self.waiting.front().filter(|next| next.0 <= row) {
            self.push_of(next, out);
            self.waiting.pop_front();
        }
    }
}

fn push_comment(text: &str, out: &mut Output<'_>) {
    out.push('\n');
    out.push_str(text);
    out.push('\n');
}

/// The row and the column of a reference like `AB12`.
fn place(reference: &str) -> Option<Place> {
    let letters =
        reference.len() - reference.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    let (letters, digits) = reference.split_at(letters);
    let column = letters.bytes().try_fold(0u32, |column, letter| {
        let value = u32::from(letter.to_ascii_uppercase() - b'A') + 1;
        column.checked_mul(26)?.checked_add(value)
    })?;
    Some((digits.parse().ok()?, column))
}

fn read_comments(
    package: &mut Package<'_>,
    part: &str,
    out: &mut Output<'_>,
) -> Result<Comments, Error> {
    let mut all = Comments::default();
    let Some(bytes) = package.read(part, out)? else { return Ok(all) };
    let source = decode(&bytes, package.format())?;
    let mut events = Events::new(&source, package.format(), out.limits());
    let mut authors: Vec<String> = Vec::new();
    loop {
        match events.next()? {
            Event::Start(e) if e.is(Space::Sheet, "author") => authors.push(events.text()?),
            Event::Start(e) if e.is(Space::Sheet, "comment") => {
                let place = place(&e.plain("ref").unwrap_or_default()).unwrap_or_default();
                let author = e.plain("authorId").and_then(|id| id.parse::<usize>().ok());
                let author = author.and_then(|author| authors.get(author));
                let mut text = author.cloned().unwrap_or_default();
                text.push_str(": ");
                text.push_str(&read_string(&mut events)?);
                all.waiting.push_back(place);
                all.texts.insert(place, text);
            }
            Event::Eof => return Ok(all),
            _ => {}
        }
    }
}
