//! [`Show`]: which records of the stream are the slides (MS-PPT 2.1.2).

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::vec::Vec;

use super::atom::Atom;
use crate::error::Error;
use crate::ole::little_endian::{u32_at, usize_at};
use crate::output::Output;

/// The directory of the stream, and the lists in its document.
pub(super) struct Show<'a> {
    stream: &'a [u8],
    /// Where things are by their numbers.
    places: BTreeMap<u32, usize>,
    /// What is or once was at a place.
    numbers: BTreeMap<usize, u32>,
    document: Atom<'a>,
}

/// An entry in a list of slides.
pub(super) struct Entry<'a> {
    /// What is listed.
    pub(super) number: u32,
    /// What slides call it.
    pub(super) name: u32,
    /// The texts of its outline.
    pub(super) texts: Vec<Atom<'a>>,
}

/// Kinds of records.
pub(super) mod kind {
    pub(in super::super) const DOCUMENT: u16 = 1000;
    pub(in super::super) const SLIDE: u16 = 1006;
    pub(in super::super) const SLIDE_ATOM: u16 = 1007;
    pub(in super::super) const NOTES: u16 = 1008;
    pub(in super::super) const SLIDE_PLACE: u16 = 1011;
    pub(in super::super) const MASTER: u16 = 1016;
    pub(in super::super) const OBJECTS: u16 = 1033;
    pub(in super::super) const OBJECT_ATOM: u16 = 4035;
    pub(in super::super) const SLIDE_LIST: u16 = 4080;
    pub(in super::super) const EDIT: u16 = 4085;
    pub(in super::super) const OBJECT: u16 = 4113;
    pub(in super::super) const DIRECTORY_FULL: u16 = 6001;
    pub(in super::super) const DIRECTORY: u16 = 6002;
}

/// Which list.
pub(super) const SLIDES: u16 = 0;
pub(super) const MASTERS: u16 = 1;
pub(super) const NOTES: u16 = 2;

impl<'a> Show<'a> {
    /// `edit` is the place of the last edit. `None` if there is no document.
    pub(super) fn new(
        stream: &'a [u8],
        edit: usize,
        out: &mut Output<'_>,
    ) -> Result<Option<Self>, Error> {
        let (mut places, mut numbers) = (BTreeMap::new(), BTreeMap::new());
        let mut document = None;
        let mut seen = BTreeSet::new();
        let is_edit = |at: &usize| Atom::at(stream, *at).is_some_and(|a| a.kind == kind::EDIT);
        // Where the place is wrong the last one in the stream is the last edit.
        let mut next = Some(edit).filter(is_edit).or_else(|| {
            let mut at = 0;
            let places = Atom::all(stream).map(|atom| {
                let place = at;
                at += 8 + atom.bytes.len();
                place
            });
            places.filter(is_edit).last()
        });
        // From the last edit to the first: what is newer counts.
        while let Some(at) = next.take()
            && seen.insert(at)
            && let Some(edit) = Atom::at(stream, at).filter(|atom| atom.kind == kind::EDIT)
        {
            out.work(1)?;
            document = document.or_else(|| u32_at(edit.bytes, 16));
            if let Some(directory) =
                usize_at(edit.bytes, 12).and_then(|at| Atom::at(stream, at)).filter(|directory| {
                    matches!(directory.kind, kind::DIRECTORY | kind::DIRECTORY_FULL)
                })
            {
                out.work(directory.bytes.len() as u64)?;
                read_directory(directory.bytes, &mut places, &mut numbers);
            }
            next = usize_at(edit.bytes, 8).filter(|at| *at > 0);
        }
        let is_document =
            |at: &usize| Atom::at(stream, *at).filter(|atom| atom.kind == kind::DOCUMENT);
        let named = document.and_then(|number| places.get(&number)).and_then(is_document);
        let document = named.or_else(|| places.values().rev().find_map(is_document));
        Ok(document.map(|document| Self { stream, places, numbers, document }))
    }

    pub(super) fn document(&self) -> Atom<'a> {
        self.document
    }

    /// What has a number.
    pub(super) fn get(&self, number: u32) -> Option<Atom<'a>> {
        Atom::at(self.stream, *self.places.get(&number)?)
    }

    /// All there is and once was with the numbers, in the order of the stream.
    pub(super) fn all(&self) -> impl Iterator<Item = (u32, Atom<'a>)> {
        self.numbers.iter().filter_map(|(at, number)| Some((*number, Atom::at(self.stream, *at)?)))
    }

    /// One of the lists.
    pub(super) fn list(&self, which: u16) -> Vec<Entry<'a>> {
        let mut lists = self.document.children();
        let list = lists.find(|atom| atom.kind == kind::SLIDE_LIST && atom.instance == which);
        let mut entries: Vec<Entry<'a>> = Vec::new();
        for atom in list.into_iter().flat_map(Atom::children) {
            if atom.kind == kind::SLIDE_PLACE {
                let number = u32_at(atom.bytes, 0).unwrap_or(0);
                let name = u32_at(atom.bytes, 12).unwrap_or(0);
                entries.push(Entry { number, name, texts: Vec::new() });
            } else if let Some(entry) = entries.last_mut() {
                entry.texts.push(atom);
            }
        }
        entries
    }
}

/// Adds the places of a directory that are not known yet.
fn read_directory(
    mut bytes: &[u8],
    places: &mut BTreeMap<u32, usize>,
    numbers: &mut BTreeMap<usize, u32>,
) {
    const NUMBER: u32 = 0xf_ffff;
    while let Some((head, mut rest)) = bytes.split_first_chunk() {
        let head = u32::from_le_bytes(*head);
        for number in (head & NUMBER..).take((head >> 20) as usize) {
            let Some(place) = usize_at(rest, 0) else { return };
            places.entry(number).or_insert(place);
            numbers.entry(place).or_insert(number);
            rest = &rest[4..];
        }
        bytes = rest;
    }
}
