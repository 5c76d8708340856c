//! [`ToUnicode`]: what a font says about the characters of its codes.

use alloc::boxed::Box;
use alloc::vec;
use alloc::vec::Vec;
use std::collections::HashMap;

use super::collection::{Collection, unicode_of_cid};
use crate::extract::pdf::lexer::{Lexer, Mark, Token, digit};

/// How many codes a map may have; a font has no more than 65,536.
const MAX_CODES: usize = 1 << 17;

/// A `ToUnicode` `CMap`, with pdfium's reading of it.
#[derive(Debug, Default)]
pub(super) struct ToUnicode {
    map: HashMap<u32, Box<[u32]>>,
    base: Option<Collection>,
}

impl ToUnicode {
    pub(super) fn parse(data: &[u8]) -> Self {
        let mut map = Self::default();
        let mut lexer = Lexer::new(data);
        while let Some(token) = lexer.next() {
            match token {
                Token::Word(b"beginbfchar") => map.characters(&mut lexer),
                Token::Word(b"beginbfrange") => map.ranges(&mut lexer),
                Token::Name(name) => {
                    if let Some(base) = Collection::of_ucs2_map(&name) {
                        map.base = Some(base);
                    }
                }
                _ => {}
            }
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

    /// Of two entries for a code the last counts.
    fn insert(&mut self, code: u32, text: Vec<u32>) {
        if self.map.len() < MAX_CODES {
            self.map.insert(code, text.into_boxed_slice());
        }
    }

    fn characters(&mut self, lexer: &mut Lexer<'_>) {
        while let Some(code) = lexer.next().as_ref().and_then(code) {
            let Some(target) = lexer.next() else { return };
            let text = text(&target);
            if !text.is_empty() {
                self.insert(code, text);
            }
        }
    }

    fn ranges(&mut self, lexer: &mut Lexer<'_>) {
        while let Some(low) = lexer.next().as_ref().and_then(code) {
            let Some(high) = lexer.next().as_ref().and_then(code) else { return };
            // Only the last byte counts.
            let high = low & 0xffff_ff00 | high & 0xff;
            match lexer.next() {
                Some(Token::Mark(Mark::ArrayStart)) => {
                    let mut code = low;
                    for token in lexer.by_ref() {
                        if token == Token::Mark(Mark::ArrayEnd) {
                            break;
                        }
                        let text = text(&token);
                        if code <= high && !text.is_empty() {
                            self.insert(code, text);
                        }
                        code = code.saturating_add(1);
                    }
                }
                Some(start) => {
                    let mut text = text(&start);
                    if text.len() == 1 {
                        // A single character counts on beyond 16 bits, and loses them.
                        text[0] = code(&start).unwrap_or(text[0]);
                    }
                    for source in low..=high {
                        self.insert(source, text.clone());
                        count_on(&mut text);
                    }
                }
                None => return,
            }
        }
    }
}

/// A code: hexadecimal digits, white space between them ignored.
fn code(token: &Token<'_>) -> Option<u32> {
    let Token::Hex(hex) = token else { return None };
    let mut value: Option<u32> = None;
    for &byte in *hex {
        if super::super::lexer::is_space(byte) {
            continue;
        }
        let digit = digit(byte)?;
        value = Some(value.unwrap_or(0).checked_mul(16)? | u32::from(digit));
    }
    value
}

/// Characters: groups of four hexadecimal digits; what is left over does not count.
fn text(token: &Token<'_>) -> Vec<u32> {
    let Token::Hex(hex) = token else { return Vec::new() };
    let digits: Vec<u32> = hex.iter().map_while(|&byte| digit(byte)).map(u32::from).collect();
    digits
        .chunks_exact(4)
        .map(|four| four.iter().fold(0, |value, digit| value << 4 | digit))
        .collect()
}

/// The next text of a range. The last unit may leave 16 bits.
fn count_on(text: &mut [u32]) {
    if let Some(last) = text.last_mut() {
        *last = last.wrapping_add(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps() {
        let data = b"1 begincodespacerange <00> <ff> endcodespacerange
            3 beginbfchar <01> <0041> <02> <00660069> <03> <41> endbfchar
            2 beginbfrange <10> <12> <0061> <20> <21> [<0031> <0032>] <30><31> <00640065> endbfrange
            1 beginbfchar <01> <0040> endbfchar";
        let map = ToUnicode::parse(data);
        let get = |code| map.get(code).unwrap_or_default();
        assert_eq!(get(1), [0x40]);
        assert_eq!(get(2), [0x66, 0x69]);
        assert_eq!(get(3), []);
        assert_eq!((get(0x10), get(0x12), get(0x13)), (vec![0x61], vec![0x63], vec![]));
        assert_eq!((get(0x20), get(0x21)), (vec![0x31], vec![0x32]));
        assert_eq!((get(0x30), get(0x31)), (vec![0x64, 0x65], vec![0x64, 0x66]));
        assert_eq!(map.code_of(0x62), Some(0x11));
    }
}
