//! [`Decimal`]: the 15 digits that a spreadsheet shows of a number.

use alloc::format;
use alloc::string::String;
use alloc::vec;
use alloc::vec::Vec;

/// A number with a decimal point: `0.d₁d₂d₃... * 10^point`, without zeros in front and behind; zero has no digits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decimal {
    pub(super) negative: bool,
    digits: Vec<u8>,
    point: i32,
}

impl Decimal {
    /// The value rounded to 15 digits, as spreadsheets do before anything else.
    pub(super) fn new(value: f64) -> Self {
        Self::with_digits(value, 15)
    }

    /// The value rounded to so many digits.
    pub(super) fn with_digits(value: f64, digits: usize) -> Self {
        if value == 0.0 || !value.is_finite() {
            return Self { negative: false, digits: Vec::new(), point: 0 };
        }
        let text = format!("{:.*e}", digits - 1, value.abs());
        let (mantissa, exponent) = text.split_once('e').unwrap_or((&text, "0"));
        let digits =
            mantissa.bytes().filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect();
        let point = exponent.parse::<i32>().unwrap_or(0) + 1;
        let mut number = Self { negative: value < 0.0, digits, point };
        number.trim();
        number
    }

    fn trim(&mut self) {
        while self.digits.last() == Some(&0) {
            self.digits.pop();
        }
        let zeros = self.digits.iter().take_while(|&&digit| digit == 0).count();
        self.digits.drain(..zeros);
        self.point -= i32::try_from(zeros).unwrap_or(i32::MAX);
        if self.digits.is_empty() {
            self.point = 0;
        }
    }

    pub(super) fn is_zero(&self) -> bool {
        self.digits.is_empty()
    }

    /// Ten to the power of the first digit is the size of the number.
    pub(super) fn exponent(&self) -> i32 {
        if self.is_zero() { 0 } else { self.point - 1 }
    }

    /// How many places there are behind the decimal point.
    pub(super) fn places(&self) -> i32 {
        let digits = i32::try_from(self.digits.len()).unwrap_or(i32::MAX);
        digits.saturating_sub(self.point).max(0)
    }

    /// Moves the decimal point to the right.
    pub(super) fn shift(&mut self, places: i32) {
        if !self.is_zero() {
            self.point = self.point.saturating_add(places);
        }
    }

    /// Rounds half up to so many places behind the decimal point.
    pub(super) fn round_to_places(&mut self, places: i32) {
        self.keep(i64::from(self.point) + i64::from(places));
    }

    /// Rounds to so many places as Java's `DecimalFormat` does: half up, but of the `double` that the digits stand for,
    /// so that a last 5 goes down where that is a little less.
    pub(super) fn round_to_places_as_double(&mut self, places: i32) {
        let count = usize::try_from(i64::from(self.point) + i64::from(places)).ok();
        if count == self.digits.len().checked_sub(1)
            && self.digits.last() == Some(&5)
            && self.double() < self.digits
        {
            self.digits.pop();
            self.trim();
        } else {
            self.round_to_places(places);
        }
    }

    /// The digits of the `double` nearest to this, more than any two that are next to each other share.
    fn double(&self) -> Vec<u8> {
        let digits: String = self.digits.iter().map(|digit| char::from(b'0' + digit)).collect();
        let value = format!("0.{digits}e{}", self.point).parse().unwrap_or(0.0);
        Self::with_digits(value, 40).digits
    }

    /// Rounds half up to so many digits.
    pub(super) fn round_to_digits(&mut self, digits: i32) {
        self.keep(i64::from(digits));
    }

    fn keep(&mut self, count: i64) {
        if usize::try_from(count).is_ok_and(|count| count >= self.digits.len()) {
            return;
        }
        if count < 0 {
            self.digits.clear();
        } else {
            let count = usize::try_from(count).unwrap_or(0);
            let up = self.digits[count] >= 5;
            self.digits.truncate(count);
            if up {
                self.digits.insert(0, 0);
                self.point += 1;
                let mut i = self.digits.len() - 1;
                while self.digits[i] == 9 {
                    self.digits[i] = 0;
                    i -= 1;
                }
                self.digits[i] += 1;
            }
        }
        self.trim();
    }

    /// The digits before the decimal point, at least so many.
    pub(super) fn integer(&self, least: usize) -> String {
        let length = usize::try_from(self.point.clamp(0, 400)).unwrap_or(0);
        let mut digits = vec![b'0'; least.min(400).saturating_sub(length)];
        digits.extend((0..length).map(|i| b'0' + self.digits.get(i).copied().unwrap_or(0)));
        digits.into_iter().map(char::from).collect()
    }

    /// The digits behind the decimal point, at least so many.
    pub(super) fn fraction(&self, least: usize) -> String {
        let mut digits: Vec<u8> = Vec::new();
        if !self.is_zero() {
            let zeros = usize::try_from((-self.point).clamp(0, 400)).unwrap_or(0);
            digits.resize(zeros, b'0');
            let skip = usize::try_from(self.point.max(0)).unwrap_or(0);
            digits.extend(self.digits.iter().skip(skip).map(|digit| b'0' + digit));
        }
        if digits.len() < least {
            digits.resize(least.min(400), b'0');
        }
        digits.into_iter().map(char::from).collect()
    }

    /// All digits, at least so many.
    pub(super) fn all(&self, least: usize) -> String {
        let mut digits: Vec<u8> = self.digits.iter().map(|digit| b'0' + digit).collect();
        if digits.len() < least {
            digits.resize(least.min(400), b'0');
        }
        digits.into_iter().map(char::from).collect()
    }
}
