//! DOC, PPT and XLS: the binary formats of Office 97 to 2003, each in a compound file (`MS-CFB`).

mod code_page;
mod directory;
mod doc;
mod little_endian;
mod native;
mod object;
mod pictures;
mod ppt;
mod storage;
mod summary;
mod xls;

use self::storage::Storage;
use super::format::Format;
use super::output::Output;
use super::properties::Properties;
use super::sniff::{ENCRYPTED, of_streams};
use crate::error::Error;

/// Reads a compound file by what is in it, whatever its name says, as the reference does.
pub(super) fn read_ole(
    bytes: &[u8],
    format: Format,
    out: &mut Output<'_>,
) -> Result<Properties, Error> {
    if is_old_sheet(bytes) {
        return Err(Error::Unsupported { format: Format::Xls, what: "a sheet of before Excel 5" });
    }
    let mut storage = Storage::open(bytes, format)?;
    read_storage(&mut storage, out)?;
    let mut properties = Properties::default();
    summary::read(&mut storage, out, &mut properties)?;
    Ok(properties)
}

#[cfg(feature = "rtf")]
pub(super) use self::object::inside;
pub(super) use self::object::read_object_file;

/// Reads the document in a storage: that of the file, or of an object embedded in it.
fn read_storage(storage: &mut Storage<'_>, out: &mut Output<'_>) -> Result<(), Error> {
    match of_streams(|name| storage.has(name)) {
        Some(Format::Doc) => doc::read(storage, out),
        Some(Format::Xls) => xls::read(storage, out),
        Some(Format::Ppt) => ppt::read(storage, out),
        _ if storage.has(ENCRYPTED) => Err(Error::Encrypted(storage.format())),
        _ if storage.has("__properties_version1.0") => {
            Err(Error::Unsupported { format: storage.format(), what: "a message of Outlook in it" })
        }
        _ => Err(storage.damaged("neither text, sheets nor slides in it")),
    }
}

/// Whether this is a file of Excel 2, 3 or 4, which are records without a compound file: the first one begins a sheet.
///
/// DIFFERENCE: the reference reads them.
fn is_old_sheet(bytes: &[u8]) -> bool {
    matches!(bytes, [9, 0 | 2 | 4, 4 | 6, 0, ..])
}
