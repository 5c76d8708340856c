//! Lines into reading order: pdfium's simple rule for right-to-left text.

use alloc::vec::Vec;

use unicode_bidi::BidiClass;

use super::text_page::Char;

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Direction {
    Left,
    /// Digits and what goes with them.
    LeftWeak,
    Right,
    Neutral,
}

fn direction(c: u32) -> Direction {
    if c < 0x80 {
        return match c {
            0x41..=0x5a | 0x61..=0x7a => Direction::Left,
            // Digits, and what goes with them; control characters.
            0x30..=0x39 | 0x23..=0x25 | 0x2b..=0x2f | 0x3a | 0..=8 | 0x0e..=0x1b | 0x7f => {
                Direction::LeftWeak
            }
            _ => Direction::Neutral,
        };
    }
    let Some(c) = char::from_u32(c) else { return Direction::Left };
    match unicode_bidi::bidi_class(c) {
        BidiClass::L => Direction::Left,
        BidiClass::AN
        | BidiClass::EN
        | BidiClass::NSM
        | BidiClass::CS
        | BidiClass::ES
        | BidiClass::ET
        | BidiClass::BN => Direction::LeftWeak,
        BidiClass::R | BidiClass::AL => Direction::Right,
        _ => Direction::Neutral,
    }
}

/// Runs of one direction, and whether the line as a whole runs from right to left.
fn runs(text: impl Iterator<Item = u32>) -> (Vec<(Direction, usize)>, bool) {
    let mut runs: Vec<(Direction, usize)> = Vec::new();
    for c in text {
        let direction = direction(c);
        match runs.last_mut() {
            Some((last, length)) if *last == direction => *length += 1,
            _ => runs.push((direction, 1)),
        }
    }
    let count = |wanted| runs.iter().filter(|(direction, _)| *direction == wanted).count();
    let right = count(Direction::Right);
    let overall = right > count(Direction::Left);
    (runs, overall)
}

/// Whether most runs of a text are from right to left.
pub(super) fn is_right_to_left(text: impl Iterator<Item = u32>) -> bool {
    runs(text).1
}

/// Appends a line to `out` in reading order. Spaces behind spaces and at the end are left out.
pub(super) fn read(mut line: Vec<Char>, out: &mut Vec<Char>) {
    if line.len() > 1 {
        let mut after_space = false;
        line.retain(|char| {
            let space = char.text() == 0x20;
            let keep = !(space && after_space);
            after_space = space;
            keep
        });
        if line.len() > 1 && line.last().is_some_and(|char| char.text() == 0x20) {
            line.pop();
        }
    }
    // Nearly all lines have one direction.
    if line.iter().all(|char| direction(char.text()) != Direction::Right) {
        out.append(&mut line);
        return;
    }
    let (runs, overall) = runs(line.iter().map(|char| char.text()));
    let mut start = 0;
    let mut placed: Vec<_> = runs
        .into_iter()
        .map(|(direction, length)| {
            start += length;
            (direction, start - length..start)
        })
        .collect();
    if overall {
        placed.reverse();
    }
    let mut current = if overall { Direction::Right } else { Direction::Left };
    for (direction, range) in placed {
        let right = direction == Direction::Right
            || direction == Direction::Neutral && current == Direction::Right;
        if right {
            current = Direction::Right;
            out.extend(line[range].iter().rev().map(|&char| mirrored(char)));
        } else {
            if direction != Direction::LeftWeak {
                current = Direction::Left;
            }
            out.extend_from_slice(&line[range]);
        }
    }
}

/// Symbols that are drawn the other way round; brackets are punctuation and do not count in a code.
fn mirrored(mut char: Char) -> Char {
    char.unicode = match char.unicode {
        0x28 => 0x29,
        0x29 => 0x28,
        0x3c => 0x3e,
        0x3e => 0x3c,
        0x5b => 0x5d,
        0x5d => 0x5b,
        0x7b => 0x7d,
        0x7d => 0x7b,
        0xab => 0xbb,
        0xbb => 0xab,
        0x2208 => 0x220b,
        0x220b => 0x2208,
        0x2264 => 0x2265,
        0x2265 => 0x2264,
        0x2282 => 0x2283,
        0x2283 => 0x2282,
        0x2286 => 0x2287,
        0x2287 => 0x2286,
        other => other,
    };
    char
}
