//! HTML, XHTML, SVG and XML by their first element.

use super::MediaType;

const SVG: &str = "http://www.w3.org/2000/svg";

/// The media type of a text that starts with markup.
pub(super) fn media_type(head: &[u8]) -> Option<MediaType> {
    let text = String::from_utf8_lossy(head);
    let text = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if !text.starts_with('<') {
        return None;
    }
    let is_xml = text.starts_with("<?xml");
    let (name, attributes) = first_element(text)?;
    let doctype = text.get(..14).is_some_and(|start| start.eq_ignore_ascii_case("<!doctype html"));
    match name.rsplit(':').next().unwrap_or(name) {
        "svg" if attributes.contains(SVG) || !attributes.contains("xmlns") => Some(MediaType::SVG),
        "html" if is_xml => Some(MediaType::XHTML),
        _ if is_xml => Some(MediaType::XML),
        // Feeds often come without a declaration.
        "rss" | "feed" | "RDF" => Some(MediaType::XML),
        html if doctype || html.eq_ignore_ascii_case("html") => Some(MediaType::HTML),
        html if ["head", "body", "title"].iter().any(|tag| html.eq_ignore_ascii_case(tag)) => {
            Some(MediaType::HTML)
        }
        _ => None,
    }
}

/// Name and attributes of the first element, past declarations, comments and processing
/// instructions.
fn first_element(mut text: &str) -> Option<(&str, &str)> {
    loop {
        let start = text.find('<')?;
        text = &text[start..];
        if let Some(comment) = text.strip_prefix("<!--") {
            text = comment.split_once("-->")?.1;
            continue;
        }
        text = &text[1..];
        if text.starts_with(|c: char| c.is_ascii_alphabetic()) {
            let name_end = text.find(|c: char| !(c.is_alphanumeric() || "-_.:".contains(c)));
            let (name, rest) = text.split_at(name_end.unwrap_or(text.len()));
            let attributes = rest.split_once('>').map_or(rest, |(attributes, _)| attributes);
            return Some((name, attributes));
        }
    }
}
