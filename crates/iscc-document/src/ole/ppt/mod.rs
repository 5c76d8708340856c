//! Slides of 97 to 2003 (MS-PPT).
//!
//! As in the reference, for each slide: what its master shows, the texts of its outline, its boxes, tables and groups;
//! comments; notes; embedded documents. Then pictures that are drawings, and the other embedded documents. No headers and
//! footers.

mod atom;
mod shapes;
mod show;
mod text;

use alloc::collections::{BTreeMap, BTreeSet};
use alloc::format;
use alloc::vec::Vec;

pub(super) use self::atom::Atom;
use self::shapes::{objects, push_master, push_shapes, shapes_of};
use self::show::{MASTERS, NOTES, SLIDES, Show, kind};
use self::text::{push_text, push_texts, string};
use super::little_endian::{u32_at, usize_at};
use super::object::read_object;
use super::pictures::{inflate_to, push_pictures};
use super::storage::Storage;
use crate::error::Error;
use crate::output::Output;

pub(super) const STREAM: &str = "PowerPoint Document";

/// Where a file for two versions has the newer one.
const DUAL: &str = "PP97_DUALSTORAGE";

pub(super) fn read(storage: &mut Storage<'_>, out: &mut Output<'_>) -> Result<(), Error> {
    if storage.storages("").iter().any(|name| name == DUAL) {
        return storage.inside(DUAL, |storage| read_show(storage, out));
    }
    read_show(storage, out)
}

fn read_show(storage: &mut Storage<'_>, out: &mut Output<'_>) -> Result<(), Error> {
    const ENCRYPTED: u32 = 0xf3d1_c4df;
    let user = storage.stream("Current User", out)?.unwrap_or_default();
    if u32_at(&user, 12) == Some(ENCRYPTED) {
        return Err(Error::Encrypted(storage.format()));
    }
    let stream = storage.stream(STREAM, out)?.unwrap_or_default();
    let last_edit = usize_at(&user, 16).unwrap_or(usize::MAX);
    let Some(show) = Show::new(&stream, last_edit, out)? else {
        return Err(storage.damaged("no document in its directory"));
    };
    let list = show.document().child(kind::OBJECTS);
    let objects = list.into_iter().flat_map(Atom::children).filter_map(|one| {
        let atom = one.child(kind::OBJECT_ATOM)?;
        u32_at(atom.bytes, 8).zip(u32_at(atom.bytes, 16))
    });
    let objects = objects.collect();
    let mut reader = Reader { show: &show, storage, objects, written: BTreeSet::new() };
    reader.slides(out)?;
    if let Some(pictures) = reader.storage.stream("Pictures", out)? {
        push_pictures(&pictures, out)?;
    }
    reader.other_objects(out)
}

struct Reader<'r, 'a, 's> {
    show: &'r Show<'a>,
    storage: &'r mut Storage<'s>,
    /// Where objects are by what shapes call them.
    objects: BTreeMap<u32, u32>,
    /// The objects that were written.
    written: BTreeSet<u32>,
}

