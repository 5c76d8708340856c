//! [`Atom`]: what everything in a slide show consists of (MS-PPT 2.3.1, MS-ODRAW 2.2.1).

use crate::ole::little_endian::{slice, u16_at, usize_at};

/// A record: data, or more records.
#[derive(Clone, Copy)]
pub(in crate::ole) struct Atom<'a> {
    pub(in crate::ole) kind: u16,
    pub(in crate::ole) instance: u16,
    pub(in crate::ole) bytes: &'a [u8],
}

impl<'a> Atom<'a> {
    const HEAD: usize = 8;

    /// The record at a place. One that is cut off ends with the bytes.
    pub(in crate::ole) fn at(bytes: &'a [u8], at: usize) -> Option<Self> {
        let instance = u16_at(bytes, at)? >> 4;
        let kind = u16_at(bytes, at + 2)?;
        let length = usize_at(bytes, at + 4)?;
        let start = at.checked_add(Self::HEAD)?;
        let rest = bytes.len().checked_sub(start)?;
        Some(Self { kind, instance, bytes: slice(bytes, start, length.min(rest))? })
    }

    /// The records that lie one behind the other in bytes.
    pub(in crate::ole) fn all(bytes: &'a [u8]) -> impl Iterator<Item = Self> {
        let mut at = 0;
        core::iter::from_fn(move || {
            let atom = Self::at(bytes, at)?;
            at += Self::HEAD + atom.bytes.len();
            Some(atom)
        })
    }

    pub(super) fn children(self) -> impl Iterator<Item = Self> {
        Self::all(self.bytes)
    }

    pub(super) fn child(self, kind: u16) -> Option<Self> {
        self.children().find(|child| child.kind == kind)
    }
}
