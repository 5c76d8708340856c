//! [`ToUnicode`]: what a font says about the characters of its codes.
//!
//! pdfium is strict with these maps, and so is this: a section counts only if it is sound as a whole and has as many
//! entries as the number before it says.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use std::collections::HashMap;

use super::collection::{Collection, unicode_of_cid};
use crate::pdf::lexer::{Lexer, Mark, Token, digit, is_space};

/// How many codes a map may have; a font has no more than 65,536.
const MAX_CODES: usize = 1 << 17;

/// A `ToUnicode` `CMap`, with pdfium's reading of it.
#[derive(Debug, Default)]
pub(super) struct ToUnicode {
    map: HashMap<u32, Box<[u32]>>,
    base: Option<Collection>,
}

/// The entries of a section.
type Entries = Vec<(u32, Vec<u32>)>;

impl ToUnicode {
    pub(super) fn parse(data: &[u8]) -> Self {
        let mut map = Self::default();
        let mut lexer = Lexer::new(data);
        let mut number = None;
        while let Some(token) = lexer.next() {
            match token {
                Token::Word(word @ (b"beginbfchar" | b"beginbfrange")) => {
                    let entries = match word {
                        b"beginbfchar" => characters(&mut lexer, number),
                        _ => ranges(&mut lexer, number),
                    };
                    for (code, text) in entries.unwrap_or_default() {
                        // Of two entries for a code the last counts.
                        if map.map.len() < MAX_CODES {
                            map.map.insert(code, text.into_boxed_slice());
                        }
                    }
                }
                Token::Name(ref name) => {
                    if let Some(base) = Collection::of_ucs2_map(name) {
                        map.base = Some(base);
                    }
                }
                _ => {}
            }
            number = if let Token::Number(number) = token { Some(number) } else { None };
        }
        map
    }

    /// The characters of a code; none if the map has none.
    pub(super) fn get(&self, code: u32) -> Option<Vec<u32>> {
        match (self.map.get(&code), self.base) {
            (Some(text), _) => Some(text.to_vec()),
            (None, Some(base)) => unicode_of_cid(base, code).map(|c| vec![c]),
            (None, None) => None,
        }
        .filter(|text| !text.is_empty())
    }

    /// The smallest code of a character.
    pub(super) fn code_of(&self, character: u32) -> Option<u32> {
        self.map.iter().filter(|(_, text)| ***text == [character]).map(|(&code, _)| code).min()
    }
}

/// `<code> <text>`, so many times.
fn characters(lexer: &mut Lexer<'_>, number: Option<f32>) -> Option<Entries> {
    let (mut entries, mut count) = (Vec::new(), 0u32);
    loop {
        match lexer.next() {
            None | Some(Token::Word(b"endbfchar")) => return said(entries, count, number),
            Some(token) => {
                let code = code(&token)?;
                let text = lexer.next().as_ref().map(text).unwrap_or_default();
                if !text.is_empty() {
                    entries.push((code, text));
                }
                count += 1;
            }
        }
    }
}

/// `<low> <high> <text>` or `<low> <high> [<text> ...]`, so many times.
fn ranges(lexer: &mut Lexer<'_>, number: Option<f32>) -> Option<Entries> {
    let (mut entries, mut count): (Entries, _) = (Vec::new(), 0u32);
    loop {
        let low = match lexer.next() {
            None | Some(Token::Word(b"endbfrange")) => return said(entries, count, number),
            Some(token) => code(&token)?,
        };
        if entries.len() > MAX_CODES {
            return None;
        }
        let high = lexer.next().as_ref().and_then(code)?;
        // Only the last byte counts.
        let high = low & 0xffff_ff00 | high & 0xff;
        if high < low {
            return None;
        }
        match lexer.next()? {
            Token::Mark(Mark::ArrayStart) => {
                for code in low..=high {
                    let text = text(&lexer.next()?);
                    if !text.is_empty() {
                        entries.push((code, text));
                    }
                }
                if lexer.next()? != Token::Mark(Mark::ArrayEnd) {
                    return None;
                }
            }
            start => {
                let mut text = text(&start);
                for code in low..=high {
                    entries.push((code, text.clone()));
                    count_on(&mut text);
                }
            }
        }
        count += 1;
    }
}

