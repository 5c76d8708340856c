//! Feeds: RSS and Atom, of which titles and descriptions count (Apache Tika 3, `FeedParser`).

use alloc::string::String;

use crate::error::Error;
use crate::format::Format;
use crate::output::Output;
use crate::properties::Properties;
use crate::xml_events::{Event, Events};

/// What is said about the feed or about one of its entries.
#[derive(Debug, Default)]
struct Said {
    title: String,
    description: String,
    has_link: bool,
}

/// Writes the title and the description of the feed, then those of each entry that has a link; markup in them does not count.
pub(super) fn read_feed(source: &str, out: &mut Output<'_>) -> Result<Properties, Error> {
    let mut events = Events::new(source, Format::Xml, out.limits());
    let mut feed = Said::default();
    let mut entries = String::new();
    let mut entry: Option<Said> = None;
    // how deep the feed and the entry are
    let (mut channel, mut item) = (0, 0);
    loop {
        let depth = events.depth();
        match events.next()? {
            Event::Start(element) => {
                let local = element.name.local;
                match local {
                    "channel" | "feed" => channel = depth + 1,
                    "item" | "entry" => {
                        item = depth + 1;
                        entry = Some(Said::default());
                    }
                    _ => {}
                }
                let (said, around) = match &mut entry {
                    Some(entry) => (entry, item),
                    None => (&mut feed, channel),
                };
                if depth != around || depth == 0 {
                    continue;
                }
                match local {
                    "title" if said.title.is_empty() => said.title = plain(&events.text()?),
                    "description" | "summary" | "subtitle" | "tagline"
                        if said.description.is_empty() =>
                    {
                        said.description = plain(&events.text()?);
                    }
                    "link" if element.plain("href").is_some() => said.has_link = true,
                    "link" => said.has_link |= !events.text()?.trim().is_empty(),
                    "guid" => {
                        let is_link =
                            element.plain("isPermaLink").is_none_or(|value| value != "false");
                        said.has_link |= is_link && !events.text()?.trim().is_empty();
                    }
                    _ => {}
                }
            }
            Event::End(name) if matches!(name.local, "item" | "entry") => {
                if let Some(said) = entry.take().filter(|said| said.has_link) {
                    for part in [&said.title, &said.description] {
                        entries.push_str(part);
                        entries.push('\n');
                    }
                }
            }
            Event::Eof => break,
            Event::End(_) | Event::Text(_) => {}
        }
    }
    let mut properties = Properties::default();
    for (name, value) in [("dc:title", &feed.title), ("dc:description", &feed.description)] {
        out.push_str(value);
        out.push('\n');
        properties.push(name, &**value);
    }
    out.push_str(&entries);
    Ok(properties)
}

/// A text without what looks like tags.
fn plain(text: &str) -> String {
    let mut all = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<')
        && let Some(end) = rest[start..].find('>')
    {
        all.push_str(&rest[..start]);
        rest = &rest[start + end + 1..];
    }
    all.push_str(rest);
    all.trim().into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Limits;

    #[test]
    fn titles_and_descriptions() {
        let limits = Limits::default();
        for feed in [
            "<rss><channel><title>F</title><link>x</link><description>D</description><item><title>E</title><link>y</link>\
             <description>&lt;b>e&lt;/b></description><author>no</author></item><item><title>no</title></item></channel></rss>",
            "<feed xmlns='http://www.w3.org/2005/Atom'><title>F</title><subtitle>D</subtitle><entry><title>E</title>\
             <link href='y'/><summary>e</summary><content>no</content></entry></feed>",
        ] {
            let mut out = Output::new(&limits);
            let properties = read_feed(feed, &mut out).unwrap();
            assert_eq!(out.finish().0.trim(), "F\nD\nE\ne");
            assert_eq!(properties.metadata().name.as_deref(), Some("F"));
        }
    }
}
