//! [`Pictures`]: coded pictures of H.264 to decoded ones, one sample after the other.

use core::panic::AssertUnwindSafe;
use std::panic::catch_unwind;

use rust_h264::decoder::{Decoder, Frame};
use rust_h264::error::DecodeError;
use rust_h264::nal::{
    NalUnit, NalUnitType, SpsInfo, parse_avcc, parse_avcc_config, parse_sps_info,
};

use crate::error::Error;

const DAMAGED: Error = Error::Damaged { what: "coded pictures", source: None };

/// What a sample is, before it is decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Kind {
    /// Nothing behind it depends on what is before it.
    pub(super) is_start: bool,
    /// Nothing depends on it.
    pub(super) is_disposable: bool,
}

/// The decoder, and the sample whose picture it still holds.
pub(super) struct Pictures {
    decoder: Decoder,
    length_size: usize,
    info: SpsInfo,
    /// The sample that was fed last.
    building: Option<usize>,
}

impl Pictures {
    /// With the configuration of a track.
    pub(super) fn new(config: &[u8]) -> Result<Self, Error> {
        contained(|| {
            let config = parse_avcc_config(config).map_err(|_| Error::Damaged {
                what: "the configuration of the decoder",
                source: None,
            })?;
            let [first, others @ ..] = &config.sps_nals[..] else { return Err(DAMAGED) };
            let info = parse_sps_info(first).map_err(error)?;
            for other in others {
                let other = parse_sps_info(other).map_err(error)?;
                if (other.width, other.height) != (info.width, info.height) {
                    return Err(Error::Unsupported { what: "films that change in size" });
                }
            }
            if info.bit_depth_luma != 8 || (info.chroma_format != 0 && info.bit_depth_chroma != 8) {
                return Err(Error::Unsupported { what: "H.264 of more than 8 bits a sample" });
            }
            let mut decoder = Decoder::new();
            for nal in config.sps_nals.iter().chain(&config.pps_nals) {
                decoder.decode_nal(nal).map_err(error)?;
            }
            Ok(Self { decoder, length_size: config.length_size, info, building: None })
        })
    }

    /// Width and height in pixels.
    pub(super) const fn size(&self) -> (u32, u32) {
        (self.info.width, self.info.height)
    }

    /// How many pictures are decoded before one that is shown before them, at most; `None` if the film does not say.
    pub(super) const fn reordered(&self) -> Option<u32> {
        self.info.max_reorder_frames
    }

    /// The duration of a frame in seconds as coded: a fraction.
    pub(super) fn frame_duration(&self) -> Option<(u32, u32)> {
        self.decoder.frame_rate().map(|(frames, seconds)| (seconds, frames))
    }

    /// Looks at a sample. An error if it is not made of whole units.
    pub(super) fn kind(&self, sample: &[u8]) -> Result<Kind, Error> {
        let mut kind = Kind { is_start: false, is_disposable: true };
        let mut rest = sample;
        let mut slices = 0;
        while !rest.is_empty() {
            let (len, after) = rest.split_at_checked(self.length_size).ok_or(DAMAGED)?;
            let len = len.iter().fold(0usize, |len, &byte| len << 8 | usize::from(byte));
            let (unit, after) = after.split_at_checked(len).ok_or(DAMAGED)?;
            rest = after;
            let Some(&head) = unit.first() else { continue };
            if head & 0x80 != 0 {
                return Err(DAMAGED);
            }
            match head & 0x1f {
                unit @ (1 | 5) => {
                    slices += 1;
                    kind.is_start |= unit == 5;
                    kind.is_disposable &= head & 0x60 == 0;
                }
                2..=4 => return Err(Error::Unsupported { what: "H.264 of partitioned slices" }),
                // Parameters count for what comes later.
                7 | 8 => kind.is_disposable = false,
                _ => {}
            }
        }
        if slices == 0 { Err(DAMAGED) } else { Ok(kind) }
    }

    /// Decodes a sample. What comes is the picture of the sample before.
    pub(super) fn decode(
        &mut self,
        index: usize,
        sample: &[u8],
    ) -> Result<Option<(usize, Frame)>, Error> {
        contained(|| {
            let mut before = None;
            for unit in parse_avcc(sample, self.length_size) {
                if unit.nal_unit_type == NalUnitType::Sps {
                    self.check_size(&unit)?;
                }
                if let Some(frame) = self.decoder.decode_nal(&unit).map_err(error)? {
                    // Two pictures in a sample, or one without one.
                    let owner = self.building.take().ok_or(DAMAGED)?;
                    before = Some((owner, frame));
                }
            }
            if self.building.replace(index).is_some() {
                return Err(DAMAGED);
            }
            Ok(before)
        })
    }

    /// Gives the last picture.
    pub(super) fn finish(&mut self) -> Result<Option<(usize, Frame)>, Error> {
        contained(|| match (self.decoder.flush(), self.building.take()) {
            (Some(frame), Some(owner)) => Ok(Some((owner, frame))),
            (None, None) => Ok(None),
            _ => Err(DAMAGED),
        })
    }

    fn check_size(&self, unit: &NalUnit<'_>) -> Result<(), Error> {
        let info = parse_sps_info(unit).map_err(error)?;
        if (info.width, info.height) == self.size() {
            Ok(())
        } else {
            Err(Error::Unsupported { what: "films that change in size" })
        }
    }
}

fn error(error: DecodeError) -> Error {
    match error {
        DecodeError::Unsupported(what) => Error::Unsupported { what },
        other => Error::damaged("coded pictures", other),
    }
}

/// Runs the decoder. What goes wrong inside of it is an error about the film.
fn contained<T>(run: impl FnOnce() -> Result<T, Error>) -> Result<T, Error> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or(Err(DAMAGED))
}
