//! Formats of three and four sections, and those with conditions.

use alloc::string::String;
use alloc::vec::Vec;

use super::decimal::Decimal;
use super::general::{general, java};

/// A format whose sections are chosen by the value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Sections(Vec<Section>);

#[derive(Debug, Clone, PartialEq, Eq, Default)]
#[allow(clippy::struct_excessive_bools, reason = "what stands in a section, each on its own")]
struct Section {
    condition: Option<(Comparison, u64)>,
    pieces: Vec<Piece>,
    percent: i32,
    thousands: i32,
    grouped: bool,
    /// Where the digits and the places begin and end is told by the pieces.
    exponent: bool,
    general: bool,
    /// The value as it is.
    text: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Comparison {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Equal,
    NotEqual,
}

#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(char),
    /// `0`, `#` or `?`
    Digit(char),
    Point,
    Exponent,
}

/// Whether a format is chosen by the value: it has three sections or a condition beside another section.
pub(super) fn has_sections(code: &str) -> bool {
    let Some(first) = code.find(';') else { return false };
    code.rfind(';') != Some(first) || code.split('[').skip(1).any(|part| condition(part).is_some())
}

/// `>=100]...` and the like.
fn condition(part: &str) -> Option<(Comparison, f64)> {
    let part = part.split(']').next()?.trim();
    let (comparison, value) = [
        ("<=", Comparison::LessOrEqual),
        (">=", Comparison::GreaterOrEqual),
        ("<>", Comparison::NotEqual),
        ("<", Comparison::Less),
        (">", Comparison::Greater),
        ("=", Comparison::Equal),
    ]
    .into_iter()
    .find_map(|(sign, comparison)| Some((comparison, part.strip_prefix(sign)?)))?;
    Some((comparison, value.trim().parse().ok()?))
}

impl Sections {
    pub(super) fn new(code: &str) -> Self {
        let mut sections = Vec::new();
        let (mut begin, mut quoted, mut escaped) = (0, false, false);
        for (i, c) in code.char_indices() {
            match c {
                _ if escaped => escaped = false,
                '\\' => escaped = true,
                '"' => quoted = !quoted,
                ';' if !quoted => {
                    sections.push(Section::new(&code[begin..i]));
                    begin = i + 1;
                }
                _ => {}
            }
        }
        sections.push(Section::new(&code[begin..]));
        // Empty sections are overlooked.
        sections.retain(|section| *section != Section::default());
        Self(sections)
    }

    #[allow(clippy::float_cmp, reason = "conditions say so")]
    pub(super) fn format(&self, value: f64) -> String {
        let sections = &self.0[..self.0.len().min(3)];
        let applies = |i: usize| match sections[i].condition {
            Some((comparison, bits)) => {
                let limit = f64::from_bits(bits);
                match comparison {
                    Comparison::Less => value < limit,
                    Comparison::LessOrEqual => value <= limit,
                    Comparison::Greater => value > limit,
                    Comparison::GreaterOrEqual => value >= limit,
                    Comparison::Equal => value == limit,
                    Comparison::NotEqual => value != limit,
                }
            }
            None if sections.len() == 1 => true,
            None => match i {
                0 if sections.len() < 3 => value >= 0.0,
                0 => value > 0.0,
                _ if sections.len() < 3 => true,
                _ => value < 0.0,
            },
        };
        if value < 0.0
            && sections.len() > 1
            && sections[1].condition.is_none()
            && (sections.len() > 2 || sections[0].condition.is_none())
        {
            return sections[1].format(-value);
        }
        let chosen = (0..sections.len().min(2)).find(|&i| applies(i));
        match chosen.or((sections.len() > 2).then_some(2)) {
            Some(i) => sections[i].format(value),
            None => "#".repeat(255),
        }
    }
}

impl Section {
    fn new(code: &str) -> Self {
        let mut section = Self::default();
        let mut characters = code.chars().peekable();
        while let Some(c) = characters.next() {
            match c {
                '"' => {
                    for c in characters.by_ref().take_while(|&c| c != '"') {
                        section.pieces.push(Piece::Text(c));
                    }
                }
                '\\' => section.pieces.extend(characters.next().map(Piece::Text)),
                '_' | '*' => {
                    characters.next();
                }
                '[' => {
                    let inner: String = characters.by_ref().take_while(|&c| c != ']').collect();
                    if let Some((comparison, value)) = condition(&inner) {
                        section.condition = Some((comparison, value.to_bits()));
                    } else if let Some(symbol) = inner.strip_prefix('$') {
                        let symbol = symbol.split('-').next().unwrap_or_default();
                        section.pieces.extend(symbol.chars().map(Piece::Text));
                    }
                }
                '0' | '#' | '?' => section.pieces.push(Piece::Digit(c)),
                '.' => section.pieces.push(Piece::Point),
                ',' => section.comma(characters.peek().copied()),
                '%' => {
                    section.percent += 1;
                    section.pieces.push(Piece::Text('%'));
                }
                'E' if matches!(characters.peek(), Some('+' | '-')) => {
                    section.exponent = true;
                    let plus = characters.next() == Some('+');
                    section.pieces.push(Piece::Exponent);
                    if plus {
                        section.pieces.push(Piece::Text('+'));
                    }
                }
                'G' if code.eq_ignore_ascii_case("general") => {
                    section.general = true;
                    break;
                }
                '@' => section.text = true,
                c => section.pieces.push(Piece::Text(c)),
            }
        }
        section
    }

