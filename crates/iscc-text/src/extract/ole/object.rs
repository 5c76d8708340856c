//! Objects embedded in a document: each has a storage of its own.

use alloc::format;

use super::{ppt, read_storage, xls};
use crate::error::Error;
use crate::extract::embedded::{format_of, read_embedded};
use crate::extract::format::Format;
use crate::extract::ole::storage::Storage;
use crate::extract::output::Output;

/// Where programs without a format of their own for objects put a file, in the order of preference.
const CONTENTS: [&str; 2] = ["CONTENTS", "Contents"];

/// Writes an object: its name with an ending by what is in it, if it has a name, then the document in its storage or in a
/// stream of that. As in the reference, a package of a newer version of Office has no name.
pub(super) fn read_object(
    name: Option<&str>,
    storage: &mut Storage<'_>,
    out: &mut Output<'_>,
) -> Result<(), Error> {
    if let Some(package) = storage.stream("Package", out)? {
        return read_embedded("", &package, out);
    }
    let push_name = |ending: &str, out: &mut Output<'_>| {
        if let Some(name) = name {
            out.push_str(&format!("{name}{ending}\n"));
        }
    };
    if let Some(ending) = ending(storage) {
        push_name(ending, out);
    } else {
        for stream in CONTENTS {
            if let Some(contents) = storage.stream(stream, out)? {
                push_name(ending_of(&contents), out);
                return read_embedded("", &contents, out);
            }
        }
    }
    // A broken object is as if it had no text; limits hold over all of them together.
    match out.embedded(|out| read_storage(storage, out)) {
        Err(error @ Error::Limit { .. }) => Err(error),
        _ => Ok(()),
    }
}

/// The ending of an object's name by the streams of the program it is of; `None` if it has a file in `CONTENTS`.
fn ending(storage: &Storage<'_>) -> Option<&'static str> {
    let has = |name| storage.has(name);
    Some(match () {
        () if xls::STREAMS.into_iter().any(has) => ".xls",
        () if has("WordDocument") => ".doc",
        () if has("Quill") => ".pub",
        () if has(ppt::STREAM) => ".ppt",
        () if has("VisioDocument") => ".vsd",
        // It may have a label, which the reference seldom finds.
        () if has("\u{1}Ole10Native") => "",
        () if has("CONTENTS") || has("Contents") && has("\u{3}ObjInfo") => return None,
        () => ".unknown",
    })
}

/// The ending of the name of a file by what is in it, for what programs put into objects.
fn ending_of(bytes: &[u8]) -> &'static str {
    const PICTURES: [(&[u8], &str); 5] = [
        (b"\x89PNG", ".png"),
        (b"\xff\xd8\xff", ".jpg"),
        (b"GIF8", ".gif"),
        (b"BM", ".bmp"),
        (b"II*\0", ".tif"),
    ];
    match format_of(bytes) {
        Some(Format::Pdf) => return ".pdf",
        Some(Format::Rtf) => return ".rtf",
        Some(Format::Plain) => return ".txt",
        _ => {}
    }
    let known = PICTURES.iter().find(|(start, _)| bytes.starts_with(start));
    known.map_or(".bin", |(_, ending)| ending)
}
