//! From Y, Cb, Cr to RGB as libheif 1.23.6 does it, measured sample by sample (docs/image.md):
//!
//! | chroma, range | samples | arithmetic |
//! |---|---|---|
//! | 4:2:0, full | cut to 8 bits first | integers, factors in 256ths |
//! | all others | all bits, cut to 8 at the end | single precision |
//!
//! Chroma is repeated, unless a crop, a rotation or a mirror would put a pixel between two of its samples: then it is enlarged
//! to 4:4:4 before, with weights of 3 and 1. Gray is luma, whatever its range.

use crate::decode::heif::{Chroma, Fault, Planes, Signal};

/// The shares of red and blue in luma (H.273, table 4).
const fn shares(matrix: u64) -> Option<(f32, f32)> {
    Some(match matrix {
        1 => (0.2126, 0.0722),
        // 2: not specified.
        2 | 5 | 6 => (0.299, 0.114),
        4 => (0.30, 0.11),
        7 => (0.212, 0.087),
        9 | 10 => (0.2627, 0.0593),
        _ => return None,
    })
}

/// What limited ranges are enlarged by.
const LUMA: f32 = 1.1689;
const CHROMA: f32 = 1.1429;

/// How much of chroma is in a colour.
#[derive(Debug, Clone, Copy)]
struct Factors<T> {
    cr_to_red: T,
    cb_to_green: T,
    cr_to_green: T,
    cb_to_blue: T,
}

#[derive(Debug, Clone, Copy)]
enum Arithmetic {
    Integers(Factors<i32>),
    Floats { factors: Factors<f32>, full_range: bool },
}

/// Makes rows of RGB from planes.
#[derive(Debug)]
pub(super) struct Converter<'a> {
    planes: &'a Planes,
    arithmetic: Arithmetic,
    /// The column and the row where the part begins that is shown.
    start: [usize; 2],
    is_smooth: bool,
}

impl<'a> Converter<'a> {
    /// `start`: the column and the row where the part begins that is shown. `is_smooth`: chroma is enlarged to 4:4:4 before.
    pub(super) fn new(
        planes: &'a Planes,
        signal: Signal,
        start: [usize; 2],
        is_smooth: bool,
    ) -> Result<Self, Fault> {
        let Signal { matrix, full_range, .. } = signal;
        // Gray has no use for it.
        let known = shares(if planes.chroma == Chroma::None { 2 } else { matrix });
        let (red, blue) = known.ok_or(Fault::Unsupported("colours of an unusual matrix"))?;
        let factors = Factors {
            cr_to_red: 2.0 * (1.0 - red),
            cb_to_green: 2.0 * blue * (1.0 - blue) / (blue + red - 1.0),
            cr_to_green: 2.0 * red * (1.0 - red) / (blue + red - 1.0),
            cb_to_blue: 2.0 * (1.0 - blue),
        };
        #[allow(clippy::cast_possible_truncation, reason = "at most 2")]
        let whole = |factor: f32| (factor * 256.0 + 0.5).floor() as i32;
        let arithmetic = if planes.chroma == Chroma::Quarter && full_range && !is_smooth {
            Arithmetic::Integers(Factors {
                cr_to_red: whole(factors.cr_to_red),
                cb_to_green: whole(factors.cb_to_green),
                cr_to_green: whole(factors.cr_to_green),
                cb_to_blue: whole(factors.cb_to_blue),
            })
        } else {
            Arithmetic::Floats { factors, full_range }
        };
        Ok(Self { planes, arithmetic, start, is_smooth })
    }

    /// Luma of row `y` of the part.
    pub(super) fn gray_row(&self, y: usize, row: &mut [u8]) {
        // Deep gray pictures become 16 bits wide, and Pillow makes white of all that is more than 255.
        let shift = if self.planes.bits > 8 { 16 - self.planes.bits } else { 0 };
        for (gray, luma) in row.iter_mut().zip(self.luma(y)) {
            *gray = u8::try_from(u32::from(*luma) << shift).unwrap_or(u8::MAX);
        }
    }

