//! [`Pattern`]: number formats of one or two sections, as `java.text.DecimalFormat` has them, which the reference formats most
//! numbers with.

use alloc::string::String;
use alloc::vec::Vec;

use super::decimal::Decimal;

/// A pattern with a part for numbers, and what is put around negative ones.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    before: String,
    behind: String,
    negative: (String, String),
    /// At least and at most.
    integer: (usize, usize),
    fraction: (usize, usize),
    grouping: usize,
    group: char,
    /// The number is multiplied by ten to this power.
    shift: i32,
    /// It is divided by a thousand so many times.
    thousands: i32,
    /// At least so many digits of the exponent, if there is one.
    exponent: Option<usize>,
    /// Whether exponents that are not negative have a plus.
    plus: bool,
}

impl Pattern {
    /// The pattern that a format code of a spreadsheet is turned into; nothing where Java has none.
    pub(super) fn new(code: &str) -> Option<Self> {
        let plus = code.contains("E+");
        let mut code = cleaned(code);
        let group = other_grouping(&mut code).unwrap_or(',');
        let scaled = code.trim_end_matches(',');
        let thousands = i32::try_from(code.len() - scaled.len()).unwrap_or(0);
        let mut pattern = Self::parse(scaled)?;
        pattern.thousands = thousands.min(100);
        pattern.group = group;
        pattern.plus = plus;
        Some(pattern)
    }

    pub(super) fn format(&self, value: f64) -> String {
        let mut number = Decimal::new(value);
        if self.thousands > 0 {
            // no more places than before
            let places = number.places();
            number.shift(-3 * self.thousands);
            number.round_to_places(places);
        }
        number.shift(self.shift);
        let digits = match self.exponent {
            Some(least) => self.with_exponent(&mut number, least),
            None => self.without_exponent(&mut number),
        };
        let (before, behind) = if number.negative {
            (&self.negative.0, &self.negative.1)
        } else {
            (&self.before, &self.behind)
        };
        [before, &*digits, behind].concat()
    }

    fn without_exponent(&self, number: &mut Decimal) -> String {
        number.round_to_places(i32::try_from(self.fraction.1).unwrap_or(i32::MAX));
        let integer = number.integer(self.integer.0);
        let fraction = number.fraction(self.fraction.0);
        let mut text = String::new();
        if integer.is_empty() && fraction.is_empty() {
            text.push('0');
        }
        for (i, digit) in integer.chars().enumerate() {
            let left = integer.len() - i;
            if i > 0 && self.grouping > 0 && left.is_multiple_of(self.grouping) {
                text.push(self.group);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push('.');
            text.push_str(&fraction);
        }
        text
    }

    fn with_exponent(&self, number: &mut Decimal, least: usize) -> String {
        let (minimum, maximum) = self.integer;
        let count = |count: usize| i32::try_from(count).unwrap_or(i32::MAX / 2);
        number.round_to_digits(count(maximum + self.fraction.1));
        let place = if number.is_zero() { 0 } else { number.exponent() + 1 };
        let (exponent, minimum) = if maximum > 1 && maximum > minimum {
            let step = count(maximum);
            let place = if place >= 1 { (place - 1) / step } else { (place - step) / step };
            (place * step, 1)
        } else {
            (place - count(minimum), minimum)
        };
        let exponent = if number.is_zero() { 0 } else { exponent };
        let before =
            if number.is_zero() { minimum } else { usize::try_from(place - exponent).unwrap_or(0) };
        let digits = number.all((minimum + self.fraction.0).max(before));
        let (integer, fraction) = digits.split_at(before.min(digits.len()));
        let mut text = String::from(integer);
        if !fraction.is_empty() {
            text.push('.');
            text.push_str(fraction);
        }
        text.push_str(match self.plus {
            _ if exponent < 0 => "E-",
            true => "E+",
            false => "E",
        });
        let digits = alloc::format!("{}", exponent.unsigned_abs());
        text.extend(core::iter::repeat_n('0', least.saturating_sub(digits.len())));
        text + &digits
    }

    fn parse(code: &str) -> Option<Self> {
        let mut characters = code.chars().peekable();
        let mut positive = Section::parse(&mut characters)?;
        let mut negative = match characters.next() {
            Some(';') => {
                Section::parse(&mut characters).map(|section| (section.before, section.behind))
            }
            _ => None,
        };
        if characters.next().is_some() {
            return None;
        }
        let own = (positive.before.clone(), positive.behind.clone());
        if negative.is_none() || negative.as_ref() == Some(&own) {
            negative = Some(("-".into(), own.1.clone()));
            if let Some((before, _)) = &mut negative {
                before.push_str(&own.0);
            }
        }
        let Section { mut left, mut zeros, mut right, point, .. } = positive;
        if let Some(point) = point.filter(|_| zeros == 0 && left > 0) {
            // `###.###` has one digit before the point at least
            let n = point.max(1);
            right = left - n.min(left);
            left = n - 1;
            zeros = 1;
        }
        let bad_point = match point {
            None => right > 0,
            Some(point) => point < left || point > left + zeros,
        };
        if bad_point || positive.grouping == Some(0) {
            return None;
        }
        let total = left + zeros + right;
        let place = point.unwrap_or(total);
        let least = place - left;
        let most = if positive.exponent.is_some() { left + least } else { usize::MAX };
        let fraction = match point {
            Some(point) => (left + zeros - point, total - point),
            None => (0, 0),
        };
        Some(Self {
            before: core::mem::take(&mut positive.before),
            behind: core::mem::take(&mut positive.behind),
            negative: negative?,
            integer: (least, most),
            fraction,
            grouping: positive.grouping.unwrap_or(0),
            group: ',',
            shift: positive.shift,
            thousands: 0,
            exponent: positive.exponent,
            plus: false,
        })
    }
}

/// A section as it is read.
#[derive(Debug, Default)]
struct Section {
    before: String,
    behind: String,
    /// `#` before the first `0`, `0`, and `#` behind.
    left: usize,
    zeros: usize,
    right: usize,
    point: Option<usize>,
    grouping: Option<usize>,
    shift: i32,
    exponent: Option<usize>,
}

impl Section {
    fn parse(characters: &mut core::iter::Peekable<core::str::Chars<'_>>) -> Option<Self> {
        let mut section = Self::default();
        section.affix(characters, true)?;
        // Digits may go on behind other characters, which then all stand behind.
        while characters.peek().is_some_and(|&c| c != ';') {
            section.digits(characters)?;
            section.affix(characters, false)?;
        }
        Some(section)
    }

