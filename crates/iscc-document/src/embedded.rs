//! Files that are embedded in documents.

use super::format::Format;
use super::metafile::{is_emf, is_wmf, push_emf, push_wmf};
use super::output::Output;
use super::sniff::{format_of, has_package_of_its_own};
use crate::error::Error;

/// Writes the name of an embedded file and its text, if it is a document that can be read. Broken ones are as if they had no
/// text, as in the reference; limits hold over all of them together.
///
/// # Errors
/// `Limit` only.
pub(super) fn read_embedded(name: &str, bytes: &[u8], out: &mut Output<'_>) -> Result<(), Error> {
    if has_package_of_its_own(bytes) {
        #[cfg(feature = "ole")]
        out.embedded(|out| super::ole::read_object_file(bytes, out))?;
        return Ok(());
    }
    out.push_str(name);
    out.push('\n');
    if is_emf(bytes) {
        return match push_emf(bytes, out)? {
            Some(pdf) => read_as(Format::Pdf, pdf, out),
            None => Ok(()),
        };
    }
    if is_wmf(bytes) {
        return push_wmf(bytes, out);
    }
    match format_of(bytes) {
        Some(format) => read_as(format, bytes, out),
        None => Ok(()),
    }
}

fn read_as(format: Format, bytes: &[u8], out: &mut Output<'_>) -> Result<(), Error> {
    let result = out.read_document(bytes, format);
    out.push('\n');
    match result {
        Err(error @ Error::Limit { .. }) => Err(error),
        _ => Ok(()),
    }
}
