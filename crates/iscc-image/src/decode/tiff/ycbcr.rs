//! YCbCr that is compressed: blocks of luma with one pair of chroma each, in libtiff's conversion to RGB.
//!
//! Pillow leaves these files to libtiff (`TIFFReadRGBAImage`), so its own conversion does not count here.

use alloc::boxed::Box;

use super::directory::{Directory, tags};
use super::{damaged, unsupported};
use crate::error::Error;

/// The sizes of blocks and the tables of the conversion.
#[derive(Debug)]
pub(super) struct YCbCr {
    /// The columns and rows that share a pair of chroma.
    across: usize,
    down: usize,
    tables: Box<[Tables; 256]>,
}

/// What a value adds to the colours. The parts of green have 16 bits after the point.
#[derive(Debug, Clone, Copy, Default)]
struct Tables {
    luma: i32,
    red_of_cr: i32,
    green_of_cr: i32,
    green_of_cb: i32,
    blue_of_cb: i32,
}

impl YCbCr {
    /// Section 21 of TIFF 6.0 with libtiff's defaults.
    pub(super) fn new(directory: &Directory<'_>) -> Result<Self, Error> {
        Self::with_blocks(directory, Self::sampling(directory)?)
    }

    /// The size of blocks that the tag tells of.
    pub(super) fn sampling(directory: &Directory<'_>) -> Result<(u16, u16), Error> {
        match directory.shorts(tags::YCBCR_SUBSAMPLING).as_deref() {
            None => Ok((2, 2)),
            Some(&[across, down]) => Ok((across, down)),
            Some(_) => Err(unsupported("unusual blocks of chroma")),
        }
    }

    /// With blocks of another size than the tag's.
    pub(super) fn with_blocks(
        directory: &Directory<'_>,
        (across, down): (u16, u16),
    ) -> Result<Self, Error> {
        // Those that libtiff has.
        if !matches!((across, down), (1 | 2, 1 | 2) | (4, 1 | 2 | 4)) {
            return Err(unsupported("unusual blocks of chroma"));
        }
        let fits = |tag, side| directory.number(tag).is_some_and(|whole| whole >= u64::from(side));
        if !fits(tags::WIDTH, across) || !fits(tags::HEIGHT, down) {
            return Err(damaged("a picture that is smaller than a block"));
        }
        let coefficients =
            directory.floats(tags::YCBCR_COEFFICIENTS).unwrap_or([0.299, 0.587, 0.114]);
        let range = directory
            .floats(tags::REFERENCE_BLACK_WHITE)
            .unwrap_or([0.0, 255.0, 128.0, 255.0, 128.0, 255.0]);
        #[allow(clippy::cast_precision_loss, reason = "libtiff's own bounds")]
        let in_range = |value: &f32| *value > (-0x7fff_ffff + 128) as f32 && *value < 2.0e9;
        if coefficients[1] == 0.0 || !range.iter().all(in_range) {
            return Err(damaged("colours that cannot be"));
        }
        Ok(Self { across: across.into(), down: down.into(), tables: tables(coefficients, range) })
    }

    /// The columns and rows that share a pair of chroma.
    #[cfg(feature = "jpeg")]
    pub(super) const fn blocks(&self) -> (usize, usize) {
        (self.across, self.down)
    }

    /// Whether each pixel has its own chroma.
    pub(super) const fn is_full(&self) -> bool {
        self.across == 1 && self.down == 1
    }

    /// The bytes of so many rows in blocks.
    pub(super) const fn bytes(&self, width: usize, rows: usize) -> u64 {
        self.row_of_blocks(width) as u64 * rows.div_ceil(self.down) as u64
    }

    /// The bytes of them that libtiff reads, which takes a row of blocks for as many rows, of whole bytes: if there is a
    /// rest, blocks at the end are missing.
    pub(super) const fn bytes_read(&self, width: usize, rows: usize) -> u64 {
        let row = self.row_of_blocks(width) / self.down;
        row as u64 * rows.next_multiple_of(self.down) as u64
    }

