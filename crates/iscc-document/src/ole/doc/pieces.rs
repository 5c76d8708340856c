//! The text, put together from its pieces (MS-DOC 2.8.35, `PlcPcd`).

use alloc::vec::Vec;

use crate::ole::little_endian::{slice, u8_at, u16_at, u32_at, usize_at};

/// Set where a piece has single bytes of Windows-1252.
const COMPRESSED: u32 = 1 << 30;

/// A stretch of text that lies together in the file.
#[derive(Debug, Clone, Copy)]
struct Piece<'a> {
    /// Where its first character is in the text.
    start: usize,
    /// Where it is in the file.
    place: usize,
    /// Bytes of a character.
    width: usize,
    /// Changes of formatting.
    changes: &'a [u8],
}

/// The text in units of UTF-16, and where each of them is in the file.
#[derive(Debug)]
pub(super) struct Text<'a> {
    units: Vec<u16>,
    pieces: Vec<Piece<'a>>,
}

impl<'a> Text<'a> {
    /// The text of a document. Pieces that are not in the file end it.
    pub(super) fn new(document: &[u8], pieces: &'a [u8]) -> Option<Self> {
        let (changes, table) = piece_table(pieces)?;
        let count = table.len().checked_sub(4)? / 12;
        let mut text = Self { units: Vec::new(), pieces: Vec::new() };
        for i in 0..count {
            let (start, end) = (usize_at(table, 4 * i)?, usize_at(table, 4 * i + 4)?);
            let word = u32_at(table, 4 * (count + 1) + 8 * i + 2)?;
            let place = usize::try_from(word & (COMPRESSED - 1)).ok()?;
            let (place, width) = if word & COMPRESSED == 0 { (place, 2) } else { (place / 2, 1) };
            let Some(length) = end.checked_sub(start) else { break };
            // Pieces do not overlap, so there is never more text than file.
            let room = document.len().saturating_sub(place) / width;
            let Some(bytes) = slice(document, place, length.min(room) * width) else { break };
            if start != text.units.len() || text.units.len() > document.len() {
                break;
            }
            let change = u16_at(table, 4 * (count + 1) + 8 * i + 6)?;
            // An odd number is the place in the list of changes.
            let change = (change & 1 != 0).then(|| changes.get(usize::from(change >> 1)).copied());
            let changes = change.flatten().unwrap_or_default();
            text.pieces.push(Piece { start, place, width, changes });
            if width == 2 {
                text.units.extend(bytes.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit)));
            } else {
                text.units.extend(bytes.iter().map(|byte| windows_1252(*byte)));
            }
        }
        Some(text)
    }

    pub(super) fn units(&self) -> &[u16] {
        &self.units
    }

    /// Where a character is in the file.
    pub(super) fn place(&self, unit: usize) -> usize {
        self.piece(unit)
            .map_or(usize::MAX, |piece| piece.place + (unit - piece.start) * piece.width)
    }

    /// The changes of formatting that its piece brings.
    pub(super) fn changes(&self, unit: usize) -> &'a [u8] {
        self.piece(unit).map(|piece| piece.changes).unwrap_or_default()
    }

    fn piece(&self, unit: usize) -> Option<&Piece<'a>> {
        self.pieces[..self.pieces.partition_point(|piece| piece.start <= unit)].last()
    }
}

/// The changes of formatting that pieces refer to, and the table of pieces.
fn piece_table(mut bytes: &[u8]) -> Option<(Vec<&[u8]>, &[u8])> {
    let mut changes = Vec::new();
    while u8_at(bytes, 0)? == 1 {
        let length = usize::from(u16_at(bytes, 1)?);
        changes.push(slice(bytes, 3, length)?);
        bytes = bytes.get(3 + length..)?;
    }
    if u8_at(bytes, 0)? != 2 {
        return None;
    }
    Some((changes, slice(bytes, 5, usize_at(bytes, 1)?)?))
}

/// The pieces of an old document, put together; characters have `width` bytes.
pub(super) fn old_pieces(document: &[u8], pieces: &[u8], width: usize) -> Option<Vec<u8>> {
    let (_, table) = piece_table(pieces)?;
    let count = table.len().checked_sub(4)? / 12;
    let mut text = Vec::new();
    for i in 0..count {
        let length = usize_at(table, 4 * i + 4)?.checked_sub(usize_at(table, 4 * i)?)?;
        let place = usize_at(table, 4 * (count + 1) + 8 * i + 2)?;
        text.extend_from_slice(slice(document, place, length.checked_mul(width)?)?);
        if text.len() > document.len() {
            return None;
        }
    }
    Some(text)
}

/// A byte of Windows-1252; what it does not have stays a control character.
pub(super) fn windows_1252(byte: u8) -> u16 {
    const UPPER: [u16; 32] = [
        0x20ac, 0x81, 0x201a, 0x192, 0x201e, 0x2026, 0x2020, 0x2021, 0x2c6, 0x2030, 0x160, 0x2039,
        0x152, 0x8d, 0x17d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
        0x2dc, 0x2122, 0x161, 0x203a, 0x153, 0x9d, 0x17e, 0x178,
    ];
    match byte {
        0x80..=0x9f => UPPER[usize::from(byte - 0x80)],
        byte => u16::from(byte),
    }
}
