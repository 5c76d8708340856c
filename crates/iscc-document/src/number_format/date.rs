//! Formats of dates and times.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "POI reckons so, and the rest are months, days and counts of digits"
)]

use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;
use core::fmt::Write as _;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const DAYS: [&str; 7] =
    ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];

/// Whether a format is one of a date: it is built in as such, or made of nothing but the letters of dates and separators.
pub(super) fn is_date(index: u16, code: &str) -> bool {
    if matches!(index, 14..=22 | 45..=47) {
        return true;
    }
    let mut text = String::new();
    let mut characters = code.chars().peekable();
    while let Some(c) = characters.next() {
        match (c, characters.peek()) {
            ('\\', Some('-' | ',' | '.' | ' ' | '\\')) => {}
            (';', Some('@')) => {
                characters.next();
            }
            _ => text.push(c),
        }
    }
    let mut text = &*text;
    if let Some(unit) = text.strip_prefix('[').and_then(|text| text.strip_suffix(']')) {
        let all = |c: char| !unit.is_empty() && unit.chars().all(|d| d.eq_ignore_ascii_case(&c));
        if all('h') || all('m') || all('s') {
            return true;
        }
    }
    let bracketed = |text: &str| -> Option<(usize, String)> {
        let inner = text.strip_prefix('[')?;
        let end = inner.find(']')?;
        Some((end + 2, inner[..end].into()))
    };
    if let Some((length, inner)) = bracketed(text)
        && matches!(&*inner, "DBNum1" | "DBNum2" | "DBNum3")
    {
        text = &text[length..];
    }
    if let Some((length, inner)) = bracketed(text)
        && inner.starts_with("$-")
    {
        text = &text[length..];
    }
    if let Some((length, inner)) = bracketed(text)
        && !inner.is_empty()
        && inner.chars().all(|c| c.is_ascii_alphabetic())
    {
        text = &text[length..];
    }
    if let Some(end) = text.find(';')
        && end > 0
        && end < text.len() - 1
    {
        text = &text[..end];
    }
    if !text.contains(|c: char| "yYmMdDhHsS".contains(c)) {
        return false;
    }
    // letters and separators, then zeros, then AM/PM
    let rest = text.trim_start_matches(|c: char| "[]yYmMdDhHsS-T/年月日,. :\"\\".contains(c));
    let rest = rest.trim_start_matches('0');
    rest.trim_start_matches(|c: char| "ampAMP/".contains(c)).is_empty()
}

/// What a date is written with, one after the other.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Piece {
    Text(String),
    /// A letter of `java.text.SimpleDateFormat`, and how often it stands there.
    Field(char, usize),
    /// The first letter of a month.
    Initial,
    /// All hours, minutes or seconds since the epoch, at least so many digits.
    Elapsed(char, usize),
    /// Tenths or hundredths of a second.
    Parts(u32),
}

/// A format of dates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DatePattern(Vec<Piece>);

impl DatePattern {
    /// The pattern of a format code without colours and locales; nothing if it has letters that Java does not know.
    pub(super) fn new(code: &str) -> Option<Self> {
        let mut pieces = Vec::new();
        let code = in_java(code);
        let mut rest = &*code;
        while let Some(c) = rest.chars().next() {
            if let Some(found) = ["[HH]", "[H]", "[mm]", "[m]", "[ss]", "[s]"]
                .into_iter()
                .find(|unit| rest.starts_with(unit))
            {
                let unit = found.as_bytes()[1] as char;
                pieces.push(Piece::Elapsed(unit, found.len() - 2));
                rest = &rest[found.len()..];
                continue;
            }
            if c == '\'' {
                let (text, after) = quoted(&rest[1..])?;
                pieces.push(Piece::Text(text));
                rest = after;
                continue;
            }
            let count = rest.len() - rest.trim_start_matches(c).len();
            let count = count / c.len_utf8();
            if c == 'M' && count == 5 {
                pieces.push(Piece::Initial);
            } else if c.is_ascii_alphabetic() {
                if !"yMdEHhmsSaDFwWkKGzZuYX".contains(c) {
                    return None;
                }
                pieces.push(Piece::Field(c, count));
            } else {
                pieces.push(Piece::Text(rest[..count * c.len_utf8()].into()));
            }
            rest = &rest[count * c.len_utf8()..];
            // behind seconds, zeros are parts of them
            if c == 's' {
                let zeros = rest
                    .strip_prefix('.')
                    .map_or(0, |rest| rest.len() - rest.trim_start_matches('0').len());
                if zeros > 0 {
                    pieces.push(Piece::Text(".".into()));
                    let digits = zeros.min(3);
                    pieces.push(match digits {
                        3 => Piece::Field('S', 3),
                        digits => Piece::Parts(digits as u32),
                    });
                    rest = &rest[1 + digits..];
                }
            }
        }
        Some(Self(pieces))
    }

