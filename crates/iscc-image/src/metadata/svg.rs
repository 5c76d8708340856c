//! SVG: title and description, and RDF with the names of ISCC, Dublin Core and Creative Commons
//! (`svg_meta_extract` of iscc-sdk 0.9.7).

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use resvg::usvg::roxmltree::{Document, Node, ParsingOptions};

use super::ImageMetadata;
use super::fields::is_space;
use crate::decode::Limits;

const SVG: &str = "http://www.w3.org/2000/svg";
const RDF: &str = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
const DC: &str = "http://purl.org/dc/elements/1.1/";
const CC: &str = "http://creativecommons.org/ns#";
const ISCC: &str = "http://purl.org/iscc/schema/";

pub(super) fn read(bytes: &[u8], limits: &Limits) -> ImageMetadata {
    let mut found = ImageMetadata::default();
    // Attributes, texts and comments as well.
    let nodes_limit = u32::try_from(limits.max_elements.saturating_mul(4)).unwrap_or(u32::MAX);
    let options = ParsingOptions { allow_dtd: true, nodes_limit, ..ParsingOptions::default() };
    let text = core::str::from_utf8(bytes).ok();
    let document = text.and_then(|text| Document::parse_with_options(text, options).ok());
    let Some(document) = document else { return found };
    let root = document.root_element();
    let containers: Vec<Node<'_, '_>> =
        child(root, SVG, "metadata").map_or_else(Vec::new, |data| {
            let of = |name: &'static (&str, &str)| {
                data.descendants().skip(1).filter(move |node| node.has_tag_name(*name))
            };
            of(&(RDF, "Description")).chain(of(&(CC, "Work"))).collect()
        });
    let in_rdf = |name_space: &str, name: &str| {
        containers.iter().find_map(|node| of_element(child(*node, name_space, name)?))
    };

    let titled = |name: &str| of_element(child(root, SVG, name)?);
    found.name = in_rdf(ISCC, "name").or_else(|| titled("title")).or_else(|| in_rdf(DC, "title"));
    found.description = in_rdf(ISCC, "description")
        .or_else(|| titled("desc"))
        .or_else(|| in_rdf(DC, "description"));
    found.meta = in_rdf(ISCC, "meta");
    found.creator = containers.iter().find_map(|node| {
        let creator = child(*node, DC, "creator")?;
        let item = creator.descendants().skip(1).find(|node| node.has_tag_name((RDF, "li")));
        match item.filter(|item| item.text().is_some()) {
            Some(item) => of_element(item),
            None => of_element(creator),
        }
    });
    found.rights = in_rdf(DC, "rights");
    found.identifier = in_rdf(DC, "identifier");
    found.language = in_rdf(DC, "language");
    found.license = containers.iter().find_map(|node| {
        let resource = child(*node, CC, "license")?.attribute((RDF, "resource"))?;
        Some(resource.to_owned()).filter(|resource| !resource.is_empty())
    });
    found
}

fn child<'a, 'input>(
    node: Node<'a, 'input>,
    name_space: &str,
    name: &str,
) -> Option<Node<'a, 'input>> {
    node.children().find(|child| child.has_tag_name((name_space, name)))
}

/// The text at the start of an element.
fn of_element(node: Node<'_, '_>) -> Option<String> {
    let text = node.text()?.trim_matches(is_space);
    (!text.is_empty()).then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_before_dublin_core() {
        let file = br#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:dc="http://purl.org/dc/elements/1.1/"
            xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:cc="http://creativecommons.org/ns#">
            <title> A <b/>title </title><metadata><rdf:RDF><cc:Work><dc:title>Other</dc:title>
            <dc:creator><rdf:Bag><rdf:li> Ann </rdf:li></rdf:Bag></dc:creator><dc:description>What</dc:description>
            <cc:license rdf:resource="https://example.org/"/></cc:Work></rdf:RDF></metadata></svg>"#;
        let found = read(file, &Limits::default());
        assert_eq!(found.name.as_deref(), Some("A"));
        assert_eq!(found.creator.as_deref(), Some("Ann"));
        assert_eq!(found.description.as_deref(), Some("What"));
        assert_eq!(found.license.as_deref(), Some("https://example.org/"));
        assert_eq!(found.rights, None);
    }
}
