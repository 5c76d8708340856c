//! What the document says about itself: `meta.xml`, under the names of Apache Tika 3.

use alloc::format;
use alloc::string::String;

use crate::error::Error;
use crate::properties::Properties;
use crate::xml_events::{Event, Events};
use crate::xml_spaces::Space;

pub(super) fn read_meta(mut events: Events<'_>, properties: &mut Properties) -> Result<(), Error> {
    let mut subject = String::new();
    loop {
        match events.next()? {
            Event::Start(e) => match (e.name.space, e.name.local) {
                (Space::Dc, "title") => properties.push("dc:title", events.text()?),
                (Space::Dc, "description") => properties.push("dc:description", events.text()?),
                (Space::Dc, "creator") | (Space::OdfMeta, "initial-creator") => {
                    properties.push_new("dc:creator", events.text()?);
                }
                (Space::Dc, "rights") => properties.push("dc:rights", events.text()?),
                (Space::Dc, "subject") => subject = events.text()?,
                (Space::Dc, "language") => properties.push("dc:language", events.text()?),
                (Space::OdfMeta, "keyword") => {
                    properties.push_new("meta:keyword", events.text()?);
                }
                (Space::OdfMeta, "user-defined") => {
                    let name: String =
                        e.attribute(Space::OdfMeta, "name").unwrap_or_default().into();
                    let value = events.text()?;
                    properties.push(format!("custom:{name}"), value);
                }
                (Space::OdfMeta, "document-statistic") => {
                    let pages = e.attribute(Space::OdfMeta, "page-count");
                    properties.pages = pages.and_then(|pages| pages.parse().ok());
                }
                _ => {}
            },
            Event::End(name) if name.local != "meta" => {}
            Event::End(_) | Event::Eof => {
                // the subject stands in for a description that is missing
                properties.push("dc:description", subject);
                return Ok(());
            }
            Event::Text(_) => {}
        }
    }
}
