//! Numbers as they are after FFmpeg has printed them and Python has read and rounded them.

use alloc::format;

/// Digits of times that FFmpeg prints.
///
/// FFmpeg 5.1 prints six digits in all (`%.6g`); from 7.1 on it prints six behind the point, so that cuts after 1,000
/// seconds are a little more exact. This is the one place that knows.
const DIGITS: usize = 6;

/// A time in seconds, printed by FFmpeg and rounded to milliseconds.
pub(super) fn time(seconds: f64) -> f64 {
    let printed = format!("{seconds:.*e}", DIGITS - 1);
    decimals(printed.parse().unwrap_or(seconds), 3)
}

/// A number rounded to decimals, as `round` of Python and `%f` of C do: the nearest by its exact value, a tie to even.
pub(super) fn decimals(number: f64, decimals: usize) -> f64 {
    format!("{number:.decimals$}").parse().unwrap_or(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_those_of_c_and_python() {
        // '%.6g', then float and round(_, 3) of Python.
        for (seconds, expected) in [
            (0.0, 0.0),
            (1.0 / 3.0, 0.333),
            (41.708_333_333_333_336, 41.708),
            (999.9995, 1000.0),
            (1234.5678, 1234.57),
            (123_456.789, 123_457.0),
            (1_234_567.0, 1_234_570.0),
            (1e-5, 0.0),
            (2.0005, 2.001),
            (0.0625, 0.062),
            (0.1875, 0.188),
            (-3.0 / 7.0, -0.429),
        ] {
            assert_eq!(time(seconds).to_bits(), f64::to_bits(expected), "{seconds}");
        }
        assert_eq!(decimals(1.0 / 128.0, 6).to_bits(), 0.007_812_f64.to_bits(), "a tie");
        assert_eq!(decimals(3.0 / 128.0, 6).to_bits(), 0.023_438_f64.to_bits(), "a tie");
    }
}
