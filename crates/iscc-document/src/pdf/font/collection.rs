//! The character collections of Adobe, whose CIDs have known characters.

use alloc::vec::Vec;
use std::sync::OnceLock;

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

/// The characters of the CIDs, measured by `xtask/oracle/pdf_tables.py`: of each collection their number and the
/// differences from one to the next, 16 bits each, big-endian, zlib. pdfium has older versions of the collections than
/// Adobe's own `CMap`s, and differs from these in some characters.
static PACKED: &[u8] = include_bytes!("cids.bin");

/// The character of a CID; none if it has none.
pub(super) fn unicode_of_cid(collection: Collection, cid: u32) -> Option<u32> {
    static MAPS: OnceLock<[Vec<u16>; 4]> = OnceLock::new();
    let maps = MAPS.get_or_init(unpack);
    let map = &maps[collection as usize];
    map.get(cid as usize).copied().filter(|&c| c != 0).map(u32::from)
}

fn unpack() -> [Vec<u16>; 4] {
    let bytes = miniz_oxide::inflate::decompress_to_vec_zlib(PACKED).unwrap_or_default();
    let mut words = bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]]));
    [(); 4].map(|()| {
        let count = words.next().map_or(0, usize::from);
        let mut value = 0u16;
        words
            .by_ref()
            .take(count)
            .map(|step| {
                value = value.wrapping_add(step);
                value
            })
            .collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_collections_are_there() {
        let sizes: Vec<usize> = unpack().iter().map(Vec::len).collect();
        assert_eq!(sizes, [30284, 19088, 15444, 18352]);
        assert_eq!(unicode_of_cid(Collection::Japan1, 843), Some(0x3042));
        assert_eq!(unicode_of_cid(Collection::Gb1, 34), Some(0x41));
        assert_eq!(unicode_of_cid(Collection::Korea1, 60000), None);
    }
}
