//! The style sheet: what formatting the styles of paragraphs bring (MS-DOC 2.9.271, STSH).

use alloc::vec::Vec;

use crate::ole::little_endian::{slice, u16_at};

/// The changes of each style of paragraphs. As in the reference those of the styles that it is based on do not count.
#[derive(Debug)]
pub(super) struct Styles<'a>(Vec<&'a [u8]>);

impl<'a> Styles<'a> {
    pub(super) fn new(sheet: &'a [u8]) -> Self {
        Self(Self::read(sheet).unwrap_or_default())
    }

    fn read(sheet: &'a [u8]) -> Option<Vec<&'a [u8]>> {
        let head = usize::from(u16_at(sheet, 0)?);
        let (count, fixed) = (u16_at(sheet, 2)?, usize::from(u16_at(sheet, 4)?));
        let (mut at, mut styles) = (2 + head, Vec::new());
        for _ in 0..count {
            let Some(length) = u16_at(sheet, at).map(usize::from) else { break };
            let Some(definition) = slice(sheet, at + 2, length) else { break };
            styles.push(changes(definition, fixed).unwrap_or_default());
            at += 2 + length.next_multiple_of(2);
        }
        Some(styles)
    }

    /// The changes of a style; none of one that is not there.
    pub(super) fn changes(&self, number: u16) -> &'a [u8] {
        self.0.get(usize::from(number)).copied().unwrap_or_default()
    }
}

/// The changes of a style, if it is one of paragraphs.
fn changes(definition: &[u8], fixed: usize) -> Option<&[u8]> {
    const PARAGRAPH: u16 = 1;
    if u16_at(definition, 2)? & 0xf != PARAGRAPH {
        return None;
    }
    let name = usize::from(u16_at(definition, fixed)?);
    let at = fixed + 2 + 2 * name + 2;
    let length = usize::from(u16_at(definition, at)?);
    // The style's own number stands in front of the changes.
    slice(definition, at + 2, length)?.get(2..)
}
