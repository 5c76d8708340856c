//! [`Collected`]: what is gathered of the frames that are shown.

use core::ops::Range;

use crate::decode::options::DecodeOptions;
use crate::error::Error;
use crate::hash::VideoHasher;
use crate::mp7sig::VideoSignature;
use crate::signature::FrameSignature;

/// What has come of a film since its frames last changed in size or kind.
#[derive(Debug, Default)]
pub(crate) struct Collected {
    pub(crate) hasher: VideoHasher,
    pub(crate) signature: Option<VideoSignature>,
    /// Width and height as shown.
    pub(crate) size: (u32, u32),
    pub(crate) first_tick: i64,
    pub(crate) frames: u64,
}

impl Collected {
    /// Takes the signature of a frame and the ticks that show it.
    pub(crate) fn push(
        &mut self,
        ticks: Range<i64>,
        signature: &FrameSignature,
        size: (u32, u32),
        options: &DecodeOptions,
    ) -> Result<(), Error> {
        let count = ticks.end.saturating_sub(ticks.start).unsigned_abs();
        if count > options.max_ticks.saturating_sub(self.frames) {
            return Err(Error::Limit { what: "fifths of a second", allowed: options.max_ticks });
        }
        if self.frames == 0 {
            (self.size, self.first_tick) = (size, ticks.start);
        }
        self.frames += count;
        self.hasher.update(signature.vector());
        if options.keep_signature || options.scenes {
            let [width, height] = [size.0, size.1].map(|side| side as usize);
            let all = self.signature.get_or_insert_with(|| VideoSignature::new(width, height, 5));
            for tick in ticks {
                // The file has 32 bits for it.
                #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "cut")]
                all.push(tick as u32, signature);
            }
        }
        Ok(())
    }
}
