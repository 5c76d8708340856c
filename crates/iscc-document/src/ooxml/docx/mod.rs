//! DOCX (ECMA-376 part 1, 11): which stories are read, and in which order.
//!
//! The body with notes at their references, comments behind the paragraphs that refer to them; then diagrams, charts, comments
//! that no paragraph refers to, the glossary; then embedded documents. No headers and footers, as in the reference.

mod numbering;
mod story;

use alloc::string::String;
use alloc::vec::Vec;

use self::numbering::Numbering;
use self::story::{Notes, Story};
use super::document::Main;
use super::drawing::push_drawing_text;
use super::embedded::read_embedded_of;
use crate::error::Error;
use crate::output::Output;
use crate::xml_events::{Event, decode};
use crate::xml_spaces::Space;

/// The kinds of parts that embedded documents are looked for in, in this order; then the document's own.
const SOURCES: [&str; 5] = ["header", "footer", "footnotes", "endnotes", "comments"];

/// Reads the text of the document.
pub(super) fn read_docx(main: &mut Main<'_, '_>, out: &mut Output<'_>) -> Result<(), Error> {
    let mut numbering = match main.part_of_kind("numbering", out)? {
        Some(source) => Numbering::read(main.events(&source, out))?,
        None => Numbering::default(),
    };
    let footnotes = notes(main, "footnotes", "footnote", out)?;
    let endnotes = notes(main, "endnotes", "endnote", out)?;
    let mut comments = notes(main, "comments", "comment", out)?;

    let source = main.source(out)?;
    let mut story = Story::new(&mut numbering, &footnotes, &endnotes, out.limits());
    let mut events = main.events(&source, out);
    while story.read_paragraph(&mut events, out)? {
        out.work(story.text.len() as u64)?;
        out.push_str(&story.text);
        story.text.clear();
        for id in story.comments.drain(..) {
            if let Some(comment) = comments.take(&id) {
                out.push_str(comment);
            }
        }
        if out.is_full() {
            return Ok(());
        }
    }
    for kind in ["diagramData", "chart"] {
        for part in main.targets(&[kind]) {
            push_drawing_text(main.package, &part, out)?;
        }
    }
    for comment in comments.rest() {
        out.push_str(comment);
    }

    let glossaries = main.targets(&["glossaryDocument"]);
    for part in &glossaries {
        let Some(bytes) = main.package.read(part, out)? else { continue };
        let source = decode(&bytes, main.package.format())?;
        let mut events = main.events(&source, out);
        let mut story = Story::new(&mut numbering, &footnotes, &endnotes, out.limits());
        while story.read_paragraph(&mut events, out)? {}
        out.push_str(&story.text);
    }
    let mut sources = Vec::new();
    for kind in SOURCES {
        sources.extend(main.targets(&[kind]));
    }
    sources.push(main.name.clone());
    sources.extend(glossaries);
    read_embedded_of(main.package, &sources, out)
}

/// The texts of a part of notes or comments by their identifiers.
fn notes(
    main: &mut Main<'_, '_>,
    kind: &str,
    element: &str,
    out: &mut Output<'_>,
) -> Result<Notes, Error> {
    let mut all = Notes::default();
    let Some(source) = main.part_of_kind(kind, out)? else { return Ok(all) };
    let (mut none, nothing) = (Numbering::default(), Notes::default());
    let mut events = main.events(&source, out);
    loop {
        match events.next()? {
            Event::Start(e) if e.is(Space::Word, element) => {
                let id = e.attribute(Space::Word, "id").map(String::from).unwrap_or_default();
                let mut story = Story::new(&mut none, &nothing, &nothing, out.limits());
                let depth = events.depth();
                while events.depth() >= depth && story.read_event(&mut events)? {}
                let text = core::mem::take(&mut story.text);
                all.insert(id, text);
            }
            Event::Eof => return Ok(all),
            _ => {}
        }
    }
}
