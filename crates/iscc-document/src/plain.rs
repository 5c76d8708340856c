//! Text files whose source is their text: plain text, Markdown, JSON, CSV.

use super::charset::Charset;
use super::document::Document;
use super::limits::Limits;
use super::properties::Metadata;
use crate::error::Error;

/// The text of a file that is nothing but text: plain text, Markdown, JSON, CSV and the like.
///
/// Markup is kept: the source is the text, as in the reference. Control characters other than tabs and
/// line ends, U+FFFE and U+FFFF become U+FFFD, because Apache Tika, which iscc-sdk 0.9.7 extracts
/// text with, replaces what XML cannot hold.
///
/// DIFFERENCE: characters beyond U+FFFF stay what they are; Tika's bridge to Python makes each of them six
/// U+FFFD. And the encoding is guessed better than by Tika where it is not marked and not UTF-8.
///
/// ```
/// use iscc_document::{Limits, extract_plain};
///
/// let file = b"\xff\xfeS\0t\0r\0a\0\xdf\0e\0";
/// let extracted = extract_plain(file, &Limits::default())?;
/// assert_eq!(extracted.text, "Straße");
/// assert_eq!(extracted.charset.map(|charset| charset.to_string()).as_deref(), Some("UTF-16LE"));
/// # Ok::<(), iscc_document::Error>(())
/// ```
///
/// # Errors
/// [`Error::NoText`] if there is nothing but white space.
pub fn extract_plain(bytes: &[u8], limits: &Limits) -> Result<Document, Error> {
    let (charset, bytes) = Charset::detect(bytes);
    let (text, truncated) = charset.decode(bytes, limits);
    let text = if text.contains(is_invalid) { text.replace(is_invalid, "\u{fffd}") } else { text };
    if text.trim().is_empty() {
        return Err(Error::NoText);
    }
    let metadata = Metadata::default();
    Ok(Document { text, metadata, charset: Some(charset), truncated })
}

/// What XML 1.0 does not allow or discourages, and Tika replaces.
pub(super) fn is_invalid(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{fffe}' | '\u{ffff}')
}
