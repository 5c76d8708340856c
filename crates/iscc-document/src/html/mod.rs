//! HTML and XHTML: the text of the body, the title and what the head says.
//!
//! The tree is that of the HTML standard without scripting, but for what jsoup does otherwise ([`dialect`]); of the body
//! all text counts but scripts and style sheets, shown or not (Apache Tika 3, `JSoupParser`).

mod charset;
mod data_uri;
mod dialect;
mod head;
mod tree;

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{BufferQueue, Tokenizer, TokenizerOpts};

use self::data_uri::read_data_uri;
use self::dialect::Dialect;
use self::tree::Tree;
use super::output::Output;
use super::plain::is_invalid;
use super::properties::Properties;
use crate::error::Error;

/// How much is parsed before the limits are looked at again.
const PIECE: usize = 4096;

/// The text and the metadata of a page.
pub(super) fn read_html(bytes: &[u8], out: &mut Output<'_>) -> Result<Properties, Error> {
    let (charset, bytes) = charset::of_page(bytes);
    // Markup is no text, so more characters are decoded than are taken.
    let source = charset.decode_all(bytes);
    let tree = parse(&source, out)?;
    write_body(&tree, out)?;
    Ok(head::properties(&tree))
}

fn parse(source: &str, out: &mut Output<'_>) -> Result<Tree, Error> {
    let tokenizer = Tokenizer::new(Dialect::new(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut rest = source;
    while !rest.is_empty() {
        let mut end = rest.len().min(PIECE);
        while !rest.is_char_boundary(end) {
            end += 1;
        }
        queue.push_back(StrTendril::from_slice(&rest[..end]));
        rest = &rest[end..];
        // Neither a script nor a declared encoding stops the tokenizer.
        while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
        let tree = tokenizer.sink.tree();
        tree.within_limits()?;
        out.work(tree.take_work())?;
    }
    tokenizer.end();
    Ok(tokenizer.sink.into_tree())
}

/// Writes the text of the body, lines and cells apart.
fn write_body(tree: &Tree, out: &mut Output<'_>) -> Result<(), Error> {
    let mut bodies = 0u32;
    let mut skipped = 0u32;
    let mut result = Ok(());
    tree.walk(&mut |step| {
        match step {
            tree::Step::Enter(element) => {
                bodies += u32::from(element.is_body());
                skipped += u32::from(element.is_discarded());
                if bodies > 0 && skipped == 0 {
                    element.separate(out);
                    if let Some(source) = element.source() {
                        result = read_data_uri(source, out);
                    }
                }
            }
            tree::Step::Leave(element) => {
                if bodies > 0 && skipped == 0 {
                    element.separate(out);
                }
                bodies -= u32::from(element.is_body());
                skipped -= u32::from(element.is_discarded());
            }
            tree::Step::Text(text) if bodies > 0 && skipped == 0 => {
                if text.contains(is_invalid) {
                    out.push_str(&text.replace(is_invalid, "\u{fffd}"));
                } else {
                    out.push_str(text);
                }
            }
            tree::Step::Text(_) => {}
        }
        result.is_ok() && !out.is_full()
    });
    result
}

#[cfg(test)]
mod tests {
    use alloc::string::String;

    use super::*;
    use crate::Limits;

    fn text(page: &str) -> String {
        let limits = Limits::default();
        let mut out = Output::new(&limits).with(crate::extract::READERS);
        read_html(page.as_bytes(), &mut out).unwrap();
        out.finish().0.split_whitespace().collect::<alloc::vec::Vec<_>>().join(" ")
    }

    #[test]
    fn what_of_a_page_is_text() {
        for (page, expected) in [
            ("<title>t</title><p>a<title>b</title>", "a b"),
            (
                "<svg><title>a</title><style>b</style></svg><script>c</script><style>d</style>e",
                "a e",
            ),
            ("a<noscript>b</noscript><template>c</template><iframe>d<b></iframe>", "a b c d<b>"),
            ("<textarea>a</textarea><select><option>b</select><img alt=c><input value=d>", "a b"),
            ("z<noframes>a<p></noframes><object>b</object><!-- c --><?d?>", "za<p> b"),
            ("<frameset><noframes>a</noframes></frameset>", ""),
            ("<img src='data:image/gif;base64,YQ=='>b<script src='data:,c'></script>", "a b"),
            (
                "<embed src='data:image/svg+xml,<svg><text>a</text></svg>'>b<img src='data:x'>",
                "a b",
            ),
            ("a<body>b</body>c</html>d", "abcd"),
        ] {
            assert_eq!(text(page).replace(' ', ""), expected.replace(' ', ""), "{page}");
        }
    }

    #[test]
    fn what_jsoup_reads_otherwise() {
        for (page, expected) in [
            ("a<script/>b<textarea/>c<title/>d<iframe/>e", "a b c d e"),
            ("a<xmp/>b<i>c", "a b<i>c"),
            (
                "<table>a<tr>b<td>c</td>d</tr>e<tr><td>f</td></tr>g<p>h</p>i</table>",
                "h a b c d e f g i",
            ),
            ("<table><tr><td>a</td><b>b</b></tr><tr>c</table>", "b a c"),
            ("a<style/>b", "a"),
            ("a<![CDATA[b<c>]]>d", "ab<c>d"),
            ("<head><noscript>a<p>b</p><title>c</title></noscript></head>d", "d"),
        ] {
            assert_eq!(text(page).replace(' ', ""), expected.replace(' ', ""), "{page}");
        }
    }

    #[test]
    fn deep_pages_are_read_and_work_is_limited() {
        let page = "<div><b>a".repeat(5000);
        assert_eq!(text(&page).replace(['\n', ' '], ""), "a".repeat(5000));
        let limits = Limits { work: 10_000, ..Limits::default() };
        let page = "<p>a".repeat(100_000);
        let wide = read_html(page.as_bytes(), &mut Output::new(&limits));
        assert!(matches!(wide, Err(Error::Limit { limit: 10_000, .. })));
    }
}
