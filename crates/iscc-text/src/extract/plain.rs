//! Text files whose source is their text: plain text, Markdown, JSON, CSV.

use alloc::string::String;

use super::charset::Charset;
use super::limits::Limits;
use crate::error::Error;

/// The text of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Extracted {
    /// The text as it stands in the file, not cleaned. Not only white space.
    pub text: String,
    /// The encoding that the file has or seems to have.
    pub charset: Charset,
    /// Whether the file has more characters than the [`Limits`] allow.
    pub truncated: bool,
}

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
/// use iscc_text::extract::{Limits, extract_plain};
///
/// let file = b"\xff\xfeS\0t\0r\0a\0\xdf\0e\0";
/// let extracted = extract_plain(file, &Limits::default())?;
/// assert_eq!(extracted.text, "Straße");
/// assert_eq!(extracted.charset.to_string(), "UTF-16LE");
/// # Ok::<(), iscc_text::Error>(())
/// ```
///
/// # Errors
/// [`Error::NoText`] if there is nothing but white space.
pub fn extract_plain(bytes: &[u8], limits: &Limits) -> Result<Extracted, Error> {
    let (charset, bytes) = Charset::detect(bytes);
    let (text, truncated) = charset.decode(bytes, limits.characters);
    let text = if text.contains(is_invalid) { text.replace(is_invalid, "\u{fffd}") } else { text };
    if text.trim().is_empty() {
        return Err(Error::NoText);
    }
    Ok(Extracted { text, charset, truncated })
}

/// What XML 1.0 does not allow or discourages, and Tika replaces.
fn is_invalid(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r') || matches!(c, '\u{fffe}' | '\u{ffff}')
}
