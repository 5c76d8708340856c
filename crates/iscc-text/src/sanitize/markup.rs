//! From markup to its pieces of text: the tokenizer of HTML as far as it decides what is text.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// Start tags that stand for a line break (`HTML_TAGS_BLOCK_LEVEL` of bleach).
const BLOCKS: [&str; 33] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "details",
    "dialog",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
];

/// Leaves elements of the given name out, from `<name` to the next `</name>`, in letters of any case.
pub(super) fn without_elements<'a>(text: &'a str, name: &str) -> Cow<'a, str> {
    let mut kept = String::new();
    let mut from = 0;
    while let Some((start, end)) = next_element(text, from, name) {
        kept.push_str(text.get(from..start).unwrap_or_default());
        from = end;
    }
    if from == 0 {
        return Cow::Borrowed(text);
    }
    kept.push_str(text.get(from..).unwrap_or_default());
    Cow::Owned(kept)
}

fn next_element(text: &str, from: usize, name: &str) -> Option<(usize, usize)> {
    let (start, open) = find(text, from, "<", name)?;
    let inside = open + text.get(open..)?.find('>')? + 1;
    let mut search = inside;
    loop {
        let (_, close) = find(text, search, "</", name)?;
        if text.get(close..)?.starts_with('>') {
            return Some((start, close + 1));
        }
        search = close;
    }
}

/// Where `open` with the name behind it starts and ends.
fn find(text: &str, from: usize, open: &str, name: &str) -> Option<(usize, usize)> {
    let mut at = from;
    loop {
        let start = at + text.get(at..)?.find(open)?;
        at = start + open.len();
        if let Some(len) = name_len(text.get(at..)?, name) {
            return Some((start, at + len));
        }
    }
}

/// The bytes of `name` at the start of `text`, with the case folding of Python's regular expressions.
fn name_len(text: &str, name: &str) -> Option<usize> {
    let mut chars = text.chars();
    for expected in name.chars() {
        let c = chars.next()?;
        let same = match expected {
            's' => matches!(c, 's' | 'S' | '\u{17f}'),
            'i' => matches!(c, 'i' | 'I' | '\u{130}' | '\u{131}'),
            _ => c.eq_ignore_ascii_case(&expected),
        };
        if !same {
            return None;
        }
    }
    Some(text.len() - chars.as_str().len())
}

/// The pieces of text that the comments separate.
pub(super) fn text_nodes(text: &str) -> Vec<String> {
    let mut tokenizer = Tokenizer { text, at: 0, tags: 0, nodes: vec![String::new()] };
    while tokenizer.step().is_some() {}
    tokenizer.nodes
}

struct Tokenizer<'a> {
    text: &'a str,
    at: usize,
    /// Tags so far.
    tags: usize,
    nodes: Vec<String>,
}

/// How a tag ends.
enum TagEnd {
    Closed,
    /// The text is over, and what there is of the tag counts as text.
    Text,
    /// The text is over, and what there is of the tag does not count.
    Dropped,
}

/// Where in a tag the tokenizer is.
enum State {
    Name,
    BeforeAttribute,
    Attribute,
    AfterAttribute,
    BeforeValue,
    Quoted(u8),
    Unquoted,
    AfterValue,
    SelfClosing,
}

