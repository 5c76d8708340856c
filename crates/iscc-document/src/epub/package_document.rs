//! The package document of a book: metadata, manifest and spine.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use std::collections::HashMap;

use crate::error::Error;
use crate::format::Format;
use crate::output::Output;
use crate::properties::{Properties, dublin_core};
use crate::sniff::format_of;
use crate::xml_events::{Event, Events, decode};
use crate::xml_spaces::Space;

/// A file of the book.
#[derive(Debug)]
pub(super) struct Item {
    pub(super) id: String,
    pub(super) href: String,
    /// In lower case; empty if there is none.
    media_type: String,
}

impl Item {
    /// Whether it is read as a chapter where the spine names it.
    pub(super) fn is_chapter(&self) -> bool {
        self.media_type.contains("xhtml")
            || self.media_type.contains("html")
            || self.media_type.is_empty()
    }

    /// Whether its name is written where the spine does not name it: not that of a font, which is told by its media type and its folder.
    pub(super) fn has_name(&self) -> bool {
        !self.media_type.contains("font") && !self.href.starts_with("fonts/")
    }

    /// Whether it is read where the spine does not name it: not what is style, drawing or navigation.
    pub(super) fn is_read(&self) -> bool {
        let is = |part: &str| self.media_type.contains(part);
        let is_left_out =
            is("css") || is("svg") || is("dtbncx") || self.media_type.ends_with("/xml");
        !is_left_out
    }

    /// What it is read as, by its name and content.
    pub(super) fn format(&self, bytes: &[u8]) -> Option<Format> {
        let suffix = self.href.rsplit('.').next().unwrap_or_default();
        let named = match &*suffix.to_ascii_lowercase() {
            "xhtml" | "html" | "htm" | "xht" => Format::Html,
            "xml" | "smil" | "pls" | "opf" => Format::Xml,
            "txt" | "js" | "json" | "md" | "csv" => Format::Plain,
            "pdf" => Format::Pdf,
            _ if self.media_type.contains("html") => Format::Html,
            _ => return format_of(bytes),
        };
        Some(named.refined(bytes))
    }
}

/// What a package document says.
#[derive(Debug, Default)]
pub(super) struct PackageDocument {
    pub(super) properties: Properties,
    /// Files by distinct ids, in the order of the document.
    pub(super) manifest: Vec<Item>,
    /// Ids in the order of reading.
    pub(super) spine: Vec<String>,
}

impl PackageDocument {
    pub(super) fn read(source: &[u8], out: &mut Output<'_>) -> Result<Self, Error> {
        let source = decode(source, Format::Epub)?;
        let mut events = Events::new(&source, Format::Epub, out.limits());
        let mut book = Self::default();
        loop {
            match events.next()? {
                Event::Start(element) if element.name.space == Space::Dc => {
                    if let Some(name) = dublin_core(element.name.local) {
                        let text = events.text()?;
                        book.properties.push(name, text.trim());
                    }
                }
                Event::Start(element) => {
                    let value = |name| element.plain(name).map(|value| value.trim().to_owned());
                    match element.name.local {
                        "item" => {
                            if let (Some(id), Some(href)) = (value("id"), value("href")) {
                                out.part()?;
                                let media_type =
                                    value("media-type").unwrap_or_default().to_ascii_lowercase();
                                book.manifest.push(Item { id, href, media_type });
                            }
                        }
                        "itemref" => {
                            out.part()?;
                            book.spine.extend(value("idref"));
                        }
                        _ => {}
                    }
                }
                Event::Eof => {
                    book.without_repetitions();
                    return Ok(book);
                }
                Event::End(_) | Event::Text(_) => {}
            }
        }
    }

    /// Of two items of one id the last counts, in the place of the first.
    fn without_repetitions(&mut self) {
        let mut places = HashMap::new();
        let mut distinct: Vec<Item> = Vec::new();
        for item in core::mem::take(&mut self.manifest) {
            if let Some(&place) = places.get(&item.id) {
                let first: &mut Item = &mut distinct[place];
                *first = item;
            } else {
                places.insert(item.id.clone(), distinct.len());
                distinct.push(item);
            }
        }
        self.manifest = distinct;
    }
}
