//! The format "General".

use alloc::format;
use alloc::string::String;

use super::decimal::Decimal;

/// As Apache Tika 3 has it: up to 10 places, powers of ten with up to 15 digits only above 10^15 and up to 10^-15.
pub(super) fn general(value: f64) -> String {
    let size = value.abs();
    if size > 1e15 || (size <= 1e-15 && size > 0.0) {
        return scientific(value, 15, "+");
    }
    plain(Decimal::new(value), 10)
}

/// As Apache POI 5 has it for "@" and what cannot be made sense of: up to 10 digits, powers of ten from 10^11 on.
pub(super) fn general_of_text(value: f64) -> String {
    let size = value.abs();
    if size >= 1e11 || (size <= 1e-10 && size > 0.0) {
        return scientific(value, 6, "");
    }
    if size >= 1e10 {
        return plain(Decimal::new(value), 0);
    }
    let mut number = Decimal::new(value);
    number.round_to_digits(10);
    plain(number, 10)
}

/// As Java prints a `double` (JDK 19 and later): the shortest digits that stand for it.
pub(super) fn java(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 || (1e-3..1e7).contains(&size) {
        return format!("{value:?}");
    }
    let text = format!("{value:e}");
    match text.split_once('e') {
        Some((mantissa, exponent)) if !mantissa.contains('.') => format!("{mantissa}.0E{exponent}"),
        _ => text.replace('e', "E"),
    }
}

fn plain(mut number: Decimal, places: i32) -> String {
    number.round_to_places_as_double(places);
    let sign = if number.negative && !number.is_zero() { "-" } else { "" };
    let fraction = number.fraction(0);
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{fraction}", number.integer(1))
}

fn scientific(value: f64, digits: i32, plus: &str) -> String {
    let mut number = Decimal::new(value);
    number.round_to_digits(digits);
    let exponent = number.exponent();
    let sign = if number.negative { "-" } else { "" };
    let plus = if exponent < 0 { "" } else { plus };
    number.shift(-exponent);
    let fraction = number.fraction(0);
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{fraction}E{plus}{exponent}", number.integer(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        for (value, expected) in [
            (0.0, "0"),
            (-2.25, "-2.25"),
            (1_234_567.891, "1234567.891"),
            (123_456_789_012.0, "123456789012"),
            (1e15, "1000000000000000"),
            (1.5e16, "1.5E+16"),
            (1e20, "1E+20"),
            (1.234_567_890_123_456_7e-5, "0.0000123457"),
            (1e-11, "0"),
            (4.714_400_748_520_531e27, "4.71440074852053E+27"),
            (4.866_528_499_920_361e-17, "4.86652849992036E-17"),
            (1.0 / 3.0, "0.3333333333"),
            // the double is less than these 15 digits here, more there
            (-6_249.999_940_565_35, "-6249.9999405653"),
            (3_201.456_600_904_15, "3201.4566009042"),
            (1.0 / 2048.0, "0.0004882813"),
            (99_999_999_999.5, "99999999999.5"),
        ] {
            assert_eq!(general(value), expected);
        }
        for (value, expected) in [
            (123_456_789_012.0, "1.23457E11"),
            (1e15, "1E15"),
            (99_999_999_999.5, "100000000000"),
            (1e-11, "1E-11"),
            // the double is a little less
            (-10_643.024_995, "-10643.025"),
            (1_234_567.891, "1234567.891"),
        ] {
            assert_eq!(general_of_text(value), expected);
        }
        for (value, expected) in
            [(5.0, "5.0"), (43831.5, "43831.5"), (1e7, "1.0E7"), (1.25e-4, "1.25E-4")]
        {
            assert_eq!(java(value), expected);
        }
    }
}
