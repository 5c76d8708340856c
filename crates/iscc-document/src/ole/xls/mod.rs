//! Excel 97 to 2003 (MS-XLS), and as far as the text goes Excel 5 and 95.
//!
//! As in the reference, for each sheet, hidden ones too: its name, its cells as they are shown, then what else is said in it
//! (comments, text boxes, texts of cells with links once more, names in charts). Then pictures and embedded documents. Truth
//! values and errors are left out, headers and footers too.

mod book;
mod cells;
mod old;
mod record;
mod strings;

use self::book::Book;
use self::record::Records;
use super::object::read_object;
use super::storage::Storage;
use crate::error::Error;
use crate::output::Output;

/// The stream of Excel 97 and later, and that of Excel 5 and 95.
pub(super) const STREAMS: [&str; 2] = ["Workbook", "Book"];

const FILE_PASS: u16 = 0x2f;

pub(super) fn read(storage: &mut Storage<'_>, out: &mut Output<'_>) -> Result<(), Error> {
    let mut stream = None;
    for name in STREAMS {
        if stream.is_none() {
            stream = storage.stream(name, out)?;
        }
    }
    let stream = stream.unwrap_or_default();
    let mut records = Records::new(&stream);
    let Some(first) = records.next() else { return Err(storage.damaged("no records")) };
    if !first.is_begin() {
        return Err(storage.damaged("no beginning of the sheets"));
    }
    if first.is_of_graph() {
        // The reference cannot read it either: only the picture of a chart has text.
        return Err(storage.damaged("a chart without sheets"));
    }
    // Whatever is encrypted has this among the first records.
    if Records::new(&stream).any(|record| record.kind == FILE_PASS) {
        return Err(Error::Encrypted(storage.format()));
    }
    if first.is_of_excel_97() {
        Book::new(out).read(&stream)?;
    } else {
        return old::read(&stream, out);
    }
    for name in storage.storages("") {
        if !name.starts_with("MBD") {
            continue;
        }
        storage.inside(&name, |storage| read_object(Some(&name), storage, out))?;
    }
    Ok(())
}
