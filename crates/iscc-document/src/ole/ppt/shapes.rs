//! The shapes of a slide: boxes, groups, tables (MS-ODRAW 2.2.13).

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::atom::Atom;
use super::text::push_texts;
use crate::ole::little_endian::{u8_at, u16_at, u32_at};
use crate::output::Output;

const DRAWING: u16 = 1036;
const DRAWING_CONTAINER: u16 = 0xf002;
const GROUP: u16 = 0xf003;
const SHAPE: u16 = 0xf004;
const SHAPE_ATOM: u16 = 0xf00a;
const TEXT: u16 = 0xf00d;
const CHILD_ANCHOR: u16 = 0xf00f;
const DATA: u16 = 0xf011;
const MORE_PROPERTIES: u16 = 0xf122;

/// Types of shapes.
const FRAME: u16 = 75;
const HOST_CONTROL: u16 = 201;
const TEXT_BOX: u16 = 202;

/// The shapes in the drawing of a slide, groups among them, that for the whole left out.
pub(super) fn shapes_of(slide: Atom<'_>) -> Vec<Atom<'_>> {
    let drawing = slide.child(DRAWING).and_then(|drawing| drawing.child(DRAWING_CONTAINER));
    drawing.and_then(|drawing| drawing.child(GROUP)).map(members).unwrap_or_default()
}

/// The shapes in a group but the first, which is that of the group.
fn members(group: Atom<'_>) -> Vec<Atom<'_>> {
    group.children().filter(|child| matches!(child.kind, SHAPE | GROUP)).skip(1).collect()
}

/// Writes what is in boxes, then tables, then what is in boxes of groups.
pub(super) fn push_shapes(shapes: &[Atom<'_>], out: &mut Output<'_>) {
    for shape in shapes.iter().filter(|shape| shape.kind == SHAPE) {
        push_text_of(*shape, out);
    }
    for group in shapes.iter().filter(|shape| shape.kind == GROUP && is_table(**shape)) {
        push_table(*group, out);
    }
    for group in shapes.iter().filter(|shape| shape.kind == GROUP) {
        push_group(*group, 0, out);
    }
}

/// Writes what stands on every slide of a master.
pub(super) fn push_master(shapes: &[Atom<'_>], out: &mut Output<'_>) {
    for shape in shapes.iter().filter(|shape| shape.kind == SHAPE) {
        if !is_placeholder(*shape) && !matches!(type_of(*shape), FRAME | HOST_CONTROL) {
            push_text_of(*shape, out);
        }
    }
}

/// The numbers of embedded objects that shapes show.
pub(super) fn objects(shapes: &[Atom<'_>]) -> impl Iterator<Item = u32> {
    const OBJECT: u16 = 3009;
    let shown = shapes.iter().filter(|shape| matches!(type_of(**shape), FRAME | HOST_CONTROL));
    shown.filter_map(|shape| u32_at(shape.child(DATA)?.child(OBJECT)?.bytes, 0))
}

fn type_of(shape: Atom<'_>) -> u16 {
    shape.child(SHAPE_ATOM).map_or(0, |atom| atom.instance)
}

fn push_text_of(shape: Atom<'_>, out: &mut Output<'_>) {
    if let Some(text) = shape.child(TEXT) {
        push_texts(text.children(), out);
    }
}

/// Writes the groups in a group, then its own boxes.
fn push_group(group: Atom<'_>, depth: u32, out: &mut Output<'_>) {
    const DEPTH: u32 = 100;
    if depth > DEPTH {
        return;
    }
    let members = members(group);
    for member in members.iter().filter(|member| member.kind == GROUP) {
        push_group(*member, depth + 1, out);
    }
    let is_table = is_table(group);
    for member in members.iter().filter(|member| member.kind == SHAPE) {
        if !is_table || type_of(*member) == TEXT_BOX {
            push_text_of(*member, out);
        }
    }
}

fn is_table(group: Atom<'_>) -> bool {
    const TABLE: u16 = 0x39f;
    const NUMBER: u16 = 0x3fff;
    let of_group = group.child(SHAPE).and_then(|shape| shape.child(MORE_PROPERTIES));
    let Some(properties) = of_group else { return false };
    let mut all = properties.bytes.chunks_exact(6).take(properties.instance.into());
    all.any(|property| {
        u16_at(property, 0).is_some_and(|number| number & NUMBER == TABLE)
            && u32_at(property, 2).is_some_and(|value| value & 1 == 1)
    })
}

/// Writes the cells of a table by rows.
fn push_table(table: Atom<'_>, out: &mut Output<'_>) {
    let mut cells = BTreeMap::new();
    for cell in members(table).into_iter().filter(|cell| cell.kind == SHAPE) {
        if type_of(cell) == TEXT_BOX || cell.child(TEXT).is_none() {
            continue;
        }
        let anchor = cell.child(CHILD_ANCHOR).map(|anchor| anchor.bytes).unwrap_or_default();
        let number = |at| u32_at(anchor, at).unwrap_or(0).cast_signed();
        cells.insert((number(4), number(0)), cell);
    }
    for cell in cells.into_values() {
        push_text_of(cell, out);
    }
}

/// Whether slides fill in something of their own for a shape of a master, as far as the reference knows.
fn is_placeholder(shape: Atom<'_>) -> bool {
    const PLACEHOLDER: u16 = 3011;
    const PLACEHOLDER_2007: u16 = 1056;
    const DATE: u16 = 4087;
    let data = shape.child(DATA);
    let place = |kind| data.and_then(|data| data.child(kind));
    let old = place(PLACEHOLDER).and_then(|atom| u8_at(atom.bytes, 4));
    let new = || place(PLACEHOLDER_2007).and_then(|atom| u8_at(atom.bytes, 0));
    match old.or_else(new) {
        Some(id) => matches!(id, 0..=4 | 7..=11),
        None => {
            type_of(shape) == TEXT_BOX
                && shape.child(TEXT).is_some_and(|text| text.child(DATE).is_some())
        }
    }
}
