//! Timestamps: counts of a rational unit, converted from one unit to another with the rounding of FFmpeg.

/// A fraction: a unit of time in seconds, or a rate.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Rational {
    /// Numerator.
    pub num: i32,
    /// Denominator; 0 where the value is unknown.
    pub den: i32,
}

/// A millionth of a second, FFmpeg's own unit.
pub const MICROSECONDS: Rational = Rational::new(1, 1_000_000);

impl Rational {
    /// The fraction `num / den`.
    #[must_use]
    pub const fn new(num: i32, den: i32) -> Self {
        Self { num, den }
    }

    /// Whether numerator and denominator are above 0.
    ///
    /// ```
    /// use iscc_container::Rational;
    ///
    /// assert!(Rational::new(25, 1).is_positive());
    /// assert!(!Rational::new(0, 1).is_positive());
    /// ```
    #[must_use]
    pub const fn is_positive(self) -> bool {
        self.num > 0 && self.den > 0
    }

    /// As a floating point number; 0 if there is no denominator.
    ///
    /// ```
    /// use iscc_container::Rational;
    ///
    /// assert_eq!(Rational::new(30_000, 1001).to_f64(), 30_000.0 / 1001.0);
    /// ```
    #[must_use]
    pub fn to_f64(self) -> f64 {
        if self.den == 0 { 0.0 } else { f64::from(self.num) / f64::from(self.den) }
    }
}

/// The timestamp `t`, which counts `from`, as a count of `to`: rounded to the nearest, halves away from zero
/// (`av_rescale_q`). What does not fit is the largest or smallest number that does; a unit that is not positive gives 0.
///
/// ```
/// use iscc_container::{Rational, rescale};
///
/// let (ms, fifths) = (Rational::new(1, 1000), Rational::new(1, 5));
/// assert_eq!(rescale(99, ms, fifths), 0);
/// assert_eq!(rescale(100, ms, fifths), 1);
/// assert_eq!(rescale(-100, ms, fifths), -1);
/// ```
#[must_use]
#[expect(clippy::cast_possible_truncation, reason = "compared before")]
pub const fn rescale(t: i64, from: Rational, to: Rational) -> i64 {
    if !from.is_positive() || !to.is_positive() {
        return 0;
    }
    // At most 63 + 31 + 31 bits.
    let numerator = t as i128 * from.num as i128 * to.den as i128;
    let denominator = from.den as i128 * to.num as i128;
    let half = denominator / 2;
    let rounded = if numerator < 0 {
        -((-numerator + half) / denominator)
    } else {
        (numerator + half) / denominator
    };
    if rounded > i64::MAX as i128 {
        i64::MAX
    } else if rounded < i64::MIN as i128 + 1 {
        i64::MIN + 1
    } else {
        rounded as i64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn halves_go_away_from_zero() {
        let (from, to) = (Rational::new(1, 90_000), Rational::new(1, 5));
        assert_eq!(rescale(8_999, from, to), 0);
        assert_eq!(rescale(9_000, from, to), 1);
        assert_eq!(rescale(-8_999, from, to), 0);
        assert_eq!(rescale(-9_000, from, to), -1);
        // An odd denominator has no exact half.
        let third = Rational::new(1, 3);
        assert_eq!(rescale(1, third, Rational::new(1, 1)), 0);
        assert_eq!(rescale(2, third, Rational::new(1, 1)), 1);
    }

    #[test]
    fn nothing_overflows() {
        let (small, large) = (Rational::new(1, i32::MAX), Rational::new(i32::MAX, 1));
        assert_eq!(rescale(i64::MAX, large, small), i64::MAX);
        assert_eq!(rescale(i64::MIN, large, small), i64::MIN + 1);
        assert_eq!(rescale(i64::MAX, small, large), 2);
        assert_eq!(rescale(7, Rational::new(0, 1), small), 0);
        assert_eq!(rescale(7, small, Rational::new(1, 0)), 0);
    }
}
