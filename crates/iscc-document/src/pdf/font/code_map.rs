//! [`CodeMap`]: how the bytes of a string in a composite font make codes, and codes make CIDs.

use alloc::vec;
use alloc::vec::Vec;

use hayro_cmap::{CMap, CMapName, load_embedded};

use super::collection::Collection;
use crate::pdf::lexer::{Lexer, Token, unhex};

/// What the codes are, as far as it tells their characters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Coding {
    /// CIDs themselves.
    Cid,
    /// UCS-2 or UTF-16.
    Unicode,
    /// Codes of a national standard, by a predefined map.
    Predefined,
    /// Nothing is known of them.
    Unknown,
}

#[derive(Debug)]
enum Length {
    One,
    Two,
    /// Two bytes if the first is in one of the ranges, else one.
    Mixed(&'static [(u8, u8)]),
    /// Codes of up to four bytes, by their first and last.
    Ranges(Vec<(Vec<u8>, Vec<u8>)>),
}

/// A `CMap` from codes to CIDs.
#[derive(Debug)]
pub(super) struct CodeMap {
    pub(super) coding: Coding,
    pub(super) vertical: bool,
    pub(super) collection: Option<Collection>,
    length: Length,
    predefined: Option<CMap>,
    /// The CID of every code of 16 bits, if the map is in the file and says anything.
    table: Vec<u16>,
    /// How many codes were given CIDs.
    assigned: u32,
}

const MAX_ASSIGNED: u32 = 1 << 20;

const RKSJ: &[(u8, u8)] = &[(0x81, 0x9f), (0xe0, 0xfc)];
const GBK: &[(u8, u8)] = &[(0x81, 0xfe)];
const EUC: &[(u8, u8)] = &[(0xa1, 0xfe)];

/// The predefined maps of ISO 32000-1, table 118, without their `-H` and `-V`.
fn predefined(name: &[u8]) -> Option<(Collection, Coding, Length)> {
    use Coding::{Predefined, Unicode};
    use Collection::{Cns1, Gb1, Japan1, Korea1};
    let mixed = Length::Mixed;
    Some(match name {
        b"GB-EUC" => (Gb1, Predefined, mixed(EUC)),
        b"GBpc-EUC" => (Gb1, Predefined, mixed(&[(0xa1, 0xfc)])),
        b"GBK-EUC" | b"GBKp-EUC" | b"GBK2K" => (Gb1, Predefined, mixed(GBK)),
        b"UniGB-UCS2" | b"UniGB-UTF16" => (Gb1, Unicode, Length::Two),
        b"B5pc" => (Cns1, Predefined, mixed(&[(0xa1, 0xfc)])),
        b"HKscs-B5" => (Cns1, Predefined, mixed(&[(0x88, 0xfe)])),
        b"ETen-B5" | b"ETenms-B5" => (Cns1, Predefined, mixed(EUC)),
        b"UniCNS-UCS2" | b"UniCNS-UTF16" => (Cns1, Unicode, Length::Two),
        b"83pv-RKSJ" | b"90ms-RKSJ" | b"90msp-RKSJ" | b"90pv-RKSJ" | b"Add-RKSJ" | b"Ext-RKSJ" => {
            (Japan1, Predefined, mixed(RKSJ))
        }
        b"EUC" => (Japan1, Predefined, mixed(&[(0x8e, 0x8e), (0xa1, 0xfe)])),
        b"H" | b"V" => (Japan1, Predefined, Length::Two),
        b"UniJIS-UCS2" | b"UniJIS-UCS2-HW" | b"UniJIS-UTF16" => (Japan1, Unicode, Length::Two),
        b"KSC-EUC" => (Korea1, Predefined, mixed(EUC)),
        b"KSCms-UHC" | b"KSCms-UHC-HW" => (Korea1, Predefined, mixed(GBK)),
        b"KSCpc-EUC" => (Korea1, Predefined, mixed(&[(0xa1, 0xfd)])),
        b"UniKS-UCS2" | b"UniKS-UTF16" => (Korea1, Unicode, Length::Two),
        _ => return None,
    })
}

impl CodeMap {
    /// A map by its name.
    pub(super) fn named(name: &[u8]) -> Self {
        let vertical = name.last() == Some(&b'V');
        let mut map = Self {
            coding: Coding::Unknown,
            vertical,
            collection: None,
            length: Length::Two,
            predefined: None,
            table: Vec::new(),
            assigned: 0,
        };
        if matches!(name, b"Identity-H" | b"Identity-V") {
            map.coding = Coding::Cid;
            return map;
        }
        let base = name.strip_suffix(b"-H").or_else(|| name.strip_suffix(b"-V")).unwrap_or(name);
        if let Some((collection, coding, length)) = predefined(base) {
            map.collection = Some(collection);
            map.coding = coding;
            map.length = length;
            map.predefined = load_embedded(CMapName::from_bytes(name))
                .and_then(|data| CMap::parse(data, load_embedded));
        }
        map
    }