    /// The bytes of the rows that a predictor works on; `None` if they are no whole pixels, which it takes them for.
    pub(super) const fn predicted_bytes(&self, width: usize) -> Option<usize> {
        let row = self.row_of_blocks(width) / self.down;
        if row.is_multiple_of(3) { Some(row) } else { None }
    }

    const fn row_of_blocks(&self, width: usize) -> usize {
        width.div_ceil(self.across) * (self.across * self.down + 2)
    }

    /// Blocks to rows of RGB.
    pub(super) fn expand(&self, blocks: &[u8], width: usize, out: &mut [u8]) {
        let luma_bytes = self.across * self.down;
        let row_of_blocks = self.row_of_blocks(width);
        let bands = out.chunks_mut(width * 3 * self.down);
        for (band, blocks) in bands.zip(blocks.chunks_exact(row_of_blocks)) {
            for (y, row) in band.chunks_exact_mut(width * 3).enumerate() {
                let pixels = row.chunks_mut(3 * self.across);
                for (pixels, block) in pixels.zip(blocks.chunks_exact(luma_bytes + 2)) {
                    let chroma = [block[luma_bytes], block[luma_bytes + 1]];
                    let lumas = &block[y * self.across..];
                    for (rgb, luma) in pixels.chunks_exact_mut(3).zip(lumas) {
                        rgb.copy_from_slice(&self.rgb(*luma, chroma));
                    }
                }
            }
        }
    }

    /// One pixel, as `TIFFYCbCrtoRGB`.
    pub(super) fn rgb(&self, luma: u8, [cb, cr]: [u8; 2]) -> [u8; 3] {
        let of = |value: u8| &self.tables[usize::from(value)];
        let (luma, cb, cr) = (of(luma).luma, of(cb), of(cr));
        let green = cb.green_of_cb.wrapping_add(cr.green_of_cr) >> 16;
        [luma + cr.red_of_cr, luma + green, luma + cb.blue_of_cb]
            .map(|value| u8::try_from(value.clamp(0, 255)).unwrap_or_default())
    }
}

/// As `TIFFYCbCrToRGBInit`, whose operations and roundings these are.
fn tables([red, green, blue]: [f32; 3], range: [f32; 6]) -> Box<[Tables; 256]> {
    const HALF: i32 = 1 << 15;
    let fixed = |factor: f32| {
        #[allow(clippy::cast_possible_truncation, reason = "at most 2^17")]
        let fixed = (f64::from(factor.clamp(0.0, 2.0) * 65536.0) + 0.5) as i32;
        fixed
    };
    let (of_cr, of_cb) = (2.0 - 2.0 * red, 2.0 - 2.0 * blue);
    let factors =
        [fixed(of_cr), -fixed(red * of_cr / green), fixed(of_cb), -fixed(blue * of_cb / green)];
    // From what stands for black and white to the range of 8 bits.
    let scaled = |value: i32, black: f32, white: f32, most: f32| {
        let span = if white - black == 0.0 { 1.0 } else { white - black };
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_precision_loss,
            reason = "cut off above, and the rounding of the original"
        )]
        let scaled = {
            let offset = value.saturating_sub(black as i32) as f32;
            (offset * most / span).clamp(-4096.0, 4096.0) as i32
        };
        scaled
    };
    let mut tables = Box::new([Tables::default(); 256]);
    for (value, table) in (0..).zip(tables.iter_mut()) {
        let chroma = |black: f32, white: f32| {
            i64::from(scaled(value - 128, black - 128.0, white - 128.0, 127.0))
        };
        let (cb, cr) = (chroma(range[2], range[3]), chroma(range[4], range[5]));
        let product = |factor: i32, chroma: i64| {
            i32::try_from(i64::from(factor) * chroma).unwrap_or_default()
        };
        *table = Tables {
            luma: scaled(value, range[0], range[1], 255.0),
            red_of_cr: product(factors[0], cr).saturating_add(HALF) >> 16,
            green_of_cr: product(factors[1], cr),
            green_of_cb: product(factors[3], cb).saturating_add(HALF),
            blue_of_cb: product(factors[2], cb).saturating_add(HALF) >> 16,
        };
    }
    tables
}
