//! The cells of a sheet (ECMA-376 part 1, 18.3), one after the other.

use alloc::string::String;
use alloc::vec::Vec;
use std::collections::HashMap;

use super::Book;
use super::strings::read_string;
use crate::error::Error;
use crate::extract::output::Output;
use crate::extract::package::Package;
use crate::extract::xml_events::{Event, Events, decode};
use crate::extract::xml_spaces::Space;

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
                        place: e.plain("r").map(String::from).unwrap_or_default(),
                    };
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
                    if let Some(comment) = comments.take(&cell.place) {
                        out.push('\n');
                        out.push_str(comment);
                    }
                    out.push('\t');
                }
                "row" => out.push('\n'),
                _ => {}
            },
            Event::Eof => break,
            _ => {}
        }
        if out.is_full() {
            return Ok(());
        }
    }
    for comment in comments.rest() {
        out.push_str(comment);
        out.push('\n');
    }
    Ok(())
}

/// A cell as far as its start tag tells.
#[derive(Debug, Default)]
struct Cell {
    /// The type of the value: nothing and `n` for a number.
    kind: String,
    style: usize,
    place: String,
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
                        out.push_str(&format.format(number, book.date_1904));
                    }
                    _ => out.push_str(value),
                }
            }
            _ => out.push_str(value),
        }
    }
}

/// Comments by the cells that they are of.
#[derive(Debug, Default)]
struct Comments {
    places: HashMap<String, usize>,
    all: Vec<(String, bool)>,
}

impl Comments {
    fn take(&mut self, place: &str) -> Option<&str> {
        let (text, taken) = &mut self.all[*self.places.get(place)?];
        *taken = true;
        Some(text)
    }

    /// Those of cells that are not there.
    fn rest(&self) -> impl Iterator<Item = &str> {
        self.all.iter().filter(|(_, taken)| !taken).map(|(text, _)| &**text)
    }
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
                let place: String = e.plain("ref").unwrap_or_default().into();
                let author = e.plain("authorId").and_then(|id| id.parse::<usize>().ok());
                let author = author.and_then(|author| authors.get(author));
                let mut text = author.cloned().unwrap_or_default();
                text.push_str(": ");
                text.push_str(&read_string(&mut events)?);
                // of two comments on a cell the last counts
                let next = all.all.len();
                match all.places.insert(place, next) {
                    Some(old) => all.all[old].1 = true,
                    None => {}
                }
                all.all.push((text, false));
            }
            Event::Eof => return Ok(all),
            _ => {}
        }
    }
}
