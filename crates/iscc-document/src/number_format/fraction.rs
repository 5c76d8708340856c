//! Formats with fractions: `# ?/?`.
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "POI reckons so; casts saturate"
)]

use alloc::format;
use alloc::string::String;

use super::decimal::Decimal;
use super::general::general_of_text;

/// How a number is written as a fraction.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Fraction {
    whole: bool,
    denominator: Denominator,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Denominator {
    Exact(i64),
    /// Below this.
    UpTo(i64),
}

impl Fraction {
    /// The fraction of the first section that has one.
    pub(super) fn new(code: &str) -> Self {
        code.split(';')
            .find_map(Self::of_section)
            .unwrap_or(Self { whole: true, denominator: Denominator::UpTo(100) })
    }

    fn of_section(section: &str) -> Option<Self> {
        let mut text = String::new();
        let mut quoted = false;
        for c in section.chars() {
            match c {
                '"' => {
                    quoted = !quoted;
                    text.push(' ');
                }
                _ if quoted => {}
                '?' => text.push('#'),
                '#' | '/' | '0'..='9' => text.push(c),
                _ => text.push(' '),
            }
        }
        let (left, right) = text.split_once('/')?;
        let left = left.trim_end();
        let numerator = left.len() - left.trim_end_matches('#').len();
        if numerator == 0 {
            return None;
        }
        let before = &left[..left.len() - numerator];
        let whole = before.ends_with(' ')
            && before.trim_end().ends_with(|c: char| c == '#' || c.is_ascii_digit());
        let right = right.trim_start();
        let length = right.find(|c: char| c != '#' && !c.is_ascii_digit()).unwrap_or(right.len());
        let right = &right[..length];
        let denominator = match right.parse() {
            Ok(exact) if exact > 0 => Denominator::Exact(exact),
            _ if right.is_empty() => return None,
            _ => Denominator::UpTo(10i64.pow(u32::try_from(right.len().min(4)).unwrap_or(4))),
        };
        Some(Self { whole, denominator })
    }

    pub(super) fn format(&self, value: f64) -> String {
        let size = value.abs();
        let (whole, part) = (size.floor(), size.fract());
        if size == 0.0 {
            return "0".into();
        }
        let sign = if value < 0.0 { "-" } else { "" };
        if part == 0.0 {
            return format!("{sign}{}", Decimal::new(whole).integer(1));
        }
        let (numerator, denominator) = match self.denominator {
            Denominator::Exact(denominator) => {
                ((part * denominator as f64).round() as i64, denominator)
            }
            Denominator::UpTo(most) => match approximated(part, most) {
                Some(fraction) => fraction,
                None => return general_of_text(value),
            },
        };
        if !self.whole {
            let numerator = numerator.saturating_add((whole as i64).saturating_mul(denominator));
            return format!("{sign}{numerator}/{denominator}");
        }
        if numerator == 0 {
            return format!("{sign}{}", whole as i64);
        }
        if numerator == denominator {
            return format!("{sign}{}", whole as i64 + 1);
        }
        match whole as i64 {
            0 => format!("{sign}{numerator}/{denominator}"),
            whole => format!("{sign}{whole} {numerator}/{denominator}"),
        }
    }
}

/// The last convergent of the continued fraction that has a denominator below `most`.
fn approximated(value: f64, most: i64) -> Option<(i64, i64)> {
    let mut rest = value;
    let (mut a, mut p, mut q) = (rest.floor(), (1i64, rest.floor() as i64), (0i64, 1i64));
    if a == value {
        return Some((a as i64, 1));
    }
    for n in 1..=100 {
        rest = 1.0 / (rest - a);
        let next = rest.floor();
        let step = next as i64;
        let p2 = step.checked_mul(p.1)?.checked_add(p.0)?;
        let q2 = step.checked_mul(q.1)?.checked_add(q.0)?;
        if q2 > most && q.1 < most {
            return Some((p.1, q.1));
        }
        if p2 > i64::from(i32::MAX) || q2 > i64::from(i32::MAX) {
            return None;
        }
        if n < 100 && p2 as f64 / q2 as f64 != value && q2 < most {
            (p, q, a) = ((p.1, p2), (q.1, q2), next);
        } else {
            return Some(if q2 < most { (p2, q2) } else { (p.1, q.1) });
        }
    }
    None
}
