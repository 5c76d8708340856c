//! Linear PCM as it lies in WAVE, AIFF, CAF and AU files, read without a demuxer: that is most of the work for such files, and what
//! a field means there is what FFmpeg takes it for.

mod aiff;
mod au;
mod caf;
mod riff;
mod speakers;

pub(crate) use aiff::read as read_aiff;
pub(crate) use au::read as read_au;
pub(crate) use caf::read as read_caf;
pub(crate) use riff::{Adpcm, Wave, read as read_wave};

use core::ops::Range;
use std::io::{Read, Seek, SeekFrom};

use super::container::Container;
use super::error::{Error, Unsupported};
use super::part::Part;
use super::sound::{Facts, Sound};
use crate::{ChannelLayout, SampleFormat, Samples};

/// Frames that are read at once.
const FRAMES: usize = 4096;

/// How a sample is written. FFmpeg decodes each to the type of [`Coding::format`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coding {
    U8,
    S8,
    I16(Endian),
    I24(Endian),
    I32(Endian),
    F32(Endian),
    F64(Endian),
    ALaw,
    MuLaw,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Endian {
    Little,
    Big,
}

impl Coding {
    const fn bytes(self) -> usize {
        match self {
            Self::U8 | Self::S8 | Self::ALaw | Self::MuLaw => 1,
            Self::I16(_) => 2,
            Self::I24(_) => 3,
            Self::I32(_) | Self::F32(_) => 4,
            Self::F64(_) => 8,
        }
    }

    const fn format(self) -> SampleFormat {
        match self {
            Self::U8 | Self::S8 => SampleFormat::U8,
            Self::I16(_) | Self::ALaw | Self::MuLaw => SampleFormat::I16,
            Self::I24(_) | Self::I32(_) => SampleFormat::I32,
            Self::F32(_) => SampleFormat::F32,
            Self::F64(_) => SampleFormat::F64,
        }
    }
}

/// The samples of a file and what they are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Raw {
    pub(crate) coding: Coding,
    pub(crate) rate: u32,
    pub(crate) layout: ChannelLayout,
    /// Where the samples lie, one after the other.
    pub(crate) data: Vec<Range<u64>>,
}

impl Raw {
    /// Hands all samples on.
    pub(crate) fn play<R: Read + Seek>(
        &self,
        container: Container,
        part: &mut Part<R>,
        sound: &mut Sound<'_>,
    ) -> Result<Facts, Error> {
        let channels = self.layout.channels();
        let spec = sound.spec(self.rate, self.layout, self.coding.format())?;
        let frame = self.coding.bytes() * channels;
        let mut bytes = vec![0; FRAMES * frame];
        let mut buffers = Buffers::default();
        let mut is_broken = false;
        for range in &self.data {
            part.seek(SeekFrom::Start(range.start))?;
            let mut left = range.end.saturating_sub(range.start);
            while left >= frame as u64 {
                let want = usize::try_from(left).unwrap_or(usize::MAX).min(bytes.len());
                let read = part.read_up_to(&mut bytes[..want - want % frame])?;
                let whole = read - read % frame;
                sound.hear(spec, buffers.convert(self.coding, &bytes[..whole]))?;
                if whole < want - want % frame {
                    is_broken = true;
                    break;
                }
                left -= whole as u64;
            }
            is_broken |= left > 0;
        }
        Ok(Facts { container, codec: "PCM", is_broken, is_cut: false })
    }

    fn new(coding: Coding, rate: u32, layout: ChannelLayout, data: Vec<Range<u64>>) -> Self {
        Self { coding, rate, layout, data }
    }
}

/// The layout of a file: what a mask says if it fits, else the usual one for so many channels.
pub(crate) fn layout(channels: u32, mask: Option<u64>) -> Result<ChannelLayout, Error> {
    let known = match mask.filter(|mask| mask.count_ones() == channels) {
        Some(mask) => ChannelLayout::from_mask(mask),
        None => ChannelLayout::from_count(channels as usize),
    };
    known.ok_or(Error::Unsupported(Unsupported::Channels(channels)))
}

