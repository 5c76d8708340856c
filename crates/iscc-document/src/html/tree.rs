//! [`Tree`]: the elements and texts of a page, as much of them as counts.

use alloc::borrow::Cow;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec::Vec;
use core::cell::{Cell, RefCell};

use html5ever::tendril::StrTendril;
use html5ever::tree_builder::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::{Attribute, LocalName, Namespace, QualName, local_name, ns};

use super::data_uri::kept;
use crate::error::Error;
use crate::output::{Output, within};

/// How many elements and texts a page may have: what bounds the memory.
const MOST_NODES: u64 = 4_000_000;

/// A node by its place.
pub(super) type NodeId = u32;

const NONE: NodeId = NodeId::MAX;
const DOCUMENT: NodeId = 0;

#[derive(Debug)]
enum Kind {
    Document,
    Element {
        name: QualName,
        attributes: Option<Box<[(String, String)]>>,
        html_point: bool,
    },
    Text(StrTendril),
    /// Comments and the like, which may be asked for a place but are none.
    Other,
}

#[derive(Debug)]
struct Node {
    kind: Kind,
    parent: NodeId,
    previous: NodeId,
    next: NodeId,
    first: NodeId,
    last: NodeId,
    depth: u32,
    /// Whether its end was seen, as far as it matters: of parts of tables.
    is_closed: bool,
}

/// The tree of a page, in one vector: nothing is ever given back, and nothing recurses.
#[derive(Debug)]
pub(super) struct Tree {
    nodes: RefCell<Vec<Node>>,
    /// The depth of the last element.
    depth: Cell<u32>,
    last: Cell<NodeId>,
    work: Cell<u64>,
}

/// A step of a walk through the tree.
#[derive(Debug)]
pub(super) enum Step<'t> {
    Enter(Element<'t>),
    Leave(Element<'t>),
    Text(&'t str),
}

/// An element on a walk.
#[derive(Debug, Clone, Copy)]
pub(super) struct Element<'t> {
    name: &'t QualName,
    attributes: &'t [(String, String)],
}

impl Element<'_> {
    /// The name, in lower case but for some of SVG.
    pub(super) fn name(&self) -> &str {
        &self.name.local
    }

    pub(super) fn is_body(&self) -> bool {
        self.name.ns == ns!(html) && self.name.local == local_name!("body")
    }

    /// Whether nothing in it counts.
    pub(super) fn is_discarded(&self) -> bool {
        is_raw(&self.name.local)
    }

    /// The file that the element shows, if it is written out in the page.
    pub(super) fn source(&self) -> Option<&str> {
        self.attributes
            .first()
            .filter(|(name, value)| kept(name, value).is_some())
            .map(|(_, value)| &**value)
    }

    /// Kept for `html` and `meta` only.
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| &**value)
    }

    /// Puts apart what is shown apart.
    pub(super) fn separate(&self, out: &mut Output<'_>) {
        let separator = match self.name() {
            "td" | "th" | "dd" => '\t',
            "p" | "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "div" | "ul" | "ol" | "dl" | "dt"
            | "li" | "pre" | "hr" | "br" | "blockquote" | "address" | "fieldset" | "table"
            | "tr" | "form" | "noscript" | "section" | "article" | "header" | "footer" | "nav"
            | "aside" | "main" | "figure" | "figcaption" | "caption" | "option" | "select"
            | "textarea" | "center" | "title" => '\n',
            _ => return,
        };
        if !out.text().ends_with(['\n', '\t', ' ']) && !out.text().is_empty() {
            out.push(separator);
        }
    }
}

fn is_raw(name: &LocalName) -> bool {
    *name == local_name!("script") || *name == local_name!("style")
}

fn is_part_of_table(name: &LocalName) -> bool {
    [local_name!("tbody"), local_name!("thead"), local_name!("tfoot"), local_name!("tr")]
        .contains(name)
}

impl Tree {
    pub(super) fn new() -> Self {
        let tree = Self {
            nodes: RefCell::default(),
            depth: Cell::new(0),
            last: Cell::new(DOCUMENT),
            work: Cell::new(0),
        };
        tree.add(Kind::Document);
        tree
    }

    pub(super) fn within_limits(&self) -> Result<(), Error> {
        within("elements of the page", self.nodes.borrow().len() as u64, MOST_NODES)
    }

    /// What has been done since it was last asked.
    pub(super) fn take_work(&self) -> u64 {
        self.work.take()
    }

    /// A tag may have to be looked for in all open elements.
    pub(super) fn count_tag(&self) {
        self.work.set(self.work.get() + 1 + u64::from(self.depth.get() / 8));
    }

