//! Entities and control characters in a piece of text.

use alloc::string::String;

use super::entities::ENTITIES;

/// What the bytes 0x80 to 0x9f stand for if they are referred to by number (those of windows-1252).
const C1: [u16; 32] = [
    0x20ac, 0x81, 0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x8d, 0x017d, 0x8f, 0x90, 0x2018, 0x2019, 0x201c, 0x201d, 0x2022, 0x2013, 0x2014,
    0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d, 0x017e, 0x0178,
];

/// Appends a piece of text with its entities resolved and its control characters replaced.
pub(super) fn resolve(node: &str, out: &mut String) {
    // White space at the ends keeps its form feeds, which inside count as control characters.
    let is_space = |c: char| matches!(c, '\t' | '\n' | '\x0c' | ' ' | '\r');
    let tail = node.trim_start_matches(is_space);
    let middle = tail.trim_end_matches(is_space);
    out.push_str(node.get(..node.len() - tail.len()).unwrap_or_default());

    let mut parts = middle.split('&');
    push_text(parts.next().unwrap_or_default(), out);
    for part in parts {
        let rest = numeric(part, out).or_else(|| named(part, out));
        push_text(
            rest.unwrap_or_else(|| {
                out.push('&');
                part
            }),
            out,
        );
    }
    out.push_str(tail.get(middle.len()..).unwrap_or_default());
}

fn push_text(text: &str, out: &mut String) {
    out.extend(text.chars().map(|c| match c {
        '\t' | '\n' | '\r' => c,
        '\0'..='\x1f' => '?',
        c => c,
    }));
}

/// `#65;` or `#x41;`. Gives what comes after it, or `None` if it is no such reference.
fn numeric<'a>(part: &'a str, out: &mut String) -> Option<&'a str> {
    let number = part.strip_prefix('#')?;
    let (radix, digits) = match number.strip_prefix(['x', 'X']) {
        Some(digits) => (16, digits),
        None => (10, number),
    };
    let len = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
    let (digits, after) = digits.split_at_checked(len)?;
    // Also with one more character between the digits and the semicolon, of which a semicolon is left over.
    // Control characters, which become `?`, included.
    let one_more = |c: char| !matches!(c, '<' | '=' | ';' | ' ' | '\t' | '\n' | '\r');
    let mut chars = after.chars();
    let rest = match chars.next()? {
        ';' => chars.as_str(),
        c if one_more(c) && chars.as_str().starts_with(';') => {
            // As many bytes are taken as the reference takes characters, which is the one more.
            chars.as_str()
        }
        _ => return None,
    };
    if digits.is_empty() {
        // Not even a number, so nothing resolves it.
        out.push('&');
        out.push_str(part.get(..part.len() - after.len())?);
        out.push(';');
        return Some(rest);
    }
    let digits = digits.trim_start_matches('0');
    let number = match digits.len() {
        0 => 0,
        1..=8 => u32::from_str_radix(digits, radix).unwrap_or(u32::MAX),
        _ => u32::MAX,
    };
    out.extend(character(number));
    Some(rest)
}

/// The character of a number; none for those that Unicode has for no text.
fn character(number: u32) -> Option<char> {
    match number {
        0 => Some('\u{fffd}'),
        0x0d => Some('\r'),
        0x80..=0x9f => {
            C1.get(number as usize - 0x80).and_then(|unit| char::from_u32(u32::from(*unit)))
        }
        0x01..=0x08 | 0x0b | 0x0e..=0x1f | 0x7f | 0xfdd0..=0xfdef => None,
        _ if number & 0xfffe == 0xfffe && number <= 0x0010_ffff => None,
        _ => Some(char::from_u32(number).unwrap_or('\u{fffd}')),
    }
}

/// `copy;`. Gives what comes after it, or `None` if no entity starts like that.
fn named<'a>(part: &'a str, out: &mut String) -> Option<&'a str> {
    let (name, rest) = part.split_once(';')?;
    if name.is_empty() || name.contains(['<', '=', ' ', '\t', '\n', '\r', '\x0b', '\x0c']) {
        return None;
    }
    if !is_prefix(name) {
        return None;
    }
    let whole = part.get(..=name.len())?;
    if let Some(text) = entity(whole) {
        out.push_str(text);
        return Some(rest);
    }
    // The start of a longer name: the longest entity at its own start counts.
    let known = (2..whole.len()).rev().find_map(|len| Some((len, entity(whole.get(..len)?)?)));
    if let Some((len, text)) = known {
        out.push_str(text);
        out.push_str(whole.get(len..)?);
    } else {
        out.push('&');
        out.push_str(whole);
    }
    Some(rest)
}

fn entity(name: &str) -> Option<&'static str> {
    let at = ENTITIES.binary_search_by(|(own, _)| (*own).cmp(name)).ok()?;
    ENTITIES.get(at).map(|(_, text)| *text)
}

/// Whether the name of an entity starts like that.
fn is_prefix(name: &str) -> bool {
    let at = ENTITIES.partition_point(|(own, _)| *own < name);
    ENTITIES.get(at).is_some_and(|(own, _)| own.starts_with(name))
}