    /// Red, green and blue of row `y` of the part.
    pub(super) fn rgb_row(&self, y: usize, row: &mut [u8]) {
        let [left, top] = self.start;
        for (x, (rgb, luma)) in row.chunks_exact_mut(3).zip(self.luma(y)).enumerate() {
            if self.planes.chroma == Chroma::None {
                rgb.fill(self.cut(*luma));
            } else {
                let [cb, cr] = [1, 2].map(|plane| self.chroma(plane, left + x, top + y));
                rgb.copy_from_slice(&self.colour(*luma, cb, cr));
            }
        }
    }

    fn luma(&self, y: usize) -> &[u16] {
        let [left, top] = self.start;
        self.planes.row(0, top + y).get(left..).unwrap_or_default()
    }

    /// A sample of chroma at a pixel of the whole picture.
    fn chroma(&self, plane: usize, x: usize, y: usize) -> u16 {
        let is_half_across = matches!(self.planes.chroma, Chroma::Quarter | Chroma::Half);
        let is_half_down = self.planes.chroma == Chroma::Quarter;
        let halved = |place: usize, is_half: bool| if is_half { place / 2 } else { place };
        let (at_x, at_y) = (halved(x, is_half_across), halved(y, is_half_down));
        let sample = |x: usize, y: usize| self.planes.row(plane, y).get(x).copied().unwrap_or(0);
        if !self.is_smooth {
            return sample(at_x, at_y);
        }
        // The neighbour on the pixel's side, or the sample itself at the border.
        let next = |place: usize, at: usize, len: usize, is_half: bool| match place % 2 {
            _ if !is_half => at,
            0 => at.saturating_sub(1),
            _ => (at + 1).min(len.saturating_sub(1)),
        };
        let (width, height) = self.planes.size(plane);
        let next_x = next(x, at_x, width, is_half_across);
        let next_y = next(y, at_y, height, is_half_down);
        let sum = |x: usize, y: usize| u32::from(sample(x, y));
        let mixed = 9 * sum(at_x, at_y)
            + 3 * sum(next_x, at_y)
            + 3 * sum(at_x, next_y)
            + sum(next_x, next_y);
        u16::try_from((mixed + 8) >> 4).unwrap_or(u16::MAX)
    }

    /// The upper 8 bits.
    fn cut(&self, sample: u16) -> u8 {
        u8::try_from(sample >> (self.planes.bits - 8)).unwrap_or(u8::MAX)
    }

    fn colour(&self, luma: u16, cb: u16, cr: u16) -> [u8; 3] {
        let bits = self.planes.bits;
        match self.arithmetic {
            Arithmetic::Integers(factors) => {
                let [luma, cb, cr] = [luma, cb, cr].map(|sample| i32::from(self.cut(sample)));
                let (cb, cr) = (cb - 128, cr - 128);
                [
                    factors.cr_to_red * cr,
                    factors.cb_to_green * cb + factors.cr_to_green * cr,
                    factors.cb_to_blue * cb,
                ]
                .map(|chroma| {
                    let value = luma + ((chroma + 128) >> 8);
                    u8::try_from(value.clamp(0, 255)).unwrap_or_default()
                })
            }
            Arithmetic::Floats { factors, full_range } => {
                let middle = f32::from(1_u16 << (bits - 1));
                let (mut luma, mut cb, mut cr) =
                    (f32::from(luma), f32::from(cb) - middle, f32::from(cr) - middle);
                if !full_range {
                    luma = (luma - f32::from(16_u16 << (bits - 8))) * LUMA;
                    (cb, cr) = (cb * CHROMA, cr * CHROMA);
                }
                let most = f32::from((1_u16 << bits) - 1);
                [
                    luma + factors.cr_to_red * cr,
                    luma + factors.cb_to_green * cb + factors.cr_to_green * cr,
                    luma + factors.cb_to_blue * cb,
                ]
                .map(|value| {
                    #[allow(
                        clippy::cast_possible_truncation,
                        clippy::cast_sign_loss,
                        reason = "clamped"
                    )]
                    let value = (value + 0.5).floor().clamp(0.0, most) as u16;
                    self.cut(value)
                })
            }
        }
    }
}
