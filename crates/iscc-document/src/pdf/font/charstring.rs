//! The boxes of the glyphs of Type 1 fonts: what of Adobe's Type 1 Font Format it takes to follow the pen.

use alloc::vec::Vec;
use std::collections::HashMap;

use crate::pdf::lexer::{Lexer, Token, digit, unhex};

/// How many operators a glyph may take.
const MAX_STEPS: u32 = 20_000;
const MAX_DEPTH: u32 = 10;
/// How many glyphs and subroutines are read.
const MAX_ENTRIES: usize = 1 << 16;

/// The glyph programs of a Type 1 font.
#[derive(Debug, Default)]
pub(super) struct CharStrings {
    glyphs: HashMap<Vec<u8>, Vec<u8>>,
    subroutines: HashMap<u32, Vec<u8>>,
}

/// Undoes the encryption of section 7 of the format.
fn decrypt(data: &[u8], mut key: u16) -> Vec<u8> {
    let mut plain = Vec::with_capacity(data.len());
    for &byte in data {
        plain.push(byte ^ key.to_be_bytes()[0]);
        key = (u16::from(byte).wrapping_add(key)).wrapping_mul(52845).wrapping_add(22719);
    }
    plain
}

impl CharStrings {
    /// Reads a font program.
    pub(super) fn parse(data: &[u8]) -> Self {
        let mut font = Self::default();
        let Some(at) = data.windows(5).position(|part| part == b"eexec") else { return font };
        let mut rest = &data[at + 5..];
        while let [b' ' | b'\t' | b'\r' | b'\n', after @ ..] = rest {
            rest = after;
        }
        // In a PFB the binary part has a head of its own.
        if let [0x80, 2, _, _, _, _, after @ ..] = rest {
            rest = after;
        }
        let is_hex = rest.len() >= 4 && rest[..4].iter().all(|&byte| digit(byte).is_some());
        let private = if is_hex { decrypt(&unhex(rest), 55665) } else { decrypt(rest, 55665) };
        let mut skipped = 4;
        let mut lexer = Lexer::new(private.get(4..).unwrap_or_default());
        let (mut before, mut last) = (None, None);
        let mut in_glyphs = false;
        while let Some(token) = lexer.next() {
            match (&before, &last, &token) {
                (_, Some(Token::Name(name)), Token::Number(n)) if **name == b"lenIV"[..] => {
                    skipped = index(*n);
                }
                (_, Some(Token::Name(name)), Token::Number(_)) if **name == b"CharStrings"[..] => {
                    in_glyphs = true;
                }
                (
                    Some(Token::Name(name)),
                    Some(Token::Number(length)),
                    Token::Word(b"RD" | b"-|"),
                ) if in_glyphs => {
                    let program = program(&mut lexer, *length, skipped);
                    if font.glyphs.len() < MAX_ENTRIES {
                        font.glyphs.insert(name.to_vec(), program);
                    }
                }
                (
                    Some(Token::Number(number)),
                    Some(Token::Number(length)),
                    Token::Word(b"RD" | b"-|"),
                ) => {
                    let program = program(&mut lexer, *length, skipped);
                    if font.subroutines.len() < MAX_ENTRIES {
                        #[expect(clippy::cast_possible_truncation, reason = "limited")]
                        font.subroutines.insert(index(*number) as u32, program);
                    }
                }
                (_, _, Token::Word(b"end")) if in_glyphs => break,
                _ => {}
            }
            before = last.replace(token);
        }
        font
    }

    pub(super) fn len(&self) -> usize {
        self.glyphs.len()
    }

    /// The names of the glyphs.
    pub(super) fn names(&self) -> impl Iterator<Item = &[u8]> {
        self.glyphs.keys().map(|name| &name[..])
    }

