//! RIFF WAVE, RF64 and BW64: which samples there are.

use core::ops::Range;
use std::io::{Read, Seek, SeekFrom};

use super::{Coding, Endian, Raw, layout};
use crate::decode::container::Container;
use crate::decode::error::{Error, Needed};
use crate::decode::part::Part;

/// The end of the globally unique identifiers that stand for the old format tags.
const SUBTYPE: [u8; 14] = [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71];
/// Chunks that are looked at.
const MAX_CHUNKS: usize = 100_000;

/// What a WAVE file holds.
pub(crate) enum Wave {
    /// Linear PCM.
    Raw(Raw),
    /// ADPCM in blocks.
    Adpcm(Adpcm),
}

/// Blocks of ADPCM.
pub(crate) struct Adpcm {
    /// The format tag: 2 is Microsoft's, 0x11 is IMA.
    pub(crate) tag: u16,
    pub(crate) rate: u32,
    pub(crate) channels: u16,
    /// Bytes of a block.
    pub(crate) block: u16,
    pub(crate) data: Vec<Range<u64>>,
}

/// The `fmt ` chunk.
struct Format {
    tag: u16,
    channels: u16,
    rate: u32,
    block: u16,
    bits: u16,
    mask: Option<u64>,
}

impl Format {
    fn parse(chunk: &[u8]) -> Option<Self> {
        let [t0, t1, c0, c1, r0, r1, r2, r3, _, _, _, _, a0, a1, b0, b1, extension @ ..] = chunk
        else {
            return None;
        };
        let mut format = Self {
            tag: u16::from_le_bytes([*t0, *t1]),
            channels: u16::from_le_bytes([*c0, *c1]),
            rate: u32::from_le_bytes([*r0, *r1, *r2, *r3]),
            block: u16::from_le_bytes([*a0, *a1]),
            bits: u16::from_le_bytes([*b0, *b1]),
            mask: None,
        };
        if let [_, _, v0, v1, m0, m1, m2, m3, t0, t1, subtype @ ..] = extension
            && format.tag == 0xfffe
        {
            // As in FFmpeg: the valid bits stand for the bits of the container, unless there are none.
            let valid = u16::from_le_bytes([*v0, *v1]);
            format.bits = if valid == 0 { format.bits } else { valid };
            format.mask = Some(u32::from_le_bytes([*m0, *m1, *m2, *m3]).into());
            if subtype.starts_with(&SUBTYPE) {
                format.tag = u16::from_le_bytes([*t0, *t1]);
            }
        }
        Some(format)
    }

    fn coding(&self) -> Option<Coding> {
        use Endian::Little;
        let coding = match (self.tag, self.bits.div_ceil(8)) {
            (1, 1) => Coding::U8,
            (1, 2) => Coding::I16(Little),
            (1, 3) => Coding::I24(Little),
            (1, 4) => Coding::I32(Little),
            (3, 4) => Coding::F32(Little),
            (3, 8) => Coding::F64(Little),
            (6, _) => Coding::ALaw,
            (7, _) => Coding::MuLaw,
            _ => return None,
        };
        // Samples in wider containers are something else to FFmpeg.
        let frame = coding.bytes() * usize::from(self.channels);
        (usize::from(self.block) == frame || self.block == 0).then_some(coding)
    }
}

/// Finds the samples of a WAVE file. Several `data` chunks count one after the other; one that says that it has no length or
/// all that can be written reaches to the end of the file.
pub(crate) fn read<R: Read + Seek>(part: &mut Part<R>) -> Result<Wave, Error> {
    let broken = |what: &'static str| Error::damaged(Container::Wave, what);
    part.seek(SeekFrom::Start(0))?;
    let is_rf64 = part.take_array::<4>()?.is_some_and(|mark| &mark != b"RIFF");
    let (mut at, mut format, mut data, mut long) = (12, None, Vec::new(), None);
    for _ in 0..MAX_CHUNKS {
        part.seek(SeekFrom::Start(at))?;
        let Some([k0, k1, k2, k3, size @ ..]) = part.take_array::<8>()? else { break };
        let (start, mut size) = (at + 8, u64::from(u32::from_le_bytes(size)));
        match &[k0, k1, k2, k3] {
            b"fmt " if format.is_none() => {
                let mut chunk = vec![0; size.min(64) as usize];
                let read = part.read_up_to(&mut chunk)?;
                format = Some(Format::parse(&chunk[..read]).ok_or_else(|| broken("short format"))?);
            }
            b"ds64" if is_rf64 => {
                // The size of the file, then that of the samples.
                let sizes = part.take_array::<16>()?.unwrap_or_default();
                long = sizes.last_chunk().map(|size| u64::from_le_bytes(*size));
            }
            b"data" => {
                if is_rf64 && size == u64::from(u32::MAX) {
                    size = long.unwrap_or(u64::MAX);
                } else if size == 0 || size == u64::from(u32::MAX) {
                    size = u64::MAX;
                }
                data.push(start..start.saturating_add(size).min(part.len()));
            }
            _ => {}
        }
        // Chunks begin at even places.
        at = start.saturating_add(size).saturating_add(size & 1);
        if at >= part.len() {
            break;
        }
    }
    let format = format.ok_or_else(|| broken("no format"))?;
    if data.is_empty() {
        return Err(broken("no samples"));
    }
    if matches!(format.tag, 2 | 0x11) && (1..=2).contains(&format.channels) && format.bits == 4 {
        let Format { tag, channels, rate, block, .. } = format;
        return Ok(Wave::Adpcm(Adpcm { tag, rate, channels, block, data }));
    }
    // DIFFERENCE: without the feature `ffmpeg` compressed sound in WAVE is not read.
    let codec = match format.tag {
        0x50 => "MP2",
        0x55 => "MP3",
        0xff | 0x1600 | 0x1610 => "AAC",
        0x2000 => "AC-3",
        _ => "this coding of samples",
    };
    let coding = format.coding();
    let coding = coding.ok_or(Error::MissingFeature(Needed::Codec(Container::Wave, codec)))?;
    let layout = layout(format.channels.into(), format.mask)?;
    Ok(Wave::Raw(Raw::new(coding, format.rate, layout, data)))
}
