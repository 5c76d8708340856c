//! Pictures that are drawings and may have text in them (MS-ODRAW 2.2.23).

use alloc::vec::Vec;
use core::ops::RangeInclusive;

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use super::little_endian::{u8_at, usize_at};
use super::ppt::Atom;
use crate::error::Error;
use crate::output::Output;

/// Writes the texts of pictures that lie one behind the other.
pub(super) fn push_pictures(bytes: &[u8], out: &mut Output<'_>) -> Result<(), Error> {
    for picture in Atom::all(bytes) {
        push_picture(picture, out)?;
    }
    Ok(())
}

/// The pictures in the store of a group of drawings; those that lie in another stream too.
pub(super) fn stored_pictures<'a>(
    drawings: &'a [u8],
    other: &'a [u8],
) -> impl Iterator<Item = Atom<'a>> {
    const STORE: u16 = 0xf001;
    const ENTRY: u16 = 0xf007;
    const PICTURES: RangeInclusive<u16> = 0xf018..=0xf117;
    const PLACE: usize = 28;
    let group = Atom::at(drawings, 0);
    let store = group.and_then(|group| Atom::all(group.bytes).find(|atom| atom.kind == STORE));
    let entries = Atom::all(store.map_or(&[][..], |store| store.bytes));
    entries.filter(|entry| entry.kind == ENTRY).filter_map(move |entry| {
        picture_of_entry(entry).or_else(|| {
            let picture = Atom::at(other, usize_at(entry.bytes, PLACE)?)?;
            PICTURES.contains(&picture.kind).then_some(picture)
        })
    })
}

/// The picture in an entry of a store.
pub(super) fn picture_of_entry(entry: Atom<'_>) -> Option<Atom<'_>> {
    const HEAD: usize = 36;
    const LENGTH_OF_NAME: usize = 33;
    let start = HEAD + usize::from(u8_at(entry.bytes, LENGTH_OF_NAME)?);
    Atom::at(entry.bytes, start)
}

/// Writes the texts of a metafile; nothing for other pictures.
pub(super) fn push_picture(picture: Atom<'_>, out: &mut Output<'_>) -> Result<(), Error> {
    const EMF: u16 = 0xf01a;
    const WMF: u16 = 0xf01b;
    const HASH: usize = 16;
    const HEAD: usize = 34;
    out.work(1)?;
    if !matches!(picture.kind, EMF | WMF) {
        return Ok(());
    }
    // An odd number says that there are two hashes in front.
    let start = if picture.instance % 2 == 1 { 2 * HASH } else { HASH };
    let Some(data) = picture.bytes.get(start + HEAD..) else { return Ok(()) };
    if u8_at(picture.bytes, start + HEAD - 2) == Some(0) {
        if let Some(data) = inflate(data, out)? {
            out.read_file("", &data)?;
        }
        return Ok(());
    }
    out.read_file("", data)
}

/// Unpacks what zlib packed; `None` if it is broken.
fn inflate(bytes: &[u8], out: &mut Output<'_>) -> Result<Option<Vec<u8>>, Error> {
    inflate_to(usize::MAX, bytes, out)
}

/// Unpacks so many bytes or all there are; `None` if it is broken before their end. What comes behind them does not count: the
/// last checksum may be cut off.
pub(super) fn inflate_to(
    length: usize,
    bytes: &[u8],
    out: &mut Output<'_>,
) -> Result<Option<Vec<u8>>, Error> {
    let limit = usize::try_from(out.limits().unpacked_bytes).unwrap_or(usize::MAX);
    let unpacked = match decompress_to_vec_zlib_with_limit(bytes, limit.min(length)) {
        Ok(unpacked) => Ok(unpacked),
        Err(error) if error.output.len() >= length => Ok(error.output),
        Err(error) => Err(error.output),
    };
    let (Ok(bytes) | Err(bytes)) = &unpacked;
    out.unpacked(bytes.len() as u64)?;
    Ok(unpacked.ok())
}
