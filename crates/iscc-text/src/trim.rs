//! `text_trim` and `text_remove_newlines` of the reference: names and descriptions at a length.

use alloc::string::String;

/// Cuts text to at most `bytes` bytes of UTF-8, at the end of a character, and strips white space
/// from both ends (`text_trim`).
///
/// ```
/// use iscc_text::text_trim;
///
/// assert_eq!(text_trim(" Motörhead ", 5), "Mot");
/// assert_eq!(text_trim("Motörhead", 5), "Motö");
/// ```
///
/// DIFFERENCE: iscc-core also strips U+001C to U+001F. [`text_clean`](crate::text_clean) removes them,
/// so that no code depends on it; on text that was not cleaned this function is iscc-lib's.
#[must_use]
pub fn text_trim(text: &str, bytes: usize) -> &str {
    let mut end = bytes.min(text.len());
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text[..end].trim()
}

/// Makes a single line of text: white space at the ends goes, every other run of white space
/// becomes one space (`text_remove_newlines`).
///
/// ```
/// use iscc_text::text_remove_newlines;
///
/// assert_eq!(text_remove_newlines(" one\r\n two\u{a0}three "), "one two three");
/// ```
///
/// DIFFERENCE: to iscc-core U+001C to U+001F are white space too; see [`text_trim`].
#[must_use]
pub fn text_remove_newlines(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}