    /// A map that is in the file.
    pub(super) fn parse(data: &[u8]) -> Self {
        let mut map = Self::named(b"");
        let mut ranges = Vec::new();
        let mut operands: Vec<Token<'_>> = Vec::new();
        for token in Lexer::new(data) {
            let Token::Word(word) = token else {
                if operands.len() < 400 {
                    operands.push(token);
                }
                continue;
            };
            match word {
                b"endcodespacerange" => {
                    ranges.extend(operands.chunks_exact(2).filter_map(|pair| {
                        let [Token::Hex(low), Token::Hex(high)] = pair else { return None };
                        let (low, high) = (unhex(low), unhex(high));
                        ((1..=4).contains(&low.len()) && low.len() == high.len())
                            .then_some((low, high))
                    }));
                }
                b"endcidrange" => {
                    for triple in operands.chunks_exact(3) {
                        if let [Token::Hex(low), Token::Hex(high), Token::Number(cid)] = triple {
                            map.assign(value(&unhex(low)), value(&unhex(high)), *cid);
                        }
                    }
                }
                b"endcidchar" => {
                    for pair in operands.chunks_exact(2) {
                        if let [Token::Hex(code), Token::Number(cid)] = pair {
                            let code = value(&unhex(code));
                            map.assign(code, code, *cid);
                        }
                    }
                }
                b"def" => match &operands[..] {
                    [.., Token::Name(key), Token::Number(mode)] if **key == b"WMode"[..] => {
                        map.vertical = *mode != 0.0;
                    }
                    [.., Token::Name(key), Token::Text(text)] if **key == b"Ordering"[..] => {
                        map.collection = Collection::of_ordering(text);
                    }
                    _ => {}
                },
                _ => {}
            }
            operands.clear();
        }
        map.length = match ranges.len() {
            0 => Length::Two,
            1 if ranges[0].0.len() == 2 => Length::Two,
            1 => Length::One,
            _ => Length::Ranges(ranges),
        };
        map
    }

    fn assign(&mut self, low: u32, high: u32, cid: f32) {
        // A map that says everything many times over says it to waste time.
        self.assigned = self.assigned.saturating_add(high.min(0xffff).saturating_sub(low));
        if low > 0xffff || self.assigned > MAX_ASSIGNED {
            return;
        }
        if self.table.is_empty() {
            self.table = vec![0; 1 << 16];
        }
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
        let cid = cid as u32;
        for code in low..=high.min(0xffff) {
            #[expect(clippy::cast_possible_truncation, reason = "16 bits as in pdfium")]
            let cid = cid.wrapping_add(code - low) as u16;
            self.table[code as usize] = cid;
        }
    }

    /// Takes the next code off the bytes; there must be some.
    pub(super) fn next_code(&self, bytes: &mut &[u8]) -> u32 {
        let mut take = || {
            let (&first, rest) = bytes.split_first().unwrap_or((&0, &[]));
            *bytes = rest;
            first
        };
        let first = take();
        match &self.length {
            Length::One => u32::from(first),
            Length::Two => u32::from(first) << 8 | u32::from(take()),
            Length::Mixed(ranges) => {
                if ranges.iter().any(|&(low, high)| (low..=high).contains(&first)) {
                    u32::from(first) << 8 | u32::from(take())
                } else {
                    u32::from(first)
                }
            }
            Length::Ranges(ranges) => {
                let mut code = vec![first];
                loop {
                    let fits = |(low, high): &&(Vec<u8>, Vec<u8>)| {
                        code.len() <= low.len()
                            && code
                                .iter()
                                .zip(low.iter().zip(high))
                                .all(|(b, (l, h))| l <= b && b <= h)
                    };
                    match ranges.iter().rfind(fits) {
                        None => return 0,
                        Some((low, _)) if low.len() == code.len() => return value(&code),
                        Some(_) if bytes.is_empty() => return 0,
                        Some(_) => {
                            let (&next, rest) = bytes.split_first().unwrap_or((&0, &[]));
                            *bytes = rest;
                            code.push(next);
                        }
                    }
                }
            }
        }
    }

    /// Whether a space of one byte is a code.
    pub(super) fn has_single_byte_space(&self) -> bool {
        !matches!(self.length, Length::Two)
    }

    pub(super) fn cid(&self, code: u32) -> u32 {
        if self.coding == Coding::Cid {
            return code & 0xffff;
        }
        if let Some(map) = &self.predefined {
            let length =
                if matches!(self.length, Length::Mixed(_)) && code < 0x100 { 1 } else { 2 };
            return map.lookup_cid_code(code, length).unwrap_or(0);
        }
        if self.table.is_empty() {
            return code & 0xffff;
        }
        self.table.get(code as usize).copied().map_or(0, u32::from)
    }
}

fn value(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |value, &byte| value << 8 | u32::from(byte))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(map: &CodeMap, mut bytes: &[u8]) -> Vec<u32> {
        let mut codes = Vec::new();
        while !bytes.is_empty() {
            codes.push(map.next_code(&mut bytes));
        }
        codes
    }

    #[test]
    fn predefined_maps() {
        let map = CodeMap::named(b"90ms-RKSJ-H");
        assert_eq!(codes(&map, b"A\x82\xa0\xb1"), [0x41, 0x82a0, 0xb1]);
        assert_eq!(map.cid(0x82a0), 843);
        assert_eq!(map.cid(0x41), 264);
        let map = CodeMap::named(b"Identity-V");
        assert!(map.vertical);
        assert_eq!(codes(&map, &[1, 2, 3]), [0x0102, 0x0300]);
    }

    #[test]
    fn maps_in_the_file() {
        let map = CodeMap::parse(
            b"/WMode 1 def /Ordering (Japan1) def
            2 begincodespacerange <00> <80> <8140> <9ffc> endcodespacerange
            1 begincidrange <8140> <8142> 633 endcidrange 1 begincidchar <20> 1 endcidchar",
        );
        assert!(map.vertical);
        assert_eq!(map.collection, Some(Collection::Japan1));
        assert_eq!(codes(&map, b" \x81\x41"), [0x20, 0x8141]);
        assert_eq!((map.cid(0x20), map.cid(0x8141), map.cid(0x8150)), (1, 634, 0));
    }
}
