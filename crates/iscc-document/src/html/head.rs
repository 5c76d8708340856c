//! What the head of a page says about it, by the names of Tika.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use super::tree::{Element, Step, Tree};
use crate::properties::Properties;

/// Names that count as they are.
const NAMES: [&str; 16] = [
    "dc:title",
    "dc:description",
    "dc:creator",
    "dc:rights",
    "dc:language",
    "meta:keyword",
    "iscc_name",
    "iscc_description",
    "iscc_meta",
    "iscc_license",
    "iscc_acquire",
    "iscc_credit",
    "iscc_rights",
    "custom:iscc_name",
    "custom:iscc_description",
    "custom:iscc_meta",
];

/// The title, and `meta` elements up to the body.
pub(super) fn properties(tree: &Tree) -> Properties {
    let mut found = Properties::default();
    // The first `title` replaces what `meta` elements said before, and later ones do not count.
    let mut titles: Vec<String> = Vec::new();
    let mut title: Option<String> = None;
    let mut inside = false;
    tree.walk(&mut |step| {
        match step {
            Step::Enter(element) if element.is_body() => return false,
            Step::Enter(element) => match element.name() {
                "title" if title.is_none() => {
                    inside = true;
                    title = Some(String::new());
                }
                "html" => {
                    if let Some(language) =
                        element.attribute("lang").or(element.attribute("xml:lang"))
                    {
                        found.push("language", language);
                    }
                }
                "meta" => {
                    if let Some((name, value)) = said(&element) {
                        match name {
                            "dc:title" => titles.push(value.to_owned()),
                            name => found.push(name, value),
                        }
                    }
                }
                _ => {}
            },
            Step::Leave(element) if inside && element.name() == "title" => {
                inside = false;
                titles.clear();
                titles.extend(title.as_ref().map(|title| title.trim().to_owned()));
            }
            Step::Text(text) if inside => {
                if let Some(title) = &mut title {
                    title.push_str(text);
                }
            }
            Step::Leave(_) | Step::Text(_) => {}
        }
        true
    });
    for title in titles {
        found.push("dc:title", title);
    }
    found
}

/// The name of Tika, and the value, of a `meta` element.
fn said<'e>(element: &'e Element<'_>) -> Option<(&'static str, &'e str)> {
    let name = ["name", "http-equiv", "property"].iter().find_map(|key| element.attribute(key))?;
    let value = element.attribute("content")?;
    let known = NAMES.into_iter().find(|known| *known == name);
    let known = known.or(match &*name.to_ascii_lowercase() {
        "description" => Some("dc:description"),
        "author" => Some("dc:creator"),
        "keywords" => Some("meta:keyword"),
        "language" | "content-language" => Some("language"),
        _ => None,
    })?;
    Some((known, value))
}
