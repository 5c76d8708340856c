//! [`Table`]: samples as the tables of a track give them (ISO/IEC 14496-12, clauses 8.6 and 8.7).

use alloc::vec::Vec;

use crate::decode::native::track::MOST_SAMPLES;
use crate::error::Error;
use iscc_container::isobmff::{Bytes, child};

/// A sample before the edit list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) offset: u64,
    pub(super) size: u32,
    /// The time of decoding in the media's unit.
    pub(super) dts: i64,
    /// From decoding to showing.
    pub(super) delay: i32,
    pub(super) is_key: bool,
}

/// The samples of a track.
#[derive(Debug, Default)]
pub(super) struct Table {
    pub(super) entries: Vec<Entry>,
    /// Whether delays are stored: FFmpeg takes durations from elsewhere then.
    pub(super) has_delays: bool,
    /// The sum of the durations.
    pub(super) duration: i64,
    /// The one duration of all samples, where there is one (the last may have another).
    pub(super) steady: Option<i64>,
}

const DAMAGED: Error =
    Error::Damaged { what: "the tables of the track do not agree", source: None };
const UNUSUAL: Error = Error::Unsupported { what: "unusual tables of samples" };

/// FFmpeg takes larger durations for negative ones.
const LONGEST: u32 = u32::MAX - 48_000 * 10;

impl Table {
    /// Reads the tables in `stbl`.
    pub(super) fn read(stbl: &Bytes<'_>) -> Result<Self, Error> {
        let sizes = Sizes::read(stbl)?;
        let mut table = Self::default();
        if sizes.count == 0 {
            return Ok(table);
        }
        let keys = child(stbl.rest(), *b"stss")
            .map(|content| numbers(content).ok_or(DAMAGED))
            .transpose()?;
        table.entries = places(stbl, &sizes)?;
        if let Some(keys) = keys {
            for key in keys {
                let index = (key as usize).checked_sub(1).ok_or(DAMAGED)?;
                table.entries.get_mut(index).ok_or(DAMAGED)?.is_key = true;
            }
        } else {
            table.entries.iter_mut().for_each(|entry| entry.is_key = true);
        }
        table.times(child(stbl.rest(), *b"stts").ok_or(DAMAGED)?)?;
        if let Some(delays) = child(stbl.rest(), *b"ctts") {
            table.delays(delays)?;
        }
        Ok(table)
    }

    fn times(&mut self, stts: Bytes<'_>) -> Result<(), Error> {
        let runs = runs(stts).ok_or(DAMAGED)?;
        let mut entries = self.entries.iter_mut();
        let mut dts = 0i64;
        for &(count, duration) in &runs {
            if duration > LONGEST {
                return Err(UNUSUAL);
            }
            for _ in 0..count {
                let Some(entry) = entries.next() else { return Err(DAMAGED) };
                entry.dts = dts;
                dts += i64::from(duration);
            }
        }
        if entries.next().is_some() {
            return Err(DAMAGED);
        }
        self.duration = dts;
        self.steady = match runs[..] {
            [(_, duration)] | [(_, duration), (1, _)] if duration > 0 => Some(i64::from(duration)),
            _ => None,
        };
        Ok(())
    }

    fn delays(&mut self, ctts: Bytes<'_>) -> Result<(), Error> {
        let runs = runs(ctts).ok_or(DAMAGED)?;
        if runs.is_empty() {
            return Ok(());
        }
        let mut entries = self.entries.iter_mut();
        for (count, delay) in runs {
            let delay = delay.cast_signed();
            if count > 1 << 31 || delay.unsigned_abs() >= 1 << 28 {
                return Err(UNUSUAL);
            }
            for _ in 0..count {
                entries.next().ok_or(DAMAGED)?.delay = delay;
            }
        }
        if entries.next().is_some() {
            return Err(UNUSUAL);
        }
        self.has_delays = true;
        Ok(())
    }
}

/// From decoding to showing of the first sample, if there is a sample.
pub(super) fn first_delay(stbl: &Bytes<'_>) -> Option<i64> {
    let mut stsz = child(stbl.rest(), *b"stsz").or_else(|| child(stbl.rest(), *b"stz2"))?;
    stsz.skip(8)?;
    let count = stsz.u32()?;
    let delay = child(stbl.rest(), *b"ctts").and_then(|ctts| runs(ctts)?.first().map(|run| run.1));
    (count > 0).then(|| i64::from(delay.unwrap_or_default().cast_signed()))
}