    /// The date that a number of days stands for.
    pub(super) fn format(&self, value: f64, date_1904: bool) -> String {
        let moment = Moment::new(value, date_1904);
        let mut text = String::new();
        for piece in &self.0 {
            match piece {
                Piece::Text(more) => text.push_str(more),
                Piece::Field(letter, count) => text.push_str(&moment.field(*letter, *count)),
                Piece::Initial => text.push_str(&MONTHS[moment.month as usize - 1][..1]),
                Piece::Elapsed(unit, count) => {
                    let all = match unit {
                        'H' => value as f32 * 24.0,
                        'm' => value as f32 * 24.0 * 60.0,
                        _ => (value * 24.0 * 60.0 * 60.0) as f32,
                    };
                    let count = *count;
                    let _ = write!(text, "{:0count$.0}", all.floor());
                }
                Piece::Parts(digits) => {
                    let seconds = value.rem_euclid(1.0) * 86_400.0;
                    let scale = 10f64.powi(*digits as i32);
                    let parts = ((seconds.fract() * scale).round() as u64) % scale as u64;
                    let _ = write!(text, "{parts:0width$}", width = *digits as usize);
                }
            }
        }
        text
    }
}

/// Text up to the next quote, and what is behind it. Two quotes are one.
fn quoted(rest: &str) -> Option<(String, &str)> {
    if let Some(rest) = rest.strip_prefix('\'') {
        return Some(("'".into(), rest));
    }
    let (text, rest) = rest.split_once('\'')?;
    Some((text.into(), rest))
}

/// A format code of a spreadsheet as a pattern of Java: `m` is a minute beside hours or seconds, else a month; `h` counts to
/// 12 if there is an AM/PM; names of days are `E`.
fn in_java(code: &str) -> String {
    let mut code = code.to_string();
    for (from, to) in [
        ("\\-", "-"),
        ("\\,", ","),
        ("\\.", "."),
        ("\\ ", " "),
        ("\\/", "/"),
        (";@", ""),
        ("\"/\"", "/"),
        ("\"\"", "'"),
        ("\\T", "'T'"),
    ] {
        code = code.replace(from, to);
    }
    let (code, has_half_days) = half_days(&code);
    let code = names_of_days(&code);

    let mut text: Vec<char> = Vec::new();
    let (mut is_month, mut elapsed, mut quoted) = (true, false, false);
    let mut months: Vec<usize> = Vec::new();
    for c in code.chars() {
        if quoted || c == '\'' {
            quoted ^= c == '\'';
            text.push(c);
            continue;
        }
        match c {
            '[' if !elapsed => {
                (elapsed, is_month) = (true, false);
                text.push(c);
            }
            ']' if elapsed => {
                elapsed = false;
                text.push(c);
            }
            'h' | 'H' if elapsed => text.push('H'),
            'm' | 'M' if elapsed => text.push('m'),
            's' | 'S' if elapsed => text.push('s'),
            c if elapsed => text.push(c),
            'h' | 'H' => {
                is_month = false;
                text.push(if has_half_days { 'h' } else { 'H' });
            }
            'm' | 'M' if is_month => {
                months.push(text.len());
                text.push('M');
            }
            'm' | 'M' => text.push('m'),
            's' | 'S' => {
                for month in months.drain(..) {
                    text[month] = 'm';
                }
                is_month = true;
                text.push('s');
            }
            c if c.is_alphabetic() => {
                is_month = true;
                months.clear();
                text.push(match c {
                    'Y' => 'y',
                    'D' => 'd',
                    c => c,
                });
            }
            c => {
                if c.is_whitespace() {
                    months.clear();
                }
                text.push(c);
            }
        }
    }
    text.into_iter().collect()
}

