//! The character collections of Adobe, whose CIDs have known characters.

use alloc::vec::Vec;
use std::sync::OnceLock;

use hayro_cmap::{BfString, CMap, CMapName, load_embedded};

/// A character collection of CJK fonts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Collection {
    Gb1,
    Cns1,
    Japan1,
    Korea1,
}

impl Collection {
    /// By the ordering of a `CIDSystemInfo`.
    pub(super) fn of_ordering(ordering: &[u8]) -> Option<Self> {
        Some(match ordering {
            b"GB1" => Self::Gb1,
            b"CNS1" => Self::Cns1,
            b"Japan1" => Self::Japan1,
            b"Korea1" => Self::Korea1,
            _ => return None,
        })
    }

    /// By the name of the `CMap` from CIDs to UCS-2.
    pub(super) fn of_ucs2_map(name: &[u8]) -> Option<Self> {
        Self::of_ordering(name.strip_prefix(b"Adobe-")?.strip_suffix(b"-UCS2")?)
    }
}

/// The character of a CID; none if it has none.
pub(super) fn unicode_of_cid(collection: Collection, cid: u32) -> Option<u32> {
    static MAPS: [OnceLock<Vec<u16>>; 4] = [const { OnceLock::new() }; 4];
    let (at, name) = match collection {
        Collection::Gb1 => (0, CMapName::AdobeGb1Ucs2),
        Collection::Cns1 => (1, CMapName::AdobeCns1Ucs2),
        Collection::Japan1 => (2, CMapName::AdobeJapan1Ucs2),
        Collection::Korea1 => (3, CMapName::AdobeKorea1Ucs2),
    };
    let map = MAPS[at].get_or_init(|| {
        let Some(map) = load_embedded(name).and_then(|data| CMap::parse(data, load_embedded))
        else {
            return Vec::new();
        };
        let unicode = |cid| match map.lookup_bf_string(cid) {
            Some(BfString::Char(c)) => u16::try_from(u32::from(c)).unwrap_or(0),
            _ => 0,
        };
        (0..0x8000).map(unicode).collect()
    });
    map.get(cid as usize).copied().filter(|&c| c != 0).map(u32::from)
}
