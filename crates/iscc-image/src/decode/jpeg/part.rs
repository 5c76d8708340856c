//! Streams inside of other files, whose container says what the components are.

use alloc::vec::Vec;

use iscc_jpeg::{Decoder, Plane};

use super::{damaged, options, refused};
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
) -> Result<[Plane; 3], Error> {
    let decoder = Decoder::new(bytes).map_err(refused)?;
    if (usize::from(decoder.width()), usize::from(decoder.height())) != size
        || decoder.sampling().len() != 3
    {
        return Err(damaged("a strip or tile of another size", None));
    }
    let planes: Vec<Plane> = decoder.planes(&filled(limits)).map_err(refused)?;
    planes.try_into().map_err(|_| damaged("a component is missing", None))
}

/// Hands out the rows of a stream until `put` has enough.
pub(in crate::decode) fn decode_part(
    bytes: &[u8],
    limits: &Limits,
    fits: impl FnOnce(Interchange) -> bool,
    mut put: impl FnMut(&[u8]) -> bool,
) -> Result<(), Error> {
    let decoder = Decoder::new(bytes).map_err(refused)?;
    let (width, height) = (decoder.width().into(), decoder.height().into());
    let components = decoder.color().channels();
    if !fits(Interchange { width, height, components }) {
        return Err(damaged("a strip or tile of another size", None));
    }
    let mut rows = decoder.rows(&filled(limits)).map_err(refused)?;
    while let Some(row) = rows.next_row().map_err(refused)? {
        if !put(row) {
            break;
        }
    }
    Ok(())
}

/// Where the data ends, libjpeg carries on with gray, and so does the reference here.
fn filled(limits: &Limits) -> iscc_jpeg::Options {
    let mut options = options(limits);
    options.fill_truncated = true;
    options
}
