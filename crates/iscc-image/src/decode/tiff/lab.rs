//! `CIELab` of 8 bits to RGB, as `LittleCMS` converts it for Pillow: not exactly, but between the nodes of a grid.
//!
//! The nodes of the grid have 16 bits and are exact (sRGB, relative to D50, Bradford's adaptation); the colours between
//! them are interpolated in tetrahedra with integers. All 2^24 colours have been compared with `LittleCMS` 2.19.

use alloc::vec::Vec;

/// Nodes on a side of the grid.
const SIDE: usize = 33;
/// The white point that ICC profiles are relative to: D50.
const WHITE: [f64; 3] = [0.9642, 1.0, 0.8249];
/// What the numbers of XYZ are divided by in a profile.
const RANGE: f64 = 1.0 + 32767.0 / 32768.0;
/// XYZ to linear sRGB (primaries of ITU-R BT.709, white D65 adapted to D50), times [`RANGE`].
const MATRIX: [[f64; 3]; 3] = [
    [6.268_277_080_696_41, -3.234_368_564_595_801_6, -0.981_373_153_218_334_6],
    [-1.957_467_139_347_447_9, 3.832_201_717_897_248_6, 0.066_865_778_013_620_38],
    [0.143_925_659_439_704_76, -0.457_980_758_567_983_4, 2.811_464_565_593_521_3],
];

/// The grid: sRGB of 16 bits at all combinations of lightness, a and b.
#[derive(Debug)]
pub(super) struct Lab {
    nodes: Vec<[u16; 3]>,
}

impl Lab {
    pub(super) fn new() -> Self {
        let mut nodes = Vec::with_capacity(SIDE * SIDE * SIDE);
        for lightness in 0..SIDE {
            for a in 0..SIDE {
                nodes.extend((0..SIDE).map(|b| node([lightness, a, b])));
            }
        }
        Self { nodes }
    }

    /// A colour whose a and b are stored as 128 more than they are.
    pub(super) fn rgb(&self, lab: [u8; 3]) -> [u8; 3] {
        // To the domain of the grid with 16 bits after the point.
        let place = lab.map(|value| {
            let place = u32::from(value) * 257 * 32;
            place + (place + 0x7fff) / 0xffff
        });
        let mut at = 0;
        let mut axes = [(0, 0); 3];
        for ((place, step), axis) in place.into_iter().zip([SIDE * SIDE, SIDE, 1]).zip(&mut axes) {
            at += (place >> 16) as usize * step;
            // At the end there is no further node, and no rest.
            let is_end = place >> 16 == 32;
            *axis = (i64::from(place & 0xffff), if is_end { 0 } else { step });
        }
        // From the corner along the axis with the largest rest first; of two alike, any gives the same.
        axes.sort_by_key(|(rest, _)| core::cmp::Reverse(*rest));
        let corner = self.nodes[at];
        let mut sums = [0x8001_i64; 3];
        let mut before = corner;
        for (rest, step) in axes {
            at += step;
            let node = self.nodes[at];
            for ((sum, from), to) in sums.iter_mut().zip(before).zip(node) {
                *sum += (i64::from(to) - i64::from(from)) * rest;
            }
            before = node;
        }
        core::array::from_fn(|channel| {
            let sum = sums[channel];
            let value = i64::from(corner[channel]) + ((sum + (sum >> 16)) >> 16);
            // From 16 bits to 8, to the nearest.
            (((value & 0xffff) * 65281 + 8_388_608) >> 24).to_le_bytes()[0]
        })
    }
}

/// Single precision between the steps, and double within them.
fn node(indices: [usize; 3]) -> [u16; 3] {
    #[allow(clippy::cast_possible_truncation, reason = "the rounding of the original")]
    let single = |value: f64| f64::from(value as f32);
    #[allow(clippy::cast_precision_loss, reason = "at most 32")]
    let [lightness, a, b] = indices.map(|index| {
        let value = (index as f64 * 65535.0 / 32.0 + 0.5).floor();
        single(value / 65535.0)
    });
    let [lightness, a, b] = [lightness * 100.0, a * 255.0 - 128.0, b * 255.0 - 128.0];
    let y = (lightness + 16.0) / 116.0;
    let mut xyz = [y + 0.002 * a, y, y - 0.005 * b];
    for (value, white) in xyz.iter_mut().zip(WHITE) {
        let linear = 108.0 / 841.0 * (*value - 16.0 / 116.0);
        let part = if *value <= 24.0 / 116.0 { linear } else { *value * *value * *value };
        *value = single(part * white / RANGE);
    }
    MATRIX.map(|[x, y, z]| {
        let linear = single(x * xyz[0] + y * xyz[1] + z * xyz[2]);
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "cut off at both ends"
        )]
        let value = (single(encoded(linear)) * 65535.0 + 0.5) as u16;
        value
    })
}

/// The curve of sRGB (IEC 61966-2-1).
fn encoded(linear: f64) -> f64 {
    let knee = ((0.04045 + 0.055) / 1.055_f64).powf(2.4);
    if linear >= knee { linear.powf(1.0 / 2.4) * 1.055 - 0.055 } else { linear * 12.92 }
}

#[cfg(test)]
mod tests {
    use super::Lab;

    /// Colours of `LittleCMS` 2.19 in Pillow 13.0.0.
    #[test]
    fn as_little_cms() {
        let lab = Lab::new();
        for (colour, rgb) in [
            ([0, 128, 128], [1, 0, 1]),
            ([255, 128, 128], [254, 255, 254]),
            ([128, 128, 128], [119, 119, 119]),
            ([200, 30, 220], [0, 233, 0]),
            ([37, 90, 251], [32, 46, 0]),
            ([255, 0, 0], [0, 255, 255]),
            ([1, 255, 255], [129, 0, 0]),
            ([90, 180, 77], [128, 39, 167]),
            ([140, 128, 200], [152, 130, 0]),
            ([254, 255, 0], [255, 115, 255]),
        ] {
            assert_eq!(lab.rgb(colour), rgb, "{colour:?}");
        }
    }
}
