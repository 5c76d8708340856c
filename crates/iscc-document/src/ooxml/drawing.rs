//! The texts of diagrams and charts (ECMA-376 part 1, 21).

use crate::error::Error;
use crate::output::Output;
use crate::package::Package;
use crate::xml_events::{Event, Events, decode};
use crate::xml_spaces::Space;

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
    // How deep the alternative is that does not count, if in one.
    let mut fallback = 0;
    loop {
        let depth = events.depth();
        match events.next() {
            Ok(Event::Start(e)) => match (e.name.space, e.name.local) {
                (Space::Drawing, "t") | (Space::Chart, "v") => wanted = Some(depth + 1),
                (Space::Drawing, "br") => out.push('\n'),
                (Space::Compatibility, "Fallback") if fallback == 0 => fallback = depth + 1,
                _ => {}
            },
            Ok(Event::Text(text)) if wanted == Some(depth) && fallback == 0 => {
                out.push_str(&text);
            }
            Ok(Event::End(name)) => match (name.space, name.local) {
                (Space::Drawing, "t") => wanted = None,
                (Space::Chart, "v") => {
                    wanted = None;
                    out.push('\t');
                }
                (Space::Drawing, "p") => out.push('\n'),
                (Space::Compatibility, "Fallback") if depth == fallback => fallback = 0,
                _ => {}
            },
            Ok(Event::Text(_)) => {}
            Err(error @ Error::Limit { .. }) => return Err(error),
            // What is broken in there costs the rest of it only.
            Ok(Event::Eof) | Err(_) => return Ok(()),
        }
    }
}
