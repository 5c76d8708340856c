//! How large a document becomes once its references are followed: `use` copies what it points to, and so do
//! markers for every vertex, and patterns, masks and clip paths when they are drawn.

use alloc::collections::BTreeMap;
use alloc::vec;
use alloc::vec::Vec;

use resvg::usvg::roxmltree::{Document, Node};

use super::limit;
use crate::decode::Limits;
use crate::error::{Error, Limited};

/// Refuses documents that become too large or too deep. A file of a few hundred bytes can ask for 10^18 elements.
pub(super) fn check(document: &Document<'_>, limits: &Limits) -> Result<(), Error> {
    let mut ids = BTreeMap::new();
    let mut style_sheet = Vec::new();
    for node in document.descendants().filter(Node::is_element) {
        if let Some(id) = node.attribute("id") {
            ids.entry(id).or_insert(node);
        }
        if node.tag_name().name() == "style" {
            style_sheet.extend(node.text().into_iter().flat_map(references));
        }
    }
    // Which elements a rule is for is not looked at: it counts for all of them.
    let styled = style_sheet
        .into_iter()
        .filter_map(|id| ids.get(id).copied())
        .filter(|node| !node.tag_name().name().ends_with("Gradient"))
        .collect();
    let count = document.root().descendants().len();
    let mut walk = Walk { ids, styled, limits, known: vec![State::Unknown; count] };
    walk.visit(document.root_element(), 1).map(drop)
}

/// The elements of a subtree and its levels.
#[derive(Debug, Clone, Copy)]
struct Extent {
    elements: u64,
    levels: u64,
}

#[derive(Debug, Clone, Copy)]
enum State {
    Unknown,
    /// On the way: who refers to it refers to itself, which is not followed.
    Open,
    Known(Extent),
}

struct Walk<'a, 'input> {
    ids: BTreeMap<&'a str, Node<'a, 'input>>,
    styled: Vec<Node<'a, 'input>>,
    limits: &'a Limits,
    known: Vec<State>,
}

impl<'a, 'input> Walk<'a, 'input> {
    fn visit(&mut self, node: Node<'a, 'input>, level: u64) -> Result<Extent, Error> {
        let index = node.id().get_usize();
        let mut extent = Extent { elements: 1, levels: 1 };
        match self.known.get(index) {
            Some(State::Open) | None => return Ok(extent),
            Some(State::Known(known)) => extent = *known,
            Some(State::Unknown) => {
                self.check(extent, level)?;
                self.known[index] = State::Open;
                for child in node.children().filter(Node::is_element) {
                    self.add(&mut extent, child, 1, level)?;
                }
                for (target, times) in self.targets(node) {
                    self.add(&mut extent, target, times, level)?;
                }
                self.known[index] = State::Known(extent);
            }
        }
        self.check(extent, level)?;
        Ok(extent)
    }

    fn add(
        &mut self,
        extent: &mut Extent,
        node: Node<'a, 'input>,
        times: u64,
        level: u64,
    ) -> Result<(), Error> {
        let found = self.visit(node, level + 1)?;
        extent.elements = extent.elements.saturating_add(found.elements.saturating_mul(times));
        extent.levels = extent.levels.max(found.levels + 1);
        Ok(())
    }

    fn check(&self, extent: Extent, level: u64) -> Result<(), Error> {
        let levels = level.saturating_add(extent.levels) - 1;
        limit(Limited::Depth, levels, self.limits.max_depth)?;
        limit(Limited::Elements, extent.elements, self.limits.max_elements)
    }

    /// What an element refers to, and how often it is copied for it.
    fn targets(&self, node: Node<'a, 'input>) -> Vec<(Node<'a, 'input>, u64)> {
        let path = node.attribute("d").or_else(|| node.attribute("points")).unwrap_or_default();
        // A vertex takes two characters at least.
        let vertices = path.len() as u64 / 2 + 1;
        let times = |target: Node<'_, '_>| {
            if target.tag_name().name() == "marker" { vertices } else { 1 }
        };
        let mut targets = Vec::new();
        for attribute in node.attributes() {
            let value = attribute.value();
            let href = (attribute.name() == "href").then(|| value.trim().strip_prefix('#'));
            for id in references(value).chain(href.flatten()) {
                targets.extend(self.ids.get(id).map(|&target| (target, times(target))));
            }
        }
        if !matches!(node.tag_name().name(), "style" | "metadata") {
            targets.extend(self.styled.iter().map(|&target| (target, times(target))));
        }
        targets
    }
}

/// The names in `url(#name)`, quoted or not.
fn references(text: &str) -> impl Iterator<Item = &str> {
    text.split("url(").skip(1).filter_map(|tail| {
        let tail = tail.trim_start().trim_start_matches(['"', '\'']);
        let name = tail.strip_prefix('#')?;
        name.split(['"', '\'', ')']).next().map(str::trim)
    })
}