    /// Left, bottom, right and top of a glyph with its control points; none if there is no such glyph.
    pub(super) fn bounds(&self, name: &[u8]) -> Option<[i32; 4]> {
        let mut pen = Pen {
            font: self,
            stack: Vec::new(),
            x: 0.0,
            y: 0.0,
            around: None,
            flex: false,
            steps: 0,
        };
        pen.run(self.glyphs.get(name)?, 0);
        Some(pen.around.map_or([0; 4], |around| around.map(super::composite::trunc)))
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturates")]
fn index(number: f32) -> usize {
    number as usize
}

/// The bytes behind an `RD`, decrypted.
fn program(lexer: &mut Lexer<'_>, length: f32, skipped: usize) -> Vec<u8> {
    lexer.skip(1);
    let rest = lexer.rest();
    let data = &rest[..index(length).min(rest.len())];
    lexer.skip(data.len());
    decrypt(data, 4330).get(skipped..).unwrap_or_default().to_vec()
}

struct Pen<'f> {
    font: &'f CharStrings,
    stack: Vec<f32>,
    x: f32,
    y: f32,
    around: Option<[f32; 4]>,
    /// In a flex, whose moves are points of a curve.
    flex: bool,
    steps: u32,
}

impl Pen<'_> {
    fn take(&mut self) -> f32 {
        self.stack.pop().unwrap_or(0.0)
    }

    fn arg(&self, at: usize) -> f32 {
        self.stack.get(at).copied().unwrap_or(0.0)
    }

    fn mark(&mut self) {
        let (x, y) = (self.x, self.y);
        let [left, bottom, right, top] = self.around.unwrap_or([x, y, x, y]);
        self.around = Some([left.min(x), bottom.min(y), right.max(x), top.max(y)]);
    }

    /// Moves by pairs of distances and marks every point on the way.
    fn line(&mut self, distances: &[(f32, f32)]) {
        self.mark();
        for &(dx, dy) in distances {
            self.x += dx;
            self.y += dy;
            self.mark();
        }
        self.stack.clear();
    }

    fn jump(&mut self, dx: f32, dy: f32) {
        self.x += dx;
        self.y += dy;
        if self.flex {
            self.mark();
        }
        self.stack.clear();
    }

    /// Runs a program. True if the glyph is at its end.
    fn run(&mut self, program: &[u8], depth: u32) -> bool {
        let mut bytes = program.iter().copied();
        while let Some(byte) = bytes.next() {
            self.steps += 1;
            if self.steps > MAX_STEPS {
                return true;
            }
            let next = |bytes: &mut core::iter::Copied<core::slice::Iter<'_, u8>>| {
                f32::from(bytes.next().unwrap_or(0))
            };
            let number = match byte {
                32..=246 => f32::from(byte) - 139.0,
                247..=250 => (f32::from(byte) - 247.0) * 256.0 + next(&mut bytes) + 108.0,
                251..=254 => -(f32::from(byte) - 251.0) * 256.0 - next(&mut bytes) - 108.0,
                255 => {
                    let four = [(); 4].map(|()| bytes.next().unwrap_or(0));
                    #[expect(clippy::cast_precision_loss, reason = "lengths are small")]
                    let number = i32::from_be_bytes(four) as f32;
                    number
                }
                _ => {
                    let operator = if byte == 12 {
                        bytes.next().unwrap_or(0).saturating_add(32)
                    } else {
                        byte
                    };
                    if self.operator(operator, depth) {
                        return true;
                    }
                    if operator == 11 {
                        return false;
                    }
                    continue;
                }
            };
            if self.stack.len() < 64 {
                self.stack.push(number);
            }
        }
        false
    }

    /// One operator; those behind an escape have 32 added. True at the end of the glyph.
    fn operator(&mut self, operator: u8, depth: u32) -> bool {
        let a: [f32; 6] = core::array::from_fn(|at| self.arg(at));
        match operator {
            // hsbw, sbw
            13 => self.start(a[0], 0.0),
            39 => self.start(a[0], a[1]),
            // rmoveto, hmoveto, vmoveto
            21 => self.jump(a[0], a[1]),
            22 => self.jump(a[0], 0.0),
            4 => self.jump(0.0, a[0]),
            // rlineto, hlineto, vlineto
            5 => self.line(&[(a[0], a[1])]),
            6 => self.line(&[(a[0], 0.0)]),
            7 => self.line(&[(0.0, a[0])]),
            // rrcurveto, vhcurveto, hvcurveto
            8 => self.line(&[(a[0], a[1]), (a[2], a[3]), (a[4], a[5])]),
            30 => self.line(&[(0.0, a[0]), (a[1], a[2]), (a[3], 0.0)]),
            31 => self.line(&[(a[0], 0.0), (a[1], a[2]), (0.0, a[3])]),
            // callsubr
            10 => {
                #[expect(clippy::cast_possible_truncation, reason = "limited")]
                let number = index(self.take()) as u32;
                let font = self.font;
                return match font.subroutines.get(&number) {
                    Some(program) if depth < MAX_DEPTH => self.run(program, depth + 1),
                    _ => false,
                };
            }
            // return, pop
            11 | 49 => {}
            // endchar, seac
            14 => return true,
            38 => {
                self.accent(a);
                return true;
            }
            // div
            44 => {
                let (divisor, value) = (self.take(), self.take());
                self.stack.push(if divisor == 0.0 { 0.0 } else { value / divisor });
            }
            // callothersubr
            48 => {
                let other = self.take();
                let count = index(self.take());
                let kept = self.stack.len().saturating_sub(count);
                let arguments = self.stack.split_off(kept);
                match index(other) {
                    1 => self.flex = true,
                    0 => {
                        self.flex = false;
                        self.stack.extend([self.y, self.x]);
                    }
                    3 => self.stack.push(3.0),
                    _ => self.stack.extend(arguments.iter().rev()),
                }
            }
            // hints, setcurrentpoint
            _ => self.stack.clear(),
        }
        false
    }

    fn start(&mut self, x: f32, y: f32) {
        (self.x, self.y) = (x, y);
        self.stack.clear();
    }

    /// A letter and an accent, by their codes in `StandardEncoding`.
    fn accent(&mut self, [_, dx, dy, base, accent, _]: [f32; 6]) {
        let font = self.font;
        let find = |code: f32| {
            let unicode = super::standard::Encoding::Standard.unicode(index(code).min(255))?;
            font.names().find(|name| super::glyph_names::unicode(name) == unicode)
        };
        if let Some([left, bottom, right, top]) =
            find(base).and_then(|name| font.plain_bounds(name))
        {
            self.around = Some([left, bottom, right, top]);
        }
        if let Some([left, bottom, right, top]) =
            find(accent).and_then(|name| font.plain_bounds(name))
        {
            let old = self.around.unwrap_or([left, bottom, right, top]);
            let moved = [left + dx, bottom + dy, right + dx, top + dy];
            self.around = Some([
                old[0].min(moved[0]),
                old[1].min(moved[1]),
                old[2].max(moved[2]),
                old[3].max(moved[3]),
            ]);
        }
        self.stack.clear();
    }
}

