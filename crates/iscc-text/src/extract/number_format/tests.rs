//! Values that the reference prints.

use super::NumberFormat;

fn shown(index: u16, code: Option<&str>, value: f64) -> String {
    // what does not count in a code is left out
    let text = NumberFormat::new(index, code).format(value, false);
    text.chars().filter(|c| !c.is_whitespace() && !"-().,%:/'".contains(*c)).collect()
}

#[test]
fn built_in_formats() {
    for (index, value, expected) in [
        (1, 1.5, "2"),
        (4, 1_234_567.891, "1234567.89"),
        (10, 0.256, "25.60%"),
        (11, 12345.678, "1.23E+04"),
        (11, -2.25, "-2.25E+00"),
        (12, 1234.5678, "1234 4/7"),
        (13, 0.1, "1/10"),
        (13, 1234.5678, "1234 46/81"),
        (14, 43831.5, "1/1/20"),
        (14, 0.0, "12/31/99"),
        (14, -1.0, "12/31/69"),
        (17, 1234.5678, "May-03"),
        (18, 0.1, "2:24 AM"),
        (37, -2.25, "(2)"),
        (41, 0.0, "-"),
        (42, 0.1, "$ 0"),
        (46, 1.5, "36:00:00"),
        (46, 12_345_678_901.0, "296296284160:31:23"),
        (47, 1234.5678, "37:37.9"),
        (48, 1234.5678, "1.235E+3"),
        (48, 0.1, "100E-3"),
        (48, 12_345_678_901.0, "12.35E+9"),
    ] {
        let expected: String =
            expected.chars().filter(|c| !c.is_whitespace() && !"-().,%:/'".contains(*c)).collect();
        assert_eq!(
            shown(index, None, value).replace('+', ""),
            expected.replace('+', ""),
            "{index} {value}"
        );
    }
}
