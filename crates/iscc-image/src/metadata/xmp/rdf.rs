//! From RDF/XML to properties, by the productions of the RDF syntax that XMP allows (ISO 16684-1, annex C).
//!
//! One thing that is not allowed, and the whole packet is refused, as exiv2 does; every function here gives
//! `None` then.

use alloc::string::String;
use alloc::vec::Vec;

use super::property::{Array, Form, Property, normalised_language};
use super::xml::{Element, Name, Node, has_twice, is_space};

/// Names of RDF that are neither properties nor property attributes.
const SYNTAX: [&str; 12] = [
    "RDF",
    "ID",
    "about",
    "parseType",
    "resource",
    "nodeID",
    "datatype",
    "Description",
    "li",
    "aboutEach",
    "aboutEachPrefix",
    "bagID",
];

/// The properties of a packet.
pub(super) fn parse(root: &Element) -> Option<Vec<Property>> {
    let rdf = find_rdf(root)?;
    if !rdf.attributes.is_empty() {
        return None;
    }
    let mut top = Members::default();
    let mut about = "";
    for node in elements(rdf)? {
        if node.name.rdf() != Some("Description") {
            return None;
        }
        top.read_node(node, Parent::Packet)?;
        for (_, value) in node.attributes.iter().filter(|(name, _)| name.rdf() == Some("about")) {
            if !about.is_empty() && !value.is_empty() && about != value {
                return None;
            }
            about = if value.is_empty() { about } else { value };
        }
    }
    if has_twice(top.properties.iter().map(|property| &property.name)) {
        return None;
    }
    Some(top.properties)
}

/// The first `rdf:RDF`, from the outside in.
fn find_rdf(element: &Element) -> Option<&Element> {
    if element.name.rdf() == Some("RDF") {
        return Some(element);
    }
    let inside = element.children.iter();
    let mut inside = inside.filter_map(|node| match node {
        Node::Element(element) => find_rdf(element),
        Node::Text(_) => None,
    });
    let first = inside.next();
    first.filter(|_| inside.next().is_none())
}

/// The elements, if there is only white space between them.
fn elements(element: &Element) -> Option<Vec<&Element>> {
    let mut found = Vec::new();
    for node in &element.children {
        match node {
            Node::Element(element) => found.push(element),
            Node::Text(text) if text.bytes().all(is_space) => {}
            Node::Text(_) => return None,
        }
    }
    Some(found)
}

/// What properties are collected for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Parent {
    Packet,
    Struct,
    Array,
}

/// The properties of a packet, members of a structure or items of an array.
#[derive(Default)]
struct Members {
    properties: Vec<Property>,
    /// `rdf:value`: the structure stands for its value, and the rest are qualifiers.
    value: Option<Property>,
}

impl Members {
    /// Adds a property if it may be there.
    fn add(&mut self, property: Property, parent: Parent) -> Option<()> {
        match (property.name.rdf(), parent) {
            (Some("li"), Parent::Array) => self.properties.push(property),
            (Some("value"), Parent::Struct) if self.value.is_none() => self.value = Some(property),
            (Some("li" | "value"), _) | (_, Parent::Array) => return None,
            _ => self.properties.push(property),
        }
        Some(())
    }

    /// The production `nodeElement`: property attributes and property elements.
    fn read_node(&mut self, node: &Element, parent: Parent) -> Option<()> {
        let mut subjects = 0;
        for (name, value) in &node.attributes {
            if let Some("ID" | "nodeID" | "about") = name.rdf() {
                subjects += 1;
            } else {
                self.add_attribute(name, value, parent)?;
            }
        }
        if subjects > 1 {
            return None;
        }
        self.read_properties(node, parent)
    }

    fn read_properties(&mut self, node: &Element, parent: Parent) -> Option<()> {
        for element in elements(node)? {
            self.add(property(element)?, parent)?;
        }
        Some(())
    }

    fn add_attribute(&mut self, name: &Name, value: &str, parent: Parent) -> Option<()> {
        if name.rdf().is_some_and(|name| SYNTAX.contains(&name)) {
            return None;
        }
        self.add(Property::simple(name.clone(), value.into()), parent)
    }

    /// Makes a structure of them, or the value that it stands for.
    fn into_struct(mut self, name: Name, lang: Option<String>) -> Option<Property> {
        let own = self.properties.iter().chain(&self.value).map(|property| &property.name);
        if has_twice(own) {
            return None;
        }
        let Some(value) = self.value.take() else {
            let form = Form::Struct(self.properties);
            return Some(Property { name, form, lang, qualified: false });
        };
        let mut property = Property {
            name,
            form: value.form,
            lang: lang.or(value.lang),
            qualified: value.qualified,
        };
        for qualifier in self.properties {
            property.qualify(qualifier);
        }
        Some(property)
    }
}

impl Property {
    /// Adds a qualifier that was an element. The language in one is taken as it is.
    fn qualify(&mut self, qualifier: Self) {
        match qualifier.form {
            Form::Simple(value) if qualifier.name.is_lang() => self.lang = Some(value),
            _ => self.qualified = true,
        }
    }
}