    /// Between digits commas group thousands, behind them they scale.
    fn comma(&mut self, next: Option<char>) {
        let behind_digit = matches!(self.pieces.last(), Some(Piece::Digit(_)));
        match next {
            Some('0' | '#' | '?') => self.grouped = true,
            _ if behind_digit => self.thousands += 1,
            _ => {}
        }
    }

    fn format(&self, value: f64) -> String {
        if self.general {
            return general(value);
        }
        if self.text {
            return java(value);
        }
        let is_digit = |piece: &Piece| matches!(piece, Piece::Digit(_));
        if !self.pieces.iter().any(is_digit) {
            let text = |piece: &Piece| match piece {
                Piece::Text(c) => Some(*c),
                _ => None,
            };
            return self.pieces.iter().filter_map(text).collect();
        }
        let mut number = Decimal::new(value);
        number.shift(2 * self.percent - 3 * self.thousands);
        let end = self.pieces.iter().position(|piece| *piece == Piece::Exponent);
        let mantissa = &self.pieces[..end.unwrap_or(self.pieces.len())];
        let point = mantissa.iter().position(|piece| *piece == Piece::Point);
        let (before, behind) = mantissa.split_at(point.unwrap_or(mantissa.len()));
        let wide = before.iter().filter(|piece| is_digit(piece)).count();
        let places = behind.iter().filter(|piece| is_digit(piece)).count();
        let places_i32 = i32::try_from(places).unwrap_or(i32::MAX);
        let mut exponent = 0;
        if self.exponent {
            number.round_to_digits(i32::try_from(wide.max(1)).unwrap_or(1) + places_i32);
            exponent = number.exponent() - (i32::try_from(wide.max(1)).unwrap_or(1) - 1);
            number.shift(-exponent);
        }
        number.round_to_places(places_i32);
        let mut text = String::new();
        if number.negative && !number.is_zero() {
            text.push('-');
        }
        // `?` keeps a zero where `#` has none
        let last = before.iter().rev().find(|piece| is_digit(piece));
        let least = usize::from(last == Some(&Piece::Digit('?')));
        push_integer(&mut text, before, &number.integer(least), wide, self.grouped);
        push_fraction(&mut text, behind, &number.fraction(places));
        if let Some(end) = end {
            text.push('E');
            if exponent < 0 {
                text.push('-');
            }
            let rest = &self.pieces[end + 1..];
            let wide = rest.iter().filter(|piece| is_digit(piece)).count();
            let digits = alloc::format!("{}", exponent.unsigned_abs());
            let rest: Vec<Piece> = rest
                .iter()
                .filter(|piece| exponent >= 0 || **piece != Piece::Text('+'))
                .cloned()
                .collect();
            push_integer(&mut text, &rest, &digits, wide, false);
        }
        text
    }
}

/// Writes digits into their places from the right; those without a place of their own come before the first.
fn push_integer(text: &mut String, pieces: &[Piece], digits: &str, wide: usize, grouped: bool) {
    let mut place = wide.max(digits.len());
    let extra = digits.len().saturating_sub(wide);
    let mut digits_left = digits.chars();
    let mut first = true;
    let mut push_digit = |text: &mut String, place: &mut usize, filler: char| {
        let digit = if *place <= digits.len() { digits_left.next() } else { None };
        match (digit, filler) {
            (Some(digit), _) => text.push(digit),
            (None, '0') => text.push('0'),
            (None, '?') => text.push(' '),
            _ => {}
        }
        *place -= 1;
        if grouped && digit.is_some() && *place > 0 && place.is_multiple_of(3) {
            text.push(',');
        }
    };
    for piece in pieces {
        match piece {
            Piece::Text(c) => text.push(*c),
            Piece::Digit(filler) => {
                if first {
                    for _ in 0..extra {
                        push_digit(text, &mut place, '#');
                    }
                    first = false;
                }
                push_digit(text, &mut place, *filler);
            }
            Piece::Point | Piece::Exponent => {}
        }
    }
}

/// Writes the digits behind the point into their places.
fn push_fraction(text: &mut String, pieces: &[Piece], digits: &str) {
    let kept = digits.trim_end_matches('0').len();
    for (piece, i) in pieces.iter().scan(0usize, |place, piece| {
        let at = *place;
        *place += usize::from(matches!(piece, Piece::Digit(_)));
        Some((piece, at))
    }) {
        match piece {
            Piece::Point => text.push('.'),
            Piece::Text(c) => text.push(*c),
            Piece::Digit(filler) => match (*filler, digits[i..].chars().next()) {
                ('0', digit) => text.push(digit.unwrap_or('0')),
                (_, Some(digit)) if i < kept => text.push(digit),
                ('?', _) => text.push(' '),
                _ => {}
            },
            Piece::Exponent => {}
        }
    }
}
