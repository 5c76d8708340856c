//! The text of `content.xml` and `styles.xml`.

use alloc::vec::Vec;

use crate::error::Error;
use crate::output::Output;
use crate::xml_events::{Event, Events, Name};
use crate::xml_spaces::Space;

/// Writes the characters that stand directly in elements of the text namespace and in titles and descriptions of frames:
/// notes, annotations, deleted and hidden text too, but no numbers of pages, templates of indexes or covered cells.
pub(super) fn push_content(mut events: Events<'_>, out: &mut Output<'_>) -> Result<(), Error> {
    // Whether characters count in the elements that are open.
    let mut counts: Vec<bool> = Vec::new();
    loop {
        match events.next()? {
            Event::Start(e) => {
                let name = e.name;
                if is_left_out(name) {
                    events.skip()?;
                    continue;
                }
                match (name.space, name.local) {
                    (Space::OdfText, "s") => out.push(' '),
                    (Space::OdfText, "tab") | (Space::OdfTable, "table-cell") => out.push('\t'),
                    (Space::OdfText, "line-break") => out.push('\n'),
                    _ => {}
                }
                counts.push(is_text(name));
            }
            Event::End(name) => {
                counts.pop();
                if name.space == Space::OdfText && matches!(name.local, "p" | "h") {
                    out.push('\n');
                }
            }
            Event::Text(text) => {
                if counts.last() == Some(&true) {
                    out.push_str(&text);
                }
            }
            Event::Eof => return Ok(()),
        }
        if out.is_full() {
            return Ok(());
        }
    }
}

fn is_text(name: Name<'_>) -> bool {
    match name.space {
        Space::OdfText => !matches!(name.local, "page-number" | "page-count"),
        Space::Svg => matches!(name.local, "title" | "desc"),
        _ => false,
    }
}

fn is_left_out(name: Name<'_>) -> bool {
    match name.space {
        Space::OdfText => name.local.ends_with("-template") || name.local.ends_with("-style"),
        Space::OdfTable => name.local == "covered-table-cell",
        _ => false,
    }
}
