//! The texts of diagrams and charts (ECMA-376 part 1, 21).

use crate::error::Error;
use crate::extract::output::Output;
use crate::extract::package::Package;
use crate::extract::xml_events::{Event, Events, decode};
use crate::extract::xml_spaces::Space;

/// Writes the texts in a part: paragraphs of `DrawingML`, and of charts the values as they are kept, without formats. A part
/// that is missing has none.
pub(super) fn push_drawing_text(
    package: &mut Package<'_>,
    part: &str,
    out: &mut Output<'_>,
) -> Result<(), Error> {
    let Some(bytes) = package.read(part, out)? else { return Ok(()) };
    let Ok(source) = decode(&bytes, package.format()) else { return Ok(()) };
    let mut events = Events::new(&source, package.format(), out.limits());
    let mut wanted = None;
    loop {
        let depth = events.depth();
        match events.next() {
            Ok(Event::Start(e)) => match (e.name.space, e.name.local) {
                (Space::Drawing, "t") | (Space::Chart, "v") => wanted = Some(depth + 1),
                (Space::Drawing, "br") => out.push('\n'),
                (Space::Compatibility, "Fallback") => events.skip()?,
                _ => {}
            },
            Ok(Event::Text(text)) if wanted == Some(depth) => out.push_str(&text),
            Ok(Event::End(name)) => match (name.space, name.local) {
                (Space::Drawing, "t") => wanted = None,
                (Space::Chart, "v") => {
                    wanted = None;
                    out.push('\t');
                }
                (Space::Drawing, "p") => out.push('\n'),
                _ => {}
            },
            Ok(Event::Eof) => return Ok(()),
            Ok(Event::Text(_)) => {}
            Err(error @ Error::Limit { .. }) => return Err(error),
            // What is broken in there costs the rest of it only.
            Err(_) => return Ok(()),
        }
    }
}
