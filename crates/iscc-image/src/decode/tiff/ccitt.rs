//! Bilevel pictures coded as for facsimile (ITU-T T.4 and T.6). The tables of codes are those of `fax`.

use alloc::vec::Vec;
use core::convert::Infallible;

use fax::maps::{Mode, black, mode, white};
use fax::{BitReader, ByteReader};

use super::damaged;
use super::unpack::Part;
use crate::error::Error;

/// The codings.
#[derive(Debug, Clone, Copy)]
pub(super) enum Fax {
    /// Rows of runs that begin with a byte (compression 2).
    ModifiedHuffman,
    /// T.4: rows behind end-of-line codes, each by itself or after the one before.
    Group3 { two_dimensional: bool },
    /// T.6: rows after the one before.
    Group4,
}

const BROKEN: &str = "a facsimile code that cannot be";

/// Decodes rows of bits, 1 being black.
pub(super) fn unpack(fax: Fax, data: &[u8], part: &Part, out: &mut [u8]) -> Result<(), Error> {
    // The tables look at more bits than the last code has.
    let bytes = data.iter().chain(&[0; 4]).map(|byte| Ok::<u8, Infallible>(*byte));
    let Ok(mut reader) = ByteReader::new(bytes);
    let (mut reference, mut changes) = (Vec::new(), Vec::new());
    for (y, row) in out.chunks_exact_mut(part.row_bytes.max(1)).enumerate() {
        changes.clear();
        let found = match fax {
            Fax::ModifiedHuffman => {
                let found = runs(&mut reader, part.width, &mut changes);
                let rest = reader.bits_to_byte_boundary();
                let _ = reader.consume(rest);
                found
            }
            Fax::Group3 { two_dimensional } => {
                let by_itself = end_of_line(&mut reader)
                    .and_then(|()| if two_dimensional { bit(&mut reader) } else { Some(true) });
                match by_itself {
                    Some(true) => runs(&mut reader, part.width, &mut changes),
                    Some(false) => modes(&mut reader, part.width, &reference, &mut changes),
                    None => None,
                }
            }
            Fax::Group4 => modes(&mut reader, part.width, &reference, &mut changes),
        };
        match found {
            Some(()) => paint(&changes, part.width, row),
            // White to the end, once there are rows, as libtiff has it.
            None if y > 0 && matches!(fax, Fax::Group4) => return Ok(()),
            None => return Err(damaged(BROKEN)),
        }
        core::mem::swap(&mut reference, &mut changes);
    }
    Ok(())
}

/// Sets the bits from every other change on.
fn paint(changes: &[usize], width: usize, row: &mut [u8]) {
    for black in changes.chunks(2) {
        let end = black.get(1).copied().unwrap_or(width).min(width);
        for x in black[0]..end {
            row[x / 8] |= 0x80 >> (x % 8);
        }
    }
}

fn bit(reader: &mut impl BitReader) -> Option<bool> {
    let bit = reader.peek(1)?;
    reader.consume(1).ok()?;
    Some(bit == 1)
}

/// Goes behind the next 11 zeros or more and a 1.
fn end_of_line(reader: &mut impl BitReader) -> Option<()> {
    while reader.peek(11)? != 0 {
        reader.consume(1).ok()?;
    }
    while !bit(reader)? {}
    Some(())
}

/// The length of a run.
fn run(reader: &mut impl BitReader, is_black: bool) -> Option<usize> {
    let mut length = 0;
    loop {
        let part = if is_black { black::decode(reader)? } else { white::decode(reader)? };
        length += usize::from(part);
        if part < 64 {
            return Some(length);
        }
    }
}

/// A row of runs, the first one white.
fn runs(reader: &mut impl BitReader, width: usize, changes: &mut Vec<usize>) -> Option<()> {
    let (mut at, mut is_black) = (0, false);
    while at < width {
        at = (at + run(reader, is_black)?).min(width);
        changes.push(at);
        is_black = !is_black;
    }
    Some(())
}

/// A row that is told by how it differs from `reference`, the changes of the row before.
fn modes(
    reader: &mut impl BitReader,
    width: usize,
    reference: &[usize],
    changes: &mut Vec<usize>,
) -> Option<()> {
    // Before the first pixel there is one more, which is white.
    let (mut at, mut start, mut is_black, mut near) = (0, true, false, 0_usize);
    while at < width {
        // The first change of the reference right of here, and to the other colour.
        near = near.saturating_sub(2);
        near += usize::from((near % 2 == 1) != is_black);
        while reference.get(near).is_some_and(|change| *change < at || *change == at && !start) {
            near += 2;
        }
        let change = |index: usize| reference.get(index).copied().unwrap_or(width);
        match mode::decode(reader)? {
            Mode::Pass => at = change(near + 1),
            Mode::Horizontal => {
                for colour in [is_black, !is_black] {
                    at = (at + run(reader, colour)?).min(width);
                    changes.push(at);
                }
            }
            Mode::Vertical(distance) => {
                let to = change(near).checked_add_signed(distance.into())?;
                if to < at || to > width {
                    return None;
                }
                at = to;
                changes.push(at);
                is_black = !is_black;
            }
            _ => return None,
        }
        start = false;
    }
    Some(())
}
