//! What a file is, by its first bytes, by what is in its container, and by its name.

use std::io::{self, Read};

use crate::media_type::{HEAD, MediaType};
use crate::options::Options;
use crate::source::Source;

/// The media type of a file; `None` if nothing says what it is, or it is empty.
pub(crate) fn media_type(
    source: &mut Source<impl Read>,
    name: Option<&str>,
    options: &Options,
) -> io::Result<Option<MediaType>> {
    let head = source.head(HEAD as u64)?;
    if head.is_empty() {
        return Ok(None);
    }
    let found = MediaType::detect(head, name);
    #[cfg(feature = "text")]
    if iscc_document::Format::is_container(head) {
        return Ok(in_container(source, found, options)?.or(found));
    }
    #[cfg(not(feature = "text"))]
    let _ = options;
    Ok(found)
}

/// The document in a ZIP or OLE container, which its members decide, whatever it is called.
#[cfg(feature = "text")]
fn in_container(
    source: &mut Source<impl Read>,
    by_name: Option<MediaType>,
    options: &Options,
) -> io::Result<Option<MediaType>> {
    use iscc_document::Format;

    let format = if let Some(path) = source.path() {
        Format::sniff_in(io::BufReader::new(std::fs::File::open(path)?))
    } else {
        Format::sniff(source.head(options.limits.text.input_bytes)?)
    };
    // The name decides between media types of one format (sheets in binary form), and what an encrypted package is.
    let is_encrypted = format == Some(Format::Docx) && !source.head(1)?.starts_with(b"P");
    let by_name = by_name.filter(|found| {
        let named = Format::of_media_type(found.as_str());
        named == format || is_encrypted && matches!(named, Some(Format::Pptx | Format::Xlsx))
    });
    Ok(by_name.or(format.map(MediaType::of_format)))
}
