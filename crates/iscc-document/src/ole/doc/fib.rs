//! The File Information Block: where in the streams everything is (MS-DOC 2.5).

use crate::ole::little_endian::{slice, u16_at, usize_at};

/// The parts of the text, in the order in which they lie in it.
#[derive(Debug, Clone, Copy)]
pub(super) enum Part {
    Main,
    Footnotes,
    Comments = 4,
    Endnotes,
    TextBoxes,
}

/// Tables of places in the table stream, by their numbers.
#[derive(Debug, Clone, Copy)]
pub(super) enum Table {
    StyleSheet = 1,
    CharacterRuns = 12,
    ParagraphRuns = 13,
    Pieces = 33,
    Drawings = 50,
    Lists = 73,
    ListOverrides = 74,
}

/// The block at the start of the main stream.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fib<'a>(&'a [u8]);

/// Of the 16 bits at byte 10.
const ENCRYPTED: u16 = 0x100;
const TABLE_1: u16 = 0x200;
const IN_PIECES: u16 = 4;
/// The characters of an old file have two bytes.
const WIDE: u16 = 0x1000;

impl<'a> Fib<'a> {
    pub(super) fn new(document: &'a [u8]) -> Option<Self> {
        let magic = u16_at(document, 0)?;
        // Word 97 and later; Word 6 and 95; some versions in between for East Asia.
        (matches!(magic, 0xa5ec | 0xa5dc | 0xa697 | 0xa699) && document.len() >= 68)
            .then_some(Self(document))
    }

    fn flags(&self) -> u16 {
        u16_at(self.0, 10).unwrap_or(0)
    }

    pub(super) fn is_encrypted(&self) -> bool {
        self.flags() & ENCRYPTED != 0
    }

    /// Whether it is a file of Word 95 or earlier.
    pub(super) fn is_old(&self) -> bool {
        u16_at(self.0, 2).is_some_and(|version| version < 106)
    }

    pub(super) fn table_stream(&self) -> &'static str {
        if self.flags() & TABLE_1 != 0 { "1Table" } else { "0Table" }
    }

    /// Characters from the start of the text, and their number, in units of UTF-16.
    pub(super) fn part(&self, part: Part) -> (usize, usize) {
        let length = |part: usize| usize_at(self.0, 76 + 4 * part).unwrap_or(0);
        let start = (0..part as usize).map(length).fold(0, usize::saturating_add);
        (start, length(part as usize))
    }

    /// A table in the table stream.
    pub(super) fn table<'t>(&self, stream: &'t [u8], table: Table) -> Option<&'t [u8]> {
        let at = 154 + 8 * table as usize;
        slice(stream, usize_at(self.0, at)?, usize_at(self.0, at + 4)?)
    }

    /// The text of an old file: what lies together, unless it is in pieces.
    pub(super) fn old_text(&self) -> Option<&'a [u8]> {
        self.0.get(usize_at(self.0, 24)?..usize_at(self.0, 28)?)
    }

    /// The table of pieces of an old file that has one.
    pub(super) fn old_pieces(&self) -> Option<&'a [u8]> {
        let (at, length) = (usize_at(self.0, 0x160)?, usize_at(self.0, 0x164)?);
        if self.flags() & IN_PIECES == 0 { None } else { slice(self.0, at, length) }
    }

    /// Whether the characters of an old file have two bytes each.
    pub(super) fn is_old_and_wide(&self) -> bool {
        self.flags() & WIDE != 0
    }

    /// The table of fonts of an old file.
    pub(super) fn old_fonts(&self) -> &'a [u8] {
        let at = usize_at(self.0, 0xd0).zip(usize_at(self.0, 0xd4));
        at.and_then(|(at, length)| slice(self.0, at, length)).unwrap_or_default()
    }
}
