//! AV1 through iscc-av1.

use alloc::vec::Vec;

use iscc_av1::{Decoder, Layout, Picture, Row, Settings};

use crate::decode::Limits;
use crate::decode::heif::{Chroma, Fault, Planes, Signal};

const BROKEN: &str = "the AV1 data is broken";

/// Decodes the first picture of a stream.
pub(super) fn decode(
    stream: &[u8],
    operating_point: u64,
    limits: &Limits,
) -> Result<Planes, Fault> {
    let settings = Settings {
        operating_point: u8::try_from(operating_point).unwrap_or_default(),
        max_pixels: u32::try_from(limits.max_pixels).unwrap_or(u32::MAX),
        ..Settings::default()
    };
    let broken = |error: iscc_av1::Error| Fault::Decoder(BROKEN, error.into());
    let mut decoder = Decoder::new(&settings).map_err(broken)?;
    let mut pictures = decoder.decode(stream).map_err(broken)?;
    if pictures.is_empty() {
        pictures = decoder.finish().map_err(broken)?;
    }
    planes(pictures.first().ok_or(Fault::Damaged(BROKEN))?, limits)
}

fn planes(picture: &Picture, limits: &Limits) -> Result<Planes, Fault> {
    let (width, height) = (picture.width(), picture.height());
    limits.check_pixels(width, height)?;
    limits.check_alloc(width as u64 * height as u64 * 6)?;
    let signal = Signal {
        primaries: picture.primaries().into(),
        matrix: picture.matrix().into(),
        full_range: picture.is_full_range(),
    };
    let chroma = match picture.layout() {
        Layout::Gray => Chroma::None,
        Layout::Quarter => Chroma::Quarter,
        Layout::Half => Chroma::Half,
        Layout::Full => Chroma::Full,
    };
    let samples = [0, 1, 2].map(|plane| {
        let (plane_width, plane_height) = picture.plane_size(plane);
        let mut samples = Vec::with_capacity(plane_width * plane_height);
        picture.rows(plane, |row| {
            match row {
                Row::Bits8(row) => samples.extend(row.iter().map(|sample| u16::from(*sample))),
                Row::Bits16(row) => samples.extend_from_slice(row),
            }
            true
        });
        samples
    });
    Ok(Planes { width, height, chroma, bits: picture.bits(), signal, samples })
}