/// The sizes of samples: one for all, or one each.
struct Sizes<'a> {
    all: u32,
    each: &'a [u8],
    count: u32,
}

impl<'a> Sizes<'a> {
    fn read(stbl: &Bytes<'a>) -> Result<Self, Error> {
        let Some(mut stsz) = child(stbl.rest(), *b"stsz") else {
            return if child(stbl.rest(), *b"stz2").is_some() {
                Err(UNUSUAL)
            } else {
                Err(DAMAGED)
            };
        };
        let mut read = || {
            stsz.version()?;
            let (all, count) = (stsz.u32()?, stsz.u32()?);
            let each = if all == 0 { stsz.take(count as usize * 4)? } else { &[] };
            Some(Self { all, each, count })
        };
        let sizes = read().ok_or(DAMAGED)?;
        if u64::from(sizes.count) > MOST_SAMPLES {
            return Err(Error::Limit { what: "samples", allowed: MOST_SAMPLES });
        }
        Ok(sizes)
    }

    fn get(&self, index: usize) -> Option<u32> {
        if self.all > 0 {
            return Some(self.all);
        }
        self.each.as_chunks::<4>().0.get(index).map(|bytes| u32::from_be_bytes(*bytes))
    }
}

/// Where the samples are: they lie in chunks.
fn places(stbl: &Bytes<'_>, sizes: &Sizes<'_>) -> Result<Vec<Entry>, Error> {
    let chunks: Vec<u64> = if let Some(stco) = child(stbl.rest(), *b"stco") {
        numbers(stco).ok_or(DAMAGED)?.into_iter().map(u64::from).collect()
    } else {
        long_numbers(child(stbl.rest(), *b"co64").ok_or(DAMAGED)?).ok_or(DAMAGED)?
    };
    let mut stsc = child(stbl.rest(), *b"stsc").ok_or(DAMAGED)?;
    let mut runs = Vec::new();
    let mut read = || {
        stsc.version()?;
        for _ in 0..stsc.u32()? {
            runs.push((stsc.u32()?, stsc.u32()?, stsc.u32()?));
        }
        Some(())
    };
    read().ok_or(DAMAGED)?;
    if runs.iter().any(|&(_, _, description)| description != 1) {
        return Err(Error::Unsupported { what: "films of several descriptions" });
    }
    let count = sizes.count as usize;
    let mut entries = Vec::with_capacity(count.min(1 << 16));
    let mut run = 0;
    for (chunk, &start) in (1u32..).zip(&chunks) {
        while runs.get(run + 1).is_some_and(|&(first, ..)| first <= chunk) {
            run += 1;
        }
        let &(first, samples, _) = runs.get(run).ok_or(DAMAGED)?;
        if first > chunk {
            return Err(DAMAGED);
        }
        let mut offset = start;
        for _ in 0..samples {
            let Some(size) = sizes.get(entries.len()).filter(|_| entries.len() < count) else {
                return Err(DAMAGED);
            };
            entries.push(Entry { offset, size, dts: 0, delay: 0, is_key: false });
            offset = offset.checked_add(u64::from(size)).ok_or(DAMAGED)?;
        }
    }
    if entries.len() < count { Err(DAMAGED) } else { Ok(entries) }
}

/// A counted list of numbers.
fn numbers(mut content: Bytes<'_>) -> Option<Vec<u32>> {
    content.version()?;
    let count = content.u32()? as usize;
    let bytes = content.take(count.checked_mul(4)?)?;
    Some(bytes.as_chunks::<4>().0.iter().map(|bytes| u32::from_be_bytes(*bytes)).collect())
}

/// A counted list of numbers of 64 bits.
fn long_numbers(mut content: Bytes<'_>) -> Option<Vec<u64>> {
    content.version()?;
    let count = content.u32()? as usize;
    let bytes = content.take(count.checked_mul(8)?)?;
    Some(bytes.as_chunks::<8>().0.iter().map(|bytes| u64::from_be_bytes(*bytes)).collect())
}

/// A counted list of runs: how many, and of what.
fn runs(mut content: Bytes<'_>) -> Option<Vec<(u32, u32)>> {
    content.version()?;
    let count = content.u32()? as usize;
    let bytes = content.take(count.checked_mul(8)?)?;
    let pairs = bytes.as_chunks::<8>().0.iter();
    Some(
        pairs
            .map(|&[a, b, c, d, e, f, g, h]| {
                (u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes([e, f, g, h]))
            })
            .collect(),
    )
}
