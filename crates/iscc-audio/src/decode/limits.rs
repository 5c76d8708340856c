//! [`Limits`]: how much a foreign file may ask for.

use super::error::{Error, Limited};

/// What decoding may cost. The defaults are finite.
///
/// ```
/// use iscc_audio::decode::Limits;
///
/// let mut limits = Limits::default();
/// limits.max_seconds = 3600;
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Limits {
    /// Seconds of sound. Default: 604,800, a week. The fingerprint takes 32 bytes a second, everything else is constant.
    pub max_seconds: u64,
    /// Samples a second. Default: 1,536,000, twice what FLAC and the usual converters have.
    pub max_rate: u32,
    /// Channels. Default: 64.
    pub max_channels: u32,
    /// Bytes that embedded metadata may take in memory. Default: 64 MiB.
    pub max_metadata_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            max_seconds: 7 * 24 * 3600,
            max_rate: 1_536_000,
            max_channels: 64,
            max_metadata_bytes: 64 << 20,
        }
    }
}

impl Limits {
    pub(crate) fn check_spec(&self, rate: u32, channels: u32) -> Result<(), Error> {
        check(Limited::SampleRate, rate.into(), self.max_rate.into())?;
        check(Limited::Channels, channels.into(), self.max_channels.into())
    }

    /// `frames` samples of each channel were decoded.
    pub(crate) fn check_frames(&self, frames: u64, rate: u32) -> Result<(), Error> {
        check(Limited::Seconds, frames / u64::from(rate.max(1)), self.max_seconds)
    }
}

pub(crate) fn check(limited: Limited, asked: u64, allowed: u64) -> Result<(), Error> {
    if asked > allowed { Err(Error::Limit { limited, asked, allowed }) } else { Ok(()) }
}