impl CharStrings {
    /// The box of a glyph that is not put together from others.
    fn plain_bounds(&self, name: &[u8]) -> Option<[f32; 4]> {
        let program = self.glyphs.get(name)?;
        if program.windows(2).any(|two| two == [12, 6]) {
            return None;
        }
        let mut pen = Pen {
            font: self,
            stack: Vec::new(),
            x: 0.0,
            y: 0.0,
            around: None,
            flex: false,
            steps: 0,
        };
        pen.run(program, 0);
        pen.around
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::format;

    fn encrypt(data: &[u8], mut key: u16) -> Vec<u8> {
        let mut out = Vec::new();
        for &byte in data {
            let cipher = byte ^ key.to_be_bytes()[0];
            key = (u16::from(cipher).wrapping_add(key)).wrapping_mul(52845).wrapping_add(22719);
            out.push(cipher);
        }
        out
    }

    #[test]
    fn a_glyph_has_a_box() {
        // 50 600 hsbw, 10 20 rmoveto, 100 hlineto, 30 40 50 60 70 80 rrcurveto, endchar
        let glyph =
            [139 + 50, 248, 236, 13, 149, 159, 21, 239, 6, 169, 179, 189, 199, 209, 219, 8, 14];
        let program = encrypt(&[&[0; 4][..], &glyph].concat(), 4330);
        let mut private = b"0000dup /Private 8 dict dup begin /lenIV 4 def 2 index /CharStrings 1 dict dup begin\n".to_vec();
        private.extend(format!("/A {} RD ", program.len()).bytes());
        private.extend(&program);
        private.extend(b" ND end end");
        let font = [&b"%!PS\ncurrentfile eexec\n"[..], &encrypt(&private, 55665)].concat();
        let font = CharStrings::parse(&font);
        assert_eq!(font.bounds(b"A"), Some([60, 20, 310, 200]));
        assert_eq!(font.bounds(b"B"), None);
    }
}
