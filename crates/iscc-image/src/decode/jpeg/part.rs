//! Streams inside of other files, whose container says what the components are.

use alloc::vec;
use alloc::vec::Vec;
use core::cell::Cell;

use mozjpeg::{ColorSpace, Decompress};

use super::source::Input;
use super::{catching, damaged};
use crate::decode::Limits;
use crate::error::Error;

/// What a stream announces.
#[derive(Debug, Clone, Copy)]
pub(in crate::decode) struct Interchange {
    pub(in crate::decode) width: usize,
    pub(in crate::decode) height: usize,
    pub(in crate::decode) components: usize,
}

/// The planes of a stream of three components as they are stored, chroma not enlarged: rows of whole blocks.
pub(in crate::decode) fn decode_planes(
    bytes: &[u8],
    size: (usize, usize),
    limits: &Limits,
) -> Result<[Vec<u8>; 3], Error> {
    // Less than a block more in each direction, twice for chroma.
    let [columns, rows] = [size.0, size.1].map(|side| side as u64 + 16);
    limits.check_alloc(columns * rows * 3)?;
    catching(|| {
        let starved = Cell::new(false);
        let refused = |error: std::io::Error| damaged("the data is broken", Some(error.into()));
        let input = Input { rest: bytes, starved: &starved };
        let file = Decompress::new_reader(input).map_err(refused)?;
        if file.size() != size || file.components().len() != 3 {
            return Err(damaged("a strip or tile of another size", None));
        }
        let mut planes = [Vec::new(), Vec::new(), Vec::new()];
        let mut rows = file.raw().map_err(refused)?;
        rows.read_raw_data(&mut planes.each_mut());
        Ok(planes)
    })
}

/// Hands out the rows of a stream until `put` has enough. Where the data ends, libjpeg carries on with
/// gray, and so does the reference.
pub(in crate::decode) fn decode_part(
    bytes: &[u8],
    limits: &Limits,
    fits: impl FnOnce(Interchange) -> bool,
    mut put: impl FnMut(&[u8]) -> bool,
) -> Result<(), Error> {
    catching(|| {
        let starved = Cell::new(false);
        let refused = |error: std::io::Error| damaged("the data is broken", Some(error.into()));
        let input = Input { rest: bytes, starved: &starved };
        let file = Decompress::new_reader(input).map_err(refused)?;
        let (width, height) = file.size();
        let components = match file.color_space() {
            ColorSpace::JCS_GRAYSCALE => 1,
            ColorSpace::JCS_CMYK | ColorSpace::JCS_YCCK => 4,
            _ => 3,
        };
        if !fits(Interchange { width, height, components }) {
            return Err(damaged("a strip or tile of another size", None));
        }
        // A progressive stream keeps all coefficients.
        limits.check_alloc(width as u64 * height as u64 * components as u64 * 2)?;
        let mut rows = match components {
            1 => file.grayscale(),
            3 => file.rgb(),
            _ => file.to_colorspace(ColorSpace::JCS_CMYK),
        }
        .map_err(refused)?;
        let mut row = vec![0; width * components];
        for _ in 0..height {
            rows.read_scanlines_into(&mut row).map_err(refused)?;
            if !put(&row) {
                break;
            }
        }
        Ok(())
    })
}