impl Tokenizer<'_> {
    fn rest(&self) -> &str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn push(&mut self, from: usize, to: usize) {
        let text = self.text.get(from..to).unwrap_or_default();
        if let Some(node) = self.nodes.last_mut() {
            node.push_str(text);
        }
    }

    /// Text up to the next `<`, and what that is the start of; `None` at the end.
    fn step(&mut self) -> Option<()> {
        let start = self.at;
        self.at += self.rest().find('<').unwrap_or(self.rest().len());
        // A NUL in text is nothing.
        for part in self.text.get(start..self.at)?.split('\0') {
            self.nodes.last_mut()?.push_str(part);
        }
        let open = self.at;
        let mut next = self.rest().bytes().skip(1);
        let (first, second) = (next.next(), next.next());
        if self.rest().is_empty() {
            return None;
        }
        match (first, second) {
            (Some(b'!'), _) => self.declaration(),
            (Some(b'/'), Some(b'>')) => self.at += 3,
            (Some(b'/'), Some(letter)) if letter.is_ascii_alphabetic() => self.tag(open, open + 2),
            (Some(b'/'), _) => {
                // No tag, so it is text to its `>`.
                self.skip_past(">");
                self.push(open, self.at);
            }
            (Some(letter), _) if letter.is_ascii_alphabetic() => self.tag(open, open + 1),
            (Some(b'?'), _) => {
                self.skip_past(">");
                self.nodes.push(String::new());
            }
            (Some(b'>'), _) => {
                self.at += 2;
                self.push(open, self.at);
            }
            _ => {
                self.at += 1;
                self.push(open, self.at);
            }
        }
        Some(())
    }

    fn skip_past(&mut self, end: &str) {
        let rest = self.rest();
        self.at += rest.find(end).map_or(rest.len(), |found| found + end.len());
    }

    /// `<!`: a document type, which is nothing, or a comment, which splits the text.
    fn declaration(&mut self) {
        let rest = self.rest();
        if rest.as_bytes().get(2..9).is_some_and(|word| word.eq_ignore_ascii_case(b"doctype")) {
            self.skip_past(">");
            return;
        }
        if rest.starts_with("<!--") {
            self.at += comment_len(rest.as_bytes());
        } else {
            self.skip_past(">");
        }
        self.nodes.push(String::new());
    }

    /// A tag whose name starts at `name`.
    fn tag(&mut self, open: usize, name: usize) {
        let (name_end, end, how) = scan_tag(self.text.as_bytes(), name);
        self.at = end;
        match how {
            TagEnd::Text => self.push(open, end),
            TagEnd::Dropped => {}
            TagEnd::Closed => {
                let name = self.text.get(name..name_end).unwrap_or_default().to_lowercase();
                let start_tag = self.text.as_bytes().get(open + 1) != Some(&b'/');
                if start_tag && self.tags > 0 && BLOCKS.contains(&&*name) {
                    self.nodes.last_mut().into_iter().for_each(|node| node.push('\n'));
                }
                self.tags += 1;
            }
        }
    }
}

const fn is_html_space(byte: u8) -> bool {
    matches!(byte, b'\t' | b'\n' | b'\x0c' | b' ' | b'\r')
}

/// Goes through a tag from its name on: the end of the name, of the tag, and how that is.
fn scan_tag(bytes: &[u8], name: usize) -> (usize, usize, TagEnd) {
    let mut state = State::Name;
    let mut name_end = None;
    let mut at = name;
    while let Some(&byte) = bytes.get(at) {
        if is_html_space(byte) || matches!(byte, b'/' | b'>') {
            name_end.get_or_insert(at);
        }
        let quoted = matches!(state, State::Quoted(_));
        let slash_counts = !matches!(state, State::BeforeValue | State::Unquoted);
        if byte == b'>' && !quoted {
            return (name_end.unwrap_or(at), at + 1, TagEnd::Closed);
        }
        state = match state {
            State::Quoted(quote) if byte == quote => State::AfterValue,
            State::Quoted(quote) => State::Quoted(quote),
            _ if byte == b'/' && slash_counts => State::SelfClosing,
            State::Attribute | State::AfterAttribute if byte == b'=' => State::BeforeValue,
            State::Attribute | State::AfterAttribute if is_html_space(byte) => {
                State::AfterAttribute
            }
            State::BeforeValue if is_html_space(byte) => State::BeforeValue,
            _ if is_html_space(byte) => State::BeforeAttribute,
            State::BeforeValue if matches!(byte, b'"' | b'\'') => State::Quoted(byte),
            State::BeforeValue | State::Unquoted => State::Unquoted,
            State::Name => State::Name,
            _ => State::Attribute,
        };
        at += 1;
    }
    let how = match state {
        State::Name | State::Attribute | State::AfterAttribute | State::Unquoted => TagEnd::Text,
        _ => TagEnd::Dropped,
    };
    (name_end.unwrap_or(at), at, how)
}

/// The bytes of the comment that `bytes` start with.
fn comment_len(bytes: &[u8]) -> usize {
    enum State {
        Start,
        StartDash,
        Inside,
        Dash,
        End,
        Bang,
    }
    let mut state = State::Start;
    for (at, byte) in bytes.iter().enumerate().skip(4) {
        state = match (state, byte) {
            (State::Start | State::StartDash | State::End | State::Bang, b'>') => return at + 1,
            (State::Start, b'-') | (State::StartDash, 0) => State::StartDash,
            // As the reference has it: such a character does not leave the start.
            (State::Start, 0) => State::Start,
            (State::StartDash | State::Dash | State::End, b'-') => State::End,
            (State::End, b'!') => State::Bang,
            (State::Inside | State::Bang, b'-') => State::Dash,
            _ => State::Inside,
        };
    }
    bytes.len()
}
