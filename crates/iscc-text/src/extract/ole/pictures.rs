//! Pictures that are drawings and may have text in them (MS-ODRAW 2.2.23).

use alloc::vec::Vec;

use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;

use super::little_endian::u8_at;
use super::ppt::Atom;
use crate::error::Error;
use crate::extract::embedded::read_embedded;
use crate::extract::output::Output;

/// Writes the texts of pictures that lie one behind the other.
pub(super) fn push_pictures(bytes: &[u8], out: &mut Output<'_>) -> Result<(), Error> {
    for picture in Atom::all(bytes) {
        push_picture(picture, out)?;
    }
    Ok(())
}

/// Writes the texts of pictures in the store of a group of drawings.
pub(super) fn push_stored_pictures(bytes: &[u8], out: &mut Output<'_>) -> Result<(), Error> {
    const STORE: u16 = 0xf001;
    const ENTRY: u16 = 0xf007;
    const HEAD: usize = 36;
    const LENGTH_OF_NAME: usize = 33;
    let group = Atom::at(bytes, 0);
    let store = group.and_then(|group| Atom::all(group.bytes).find(|atom| atom.kind == STORE));
    let entries = Atom::all(store.map_or(&[][..], |store| store.bytes));
    for entry in entries.filter(|entry| entry.kind == ENTRY) {
        let start = HEAD + usize::from(u8_at(entry.bytes, LENGTH_OF_NAME).unwrap_or(0));
        if let Some(picture) = Atom::at(entry.bytes, start) {
            push_picture(picture, out)?;
        }
    }
    Ok(())
}

/// Writes the texts of a metafile; nothing for other pictures.
fn push_picture(picture: Atom<'_>, out: &mut Output<'_>) -> Result<(), Error> {
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
            read_embedded("", &data, out)?;
        }
        return Ok(());
    }
    read_embedded("", data, out)
}

/// Unpacks what zlib packed; `None` if it is broken.
pub(super) fn inflate(bytes: &[u8], out: &mut Output<'_>) -> Result<Option<Vec<u8>>, Error> {
    let limit = usize::try_from(out.limits().unpacked_bytes).unwrap_or(usize::MAX);
    match decompress_to_vec_zlib_with_limit(bytes, limit) {
        Ok(unpacked) => {
            out.unpacked(unpacked.len() as u64)?;
            Ok(Some(unpacked))
        }
        Err(error) => {
            out.unpacked(error.output.len() as u64)?;
            Ok(None)
        }
    }
}
