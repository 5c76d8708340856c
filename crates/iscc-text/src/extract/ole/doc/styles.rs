//! The style sheet: what formatting the styles of paragraphs bring (MS-DOC 2.9.271, STSH).

use alloc::vec::Vec;

use crate::extract::ole::little_endian::{slice, u16_at};

/// A style of paragraphs: what it is based on, and its changes.
#[derive(Debug, Clone, Copy)]
struct Style<'a> {
    base: u16,
    changes: &'a [u8],
}

#[derive(Debug)]
pub(super) struct Styles<'a>(Vec<Option<Style<'a>>>);

/// Styles are based on each other no deeper than this.
const DEPTH: usize = 16;

impl<'a> Styles<'a> {
    pub(super) fn new(sheet: &'a [u8]) -> Self {
        Self(Self::read(sheet).unwrap_or_default())
    }

    fn read(sheet: &'a [u8]) -> Option<Vec<Option<Style<'a>>>> {
        let head = usize::from(u16_at(sheet, 0)?);
        let (count, fixed) = (u16_at(sheet, 2)?, usize::from(u16_at(sheet, 4)?));
        let (mut at, mut styles) = (2 + head, Vec::new());
        for _ in 0..count {
            let Some(length) = u16_at(sheet, at).map(usize::from) else { break };
            let Some(definition) = slice(sheet, at + 2, length) else { break };
            styles.push(style(definition, fixed));
            at += 2 + length.next_multiple_of(2);
        }
        Some(styles)
    }

    /// The changes of a style after those of the styles that it is based on.
    pub(super) fn changes(&self, number: u16) -> impl Iterator<Item = &'a [u8]> {
        let mut chain = Vec::new();
        let mut next = number;
        while chain.len() < DEPTH
            && let Some(Some(style)) = self.0.get(usize::from(next))
        {
            chain.push(style.changes);
            next = style.base;
        }
        chain.into_iter().rev()
    }
}

fn style(definition: &[u8], fixed: usize) -> Option<Style<'_>> {
    const PARAGRAPH: u16 = 1;
    let word = u16_at(definition, 2)?;
    if word & 0xf != PARAGRAPH {
        return None;
    }
    let name = usize::from(u16_at(definition, fixed)?);
    let at = fixed + 2 + 2 * name + 2;
    let length = usize::from(u16_at(definition, at)?);
    // The style's own number stands in front of the changes.
    let changes = slice(definition, at + 2, length).and_then(|bytes| bytes.get(2..));
    Some(Style { base: word >> 4, changes: changes.unwrap_or_default() })
}