/// Any run of A, P, M and slashes that begins with A or P is one `a`.
fn half_days(code: &str) -> (String, bool) {
    let mut text = String::new();
    let mut any = false;
    let mut characters = code.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            'a' | 'A' | 'p' | 'P' => {
                while characters.next_if(|c| matches!(c, 'm' | 'M' | 'p' | 'P' | '/')).is_some() {}
                if !text.ends_with('a') {
                    text.push('a');
                }
                any = true;
            }
            '上' | '下' => {
                while characters.next_if(|c| matches!(c, '午' | '下' | '/')).is_some() {}
                text.push('a');
                any = true;
            }
            '@' => text.push('a'),
            c => text.push(c),
        }
    }
    (text, any)
}

/// Runs of three and more `d` are `E`.
fn names_of_days(code: &str) -> String {
    let mut text = String::new();
    let mut rest = code;
    while let Some(c) = rest.chars().next() {
        let run = rest.len() - rest.trim_start_matches(['d', 'D']).len();
        if run >= 3 {
            text.extend(core::iter::repeat_n('E', run));
        } else if run > 0 {
            text.push_str(&rest[..run]);
        } else {
            text.push(c);
            rest = &rest[c.len_utf8()..];
            continue;
        }
        rest = &rest[run..];
    }
    text
}

/// A date and a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Moment {
    year: i64,
    month: i64,
    day: i64,
    weekday: i64,
    /// Of the day.
    milliseconds: i64,
}

impl Moment {
    fn new(value: f64, date_1904: bool) -> Self {
        // Casts saturate as in Java. Days are counted from 1970.
        let (mut days, mut milliseconds) = if value < 0.0 {
            // no date: taken for milliseconds
            (0, value as i64)
        } else {
            let days = value.floor() as i32;
            let milliseconds = ((value - f64::from(days)) * 86_400_000.0 + 0.5) as i32;
            let adjusted = match (date_1904, days) {
                (true, days) => i64::from(days) - 24_107,
                // 29 February 1900, which never was
                (false, ..61) => i64::from(days) - 25_568,
                (false, days) => i64::from(days) - 25_569,
            };
            (adjusted, i64::from(milliseconds))
        };
        days += milliseconds.div_euclid(86_400_000);
        milliseconds = milliseconds.rem_euclid(86_400_000);
        let (year, month, day) = civil(days);
        Self { year, month, day, weekday: (days + 4).rem_euclid(7), milliseconds }
    }

    fn field(&self, letter: char, count: usize) -> String {
        let number = |value: i64| format!("{value:0count$}");
        let (hours, minutes) = (self.milliseconds / 3_600_000, self.milliseconds / 60_000 % 60);
        match letter {
            'y' | 'u' | 'Y' if count == 2 => format!("{:02}", self.year.rem_euclid(100)),
            'y' | 'u' | 'Y' => number(self.year),
            'M' => match (count, MONTHS[self.month as usize - 1]) {
                (1 | 2, _) => number(self.month),
                (3, name) => name[..3].into(),
                (_, name) => name.into(),
            },
            'd' => number(self.day),
            'E' => match (count, DAYS[self.weekday as usize]) {
                (..=3, name) => name[..3].into(),
                (_, name) => name.into(),
            },
            'H' => number(hours),
            'k' => number(if hours == 0 { 24 } else { hours }),
            'K' => number(hours % 12),
            'h' => number(if hours % 12 == 0 { 12 } else { hours % 12 }),
            'm' => number(minutes),
            's' => number(self.milliseconds / 1000 % 60),
            'S' => number(self.milliseconds % 1000),
            'a' => if hours < 12 { "AM" } else { "PM" }.into(),
            'G' => "AD".into(),
            'z' => "UTC".into(),
            _ => String::new(),
        }
    }
}

/// Year, month and day of a day counted from 1970-01-01, by the Gregorian calendar.
fn civil(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 { shifted + 3 } else { shifted - 9 };
    (year_of_era + era * 400 + i64::from(month <= 2), month, day)
}
