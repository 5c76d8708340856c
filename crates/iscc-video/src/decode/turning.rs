//! From a display matrix to the turn of a picture, as FFmpeg's program has it (`autorotate`).

use crate::orientation::Orientation;

/// How pictures with this matrix are shown. `None` if they are turned by no quarters.
pub(crate) fn orientation(matrix: Option<[i32; 9]>) -> Option<Orientation> {
    let Some(m) = matrix else { return Some(Orientation::Normal) };
    let degrees = degrees(&m);
    let near = |quarter: f64| (degrees - quarter).abs() < 1.0;
    Some(if near(90.0) {
        if m[3] > 0 { Orientation::Transpose } else { Orientation::Rotate90 }
    } else if near(180.0) {
        match (m[0] < 0, m[4] < 0) {
            (true, true) => Orientation::Rotate180,
            (true, false) => Orientation::FlipHorizontal,
            (false, true) => Orientation::FlipVertical,
            (false, false) => Orientation::Normal,
        }
    } else if near(270.0) {
        if m[3] < 0 { Orientation::Transverse } else { Orientation::Rotate270 }
    } else if degrees.abs() > 1.0 {
        return None;
    } else if degrees.abs() < 1.0 && m[4] < 0 {
        Orientation::FlipVertical
    } else {
        Orientation::Normal
    })
}

/// The clockwise turn of a matrix in whole degrees of 0 to 360.
fn degrees(m: &[i32; 9]) -> f64 {
    let fixed = |value: i32| f64::from(value) / 65536.0;
    let scale = [fixed(m[0]).hypot(fixed(m[3])), fixed(m[1]).hypot(fixed(m[4]))];
    let turned = if scale.contains(&0.0) {
        // No angle: C's comparisons with it are all false.
        f64::NAN
    } else {
        (fixed(m[1]) / scale[1]).atan2(fixed(m[0]) / scale[0]).to_degrees()
    };
    // The library gives the counterclockwise angle, the program turns by the opposite of its opposite.
    let theta = turned.round();
    theta - 360.0 * (theta / 360.0 + 0.9 / 360.0).floor()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_quarters_are_turned() {
        let one = 1 << 16;
        let turned =
            |a: i32, b: i32, c: i32, d: i32| orientation(Some([a, b, 0, c, d, 0, 0, 0, 1 << 30]));
        assert_eq!(turned(one, 0, 0, one), Some(Orientation::Normal));
        assert_eq!(turned(0, one, -one, 0), Some(Orientation::Rotate90));
        assert_eq!(turned(-one, 0, 0, -one), Some(Orientation::Rotate180));
        assert_eq!(turned(0, -one, one, 0), Some(Orientation::Rotate270));
        assert_eq!(turned(46341, 46341, -46341, 46341), None);
    }
}