    /// Whether the last element is one whose content is not parsed.
    pub(super) fn is_in_raw_text(&self) -> bool {
        match &self.nodes.borrow()[self.last.get() as usize].kind {
            Kind::Element { name, .. } => {
                is_raw(&name.local) || name.local == local_name!("noframes")
            }
            _ => false,
        }
    }

    pub(super) fn last_is_noscript_of_head(&self) -> bool {
        let nodes = self.nodes.borrow();
        let is = |id: NodeId, local: &LocalName| {
            nodes.get(id as usize).is_some_and(
                |node| matches!(&node.kind, Kind::Element { name, .. } if name.local == *local),
            )
        };
        let last = self.last.get();
        is(last, &local_name!("noscript")) && is(nodes[last as usize].parent, &local_name!("head"))
    }

    /// Visits all nodes in the order of the page, until `visit` says no.
    pub(super) fn walk(&self, visit: &mut dyn FnMut(Step<'_>) -> bool) {
        let nodes = self.nodes.borrow();
        let element = |node: &Node| match &node.kind {
            Kind::Element { .. } => true,
            Kind::Document | Kind::Text(_) | Kind::Other => false,
        };
        let mut at = DOCUMENT;
        loop {
            let node = &nodes[at as usize];
            let going_on = match &node.kind {
                Kind::Text(text) => visit(Step::Text(text)),
                Kind::Element { name, attributes, .. } => visit(Step::Enter(Element {
                    name,
                    attributes: attributes.as_deref().unwrap_or(&[]),
                })),
                Kind::Document | Kind::Other => true,
            };
            if !going_on {
                return;
            }
            if node.first != NONE {
                at = node.first;
                continue;
            }
            // up until there is a next one, leaving elements
            loop {
                let node = &nodes[at as usize];
                if element(node)
                    && let Kind::Element { name, attributes, .. } = &node.kind
                    && !visit(Step::Leave(Element {
                        name,
                        attributes: attributes.as_deref().unwrap_or(&[]),
                    }))
                {
                    return;
                }
                if node.next != NONE {
                    at = node.next;
                    break;
                }
                if node.parent == NONE {
                    return;
                }
                at = node.parent;
            }
        }
    }

    fn add(&self, kind: Kind) -> NodeId {
        let mut nodes = self.nodes.borrow_mut();
        let id = NodeId::try_from(nodes.len()).unwrap_or(NONE - 1);
        let (parent, previous, next, first, last) = (NONE, NONE, NONE, NONE, NONE);
        let is_closed = false;
        nodes.push(Node { kind, parent, previous, next, first, last, depth: 0, is_closed });
        self.work.set(self.work.get() + 1);
        id
    }

    /// The node of what is to be put in, unless it does not count.
    fn node(&self, child: NodeOrText<NodeId>, parent: NodeId) -> Option<NodeId> {
        match child {
            NodeOrText::AppendNode(id) => Some(id),
            NodeOrText::AppendText(text) => {
                let raw = match &self.nodes.borrow()[parent as usize].kind {
                    Kind::Element { name, .. } => is_raw(&name.local),
                    _ => false,
                };
                (!raw).then(|| self.add(Kind::Text(text)))
            }
        }
    }

    /// The innermost of the parts of a table that are open.
    fn open_part(&self, table: NodeId) -> NodeId {
        let nodes = self.nodes.borrow();
        let mut part = table;
        loop {
            let last = nodes[part as usize].last;
            let Some(node) = nodes.get(last as usize).filter(|node| !node.is_closed) else {
                return part;
            };
            match &node.kind {
                Kind::Element { name, .. } if is_part_of_table(&name.local) => part = last,
                _ => return part,
            }
        }
    }

    /// Takes a node out of its place.
    fn detach(&self, id: NodeId) {
        let mut nodes = self.nodes.borrow_mut();
        let Node { parent, previous, next, .. } = nodes[id as usize];
        if parent == NONE {
            return;
        }
        match previous {
            NONE => nodes[parent as usize].first = next,
            previous => nodes[previous as usize].next = next,
        }
        match next {
            NONE => nodes[parent as usize].last = previous,
            next => nodes[next as usize].previous = previous,
        }
        let node = &mut nodes[id as usize];
        (node.parent, node.previous, node.next) = (NONE, NONE, NONE);
    }

    /// Puts a node into `parent`, before `next` or as the last.
    fn insert(&self, id: NodeId, parent: NodeId, next: NodeId) {
        self.detach(id);
        let mut nodes = self.nodes.borrow_mut();
        let depth = nodes[parent as usize].depth + 1;
        let previous = match next {
            NONE => nodes[parent as usize].last,
            next => nodes[next as usize].previous,
        };
        match previous {
            NONE => nodes[parent as usize].first = id,
            previous => nodes[previous as usize].next = id,
        }
        match next {
            NONE => nodes[parent as usize].last = id,
            next => nodes[next as usize].previous = id,
        }
        let node = &mut nodes[id as usize];
        (node.parent, node.previous, node.next, node.depth) = (parent, previous, next, depth);
        if matches!(node.kind, Kind::Element { .. }) {
            self.depth.set(depth);
            self.last.set(id);
        }
    }
}

/// The name of an element: a copy, since the tree builder may change the tree while it looks at it.
#[derive(Debug)]
pub(super) struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }

    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

