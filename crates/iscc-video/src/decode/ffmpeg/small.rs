//! [`Small`]: frames made small for the thumbnail.

use alloc::vec::Vec;

use iscc_ffmpeg::{Frame, PixelFormat, Scaler};

use crate::decode::thumbnail::Candidates;
use crate::error::Error;
use crate::orientation::Orientation;

/// Scales frames of one kind.
#[derive(Debug, Default)]
pub(super) struct Small {
    scaler: Option<Scaler>,
}

impl Small {
    /// Gives `candidates` a frame as it is shown, if one more is wanted.
    pub(super) fn push(
        &mut self,
        frame: &Frame,
        orientation: Orientation,
        candidates: &mut Candidates,
    ) -> Result<(), Error> {
        let Some((width, height)) = candidates.wanted(frame.width(), frame.height()) else {
            return Ok(());
        };
        if !self.scaler.as_ref().is_some_and(|scaler| scaler.fits(frame)) {
            let scaler = Scaler::new(frame, PixelFormat::RGB24, width, height);
            self.scaler = Some(scaler.map_err(Error::from_ffmpeg)?);
        }
        if let Some(scaler) = &mut self.scaler {
            let small = scaler.scale(frame).map_err(Error::from_ffmpeg)?;
            let columns = small.width() as usize;
            let mut rgb = Vec::with_capacity(columns * small.height() as usize * 3);
            for y in 0..small.height() {
                rgb.extend_from_slice(small.row(0, y, columns * 3).unwrap_or_default());
            }
            candidates.push(columns, &rgb, orientation);
        }
        Ok(())
    }
}
