//! PPTX (ECMA-376 part 1, 13): which parts are read, and in which order.
//!
//! For each slide, hidden ones too: the slide, its layout without placeholders, notes, comments, diagrams, charts; after all
//! of them the masters without placeholders and the handout master; then embedded documents. The slides come in the order
//! of the identifiers of their relations, as in the reference, which is not the order of the presentation if it was
//! changed or has ten and more.

use alloc::string::String;
use alloc::vec::Vec;
use std::collections::HashMap;

use super::document::Main;
use super::drawing::push_drawing_text;
use super::embedded::read_embedded_of;
use super::relations::{Relation, relations};
use crate::error::Error;
use crate::output::Output;
use crate::package::Package;
use crate::xml_events::{Event, Events, decode};
use crate::xml_spaces::Space;

/// The kinds of parts of a slide that embedded documents are looked for in, in this order; then the slide itself.
const SOURCES: [&str; 6] =
    ["vmlDrawing", "slideLayout", "notesSlide", "chart", "diagramDrawing", "comments"];

/// Reads the text of the presentation.
pub(super) fn read_pptx(main: &mut Main<'_, '_>, out: &mut Output<'_>) -> Result<(), Error> {
    let authors = match main.part_of_kind("commentAuthors", out)? {
        Some(source) => authors(main.events(&source, out))?,
        None => HashMap::new(),
    };
    let mut sources: Vec<String> = Vec::new();
    for slide in main.targets(&["slide"]) {
        out.part()?;
        let related = relations(main.package, &slide, out)?;
        let of = |kind: &str| -> Vec<&str> {
            let of_kind = |relation: &&Relation| !relation.external && relation.kind == kind;
            related.iter().filter(of_kind).map(|relation| &*relation.target).collect()
        };
        push_slide(main.package, &slide, true, out)?;
        for layout in of("slideLayout") {
            push_slide(main.package, layout, false, out)?;
        }
        for notes in of("notesSlide") {
            push_slide(main.package, notes, true, out)?;
        }
        for comments in of("comments") {
            push_comments(main.package, comments, &authors, out)?;
        }
        for drawing in of("diagramData").into_iter().chain(of("chart")) {
            push_drawing_text(main.package, drawing, out)?;
        }
        for kind in SOURCES {
            sources.extend(of(kind).into_iter().map(String::from));
        }
        sources.push(slide);
        if out.is_full() {
            return Ok(());
        }
    }
    let (masters, handouts) = (main.targets(&["slideMaster"]), main.targets(&["handoutMaster"]));
    for master in &masters {
        push_slide(main.package, master, false, out)?;
    }
    for handout in &handouts {
        push_slide(main.package, handout, true, out)?;
    }
    sources.push(main.name.clone());
    sources.extend(masters);
    sources.extend(handouts);
    read_embedded_of(main.package, &sources, out)
}

/// Writes the text of the shapes of a slide or what is like it.
fn push_slide(
    package: &mut Package<'_>,
    part: &str,
    placeholders: bool,
    out: &mut Output<'_>,
) -> Result<(), Error> {
    let Some(bytes) = package.read(part, out)? else { return Ok(()) };
    let source = decode(&bytes, package.format())?;
    let mut events = Events::new(&source, package.format(), out.limits());
    let (mut in_text, mut left_out) = (false, false);
    loop {
        match events.next()? {
            Event::Start(e) => match (e.name.space, e.name.local) {
                (Space::Drawing | Space::Math, "t") => in_text = true,
                (Space::Drawing, "br") => out.push('\n'),
                (Space::Drawing, "tc") => out.push('\t'),
                (Space::Slide, "ph") => left_out = !placeholders,
                (Space::Slide, "sp") => left_out = false,
                (Space::Compatibility, "Fallback") => events.skip()?,
                _ => {}
            },
            Event::Text(text) => {
                if in_text && !left_out {
                    out.push_str(&text);
                }
            }
            Event::End(name) => match (name.space, name.local) {
                (Space::Drawing | Space::Math, "t") => in_text = false,
                (Space::Drawing, "p") => out.push('\n'),
                (Space::Slide, "sp") => left_out = false,
                _ => {}
            },
            Event::Eof => return Ok(()),
        }
    }
}

/// Authors of comments as they are named before them, by their identifiers.
fn authors(mut events: Events<'_>) -> Result<HashMap<String, String>, Error> {
    let mut all = HashMap::new();
    loop {
        match events.next()? {
            Event::Start(e) if e.is(Space::Slide, "cmAuthor") => {
                let get = |name| e.plain(name).map(String::from).unwrap_or_default();
                let (mut name, initials) = (get("name"), get("initials"));
                if !initials.is_empty() {
                    name.extend([" (", &initials, ")"]);
                }
                all.insert(get("id"), name);
            }
            Event::Eof => return Ok(all),
            _ => {}
        }
    }
}

/// Writes comments with their authors.
fn push_comments(
    package: &mut Package<'_>,
    part: &str,
    authors: &HashMap<String, String>,
    out: &mut Output<'_>,
) -> Result<(), Error> {
    let Some(bytes) = package.read(part, out)? else { return Ok(()) };
    let source = decode(&bytes, package.format())?;
    let mut events = Events::new(&source, package.format(), out.limits());
    loop {
        match events.next()? {
            Event::Start(e) if e.is(Space::Slide, "cm") => {
                let id = e.plain("authorId").unwrap_or_default();
                if let Some(author) = authors.get(&*id) {
                    out.push_str(author);
                    out.push('\t');
                }
            }
            Event::Start(e) if e.is(Space::Slide, "text") => {
                let text = events.text()?;
                out.push_str(&text);
                out.push('\n');
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
