//! [`Lexer`]: the tokens of content streams, `CMap`s and Type 1 fonts.

use alloc::borrow::Cow;
use alloc::vec::Vec;

/// One token.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Token<'a> {
    Number(f32),
    /// A name without its slash.
    Name(Cow<'a, [u8]>),
    /// A string in parentheses, escapes resolved.
    Text(Cow<'a, [u8]>),
    /// What stands between `<` and `>`.
    Hex(&'a [u8]),
    /// `[ ] << >> { }`
    Mark(Mark),
    /// Anything else: an operator.
    Word(&'a [u8]),
}

/// What encloses arrays and dictionaries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    ArrayStart,
    ArrayEnd,
    DictStart,
    DictEnd,
    /// `{` or `}`
    Brace,
}

/// Reads tokens. It never fails: what makes no sense is skipped byte by byte.
#[derive(Debug, Clone)]
pub(super) struct Lexer<'a> {
    data: &'a [u8],
    pos: usize,
}

pub(super) const fn is_space(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | 0x0c | b'\r' | b' ')
}

const fn is_regular(byte: u8) -> bool {
    !is_space(byte)
        && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

impl<'a> Lexer<'a> {
    pub(super) const fn new(data: &'a [u8]) -> Self {
        Self { data, pos: 0 }
    }

    /// What was not read yet.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.data.get(self.pos..).unwrap_or_default()
    }

    pub(super) fn skip(&mut self, bytes: usize) {
        self.pos = (self.pos + bytes).min(self.data.len());
    }

    fn peek(&self) -> Option<u8> {
        self.data.get(self.pos).copied()
    }

    fn take_while(&mut self, keep: impl Fn(u8) -> bool) -> &'a [u8] {
        let rest = self.rest();
        let length = rest.iter().position(|&byte| !keep(byte)).unwrap_or(rest.len());
        self.pos += length;
        &rest[..length]
    }

    /// The text of a string after its opening parenthesis.
    fn text(&mut self) -> Cow<'a, [u8]> {
        let start = self.pos;
        let plain = self.take_while(|byte| !matches!(byte, b'(' | b')' | b'\\' | b'\r'));
        if self.peek() == Some(b')') {
            self.pos += 1;
            return Cow::Borrowed(plain);
        }
        self.pos = start;
        let (mut text, mut depth) = (Vec::new(), 0);
        while let Some(byte) = self.peek() {
            self.pos += 1;
            match byte {
                b')' if depth == 0 => break,
                b')' => depth -= 1,
                b'(' => depth += 1,
                b'\\' => {
                    self.escape(&mut text);
                    continue;
                }
                b'\r' => {
                    // Any end of line is a line feed.
                    if self.peek() == Some(b'\n') {
                        self.pos += 1;
                    }
                    text.push(b'\n');
                    continue;
                }
                _ => {}
            }
            text.push(byte);
        }
        Cow::Owned(text)
    }

    /// What stands after a backslash in a string.
    fn escape(&mut self, text: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.pos += 1;
        text.push(match byte {
            b'n' => b'\n',
            b'r' => b'\r',
            b't' => b'\t',
            b'b' => 8,
            b'f' => 0x0c,
            b'\n' => return,
            b'\r' => {
                if self.peek() == Some(b'\n') {
                    self.pos += 1;
                }
                return;
            }
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    self.pos += 1;
                    value = value * 8 + u32::from(digit - b'0');
                }
                // Overflow is ignored, ISO 32000-1, 7.3.4.2.
                (value & 0xff) as u8
            }
            other => other,
        });
    }

    /// A name after its slash.
    fn name(&mut self) -> Cow<'a, [u8]> {
        let raw = self.take_while(is_regular);
        if !raw.contains(&b'#') {
            return Cow::Borrowed(raw);
        }
        let (mut name, mut rest) = (Vec::with_capacity(raw.len()), raw);
        while let Some((&byte, after)) = rest.split_first() {
            rest = after;
            let digits =
                after.first().and_then(|&c| digit(c)).zip(after.get(1).and_then(|&c| digit(c)));
            if let (b'#', Some((high, low))) = (byte, digits) {
                name.push(high << 4 | low);
                rest = &after[2..];
            } else {
                name.push(byte);
            }
        }
        Cow::Owned(name)
    }
}