/// The name of what is no element.
const NAMELESS: QualName = QualName { prefix: None, ns: ns!(), local: local_name!("") };

impl TreeSink for Tree {
    type Handle = NodeId;
    type Output = Self;
    type ElemName<'a> = Name;

    fn finish(self) -> Self {
        self
    }

    fn parse_error(&self, _: Cow<'static, str>) {}

    fn get_document(&self) -> NodeId {
        DOCUMENT
    }

    fn elem_name<'a>(&'a self, target: &'a NodeId) -> Name {
        Name(match &self.nodes.borrow()[*target as usize].kind {
            Kind::Element { name, .. } => name.clone(),
            Kind::Document | Kind::Text(_) | Kind::Other => NAMELESS,
        })
    }

    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, flags: ElementFlags) -> NodeId {
        let attributes = if matches!(&*name.local, "html" | "meta") {
            Some(attrs.iter().map(|a| ((*a.name.local).into(), (*a.value).into())).collect())
        } else {
            let source = attrs.iter().find_map(|a| kept(&a.name.local, &a.value));
            source.map(|source| Box::from([source]))
        };
        let html_point = flags.mathml_annotation_xml_integration_point;
        self.add(Kind::Element { name, attributes, html_point })
    }

    fn create_comment(&self, _: StrTendril) -> NodeId {
        self.add(Kind::Other)
    }

    fn create_pi(&self, _: StrTendril, _: StrTendril) -> NodeId {
        self.add(Kind::Other)
    }

    fn append(&self, parent: &NodeId, child: NodeOrText<NodeId>) {
        if let Some(id) = self.node(child, *parent) {
            self.insert(id, *parent, NONE);
        }
    }

    fn append_based_on_parent_node(
        &self,
        element: &NodeId,
        prev_element: &NodeId,
        child: NodeOrText<NodeId>,
    ) {
        if let NodeOrText::AppendText(_) = child {
            // The standard puts it before the table. jsoup leaves it where it is.
            self.append(&self.open_part(*element), child);
        } else if self.nodes.borrow()[*element as usize].parent == NONE {
            self.append(prev_element, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }

    fn pop(&self, node: &NodeId) {
        self.nodes.borrow_mut()[*node as usize].is_closed = true;
    }

    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}

    fn get_template_contents(&self, target: &NodeId) -> NodeId {
        // The text of a template counts like that of any element.
        *target
    }

    fn same_node(&self, x: &NodeId, y: &NodeId) -> bool {
        x == y
    }

    fn set_quirks_mode(&self, _: QuirksMode) {}

    fn append_before_sibling(&self, sibling: &NodeId, new_node: NodeOrText<NodeId>) {
        let parent = self.nodes.borrow()[*sibling as usize].parent;
        if parent != NONE
            && let Some(id) = self.node(new_node, parent)
            && id != *sibling
        {
            self.insert(id, parent, *sibling);
        }
    }

    fn add_attrs_if_missing(&self, target: &NodeId, attrs: Vec<Attribute>) {
        let mut nodes = self.nodes.borrow_mut();
        if let Kind::Element { attributes: Some(known), .. } = &mut nodes[*target as usize].kind {
            let mut all = core::mem::take(known).into_vec();
            for a in attrs {
                if !all.iter().any(|(name, _)| **name == *a.name.local) {
                    all.push(((*a.name.local).into(), (*a.value).into()));
                }
            }
            *known = all.into_boxed_slice();
        }
    }

    fn remove_from_parent(&self, target: &NodeId) {
        self.detach(*target);
    }

    fn reparent_children(&self, node: &NodeId, new_parent: &NodeId) {
        loop {
            let first = self.nodes.borrow()[*node as usize].first;
            if first == NONE {
                return;
            }
            self.work.set(self.work.get() + 1);
            self.insert(first, *new_parent, NONE);
        }
    }

    fn is_mathml_annotation_xml_integration_point(&self, handle: &NodeId) -> bool {
        match &self.nodes.borrow()[*handle as usize].kind {
            Kind::Element { html_point, .. } => *html_point,
            Kind::Document | Kind::Text(_) | Kind::Other => false,
        }
    }
}
