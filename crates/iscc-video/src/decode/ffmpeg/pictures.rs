//! [`Pictures`]: from decoded frames to signatures, as FFmpeg connects its filters.

use alloc::borrow::Cow;
use alloc::vec::Vec;

use iscc_ffmpeg::{Frame, Scaler};

use crate::error::Error;
use crate::luma::Luma;
use crate::orientation::Orientation;
use crate::signature::{FrameSignature, frame_signature};

/// Takes the luma of frames of one kind, converting what is no 8-bit luma.
#[derive(Debug, Default)]
pub(crate) struct Pictures {
    scaler: Option<Scaler>,
}

impl Pictures {
    /// The signature of a frame as it is shown.
    ///
    /// FFmpeg converts before it turns: dithering depends on the place of a pixel as it is coded.
    pub(crate) fn signature(
        &mut self,
        frame: &Frame,
        orientation: Orientation,
    ) -> Result<FrameSignature, Error> {
        let format =
            frame.pixel_format().ok_or(Error::Unsupported { what: "frames of no pixels" })?;
        let to = format.nearest_luma_first(orientation.swaps_sides());
        if to == format {
            return of_luma(frame, orientation);
        }
        if !self.scaler.as_ref().is_some_and(|scaler| scaler.fits(frame)) {
            let scaler = Scaler::new(frame, to, frame.width(), frame.height());
            self.scaler = Some(scaler.map_err(Error::from_ffmpeg)?);
        }
        match &mut self.scaler {
            Some(scaler) => of_luma(scaler.scale(frame).map_err(Error::from_ffmpeg)?, orientation),
            None => Err(Error::Unsupported { what: "frames of this pixel format" }),
        }
    }
}

fn of_luma(frame: &Frame, orientation: Orientation) -> Result<FrameSignature, Error> {
    let (width, height) = (frame.width() as usize, frame.height() as usize);
    let (bytes, stride) = plane(frame)?;
    Ok(frame_signature(&Luma::new(&bytes, width, height, stride)?.oriented(orientation)))
}

/// The first plane with its rows in order, and their distance.
fn plane(frame: &Frame) -> Result<(Cow<'_, [u8]>, usize), Error> {
    if let Some((bytes, stride)) = frame.bytes(0) {
        return Ok((Cow::Borrowed(bytes), stride));
    }
    // The last row first in memory.
    let width = frame.width() as usize;
    let mut bytes = Vec::with_capacity(width.saturating_mul(frame.height() as usize));
    for y in 0..frame.height() {
        let row = frame.row(0, y, width);
        bytes.extend_from_slice(row.ok_or(Error::Unsupported { what: "frames without planes" })?);
    }
    Ok((Cow::Owned(bytes), width))
}
