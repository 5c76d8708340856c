//! The order in which the reference meets what is in a storage: neither that of the names nor that of the file, but from
//! the root of the tree that they form, greater names first (MS-CFB 2.6.4).

use alloc::collections::BTreeMap;
use alloc::string::String;
use alloc::vec::Vec;

use super::little_endian::{slice, u8_at, u16_at, u32_at, usize_at};

/// Bytes of an entry.
const ENTRY: usize = 128;

/// The entries of a compound file, as they lie in it.
#[derive(Debug, Default)]
pub(super) struct Directory(Vec<Entry>);

#[derive(Debug)]
struct Entry {
    name: String,
    /// Lesser and greater names, and what is inside.
    left: u32,
    right: u32,
    child: u32,
}

impl Directory {
    /// Nothing is in a directory that cannot be read.
    pub(super) fn new(file: &[u8]) -> Self {
        Self(entries(file).unwrap_or_default())
    }

    /// The places of the names in a storage, which is named by those on the way to it.
    pub(super) fn places<'n>(&self, way: impl Iterator<Item = &'n str>) -> BTreeMap<&str, usize> {
        let mut storage = 0;
        for name in way {
            match self.inside(storage).into_iter().find(|(_, entry)| entry.name == name) {
                Some((number, _)) => storage = number,
                None => return BTreeMap::new(),
            }
        }
        let inside = self.inside(storage).into_iter().enumerate();
        inside.map(|(place, (_, entry))| (&*entry.name, place)).collect()
    }

    /// The entries in a storage with their numbers.
    fn inside(&self, storage: usize) -> Vec<(usize, &Entry)> {
        let (mut found, mut seen) = (Vec::new(), alloc::vec![false; self.0.len()]);
        let mut next: Vec<u32> = self.0.get(storage).map(|entry| entry.child).into_iter().collect();
        while let Some(number) = next.pop() {
            let Ok(number) = usize::try_from(number) else { continue };
            // A damaged tree may come round to where it was.
            if let Some(entry) = self.0.get(number)
                && !core::mem::replace(&mut seen[number], true)
            {
                found.push((number, entry));
                next.extend([entry.left, entry.right]);
            }
        }
        found
    }
}

fn entries(file: &[u8]) -> Option<Vec<Entry>> {
    const FIRST_OF_DIRECTORY: usize = 48;
    let size = 1_usize.checked_shl(u32::from(u16_at(file, 30)?)).filter(|size| *size >= ENTRY)?;
    // The header is as long as a sector, or as one of 512 bytes.
    let sector = |number: u32| {
        let start = usize::try_from(number).ok()?.checked_add(1)?.checked_mul(size)?;
        slice(file, start, size)
    };
    let table = table(file, size, sector)?;
    let mut entries = Vec::new();
    let mut number = u32_at(file, FIRST_OF_DIRECTORY)?;
    // A chain is no longer than the file.
    for _ in 0..file.len() / size {
        let Some(bytes) = sector(number) else { break };
        entries.extend(bytes.chunks_exact(ENTRY).filter_map(entry));
        let per_sector = size / 4;
        let at = usize::try_from(number).ok()?;
        let Some(part) = table.get(at / per_sector).and_then(|part| sector(*part)) else { break };
        number = u32_at(part, at % per_sector * 4)?;
    }
    Some(entries)
}

/// The sectors of the allocation table, which says what sector comes behind each.
fn table<'f>(
    file: &'f [u8],
    size: usize,
    sector: impl Fn(u32) -> Option<&'f [u8]>,
) -> Option<Vec<u32>> {
    const IN_HEADER: usize = 109;
    let mut numbers: Vec<u32> = (0..IN_HEADER).filter_map(|i| u32_at(file, 76 + 4 * i)).collect();
    let mut next = u32_at(file, 68)?;
    for _ in 0..usize_at(file, 72)?.min(file.len() / size) {
        let Some(bytes) = sector(next) else { break };
        numbers.extend((0..size / 4 - 1).filter_map(|i| u32_at(bytes, 4 * i)));
        next = u32_at(bytes, size - 4)?;
    }
    Some(numbers)
}

fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(u16_at(bytes, 64)?).saturating_sub(2);
    let name = slice(bytes, 0, length.min(62))?;
    let units = name.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit));
    let name = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER));
    // What is not in use has no name, and no tree leads to it.
    let name = if u8_at(bytes, 66)? == 0 { String::new() } else { name.collect() };
    let link = |at| u32_at(bytes, at);
    Some(Entry { name, left: link(68)?, right: link(72)?, child: link(76)? })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A file of sectors of 512 bytes: the allocation table and a directory of four entries.
    fn file(links: [(&str, u32, u32, u32); 4]) -> Vec<u8> {
        const NONE: u32 = u32::MAX;
        let mut header = alloc::vec![0; 512];
        header[30..32].copy_from_slice(&9_u16.to_le_bytes());
        header[48..52].copy_from_slice(&1_u32.to_le_bytes());
        header[68..72].copy_from_slice(&NONE.to_le_bytes());
        header[76..80].fill(0);
        header[80..].fill(0xff);
        let table = alloc::vec![0xff; 512];
        let mut directory = Vec::new();
        for (name, left, right, child) in links {
            let mut entry = alloc::vec![0; ENTRY];
            for (place, unit) in name.encode_utf16().enumerate() {
                entry[2 * place..2 * place + 2].copy_from_slice(&unit.to_le_bytes());
            }
            entry[64] = u8::try_from(2 * name.len() + 2).unwrap();
            entry[66] = 1;
            for (at, link) in [(68, left), (72, right), (76, child)] {
                entry[at..at + 4].copy_from_slice(&link.to_le_bytes());
            }
            directory.extend(entry);
        }
        [header, table, directory].concat()
    }

    #[test]
    fn greater_names_come_first() {
        const NONE: u32 = u32::MAX;
        let file = file([
            ("Root Entry", NONE, NONE, 1),
            ("_2", 2, 3, NONE),
            ("_1", NONE, NONE, NONE),
            ("_3", NONE, NONE, NONE),
        ]);
        let directory = Directory::new(&file);
        let places = directory.places(core::iter::empty());
        assert_eq!([places["_2"], places["_3"], places["_1"]], [0, 1, 2]);
        assert!(directory.places(["_9"].into_iter()).is_empty());
        for end in 0..file.len() {
            let _ = Directory::new(&file[..end]).places(core::iter::empty());
        }
    }

    #[test]
    fn a_tree_that_comes_round_ends() {
        let file = file([("Root Entry", 0, 0, 1), ("a", 1, 2, 0), ("b", 1, 2, 1), ("c", 3, 3, 3)]);
        assert_eq!(Directory::new(&file).places(core::iter::empty()).len(), 2);
    }
}
