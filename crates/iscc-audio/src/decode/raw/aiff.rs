//! AIFF and AIFF-C: which samples there are.

use std::io::{Read, Seek, SeekFrom};

use super::{Coding, Endian, Raw, layout, speakers};
use crate::decode::container::Container;
use crate::decode::error::{Error, Needed};
use crate::decode::part::Part;

const MAX_CHUNKS: usize = 100_000;

/// The `COMM` chunk.
struct Common {
    channels: u16,
    coding: Coding,
    rate: u32,
}

impl Common {
    fn parse(chunk: &[u8], is_c: bool) -> Result<Self, Error> {
        let [c0, c1, _, _, _, _, b0, b1, rest @ ..] = chunk else {
            return Err(Error::damaged(Container::Aiff, "short format"));
        };
        let (rate, rest) = rest
            .split_first_chunk()
            .ok_or_else(|| Error::damaged(Container::Aiff, "short format"))?;
        let bits = u16::from_be_bytes([*b0, *b1]);
        let kind = if is_c { rest.first_chunk().unwrap_or(b"NONE") } else { b"NONE" };
        let coding = coding(*kind, bits);
        let needed = Needed::Codec(Container::Aiff, "this coding of samples");
        Ok(Self {
            channels: u16::from_be_bytes([*c0, *c1]),
            coding: coding.ok_or(Error::MissingFeature(needed))?,
            rate: extended(*rate),
        })
    }
}

fn coding(kind: [u8; 4], bits: u16) -> Option<Coding> {
    use Endian::{Big, Little};
    Some(match (&kind, bits.div_ceil(8)) {
        (b"NONE" | b"twos", 1) => Coding::S8,
        (b"NONE" | b"twos", 2) => Coding::I16(Big),
        (b"NONE" | b"twos", 3) => Coding::I24(Big),
        (b"NONE" | b"twos", 4) => Coding::I32(Big),
        (b"raw ", 1) => Coding::U8,
        (b"sowt", 1) => Coding::S8,
        (b"sowt", 2) => Coding::I16(Little),
        (b"sowt", 3) => Coding::I24(Little),
        (b"sowt", 4) => Coding::I32(Little),
        (b"in24", _) => Coding::I24(Big),
        (b"in32", _) => Coding::I32(Big),
        (b"fl32" | b"FL32", _) => Coding::F32(Big),
        (b"fl64" | b"FL64", _) => Coding::F64(Big),
        (b"alaw" | b"ALAW", _) => Coding::ALaw,
        (b"ulaw" | b"ULAW", _) => Coding::MuLaw,
        _ => return None,
    })
}

/// A rate as an 80-bit floating-point number, as FFmpeg reads it: 63 bits of the fraction, rounded; 0 beyond.
fn extended(bytes: [u8; 10]) -> u32 {
    let [e0, e1, fraction @ ..] = bytes;
    let exponent = i32::from(u16::from_be_bytes([e0, e1])) - 16383 - 63;
    let fraction = u64::from_be_bytes(fraction);
    let rate = match exponent {
        -63..=-1 => {
            let shift = exponent.unsigned_abs();
            let half = 1_u64 << (shift - 1);
            (u128::from(fraction) + u128::from(half)) >> shift
        }
        0 => fraction.into(),
        _ => 0,
    };
    u32::try_from(rate).unwrap_or(0)
}

/// The speakers of a `CHAN` chunk.
fn mask(chunk: &[u8]) -> Option<u64> {
    let word = |at: usize| Some(u32::from_be_bytes(*chunk.get(at..)?.first_chunk()?));
    speakers::mask(word(0)?, word(4)?)
}

/// Finds the samples of an AIFF file.
pub(crate) fn read<R: Read + Seek>(part: &mut Part<R>) -> Result<Raw, Error> {
    let broken = |what: &'static str| Error::damaged(Container::Aiff, what);
    part.seek(SeekFrom::Start(8))?;
    let is_c = part.take_array()?.is_some_and(|form| &form == b"AIFC");
    let (mut at, mut common, mut speakers, mut data) = (12, None, None, Vec::new());
    for _ in 0..MAX_CHUNKS {
        part.seek(SeekFrom::Start(at))?;
        let Some([k0, k1, k2, k3, size @ ..]) = part.take_array::<8>()? else { break };
        let (start, size) = (at + 8, u64::from(u32::from_be_bytes(size)));
        let kind = [k0, k1, k2, k3];
        let mut chunk = vec![0; if &kind == b"SSND" { 8 } else { size.min(64) as usize }];
        let read = part.read_up_to(&mut chunk)?;
        chunk.truncate(read);
        match &kind {
            b"COMM" => common = Some(Common::parse(&chunk, is_c)?),
            b"CHAN" => speakers = mask(&chunk),
            // Only the first counts: in FFmpeg reading starts there.
            b"SSND" if data.is_empty() && chunk.len() == 8 => {
                let offset = chunk.first_chunk().map_or(0, |offset| u32::from_be_bytes(*offset));
                let end = start.saturating_add(size).min(part.len());
                data.push(start + 8 + u64::from(offset)..end);
            }
            _ => {}
        }
        at = start.saturating_add(size).saturating_add(size & 1);
    }
    let Common { channels, coding, rate } = common.ok_or_else(|| broken("no format"))?;
    if data.is_empty() {
        return Err(broken("no samples"));
    }
    Ok(Raw::new(coding, rate, layout(channels.into(), speakers)?, data))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates() {
        assert_eq!(extended([0x40, 0x0e, 0xac, 0x44, 0, 0, 0, 0, 0, 0]), 44100);
        assert_eq!(extended([0x40, 0x10, 0xbb, 0x80, 0, 0, 0, 0, 0, 0]), 192_000);
        assert_eq!(extended([0xff; 10]), 0);
        assert_eq!(extended([0; 10]), 0);
    }
}
