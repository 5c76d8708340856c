//! Runs of equal formatting, of characters and of paragraphs (MS-DOC 2.8.5, 2.8.6 and 2.9.33).

use alloc::vec::Vec;

use crate::ole::little_endian::{slice, u8_at, u16_at, u32_at, usize_at};

/// Bytes of a page of runs.
const PAGE: usize = 512;

/// A stretch of the file and the changes of formatting that hold in it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Run<'a> {
    pub(super) start: usize,
    pub(super) end: usize,
    /// A list of operations and their operands.
    pub(super) changes: &'a [u8],
    /// The number of the style, of paragraphs.
    pub(super) style: u16,
}

/// All runs, in the order of the file.
pub(super) fn runs<'a>(document: &'a [u8], table: &[u8], of_paragraphs: bool) -> Vec<Run<'a>> {
    let count = table.len().saturating_sub(4) / 8;
    let pages = (0..count).filter_map(|i| u32_at(table, 4 * (count + 1) + 4 * i));
    let mut runs = Vec::new();
    for number in pages {
        let number = usize::try_from(number & 0x3f_ffff).unwrap_or(usize::MAX);
        if let Some(page) = slice(document, number.saturating_mul(PAGE), PAGE) {
            add_page(page, of_paragraphs, &mut runs);
        }
        // A page that is named again and again has no more to say than the file is long.
        if runs.len() > document.len() {
            break;
        }
    }
    runs.sort_by_key(|run| run.start);
    runs
}

fn add_page<'a>(page: &'a [u8], of_paragraphs: bool, runs: &mut Vec<Run<'a>>) {
    let count = usize::from(page[PAGE - 1]);
    let step = if of_paragraphs { 13 } else { 1 };
    for i in 0..count {
        let (Some(start), Some(end)) = (usize_at(page, 4 * i), usize_at(page, 4 * i + 4)) else {
            return;
        };
        let Some(word) = u8_at(page, 4 * (count + 1) + step * i) else { return };
        let at = 2 * usize::from(word);
        let changes = if of_paragraphs { paragraph(page, at) } else { characters(page, at) };
        let (style, changes) = changes.filter(|_| at > 0).unwrap_or_default();
        runs.push(Run { start, end, changes, style });
    }
}

fn characters(page: &[u8], at: usize) -> Option<(u16, &[u8])> {
    Some((0, slice(page, at + 1, usize::from(u8_at(page, at)?))?))
}

fn paragraph(page: &[u8], at: usize) -> Option<(u16, &[u8])> {
    let (start, length) = match usize::from(u8_at(page, at)?) {
        0 => (at + 2, 2 * usize::from(u8_at(page, at + 1)?)),
        words => (at + 1, 2 * words - 1),
    };
    let bytes = slice(page, start, length)?;
    Some((u16_at(bytes, 0)?, bytes.get(2..)?))
}

/// The operations in a list of changes, with their operands (MS-DOC 2.6.1).
pub(super) fn operations(changes: &[u8]) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = 0;
    core::iter::from_fn(move || {
        let operation = u16_at(changes, at)?;
        at += 2;
        let (skip, length) = match operation >> 13 {
            0 | 1 => (0, 1),
            2 | 4 | 5 => (0, 2),
            3 => (0, 4),
            7 => (0, 3),
            // The length stands in front; in one case it has two bytes and is one too many.
            _ if operation == 0xd608 => (2, usize::from(u16_at(changes, at)?).saturating_sub(1)),
            _ => (1, usize::from(u8_at(changes, at)?)),
        };
        let operand = slice(changes, at + skip, length)?;
        at += skip + length;
        Some((operation, operand))
    })
}

/// The run that a place in the file is in.
pub(super) fn run_at<'r, 'a>(runs: &'r [Run<'a>], place: usize) -> Option<&'r Run<'a>> {
    let next = runs.partition_point(|run| run.start <= place);
    runs[..next].last().filter(|run| place < run.end)
}
