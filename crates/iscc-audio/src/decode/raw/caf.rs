//! Core Audio Format: which samples there are, if they are linear.

use std::io::{Read, Seek, SeekFrom};

use super::{Coding, Endian, Raw, layout, speakers};
use crate::decode::error::Error;
use crate::decode::part::Part;

const MAX_CHUNKS: usize = 100_000;

/// The `desc` chunk.
struct Description {
    coding: Coding,
    rate: u32,
    channels: u32,
}

impl Description {
    /// `None` for what is not linear, or packed in another way than samples side by side.
    fn parse(chunk: &[u8]) -> Option<Self> {
        let (rate, rest) = chunk.split_first_chunk()?;
        let word = |at: usize| Some(u32::from_be_bytes(*rest.get(at..)?.first_chunk()?));
        let (kind, flags) = (rest.first_chunk::<4>()?, word(4)?);
        let (bytes, frames, channels, bits) = (word(8)?, word(12)?, word(16)?, word(20)?);
        let endian = if flags & 2 != 0 { Endian::Little } else { Endian::Big };
        let coding = match (kind, flags & 1, bits) {
            (b"lpcm", 1, 32) => Coding::F32(endian),
            (b"lpcm", 1, 64) => Coding::F64(endian),
            (b"lpcm", 0, 8) => Coding::S8,
            (b"lpcm", 0, 16) => Coding::I16(endian),
            (b"lpcm", 0, 24) => Coding::I24(endian),
            (b"lpcm", 0, 32) => Coding::I32(endian),
            (b"alaw", ..) => Coding::ALaw,
            (b"ulaw", ..) => Coding::MuLaw,
            _ => return None,
        };
        let side_by_side = u64::from(bytes) == coding.bytes() as u64 * u64::from(channels);
        let rate = f64::from_be_bytes(*rate);
        let whole = rate >= 1.0 && rate < f64::from(u32::MAX);
        (frames == 1 && side_by_side && whole).then_some(Self {
            coding,
            rate: rate as u32,
            channels,
        })
    }
}

/// Finds the samples of a CAF file; `None` if they are not linear.
pub(crate) fn read<R: Read + Seek>(part: &mut Part<R>) -> Result<Option<Raw>, Error> {
    let (mut at, mut description, mut mask, mut data) = (8, None, None, Vec::new());
    for _ in 0..MAX_CHUNKS {
        part.seek(SeekFrom::Start(at))?;
        let Some([k0, k1, k2, k3, size @ ..]) = part.take_array::<12>()? else { break };
        let (start, size) = (at + 12, i64::from_be_bytes(size));
        // Only samples may have no length: they go to the end.
        let size = u64::try_from(size).unwrap_or(u64::MAX);
        let end = start.saturating_add(size).min(part.len());
        match &[k0, k1, k2, k3] {
            b"desc" => description = part.take_array::<32>()?,
            b"chan" => {
                let [a, b, c, d, bitmap @ ..] = part.take_array::<8>()?.unwrap_or_default();
                let tag = u32::from_be_bytes([a, b, c, d]);
                mask = speakers::mask(tag, u32::from_be_bytes(bitmap));
            }
            // After a count of edits.
            b"data" if data.is_empty() => data.push((start + 4).min(end)..end),
            _ => {}
        }
        if end == part.len() {
            break;
        }
        at = end;
    }
    let description = description.and_then(|chunk| Description::parse(&chunk));
    let Some(Description { coding, rate, channels }) = description else { return Ok(None) };
    if data.is_empty() {
        return Ok(None);
    }
    Ok(Some(Raw::new(coding, rate, layout(channels, mask)?, data)))
}
