//! [`Story`]: the text of a part of a document that is made of paragraphs.

use alloc::string::String;
use alloc::vec::Vec;
use std::collections::HashMap;

use super::numbering::Numbering;
use crate::error::Error;
use crate::hash_order::hash_order;
use crate::limits::Limits;
use crate::output::Output;
use crate::xml_events::{Event, Events, Name};
use crate::xml_spaces::Space;

/// Notes or comments, those that are still to be told.
#[derive(Debug, Default)]
pub(super) struct Notes {
    texts: HashMap<String, usize>,
    all: Vec<(String, String, bool)>,
}

impl Notes {
    pub(super) fn insert(&mut self, id: String, text: String) {
        if let Some(&place) = self.texts.get(&id) {
            self.all[place].1 = text;
        } else {
            self.texts.insert(id.clone(), self.all.len());
            self.all.push((id, text, false));
        }
    }

    fn get(&self, id: &str) -> Option<&str> {
        self.texts.get(id).map(|&place| &*self.all[place].1)
    }

    /// The text of a comment, which is not among the [`rest`](Self::rest) then.
    pub(super) fn take(&mut self, id: &str) -> Option<&str> {
        let (_, text, taken) = &mut self.all[*self.texts.get(id)?];
        *taken = true;
        Some(text)
    }

    /// The texts that were not taken, in the order of the reference.
    pub(super) fn rest(&self) -> impl Iterator<Item = &str> {
        let ids: Vec<&str> = self.all.iter().map(|(id, ..)| &**id).collect();
        let order = hash_order(&ids);
        let all = order.into_iter().map(|place| &self.all[place]);
        all.filter(|(.., taken)| !taken).map(|(_, text, _)| &**text)
    }
}

/// The text as far as it is read.
#[derive(Debug)]
pub(super) struct Story<'n> {
    pub(super) text: String,
    /// The comments that were referred to since the last paragraph.
    pub(super) comments: Vec<String>,
    numbering: &'n mut Numbering,
    footnotes: &'n Notes,
    endnotes: &'n Notes,
    /// List and level of the paragraph as far as its properties are read.
    list: (Option<String>, Option<usize>),
    /// What is said over a base text (`w:ruby`).
    reading: Option<String>,
    /// In text that was moved elsewhere.
    moved: bool,
    /// More bytes than this no document has: a long note, referred to again and again, is not written again.
    most: usize,
}

/// What an event was.
enum Step<'a> {
    /// The end of an element.
    Closed(Name<'a>),
    /// Anything else within the part.
    Other,
    /// The end of the part.
    End,
}

impl<'n> Story<'n> {
    pub(super) fn new(
        numbering: &'n mut Numbering,
        footnotes: &'n Notes,
        endnotes: &'n Notes,
        limits: &Limits,
    ) -> Self {
        Self {
            text: String::new(),
            comments: Vec::new(),
            numbering,
            footnotes,
            endnotes,
            list: (None, None),
            reading: None,
            moved: false,
            most: limits.characters.saturating_mul(4),
        }
    }

    /// Reads up to the end of the next paragraph; whether there was one.
    pub(super) fn read_paragraph(
        &mut self,
        events: &mut Events<'_>,
        out: &mut Output<'_>,
    ) -> Result<bool, Error> {
        loop {
            let length = self.text.len();
            match self.step(events)? {
                Step::End => return Ok(false),
                Step::Closed(Name { space: Space::Word, local: "p" }) => return Ok(true),
                // references to a long note again and again
                _ => out.work(self.text.len().saturating_sub(length) as u64)?,
            }
        }
    }

    /// Reads an event; whether there was one.
    pub(super) fn read_event(&mut self, events: &mut Events<'_>) -> Result<bool, Error> {
        Ok(!matches!(self.step(events)?, Step::End))
    }

    /// Reads an event; some elements are read to their end.
    fn step<'a>(&mut self, events: &mut Events<'a>) -> Result<Step<'a>, Error> {
        match events.next()? {
            Event::Start(e) => {
                let name = e.name;
                match (name.space, name.local) {
                    (Space::Word | Space::Drawing | Space::Math, "t") => {
                        if self.moved {
                            events.skip()?;
                        } else {
                            self.push_text(events)?;
                        }
                        return Ok(Step::Other);
                    }
                    (Space::Word, "tab" | "ptab" | "tc") => self.text.push('\t'),
                    (Space::Word, "br" | "cr") | (Space::Drawing, "br") => self.text.push('\n'),
                    (Space::Word, "noBreakHyphen") => self.text.push('\u{2011}'),
                    (Space::Word, "softHyphen") => self.text.push('\u{ad}'),
                    (Space::Word, "footnoteReference" | "endnoteReference") => {
                        let id = e.attribute(Space::Word, "id").unwrap_or_default();
                        let notes = match name.local {
                            "footnoteReference" => self.footnotes,
                            _ => self.endnotes,
                        };
                        if let Some(text) = notes.get(&id) {
                            if self.text.len() <= self.most {
                                self.text.push_str(text);
                            }
                        } else {
                            self.text.extend(["[", &id, "]"]);
                        }
                    }
                    (Space::Word, "commentReference") => {
                        let id = e.attribute(Space::Word, "id").unwrap_or_default();
                        self.comments.push(id.into());
                    }
                    (Space::Word, "p") => self.list = (None, None),
                    (Space::Word, "numId") => {
                        self.list.0 = e.attribute(Space::Word, "val").map(String::from);
                    }
                    (Space::Word, "ilvl") => {
                        let level = e.attribute(Space::Word, "val");
                        self.list.1 = level.and_then(|level| level.parse().ok());
                    }
                    (Space::Word, "ruby") => self.reading = None,
                    (Space::Word, "rt") => {
                        let mut reading = core::mem::take(&mut self.text);
                        let depth = events.depth();
                        while events.depth() >= depth && self.read_event(events)? {}
                        core::mem::swap(&mut reading, &mut self.text);
                        self.reading = Some(reading);
                        return Ok(Step::Other);
                    }
                    // What was moved away is read where it was moved to; of marks in marks the last counts.
                    (Space::Word, "ins" | "del" | "moveTo" | "moveFrom") => {
                        self.moved = name.local == "moveFrom";
                    }
                    // only one of several alternatives
                    (Space::Compatibility, "Fallback") => {
                        events.skip()?;
                        return Ok(Step::Other);
                    }
                    _ => {}
                }
                Ok(Step::Other)
            }
            Event::End(name) => {
                match (name.space, name.local) {
                    (Space::Word, "pPr") => {
                        if let (Some(list), Some(level)) = (&self.list.0, self.list.1)
                            && let Some(number) = self.numbering.next(list, level)
                        {
                            self.text.push_str(&number);
                        }
                        self.list = (None, None);
                    }
                    (Space::Word | Space::Drawing, "p") => self.text.push('\n'),
                    (Space::Word, "ins" | "del" | "moveTo" | "moveFrom") => self.moved = false,
                    (Space::Word, "ruby") => {
                        if let Some(reading) = self.reading.take() {
                            self.text.extend([" (", &reading, ")"]);
                        }
                    }
                    _ => {}
                }
                Ok(Step::Closed(name))
            }
            Event::Text(_) => Ok(Step::Other),
            Event::Eof => Ok(Step::End),
        }
    }

    /// The characters of the element that was last entered.
    fn push_text(&mut self, events: &mut Events<'_>) -> Result<(), Error> {
        let depth = events.depth();
        while events.depth() >= depth {
            if let Event::Text(text) = events.next()? {
                self.text.push_str(&text);
            }
        }
        Ok(())
    }
}
