//! From Y, U, V to RGB as libyuv does it for libavif 1.4.2: factors with 6 bits after the point, chroma enlarged
//! with weights of 3 and 1.

use crate::decode::heif::{Chroma, Fault, Planes, Signal};

/// The factors of a matrix: Y in 2^-16 of a 64th, chroma in 64ths, at most 2 (libyuv cuts blue there, so do we).
#[derive(Debug, Clone, Copy)]
struct Factors {
    y: u32,
    bias: i32,
    u_to_blue: i32,
    u_to_green: i32,
    v_to_green: i32,
    v_to_red: i32,
}

/// How the samples become colours.
#[derive(Debug, Clone, Copy)]
enum Matrix {
    /// The planes are green, blue and red.
    Identity,
    Factors(Factors),
}

const fn factors(
    full: bool,
    y: u32,
    [u_to_blue, u_to_green, v_to_green, v_to_red]: [i32; 4],
) -> Matrix {
    let bias = if full { 32 } else { -1160 };
    Matrix::Factors(Factors { y, bias, u_to_blue, u_to_green, v_to_green, v_to_red })
}

impl Matrix {
    fn new(signal: Signal) -> Result<Self, Fault> {
        let matrix = match (signal.matrix, signal.primaries) {
            // Derived from the primaries.
            (12, 1 | 2) => 1,
            (12, 5 | 6) => 6,
            (12, 9) => 9,
            (matrix, _) => matrix,
        };
        Ok(match (matrix, signal.full_range) {
            (0, true) => Self::Identity,
            (1, true) => factors(true, 16320, [119, 12, 30, 101]),
            (1, false) => factors(false, 18997, [128, 14, 34, 115]),
            (2 | 5 | 6, true) => factors(true, 16320, [113, 22, 46, 90]),
            (2 | 5 | 6, false) => factors(false, 18997, [128, 25, 52, 102]),
            (9, true) => factors(true, 16320, [120, 11, 37, 94]),
            (9, false) => factors(false, 19003, [128, 12, 42, 107]),
            _ => return Err(Fault::Unsupported("colours of an unusual matrix")),
        })
    }
}

/// Makes rows of RGB from planes.
#[derive(Debug)]
pub(super) struct Converter<'a> {
    planes: &'a Planes,
    matrix: Matrix,
    /// Bits that are cut off before anything else.
    shift: u32,
    full_range: bool,
}

impl<'a> Converter<'a> {
    /// `has_alpha`: libavif takes another function for pictures with opacity.
    pub(super) fn new(planes: &'a Planes, signal: Signal, has_alpha: bool) -> Result<Self, Fault> {
        let matrix = Matrix::new(signal)?;
        let is_plain = planes.bits == 8 || !has_alpha;
        if matches!(matrix, Matrix::Identity) && (planes.chroma != Chroma::Full || planes.bits != 8)
        {
            return Err(Fault::Unsupported("colours of an unusual matrix"));
        }
        if planes.bits == 12 && has_alpha {
            return Err(Fault::Unsupported("12 bits and opacity"));
        }
        let full_range = signal.full_range;
        Ok(Self { planes, matrix, full_range, shift: if is_plain { planes.bits - 8 } else { 0 } })
    }

    /// The gray values of row `y` of a picture without chroma: all levels of luma, rounded.
    pub(super) fn gray_row(&self, y: usize, row: &mut [u8]) {
        let bits = self.planes.bits;
        let (bias, range) = if self.full_range {
            (0, (1 << bits) - 1)
        } else {
            (16 << (bits - 8), 219 << (bits - 8))
        };
        for (gray, luma) in row.iter_mut().zip(self.planes.row(0, y)) {
            let level = ((i32::from(*luma) - bias) * 510 + range).div_euclid(2 * range);
            *gray = u8::try_from(level.clamp(0, 255)).unwrap_or_default();
        }
    }

    /// Red, green and blue of row `y`.
    pub(super) fn rgb_row(&self, y: usize, row: &mut [u8]) {
        let luma = self.planes.row(0, y);
        for (x, (rgb, luma)) in row.chunks_exact_mut(3).zip(luma).enumerate() {
            let neutral = 128 << self.rest();
            let (u, v) = match self.planes.chroma {
                Chroma::None => (neutral, neutral),
                _ => (self.chroma(1, x, y), self.chroma(2, x, y)),
            };
            rgb.copy_from_slice(&self.colour(*luma, u, v));
        }
    }

    /// The bits above 8 that the samples have in the conversion.
    const fn rest(&self) -> u32 {
        self.planes.bits - 8 - self.shift
    }

    /// A chroma sample at a pixel.
    fn chroma(&self, plane: usize, x: usize, y: usize) -> u16 {
        let at = |x: usize, y: usize| {
            let row = self.planes.row(plane, y);
            row.get(x).map_or(0, |sample| u32::from(*sample >> self.shift))
        };
        let (width, height) = self.planes.size(plane);
        // The sample that covers a pixel, and the next one on the pixel's other side.
        let near = |place: usize, len: usize| {
            let first = place / 2;
            let second =
                if place.is_multiple_of(2) { first.checked_sub(1) } else { Some(first + 1) };
            (first, second.filter(|second| *second < len))
        };
        let (left, right) = near(x, width);
        // The last column is taken as it is, even where it has a neighbour; the last row is not.
        let right = right.filter(|_| x + 1 < self.planes.width);
        let sample = match self.planes.chroma {
            Chroma::None | Chroma::Full => at(x, y),
            Chroma::Half => match right {
                Some(right) => (3 * at(left, y) + at(right, y) + 2) >> 2,
                None => at(left, y),
            },
            Chroma::Quarter => match (right, near(y, height)) {
                (None, (top, None)) => at(left, top),
                (Some(right), (top, None)) => (3 * at(left, top) + at(right, top) + 2) >> 2,
                (None, (top, Some(bottom))) => (3 * at(left, top) + at(left, bottom) + 2) >> 2,
                (Some(right), (top, Some(bottom))) => {
                    (9 * at(left, top)
                        + 3 * at(right, top)
                        + 3 * at(left, bottom)
                        + at(right, bottom)
                        + 8)
                        >> 4
                }
            },
        };
        u16::try_from(sample).unwrap_or(u16::MAX)
    }

    fn colour(&self, y: u16, u: u16, v: u16) -> [u8; 3] {
        let byte = |value: i32| u8::try_from(value.clamp(0, 255)).unwrap_or_default();
        let y = y >> self.shift;
        let factors = match self.matrix {
            Matrix::Identity => return [v, y, u].map(|value| byte(i32::from(value))),
            Matrix::Factors(factors) => factors,
        };
        // The luma with all 16 bits, repeated below its own.
        let bits = 8 + self.rest();
        let wide = (u32::from(y) << (16 - bits)) | (u32::from(y) >> (2 * bits - 16));
        let luma = i32::try_from((wide * factors.y) >> 16).unwrap_or_default() + factors.bias;
        let chroma = |value: u16| i32::from(value >> self.rest()).min(255) - 128;
        let (u, v) = (chroma(u), chroma(v));
        [
            luma + v * factors.v_to_red,
            luma - u * factors.u_to_green - v * factors.v_to_green,
            luma + u * factors.u_to_blue,
        ]
        .map(|value| byte(value >> 6))
    }
}