impl<'a> Iterator for Lexer<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            self.take_while(is_space);
            let byte = self.peek()?;
            if byte == b'%' {
                self.take_while(|byte| !matches!(byte, b'\r' | b'\n'));
                continue;
            }
            if is_regular(byte) {
                let word = self.take_while(is_regular);
                return Some(number(word).map_or(Token::Word(word), Token::Number));
            }
            self.pos += 1;
            let next = self.peek();
            return Some(match byte {
                b'/' => Token::Name(self.name()),
                b'(' => Token::Text(self.text()),
                b'[' => Token::Mark(Mark::ArrayStart),
                b']' => Token::Mark(Mark::ArrayEnd),
                b'<' if next == Some(b'<') => {
                    self.pos += 1;
                    Token::Mark(Mark::DictStart)
                }
                b'>' if next == Some(b'>') => {
                    self.pos += 1;
                    Token::Mark(Mark::DictEnd)
                }
                b'<' => {
                    let hex = self.take_while(|byte| byte != b'>');
                    self.skip(1);
                    Token::Hex(hex)
                }
                b'{' | b'}' => Token::Mark(Mark::Brace),
                _ => continue,
            });
        }
    }
}

/// The value of a hexadecimal digit.
pub(super) const fn digit(byte: u8) -> Option<u8> {
    match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'a'..=b'f' => Some(byte - b'a' + 10),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    }
}

/// The bytes of a hexadecimal string; what is no digit is skipped, a missing last digit is 0.
pub(super) fn unhex(hex: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(hex.len().div_ceil(2));
    let mut high = None;
    for value in hex.iter().filter_map(|&byte| digit(byte)) {
        match high.take() {
            Some(high) => bytes.push(high << 4 | value),
            None => high = Some(value),
        }
    }
    bytes.extend(high.map(|high| high << 4));
    bytes
}

/// A number as PDF has them: no exponents, several signs and dots are tolerated.
fn number(word: &[u8]) -> Option<f32> {
    if !matches!(word[0], b'0'..=b'9' | b'+' | b'-' | b'.') {
        return None;
    }
    let signs = word.iter().take_while(|byte| matches!(byte, b'+' | b'-')).count();
    let (mut value, mut scale, mut dot, mut digits) = (0.0f64, 1.0f64, false, false);
    for &byte in &word[signs..] {
        match byte {
            b'0'..=b'9' => {
                digits = true;
                let digit = f64::from(byte - b'0');
                if dot {
                    scale /= 10.0;
                    value += digit * scale;
                } else {
                    value = value * 10.0 + digit;
                }
            }
            b'.' if !dot => dot = true,
            b'-' | b'.' => break,
            _ => return None,
        }
    }
    if !digits && !dot {
        return None;
    }
    #[expect(clippy::cast_possible_truncation, reason = "f32 as in pdfium")]
    let value = value as f32;
    Some(if word[0] == b'-' { -value } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;

    #[test]
    fn tokens() {
        let data = b"/F#31 12.5 Tf%c\n[(a\\(\\051\\\r\nb(c))-3 .5<4 1F>]TJ<</A/B>>BDC )--4";
        let expected = vec![
            Token::Name(Cow::Borrowed(&b"F1"[..])),
            Token::Number(12.5),
            Token::Word(b"Tf"),
            Token::Mark(Mark::ArrayStart),
            Token::Text(Cow::Borrowed(&b"a()b(c)"[..])),
            Token::Number(-3.0),
            Token::Number(0.5),
            Token::Hex(b"4 1F"),
            Token::Mark(Mark::ArrayEnd),
            Token::Word(b"TJ"),
            Token::Mark(Mark::DictStart),
            Token::Name(Cow::Borrowed(&b"A"[..])),
            Token::Name(Cow::Borrowed(&b"B"[..])),
            Token::Mark(Mark::DictEnd),
            Token::Word(b"BDC"),
            Token::Number(-4.0),
        ];
        assert_eq!(Lexer::new(data).collect::<Vec<_>>(), expected);
        assert_eq!(unhex(b"4 1F"), [0x41, 0xf0]);
    }

    #[test]
    fn what_is_cut_off_ends() {
        for data in [&b"(abc"[..], b"(abc\\", b"<41", b"/", b"(\\1", b"<<"] {
            assert_eq!(Lexer::new(data).count(), 1, "{data:?}");
        }
    }
}