/// Room for converted samples, kept from piece to piece.
#[derive(Default)]
struct Buffers {
    u8: Vec<u8>,
    i16: Vec<i16>,
    i32: Vec<i32>,
    f32: Vec<f32>,
    f64: Vec<f64>,
}

impl Buffers {
    fn convert(&mut self, coding: Coding, bytes: &[u8]) -> Samples<'_> {
        use Endian::{Big, Little};
        match coding {
            Coding::U8 => fill(&mut self.u8, bytes, |[byte]| byte),
            Coding::S8 => fill(&mut self.u8, bytes, |[byte]: [u8; 1]| byte ^ 0x80),
            Coding::I16(Little) => fill(&mut self.i16, bytes, i16::from_le_bytes),
            Coding::I16(Big) => fill(&mut self.i16, bytes, i16::from_be_bytes),
            Coding::I24(Little) => {
                fill(&mut self.i32, bytes, |[a, b, c]| i32::from_le_bytes([0, a, b, c]))
            }
            Coding::I24(Big) => {
                fill(&mut self.i32, bytes, |[a, b, c]| i32::from_be_bytes([a, b, c, 0]))
            }
            Coding::I32(Little) => fill(&mut self.i32, bytes, i32::from_le_bytes),
            Coding::I32(Big) => fill(&mut self.i32, bytes, i32::from_be_bytes),
            Coding::F32(Little) => fill(&mut self.f32, bytes, f32::from_le_bytes),
            Coding::F32(Big) => fill(&mut self.f32, bytes, f32::from_be_bytes),
            Coding::F64(Little) => fill(&mut self.f64, bytes, f64::from_le_bytes),
            Coding::F64(Big) => fill(&mut self.f64, bytes, f64::from_be_bytes),
            Coding::ALaw => fill(&mut self.i16, bytes, |[byte]| a_law(byte)),
            Coding::MuLaw => fill(&mut self.i16, bytes, |[byte]| mu_law(byte)),
        }
    }
}

fn fill<'a, const N: usize, T>(
    buffer: &'a mut Vec<T>,
    bytes: &[u8],
    convert: impl Fn([u8; N]) -> T,
) -> Samples<'a>
where
    Samples<'a>: From<&'a [T]>,
{
    buffer.clear();
    buffer.extend(bytes.as_chunks::<N>().0.iter().map(|bytes| convert(*bytes)));
    Samples::from(&buffer[..])
}

/// ITU-T G.711, A-law, scaled to 16 bits.
fn a_law(byte: u8) -> i16 {
    let byte = byte ^ 0x55;
    let (mantissa, segment) = (i16::from(byte & 15) * 2 + 1, byte >> 4 & 7);
    let value = if segment == 0 { mantissa << 3 } else { (mantissa + 32) << (segment + 2) };
    if byte & 0x80 == 0 { -value } else { value }
}

/// ITU-T G.711, mu-law, scaled to 16 bits.
fn mu_law(byte: u8) -> i16 {
    const BIAS: i16 = 0x84;
    let byte = !byte;
    let value = ((i16::from(byte & 15) << 3) + BIAS) << (byte >> 4 & 7);
    if byte & 0x80 == 0 { value - BIAS } else { BIAS - value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn companding() {
        assert_eq!((a_law(0xd5), a_law(0x55), a_law(0xaa), a_law(0x2a)), (8, -8, 32256, -32256));
        assert_eq!((mu_law(0xff), mu_law(0x7f), mu_law(0x80), mu_law(0x00)), (0, 0, 32124, -32124));
    }

    #[test]
    fn integers_are_left_justified() {
        let mut buffers = Buffers::default();
        let Samples::I32(samples) = buffers.convert(Coding::I24(Endian::Little), &[1, 2, 0x83])
        else {
            panic!()
        };
        assert_eq!(samples, [0x8302_0100_u32.cast_signed()]);
        let Samples::U8(samples) = buffers.convert(Coding::S8, &[0, 0x80, 0x7f]) else { panic!() };
        assert_eq!(samples, [128, 0, 255]);
    }
}
