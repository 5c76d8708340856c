//! Numbers of list paragraphs, counted and written as the reference does for every version of Word.
//!
//! Levels are told by their position, and what is not a Latin letter, a Roman number or an ordinal is decimal.

use alloc::borrow::Cow;
use alloc::format;
use alloc::string::{String, ToString};
use alloc::vec::Vec;

/// How one level of a list is numbered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Level {
    pub(super) start: i64,
    /// After which level it starts again: of any if not given, of none if 0.
    pub(super) restart: Option<i64>,
    /// `%1` stands for the number of the first level.
    pub(super) text: String,
    pub(super) format: Format,
    /// All numbers are decimal.
    pub(super) legal: bool,
}

/// How numbers are written.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) enum Format {
    #[default]
    Decimal,
    LowerRoman,
    UpperRoman,
    LowerLetter,
    UpperLetter,
    Ordinal,
    /// Two digits at least.
    DecimalZero,
    Bullet,
    None,
}

/// Counts the next paragraph at a level of a list, and gives its number with a space behind it.
pub(super) fn next_number(
    levels: &[Level],
    counts: &mut Vec<Option<i64>>,
    level: usize,
) -> Option<String> {
    counts.resize(levels.len(), None);
    let own = levels.get(level)?;
    let start = |i: usize| levels[i].start;
    for (i, count) in counts.iter_mut().enumerate().take(level) {
        *count = Some(count.map_or(start(i), |count| count.max(start(i))));
    }
    counts[level] = Some(counts[level].map_or(start(level), |count| count.saturating_add(1)));
    for i in level + 1..levels.len() {
        match (counts[i], levels[i].restart) {
            (None, _) => {}
            (Some(_), Some(0)) => break,
            (Some(_), Some(after)) if i64::try_from(level).is_ok_and(|level| level >= after) => {}
            (Some(_), _) => counts[i] = Some(start(i) - 1),
        }
    }
    let number = text_of(own, levels, counts);
    (!number.is_empty()).then(|| number + " ")
}

/// The text of a level with its numbers put in.
fn text_of(level: &Level, levels: &[Level], counts: &[Option<i64>]) -> String {
    if level.format == Format::Bullet && !level.legal {
        return "\u{b7}".into();
    }
    let mut text = String::new();
    let mut rest = &*level.text;
    while let Some((before, after)) = rest.split_once('%') {
        text.push_str(before);
        let digits = after.len() - after.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        if digits == 0 {
            text.push('%');
        } else {
            let of = after[..digits].parse::<usize>().ok().and_then(|n| n.checked_sub(1));
            let count = of.and_then(|of| *counts.get(of)?).filter(|&count| count >= 0);
            let format = match of.and_then(|of| levels.get(of)) {
                Some(other) if !level.legal => other.format,
                _ => Format::Decimal,
            };
            text.push_str(&number(count.unwrap_or(1), format));
        }
        rest = &after[digits..];
    }
    text.push_str(rest);
    text
}

fn number(count: i64, format: Format) -> Cow<'static, str> {
    Cow::Owned(match format {
        Format::Bullet | Format::None => return Cow::Borrowed(""),
        Format::LowerLetter => letters(count),
        Format::UpperLetter => letters(count).to_ascii_uppercase(),
        Format::LowerRoman => roman(count),
        Format::UpperRoman => roman(count).to_ascii_uppercase(),
        Format::DecimalZero => format!("{count:02}"),
        Format::Ordinal => match count % 10 {
            1 => format!("{count}st"),
            2 => format!("{count}nd"),
            3 => format!("{count}rd"),
            _ => format!("{count}th"),
        },
        Format::Decimal => count.to_string(),
    })
}

/// a to z, aa to zz, aaa...; nothing for 0.
fn letters(mut count: i64) -> String {
    let mut letters = Vec::new();
    while count > 0 {
        count -= 1;
        letters.push(b'a' + u8::try_from(count % 26).unwrap_or(0));
        count /= 26;
    }
    letters.iter().rev().map(|&letter| char::from(letter)).collect()
}

/// Thousands are as many m; nothing for 0.
fn roman(count: i64) -> String {
    const PARTS: [(i64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    // More than a hundred thousand is no number of a paragraph.
    let mut left = count.min(100_000);
    let mut text = String::new();
    for (value, letters) in PARTS {
        while left >= value {
            text.push_str(letters);
            left -= value;
        }
    }
    text
}
