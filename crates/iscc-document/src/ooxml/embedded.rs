//! Documents and pictures that are embedded in a document.

use alloc::string::String;
use alloc::vec::Vec;
use std::collections::HashSet;

use super::relations::relations;
use crate::error::Error;
use crate::output::Output;
use crate::package::Package;

/// Relations to embedded files.
const FILES: [&str; 7] = ["image", "package", "oleObject", "aFChunk", "media", "audio", "video"];

/// Writes the names and texts of the files that are embedded in parts, each file once, in the order of the parts and the
/// identifiers of their relations.
pub(super) fn read_embedded_of(
    package: &mut Package<'_>,
    sources: &[String],
    out: &mut Output<'_>,
) -> Result<(), Error> {
    let mut read = HashSet::new();
    for source in sources {
        for relation in relations(package, source, out)? {
            if relation.external
                || !FILES.contains(&&*relation.kind)
                || !read.insert(relation.target.clone())
            {
                continue;
            }
            read_file(package, &relation.target, out)?;
            if out.is_full() {
                return Ok(());
            }
        }
    }
    Ok(())
}

/// Writes the name and the text of an embedded file. What is broken or not read has no text.
pub(super) fn read_file(
    package: &mut Package<'_>,
    part: &str,
    out: &mut Output<'_>,
) -> Result<(), Error> {
    out.part()?;
    let bytes: Vec<u8> = match package.read(part, out) {
        Ok(Some(bytes)) => bytes,
        Err(error @ Error::Limit { .. }) => return Err(error),
        Ok(None) | Err(_) => return Ok(()),
    };
    let name = part.rsplit('/').next().unwrap_or_default();
    out.read_file(name, &bytes)
}

/// Writes the text of the thumbnail, which has one if it is a metafile.
pub(super) fn read_thumbnails(
    package: &mut Package<'_>,
    out: &mut Output<'_>,
) -> Result<(), Error> {
    for relation in relations(package, "", out)? {
        if relation.kind != "thumbnail" || relation.external {
            continue;
        }
        match package.read(&relation.target, out) {
            Ok(Some(bytes)) => out.read_file("", &bytes)?,
            Err(error @ Error::Limit { .. }) => return Err(error),
            Ok(None) | Err(_) => {}
        }
    }
    Ok(())
}