    /// The digits up to a character that is none of them.
    fn digits(
        &mut self,
        characters: &mut core::iter::Peekable<core::str::Chars<'_>>,
    ) -> Option<()> {
        while let Some(&c) = characters.peek() {
            match c {
                '#' if self.zeros > 0 => self.right += 1,
                '#' => self.left += 1,
                '0' if self.right > 0 => return None,
                '0' => self.zeros += 1,
                ',' if self.point.is_none() => {
                    self.grouping = Some(0);
                    characters.next();
                    continue;
                }
                '.' if self.point.is_none() => {
                    self.point = Some(self.left + self.zeros + self.right);
                    characters.next();
                    continue;
                }
                ',' | '.' => return None,
                'E' => {
                    characters.next();
                    let mut digits = 0;
                    while characters.next_if_eq(&'0').is_some() {
                        digits += 1;
                    }
                    if digits == 0 || self.left + self.zeros < 1 {
                        return None;
                    }
                    self.exponent = Some(digits);
                    return Some(());
                }
                _ => return Some(()),
            }
            if self.point.is_none() {
                self.grouping = self.grouping.map(|count| count + 1);
            }
            characters.next();
        }
        Some(())
    }

    /// What stands before or behind the digits.
    fn affix(
        &mut self,
        characters: &mut core::iter::Peekable<core::str::Chars<'_>>,
        before: bool,
    ) -> Option<()> {
        let mut text = String::new();
        let mut quoted = false;
        while let Some(&c) = characters.peek() {
            match c {
                '\'' => {
                    characters.next();
                    if characters.next_if_eq(&'\'').is_some() {
                        text.push('\'');
                    } else {
                        quoted = !quoted;
                    }
                    continue;
                }
                _ if quoted => text.push(c),
                '#' | '0' | ',' | '.' | ';' => break,
                '%' | '\u{2030}' if self.shift != 0 => return None,
                '%' => {
                    self.shift = 2;
                    text.push(c);
                }
                '\u{2030}' => {
                    self.shift = 3;
                    text.push(c);
                }
                '\u{a4}' => text.push('$'),
                _ => text.push(c),
            }
            characters.next();
        }
        if quoted {
            return None;
        }
        if before {
            self.before = text;
        } else {
            self.behind.push_str(&text);
        }
        Some(())
    }
}

/// A format code without spacers, quotes, backslashes and the plus of exponents.
fn cleaned(code: &str) -> String {
    let mut kept: Vec<char> = Vec::new();
    let mut characters = code.chars();
    while let Some(c) = characters.next() {
        if matches!(c, '_' | '*') && kept.last() != Some(&'\\') {
            characters.next();
        } else {
            kept.push(c);
        }
    }
    let mut text = String::new();
    for c in kept {
        match c {
            '\\' | '"' => {}
            '+' | '-' if text.ends_with('E') => {}
            c => text.push(c),
        }
    }
    text
}

/// Another character than a comma between thousands (`#'##0`), which is replaced by one.
fn other_grouping(code: &mut String) -> Option<char> {
    let characters: Vec<char> = code.chars().collect();
    let digit = |c: char| matches!(c, '#' | '0');
    let at = characters.windows(5).position(|w| {
        digit(w[0]) && !matches!(w[1], '.' | '#' | '0') && w[2..].iter().all(|&c| digit(c))
    })?;
    let group = characters[at + 1];
    if group == ',' {
        return None;
    }
    let old: String = characters[at..at + 5].iter().collect();
    let new = old.replace(group, ",");
    *code = code.replace(&old, &new);
    Some(group)
}
