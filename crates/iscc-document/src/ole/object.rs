//! Objects embedded in a document: each has a storage of its own.

#[cfg(feature = "rtf")]
use alloc::borrow::Cow;
use alloc::format;

use super::native::{self, Native};
use super::{ppt, read_storage, xls};
use crate::error::Error;
use crate::format::Format;
#[cfg(feature = "rtf")]
use crate::inside::Inside;
use crate::ole::storage::Storage;
use crate::output::Output;
use crate::sniff::format_of;

/// Where programs without a format of their own for objects put a file, in the order of preference.
const CONTENTS: [&str; 2] = ["CONTENTS", "Contents"];

/// Writes an object: its name with an ending by what is in it, if it has a name, then the document in its storage or in a
/// stream of that. As in the reference, a package of a newer version of Office has no name, and a file that was put into an
/// object without a name does not count.
pub(super) fn read_object(
    name: Option<&str>,
    storage: &mut Storage<'_>,
    out: &mut Output<'_>,
) -> Result<(), Error> {
    if let Some(package) = storage.stream("Package", out)? {
        return out.read_file("", &package);
    }
    if is_native(storage) {
        let Some(name) = name else { return Ok(()) };
        let Some(stream) = storage.stream(native::STREAM, out)? else { return Ok(()) };
        let Some(native) = Native::new(&stream) else { return Ok(()) };
        return out.read_file(&format!("{name}/{}", native.label), native.data);
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
                return out.read_file("", &contents);
            }
        }
    }
    // A broken object is as if it had no text; limits hold over all of them together.
    match out.embedded(|out| read_storage(storage, out)) {
        Err(error @ Error::Limit { .. }) => Err(error),
        _ => Ok(()),
    }
}

/// Whether the object is a file or data of another program, without a document of Office beside it.
fn is_native(storage: &Storage<'_>) -> bool {
    storage.has(native::STREAM) && matches!(ending(storage), None | Some(".unknown"))
}

/// Writes the file in an object that is a compound file of its own, with the name of that file. Whether there was one.
pub(crate) fn read_object_file(bytes: &[u8], out: &mut Output<'_>) -> Result<bool, Error> {
    let Ok(mut storage) = Storage::open(bytes, Format::Doc) else { return Ok(false) };
    for stream in ["Package", "CONTENTS"] {
        if let Some(package) = storage.stream(stream, out)? {
            out.read_file("", &package)?;
            return Ok(true);
        }
    }
    if !is_native(&storage) {
        return Ok(false);
    }
    if let Some(stream) = storage.stream(native::STREAM, out)?
        && let Some(native) = Native::new(&stream)
    {
        out.read_file(&native.label, native.data)?;
    }
    Ok(true)
}

/// What is in the data of an object elsewhere: a compound file and the ending of its name, or a file that was put into that;
/// `None` for a link. Other data is what it is.
#[cfg(feature = "rtf")]
pub(crate) fn inside<'a>(
    bytes: &'a [u8],
    out: &mut Output<'_>,
) -> Result<Option<Inside<'a>>, Error> {
    let found = |ending, bytes| Ok(Some(Inside { ending, bytes }));
    let Ok(mut storage) = Storage::open(bytes, Format::Doc) else {
        return found(None, Cow::Borrowed(bytes));
    };
    if let Some(package) = storage.stream("Package", out)? {
        return found(None, Cow::Owned(package));
    }
    if is_native(&storage) {
        let stream = storage.stream(native::STREAM, out)?.unwrap_or_default();
        let Some(native) = Native::new(&stream) else { return Ok(None) };
        return found(None, Cow::Owned(native.data.to_vec()));
    }
    if let Some(ending) = ending(&storage) {
        return found(Some(&ending[1..]), Cow::Borrowed(bytes));
    }
    for stream in CONTENTS {
        if let Some(contents) = storage.stream(stream, out)? {
            return found(None, Cow::Owned(contents));
        }
    }
    Ok(None)
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
