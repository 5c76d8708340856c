//! Strings that cells share (ECMA-376 part 1, 18.4), and those that stand in a cell.

use alloc::string::String;
use alloc::vec::Vec;

use crate::error::Error;
use crate::output::Output;
use crate::xml_events::{Event, Events};
use crate::xml_spaces::Space;

/// The shared strings in their order: all runs, with what is said over them (phonetic runs) in between.
pub(super) fn read_strings(
    mut events: Events<'_>,
    out: &mut Output<'_>,
) -> Result<Vec<String>, Error> {
    let mut all = Vec::new();
    loop {
        match events.next()? {
            Event::Start(e) if e.is(Space::Sheet, "si") => {
                out.work(1)?;
                all.push(read_string(&mut events)?);
            }
            Event::Eof => return Ok(all),
            _ => {}
        }
    }
}

/// The string in the element that was last entered.
pub(super) fn read_string(events: &mut Events<'_>) -> Result<String, Error> {
    let mut text = String::new();
    let depth = events.depth();
    while events.depth() >= depth {
        match events.next()? {
            Event::Start(e) if e.is(Space::Sheet, "t") => text.push_str(&events.text()?),
            Event::Start(e) if e.is(Space::Sheet, "rPh") => text.push(' '),
            _ => {}
        }
    }
    Ok(text)
}
