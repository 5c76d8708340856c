//! The text of a chapter.

use crate::error::Error;
use crate::format::Format;
use crate::html::read_html;
use crate::output::Output;
use crate::plain::is_invalid;
use crate::xml_events::{Event, Events, decode};

/// Writes the body of a chapter, which is XML: entities that it does not declare itself are empty.
pub(super) fn read_chapter(bytes: &[u8], out: &mut Output<'_>) -> Result<(), Error> {
    // Nothing may be written before it is clear that it is well-formed.
    match is_well_formed(bytes, out) {
        Ok(()) => {}
        Err(error @ Error::Limit { .. }) => return Err(error),
        // DIFFERENCE: the reference gives up the whole book.
        Err(_) => return read_chapter_as_page(bytes, out),
    }
    let source = decode(bytes, Format::Epub)?;
    let mut events = Events::new(&source, Format::Epub, out.limits());
    let mut bodies = 0u32;
    loop {
        match events.next()? {
            Event::Start(element) => match element.name.local {
                "body" => bodies += 1,
                "script" | "style" => events.skip()?,
                _ if bodies > 0 => out.push(' '),
                _ => {}
            },
            Event::End(name) => {
                bodies -= u32::from(name.local == "body" && bodies > 0);
                if matches!(
                    name.local,
                    "p" | "div" | "li" | "tr" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6"
                ) {
                    out.push('\n');
                }
            }
            Event::Text(text) if bodies > 0 && text.contains(is_invalid) => {
                out.push_str(&text.replace(is_invalid, "\u{fffd}"));
            }
            Event::Text(text) if bodies > 0 => out.push_str(&text),
            Event::Text(_) => {}
            Event::Eof => return Ok(()),
        }
        if out.is_full() {
            return Ok(());
        }
    }
}

fn is_well_formed(bytes: &[u8], out: &mut Output<'_>) -> Result<(), Error> {
    out.work(bytes.len() as u64)?;
    let source = decode(bytes, Format::Epub)?;
    let mut events = Events::new(&source, Format::Epub, out.limits());
    while !matches!(events.next()?, Event::Eof) {}
    Ok(())
}

/// Writes the body of a chapter as that of a page.
pub(super) fn read_chapter_as_page(bytes: &[u8], out: &mut Output<'_>) -> Result<(), Error> {
    out.work(bytes.len() as u64)?;
    read_html(bytes, out).map(|_| ())
}