impl Reader<'_, '_, '_> {
    fn slides(&mut self, out: &mut Output<'_>) -> Result<(), Error> {
        let masters: BTreeMap<u32, _> = (self.show.list(MASTERS).into_iter())
            .filter_map(|entry| Some((entry.name, self.show.get(entry.number)?)))
            .collect();
        // The place in the list counts, not that among those that are there: as in the reference.
        let list = self.show.list(NOTES);
        let is_notes = |atom: &Atom<'_>| atom.kind == kind::NOTES;
        let notes: Vec<_> =
            list.iter().filter_map(|entry| self.show.get(entry.number).filter(is_notes)).collect();
        let places: BTreeMap<u32, usize> =
            list.iter().enumerate().map(|(place, entry)| (entry.name, place)).collect();

        for entry in self.show.list(SLIDES) {
            let slide = self.show.get(entry.number).filter(|slide| slide.kind == kind::SLIDE);
            let Some(slide) = slide else { continue };
            out.part()?;
            out.work(slide.bytes.len() as u64)?;
            let settings = slide.child(kind::SLIDE_ATOM).map(|atom| atom.bytes).unwrap_or_default();
            let name = |at| u32_at(settings, at).filter(|name| *name != 0);
            if let Some(master) = name(12).and_then(|name| masters.get(&name)) {
                out.work(master.bytes.len() as u64)?;
                if matches!(master.kind, kind::SLIDE | kind::MASTER) {
                    push_master(&shapes_of(*master), out);
                }
            }
            push_texts(entry.texts.into_iter(), out);
            let shapes = shapes_of(slide);
            push_shapes(&shapes, out);
            push_comments(slide, out);
            let notes = name(16).and_then(|name| notes.get(*places.get(&name)?));
            if let Some(notes) = notes {
                out.work(notes.bytes.len() as u64)?;
                let shapes = shapes_of(*notes);
                push_shapes(&shapes, out);
                self.objects(&shapes, out)?;
            }
            self.objects(&shapes, out)?;
            if out.is_full() {
                break;
            }
        }
        Ok(())
    }

    /// Writes the documents that shapes show.
    fn objects(&mut self, shapes: &[Atom<'_>], out: &mut Output<'_>) -> Result<(), Error> {
        for object in objects(shapes) {
            if let Some(number) = self.objects.get(&object).copied()
                && let Some(object) = self.show.get(number)
                && object.kind == kind::OBJECT
            {
                self.written.insert(number);
                self.object(object, None, out)?;
            }
        }
        Ok(())
    }

    /// Writes the documents that no shape shows.
    fn other_objects(&mut self, out: &mut Output<'_>) -> Result<(), Error> {
        let mut count = 0;
        for (number, object) in self.show.all() {
            if object.kind == kind::OBJECT && !self.written.contains(&number) {
                self.object(object, Some(count), out)?;
                count += 1;
            }
        }
        Ok(())
    }

    /// Writes a document, one that no shape shows with a name made up from the count of those.
    fn object(
        &mut self,
        object: Atom<'_>,
        unnamed: Option<u32>,
        out: &mut Output<'_>,
    ) -> Result<(), Error> {
        const PACKED: u16 = 1;
        out.part()?;
        let unpacked;
        let bytes = if object.instance == PACKED {
            let (Some(length), Some(packed)) = (usize_at(object.bytes, 0), object.bytes.get(4..))
            else {
                return Ok(());
            };
            let Some(bytes) = inflate_to(length, packed, out)? else { return Ok(()) };
            unpacked = bytes;
            &unpacked[..]
        } else {
            object.bytes
        };
        out.work(bytes.len() as u64)?;
        match Storage::open(bytes, self.storage.format()) {
            Ok(mut storage) => {
                let named = unnamed.filter(|_| !storage.is_empty());
                let name = named.map(|count| format!("UNKNOWN-{count}"));
                read_object(name.as_deref(), &mut storage, out)?;
            }
            Err(_) => out.read_file("", bytes)?,
        }
        Ok(())
    }
}

/// Writes who comments what.
fn push_comments(slide: Atom<'_>, out: &mut Output<'_>) {
    const TAGS: [u16; 3] = [5000, 5002, 5003];
    const COMMENT: u16 = 12000;
    const STRING: u16 = 4026;
    const AUTHOR: u16 = 0;
    const TEXT: u16 = 1;
    const INITIALS: u16 = 2;
    let tags = TAGS.into_iter().try_fold(slide, Atom::child);
    for comment in tags.into_iter().flat_map(Atom::children).filter(|tag| tag.kind == COMMENT) {
        let part = |which| {
            let mut strings = comment.children().filter(|child| child.kind == STRING);
            strings.find(|child| child.instance == which).map(|child| string(child.bytes, true))
        };
        for which in [AUTHOR, INITIALS, TEXT] {
            push_text(&part(which).unwrap_or_default(), out);
        }
    }
}
