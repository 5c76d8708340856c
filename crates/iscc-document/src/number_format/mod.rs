//! [`NumberFormat`]: numbers as cells of spreadsheets show them.
//!
//! The reference formats with Apache POI's `DataFormatter`, which turns the format codes of spreadsheets (ECMA-376 part 1,
//! 18.8.31) into patterns of Java. What comes out differs from what Excel shows in places; it is followed as far as letters,
//! digits and signs go, since spaces and punctuation do not count in a code.

mod date;
mod decimal;
mod fraction;
mod general;
mod pattern;
mod sections;

#[cfg(test)]
mod tests;

use alloc::borrow::Cow;
use alloc::string::String;

use self::date::{DatePattern, is_date};
use self::fraction::Fraction;
use self::general::{general, general_of_text, java};
use self::pattern::Pattern;
use self::sections::{Sections, has_sections};

/// The format codes that are built in, by their numbers (ECMA-376 part 1, 18.8.30).
const BUILT_IN: [&str; 50] = [
    "General",
    "0",
    "0.00",
    "#,##0",
    "#,##0.00",
    "\"$\"#,##0_);(\"$\"#,##0)",
    "\"$\"#,##0_);[Red](\"$\"#,##0)",
    "\"$\"#,##0.00_);(\"$\"#,##0.00)",
    "\"$\"#,##0.00_);[Red](\"$\"#,##0.00)",
    "0%",
    "0.00%",
    "0.00E+00",
    "# ?/?",
    "# ??/??",
    "m/d/yy",
    "d-mmm-yy",
    "d-mmm",
    "mmm-yy",
    "h:mm AM/PM",
    "h:mm:ss AM/PM",
    "h:mm",
    "h:mm:ss",
    "m/d/yy h:mm",
    "reserved-0x17",
    "reserved-0x18",
    "reserved-0x19",
    "reserved-0x1A",
    "reserved-0x1B",
    "reserved-0x1C",
    "reserved-0x1D",
    "reserved-0x1E",
    "reserved-0x1F",
    "reserved-0x20",
    "reserved-0x21",
    "reserved-0x22",
    "reserved-0x23",
    "reserved-0x24",
    "#,##0_);(#,##0)",
    "#,##0_);[Red](#,##0)",
    "#,##0.00_);(#,##0.00)",
    "#,##0.00_);[Red](#,##0.00)",
    "_(* #,##0_);_(* (#,##0);_(* \"-\"_);_(@_)",
    "_(\"$\"* #,##0_);_(\"$\"* (#,##0);_(\"$\"* \"-\"_);_(@_)",
    "_(* #,##0.00_);_(* (#,##0.00);_(* \"-\"??_);_(@_)",
    "_(\"$\"* #,##0.00_);_(\"$\"* (#,##0.00);_(\"$\"* \"-\"??_);_(@_)",
    "mm:ss",
    "[h]:mm:ss",
    "mm:ss.0",
    "##0.0E+0",
    "@",
];

/// How a number is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct NumberFormat(Kind);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Kind {
    General,
    Text,
    /// As Java prints it: the code has neither digits nor a date in it.
    Bare,
    Date(DatePattern),
    Fraction(Fraction),
    Pattern(Pattern),
    Sections(Sections),
}

impl NumberFormat {
    /// The format with a number: `code` if the document defines it, else a built-in one.
    pub(super) fn new(index: u16, code: Option<&str>) -> Self {
        let code = code.or_else(|| BUILT_IN.get(usize::from(index)).copied());
        let Some(code) = code else { return Self(Kind::General) };
        let date = is_date(index, code);
        if has_sections(code) && !date {
            return Self(Kind::Sections(Sections::new(code)));
        }
        if code == "General" || code == "general" {
            return Self(Kind::General);
        }
        // Tika has its own "General" in these two spellings only; POI's is for the others ("GENERAL").
        if code == "@" || code.eq_ignore_ascii_case("general") {
            return Self(Kind::Text);
        }
        let code = without_brackets(code);
        if code.trim().is_empty() || code == "@" || code.eq_ignore_ascii_case("general") {
            return Self(Kind::General);
        }
        if date || is_date(index, &code) {
            let first = if has_sections(&code) {
                code.split(';').next().unwrap_or_default()
            } else {
                &code
            };
            return Self(DatePattern::new(first).map_or(Kind::General, Kind::Date));
        }
        Self(match () {
            () if code.contains("#/") || code.contains("?/") => {
                Kind::Fraction(Fraction::new(&code))
            }
            () if !code.contains(['0', '#']) => Kind::Bare,
            () => Pattern::new(&code).map_or(Kind::General, Kind::Pattern),
        })
    }

    /// The number as it is shown; `date_1904` if days are counted from 1904.
    pub(super) fn format(&self, value: f64, date_1904: bool) -> String {
        match &self.0 {
            Kind::General => general(value),
            Kind::Text => general_of_text(value),
            Kind::Bare => java(value),
            Kind::Date(pattern) => pattern.format(value, date_1904),
            Kind::Fraction(fraction) => fraction.format(value),
            Kind::Pattern(pattern) => pattern.format(value),
            Kind::Sections(sections) => sections.format(value),
        }
    }
}

/// A code without colours, and with nothing but the symbol of what names a currency and a locale (`[$€-407]`).
fn without_brackets(code: &str) -> Cow<'_, str> {
    const COLOURS: [&str; 8] =
        ["black", "blue", "cyan", "green", "magenta", "red", "white", "yellow"];
    if !code.contains('[') {
        return Cow::Borrowed(code);
    }
    let mut text = String::new();
    let mut rest = code;
    while let Some((before, inside)) = rest.split_once('[') {
        text.push_str(before);
        let Some((inner, after)) = inside.split_once(']') else {
            text.push('[');
            rest = inside;
            continue;
        };
        let lower = inner.to_ascii_lowercase();
        let is_colour = COLOURS.contains(&&*lower)
            || lower.strip_prefix("color").is_some_and(|n| n.trim().parse::<u8>().is_ok());
        let symbol = inner.strip_prefix('$').and_then(|inner| inner.split_once('-'));
        if let Some((symbol, _)) = symbol {
            text.push_str(symbol);
        } else if !is_colour {
            text.extend(["[", inner, "]"]);
        }
        rest = after;
    }
    text.push_str(rest);
    Cow::Owned(text)
}