/// The entries, if there are as many as was said.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
fn said(entries: Entries, count: u32, number: Option<f32>) -> Option<Entries> {
    (number.map(|number| number as u32) == Some(count)).then_some(entries)
}

/// A code: hexadecimal digits, white space between them ignored.
fn code(token: &Token<'_>) -> Option<u32> {
    let Token::Hex(hex) = token else { return None };
    let mut value: Option<u32> = None;
    for &byte in hex.iter().filter(|&&byte| !is_space(byte)) {
        value = Some(value.unwrap_or(0).checked_mul(16)? | u32::from(digit(byte)?));
    }
    value
}

/// Characters: UTF-16 in groups of four hexadecimal digits; what is left over does not count.
fn text(token: &Token<'_>) -> Vec<u32> {
    let Token::Hex(hex) = token else { return Vec::new() };
    let digits = hex.iter().filter(|&&byte| !is_space(byte)).map_while(|&byte| digit(byte));
    let digits: Vec<u16> = digits.map(u16::from).collect();
    let units =
        digits.chunks_exact(4).map(|four| four.iter().fold(0, |value, digit| value << 4 | digit));
    let lone = |error: core::char::DecodeUtf16Error| u32::from(error.unpaired_surrogate());
    char::decode_utf16(units).map(|c| c.map_or_else(lone, u32::from)).collect()
}

/// The next text of a range. The last unit may leave 16 bits; a text of nothing becomes one of 1.
fn count_on(text: &mut Vec<u32>) {
    match text.last_mut() {
        Some(last) => *last = last.wrapping_add(1),
        None => text.push(1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps() {
        let data = b"1 begincodespacerange <00> <ff> endcodespacerange
            3 beginbfchar <01> <0041> <02> <0066 0069> <03> <41> endbfchar
            3 beginbfrange <10> <12> <0061> <20> <21> [<0031> <0032>] <30><31> <00640065> endbfrange
            1 beginbfchar <01> <0040> endbfchar";
        let map = ToUnicode::parse(data);
        let get = |code| map.get(code).unwrap_or_default();
        assert_eq!(get(1), [0x40]);
        assert_eq!(get(2), [0x66, 0x69]);
        assert_eq!(get(3), Vec::<u32>::new());
        assert_eq!((get(0x10), get(0x12), get(0x13)), (vec![0x61], vec![0x63], vec![]));
        assert_eq!((get(0x20), get(0x21)), (vec![0x31], vec![0x32]));
        assert_eq!((get(0x30), get(0x31)), (vec![0x64, 0x65], vec![0x64, 0x66]));
        assert_eq!(map.code_of(0x62), Some(0x11));
    }

    #[test]
    fn sections_that_are_not_sound_do_not_count() {
        for section in [
            "beginbfchar <01> <0041> endbfchar",
            "2 beginbfchar <01> <0041> endbfchar",
            "1 beginbfchar 1 <0041> endbfchar",
            "1 beginbfchar <01> <0041> endbfrange",
            "1 beginbfrange <01> <02> [<0041>] endbfrange",
            "1 beginbfrange <01> <02> [<0041> <0042> <0043>] endbfrange",
            "1 beginbfrange <0001> <0100> <0041> endbfrange",
            "1 beginbfrange <01> <00> <0041> endbfrange",
        ] {
            assert_eq!(ToUnicode::parse(section.as_bytes()).get(1), None, "{section}");
        }
        assert_eq!(ToUnicode::parse(b"1 beginbfchar <01> <d83dde00>").get(1), Some(vec![0x1_f600]));
    }
}