/// The production `propertyElt` and its kinds.
fn property(element: &Element) -> Option<Property> {
    let name = &element.name;
    if name.rdf().is_some_and(|name| name != "li" && SYNTAX.contains(&name)) {
        return None;
    }
    if element.attributes.len() > 3 {
        return empty(element);
    }
    let telling = |(name, _): &&(Name, String)| !name.is_lang() && name.rdf() != Some("ID");
    match element.attributes.iter().find(telling) {
        None if element.children.is_empty() => empty(element),
        None if element.children.iter().any(|node| matches!(node, Node::Element(_))) => {
            resource(element)
        }
        None => literal(element),
        Some((name, _)) if name.rdf() == Some("datatype") => literal(element),
        Some((name, value)) if name.rdf() == Some("parseType") => match &**value {
            "Resource" => parse_type_resource(element),
            _ => None,
        },
        Some(_) => empty(element),
    }
}

/// The language of a property element.
fn language(element: &Element) -> Option<String> {
    let lang = element.attributes.iter().find(|(name, _)| name.is_lang());
    lang.map(|(_, value)| normalised_language(value))
}

/// Refuses a property element that has another attribute than `xml:lang` and those named.
fn only(element: &Element, others: &[&str]) -> Option<()> {
    let is_one = |name: &Name| name.rdf().is_some_and(|name| others.contains(&name));
    let mut names = element.attributes.iter().map(|(name, _)| name);
    names.all(|name| name.is_lang() || is_one(name)).then_some(())
}

/// `literalPropertyElt`: text.
fn literal(element: &Element) -> Option<Property> {
    only(element, &["ID", "datatype"])?;
    let lang = language(element);
    let mut value = String::new();
    for node in &element.children {
        match node {
            Node::Text(text) => value.push_str(text),
            Node::Element(_) => return None,
        }
    }
    Some(Property { lang, ..Property::simple(element.name.clone(), value) })
}

/// `resourcePropertyElt`: a structure or an array.
fn resource(element: &Element) -> Option<Property> {
    only(element, &["ID"])?;
    let lang = language(element);
    let [node] = *elements(element)? else { return None };
    let kind = match node.name.rdf() {
        Some("Bag") => Array::Bag,
        Some("Seq") => Array::Seq,
        Some("Alt") => Array::Alt,
        Some(name) if name != "Description" && SYNTAX.contains(&name) => return None,
        _ => return structure(element, node, lang),
    };
    let mut items = Members::default();
    items.read_node(node, Parent::Array)?;
    let items = items.properties;
    let is_text = |item: &Property| matches!(item.form, Form::Simple(_)) && item.lang.is_some();
    let kind = if kind == Array::Alt && !items.is_empty() && items.iter().all(is_text) {
        Array::Text
    } else {
        kind
    };
    let form = Form::Array(kind, items);
    Some(Property { name: element.name.clone(), form, lang, qualified: false })
}

fn structure(element: &Element, node: &Element, lang: Option<String>) -> Option<Property> {
    let mut members = Members::default();
    members.read_node(node, Parent::Struct)?;
    let mut property = members.into_struct(element.name.clone(), lang)?;
    // The type of a node is a qualifier.
    property.qualified |= node.name.rdf() != Some("Description");
    Some(property)
}

/// `parseTypeResourcePropertyElt`: a structure without a node of its own.
fn parse_type_resource(element: &Element) -> Option<Property> {
    only(element, &["ID", "parseType"])?;
    let mut members = Members::default();
    members.read_properties(element, Parent::Struct)?;
    members.into_struct(element.name.clone(), language(element))
}

/// `emptyPropertyElt`: a value, or members, in attributes.
fn empty(element: &Element) -> Option<Property> {
    if !element.children.is_empty() {
        return None;
    }
    let (mut value, mut resource, mut node_id, mut others) = (None, None, false, false);
    for (name, attribute) in &element.attributes {
        match name.rdf() {
            Some("ID") => {}
            Some("resource") => resource = Some(attribute),
            Some("nodeID") => node_id = true,
            Some("value") => value = Some(attribute),
            Some(name) if SYNTAX.contains(&name) => return None,
            _ => others |= !name.is_lang(),
        }
    }
    if resource.is_some() && (node_id || value.is_some()) {
        return None;
    }
    let simple = value.or(resource);
    let mut members = Members::default();
    let mut property = Property::simple(element.name.clone(), simple.cloned().unwrap_or_default());
    for (name, attribute) in &element.attributes {
        if matches!(name.rdf(), Some("ID" | "nodeID" | "resource" | "value")) {
            continue;
        }
        if name.is_lang() {
            property.lang = Some(normalised_language(attribute));
        } else if simple.is_some() || !others {
            property.qualified = true;
        } else {
            members.add_attribute(name, attribute, Parent::Struct)?;
        }
    }
    if simple.is_none() && others {
        return members.into_struct(property.name, property.lang);
    }
    Some(property)
}
