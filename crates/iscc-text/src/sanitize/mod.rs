//! Markup out of metadata: a title as one line of plain text (`text_sanitize` of iscc-sdk 0.9.7).

mod charrefs;
mod entities;
mod markup;

use alloc::borrow::Cow;
use alloc::string::String;

/// Turns a value of embedded metadata into plain text: tags and comments go, what is between them stays;
/// scripts and style sheets go with their content; entities are resolved; white space collapses.
///
/// It is what the reference does to every title, name and description that it finds in a file. It computes
/// as `bleach` 6.4.0 with no tag allowed, followed by `html.unescape` of Python 3.11:
/// only entities that end with a semicolon count, an unfinished tag at the end may stay as text, and control
/// characters become `?`.
///
/// The result is not safe as markup: `&lt;b&gt;` comes out as `<b>`.
///
/// ```
/// use iscc_text::sanitize;
///
/// assert_eq!(sanitize("  The <b>Title</b>\n of &amp; <!-- no -->more "), "The Title of & more");
/// assert_eq!(sanitize("a < b && c > d"), "a < b && c > d");
/// ```
#[must_use]
pub fn sanitize(text: &str) -> String {
    let text = markup::without_elements(text, "script");
    let text = markup::without_elements(&text, "style");
    let text = newlines(&text);
    let mut resolved = String::with_capacity(text.len());
    for node in markup::text_nodes(&text) {
        charrefs::resolve(&node, &mut resolved);
    }
    collapse(&resolved)
}

/// CR and CR LF as LF: a carriage return that an entity stands for is something else.
fn newlines(text: &str) -> Cow<'_, str> {
    if text.contains('\r') {
        Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n"))
    } else {
        Cow::Borrowed(text)
    }
}

/// One space for every run of white space, none at the ends.
fn collapse(text: &str) -> String {
    let mut line = String::with_capacity(text.len());
    for word in text.split(is_space).filter(|word| !word.is_empty()) {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

/// White space of Python: that of Unicode and four separators.
fn is_space(c: char) -> bool {
    c.is_whitespace() || ('\x1c'..='\x1f').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::sanitize;

    #[test]
    fn what_stays_and_what_goes() {
        for (text, plain) in [
            ("", ""),
            ("<", "<"),
            ("</", "</"),
            ("<>a</>b", "<>ab"),
            ("a<br>b<p>c</p>d", "ab cd"),
            ("<p>a<p>b", "a b"),
            ("1 <2> 3", "1 <2> 3"),
            ("a </1> b", "a </1> b"),
            ("I <3 you", "I <3 you"),
            ("open <tag", "open <tag"),
            ("open <tag a", "open <tag a"),
            ("open <tag a=b", "open <tag a=b"),
            ("open <tag a=\"b", "open"),
            ("open <tag ", "open"),
            ("<a title='x>y'>z", "z"),
            ("<!-- a > b -->c<!d>e<?f?>g", "ceg"),
            ("<!DOCTYPE html>a", "a"),
            ("<script>x<b></SCRIPT >y", "xy"),
            ("<script>x<b></ScRiPt>y<style\n>z</style>", "y"),
            (
                "&lt;b&gt; &amp;lt; &copy; &copy &notit; &notin; &AMP;",
                "<b> &lt; \u{a9} &copy &notit; \u{2209} &",
            ),
            ("&#65;&#x42;&#67x;&#;&#x80;&#xd800;&#1;.", "ABC;&#;\u{20ac}\u{fffd}."),
            ("&am;&amp;amp;&bogus;", "&am;&amp;&bogus;"),
            ("a\0b\x01c\x0cd", "ab?c?d"),
            ("\x0c a\u{a0}\u{2028} b \x0c", "a b"),
            ("a&#10;b&#9;", "a b"),
        ] {
            assert_eq!(sanitize(text), plain, "{text:?}");
        }
    }
}
