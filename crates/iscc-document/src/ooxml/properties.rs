//! What the package says about itself: `docProps/core.xml`, `app.xml`, `custom.xml` (ECMA-376 part 2, 8; part 1, 22.2 and
//! 22.3), under the names of Apache Tika 3.

use alloc::format;
use alloc::string::String;

use super::relations::relations;
use crate::error::Error;
use crate::output::Output;
use crate::package::Package;
use crate::properties::Properties;
use crate::xml_events::{Event, Events, decode};
use crate::xml_spaces::Space;

/// The properties of a package. Broken ones are none.
pub(super) fn read_properties(
    package: &mut Package<'_>,
    out: &mut Output<'_>,
) -> Result<Properties, Error> {
    let mut properties = Properties::default();
    for relation in relations(package, "", out)? {
        let read = match &*relation.kind {
            "core-properties" => core_properties,
            "extended-properties" | "extendedProperties" => extended_properties,
            "custom-properties" | "customProperties" => custom_properties,
            _ => continue,
        };
        let Some(bytes) = package.read(&relation.target, out)? else { continue };
        let Ok(source) = decode(&bytes, package.format()) else { continue };
        let events = Events::new(&source, package.format(), out.limits());
        if let Err(error @ Error::Limit { .. }) = read(events, &mut properties) {
            return Err(error);
        }
    }
    Ok(properties)
}

fn core_properties(mut events: Events<'_>, properties: &mut Properties) -> Result<(), Error> {
    loop {
        match events.next()? {
            Event::Start(e) => {
                let name = match (e.name.space, e.name.local) {
                    (Space::Dc, "title") => "dc:title",
                    (Space::Dc, "description") => "dc:description",
                    (Space::Dc, "creator") => {
                        for name in events.text()?.split(';') {
                            properties.push("dc:creator", name.trim());
                        }
                        continue;
                    }
                    (Space::Dc, "language") => "dc:language",
                    (Space::CoreProperties, "keywords") => "meta:keyword",
                    _ => continue,
                };
                properties.push(name, events.text()?);
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn extended_properties(mut events: Events<'_>, properties: &mut Properties) -> Result<(), Error> {
    loop {
        match events.next()? {
            Event::Start(e) if e.name.space == Space::ExtendedProperties => {
                if let "Pages" | "Slides" = e.name.local {
                    let count: Option<u64> = events.text()?.trim().parse().ok();
                    if count.is_some_and(|count| count > 0) {
                        properties.pages = count;
                    }
                }
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

fn custom_properties(mut events: Events<'_>, properties: &mut Properties) -> Result<(), Error> {
    loop {
        match events.next()? {
            Event::Start(e) if e.is(Space::CustomProperties, "property") => {
                let name: String = e.plain("name").unwrap_or_default().into();
                let value = events.text()?;
                properties.push(format!("custom:{name}"), value);
            }
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
