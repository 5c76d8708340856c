//! The texts in outlines and boxes (MS-PPT 2.9.41).

use alloc::string::String;
use alloc::vec::Vec;

use super::atom::Atom;
use crate::output::Output;

const HEAD: u16 = 3999;
const WIDE: u16 = 4000;
const NARROW: u16 = 4008;

/// Writes the text behind each head; of two behind the same one the wide one.
pub(super) fn push_texts<'a>(atoms: impl Iterator<Item = Atom<'a>>, out: &mut Output<'_>) {
    let (mut headed, mut text) = (false, None);
    for atom in atoms {
        match atom.kind {
            HEAD => {
                push(text.take(), out);
                headed = true;
            }
            WIDE if headed => text = Some(atom),
            NARROW if headed => {
                text = text.filter(|text: &Atom<'_>| text.kind == WIDE).or(Some(atom));
            }
            _ => {}
        }
    }
    push(text, out);
}

fn push(atom: Option<Atom<'_>>, out: &mut Output<'_>) {
    if let Some(atom) = atom {
        push_text(&string(atom.bytes, atom.kind == WIDE), out);
    }
}

/// A string of one or two bytes a character.
pub(super) fn string(bytes: &[u8], wide: bool) -> String {
    if !wide {
        return bytes.iter().copied().map(char::from).collect();
    }
    let units: Vec<u16> =
        bytes.as_chunks().0.iter().map(|unit| u16::from_le_bytes(*unit)).collect();
    String::from_utf16_lossy(&units)
}

/// Writes a text and ends the line. What XML cannot hold becomes U+FFFD.
pub(super) fn push_text(text: &str, out: &mut Output<'_>) {
    for c in text.chars() {
        out.push(match c {
            '\t' | '\n' | '\r' => c,
            // the end of a line in a paragraph
            '\u{b}' => '\n',
            '\0'..'\u{20}' | '\u{fffe}' | '\u{ffff}' => char::REPLACEMENT_CHARACTER,
            c => c,
        });
    }
    out.push('\n');
}
