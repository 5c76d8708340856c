//! Pictures in the order in which the reference comes upon them: those that are drawings have text.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;

use super::body::Body;
use crate::error::Error;
use crate::ole::little_endian::{u8_at, u16_at, usize_at};
use crate::ole::pictures::{picture_of_entry, push_picture, stored_pictures};
use crate::ole::ppt::Atom;
use crate::output::Output;

/// All pictures of a document: first those that stand in the text, then those in the store of its drawings.
#[derive(Default)]
pub(super) struct Pictures<'a> {
    /// The stream with the pictures that stand in the text.
    data: &'a [u8],
    all: Vec<Picture<'a>>,
    /// The pictures in the text by where they are in the stream.
    by_place: BTreeMap<u32, usize>,
    /// As far as those are written that are called for without saying which.
    next: usize,
}

struct Picture<'a> {
    atom: Option<Atom<'a>>,
    /// Whether it is called for by its place, in the main text.
    is_inline: bool,
    is_written: bool,
}

impl<'a> Pictures<'a> {
    /// `main` is the length of the main text.
    pub(super) fn new(
        document: &'a [u8],
        data: &'a [u8],
        drawings: &'a [u8],
        body: &Body<'_>,
        main: usize,
    ) -> Self {
        let mut pictures = Self { data, ..Self::default() };
        let places: Vec<_> = body.pictures().filter(|(_, place)| pictures.has(*place)).collect();
        for (_, place) in &places {
            pictures.push(*place, picture_at(data, *place));
        }
        for picture in stored_pictures(drawings, document) {
            // To the reference they begin where the stream begins.
            pictures.push(0, Some(picture));
        }
        for (_, place) in places.iter().take_while(|(start, _)| *start < main) {
            let number = pictures.by_place.get(place);
            if let Some(picture) = number.and_then(|number| pictures.all.get_mut(*number)) {
                picture.is_inline = true;
            }
        }
        pictures
    }

    fn push(&mut self, place: u32, atom: Option<Atom<'a>>) {
        self.by_place.insert(place, self.all.len());
        self.all.push(Picture { atom, is_inline: false, is_written: false });
    }

    /// Whether there is a picture at a place in the stream, by its kind and the mode of its mapping.
    pub(super) fn has(&self, place: u32) -> bool {
        let place = usize::try_from(place).unwrap_or(usize::MAX);
        let word = |at| u16_at(self.data, place.checked_add(at)?);
        match word(14) {
            Some(8 | 10) => true,
            Some(0 | 2) => word(6) == Some(0x64),
            _ => false,
        }
    }

    /// Writes the picture at a place in the stream.
    pub(super) fn write_at(&mut self, place: u32, out: &mut Output<'_>) -> Result<(), Error> {
        self.by_place.get(&place).copied().map_or(Ok(()), |number| self.write(number, out))
    }

    /// Writes the next of the pictures that nothing in the main text calls for by their places, and gives whether there
    /// was one.
    pub(super) fn write_next(
        &mut self,
        is_shown: bool,
        out: &mut Output<'_>,
    ) -> Result<bool, Error> {
        let rest = self.all.iter().enumerate().skip(self.next);
        let found = rest.into_iter().find(|(_, picture)| !picture.is_inline);
        let Some(number) = found.map(|(number, _)| number) else { return Ok(false) };
        self.next = number + 1;
        if is_shown {
            self.write(number, out)?;
        }
        Ok(true)
    }

    fn write(&mut self, number: usize, out: &mut Output<'_>) -> Result<(), Error> {
        let Some(picture) = self.all.get_mut(number) else { return Ok(()) };
        let is_written = core::mem::replace(&mut picture.is_written, true);
        match picture.atom {
            Some(atom) if !is_written => push_picture(atom, out),
            _ => Ok(()),
        }
    }
}

/// The picture at a place in the stream of data, if there is one and no more than one (MS-DOC 2.9.192, `PICFAndOfficeArtData`).
fn picture_at(data: &[u8], place: u32) -> Option<Atom<'_>> {
    const HEAD: usize = 68;
    const IN_A_FILE: u16 = 0x66;
    const ENTRY: u16 = 0xf007;
    let bytes = data.get(usize::try_from(place).ok()?..)?;
    let bytes = bytes.get(..usize_at(bytes, 0)?.min(bytes.len()))?;
    let name = match u16_at(bytes, 6)? {
        IN_A_FILE => 1 + usize::from(u8_at(bytes, HEAD)?),
        _ => 0,
    };
    // The shape stands in front.
    let mut atoms = Atom::all(bytes.get(HEAD + name..)?).skip(1);
    let first = atoms.next().filter(|atom| (ENTRY..=0xf117).contains(&atom.kind))?;
    if atoms.next().is_some_and(|second| (ENTRY..=0xf117).contains(&second.kind)) {
        return None;
    }
    if first.kind == ENTRY { picture_of_entry(first) } else { Some(first) }
}
