//! Matroska films (RFC 9559), as FFmpeg 5.1 reads them.

mod entry;

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use std::io::{Read, Seek};

use iscc_container::{MICROSECONDS, Rational, rescale};

use super::source::Source;
use super::track::{Container, MOST_SAMPLES, Sample, Track, start};
use crate::decode::metadata::Said;
use crate::error::Error;
use entry::{Tags, TrackEntry};
use iscc_container::ebml::{self, LONGEST_HEAD, elements, float, head, number, text, unsigned};

const EBML: ebml::Id = 0x1a45_dfa3;
const SEGMENT: ebml::Id = 0x1853_8067;
const INFO: ebml::Id = 0x1549_a966;
const TRACKS: ebml::Id = 0x1654_ae6b;
const TAGS: ebml::Id = 0x1254_c367;
const CLUSTER: ebml::Id = 0x1f43_b675;
const TIMESTAMP: ebml::Id = 0xe7;
const SIMPLE_BLOCK: ebml::Id = 0xa3;
const BLOCK_GROUP: ebml::Id = 0xa0;
const BLOCK: ebml::Id = 0xa1;
const BLOCK_DURATION: ebml::Id = 0x9b;

const DAMAGED: Error = Error::Damaged { what: "the head of the film", source: None };
const NO_TIME: Error = Error::Unsupported { what: "pictures without a time" };

/// Nanoseconds in a second.
const NANO: i32 = 1_000_000_000;

/// Whether a file that begins like this is Matroska.
pub(super) fn is_matroska(bytes: &[u8]) -> bool {
    bytes.starts_with(&EBML.to_be_bytes())
}

/// Reads the head of a film and where its frames are.
pub(super) fn read(source: &mut Source<impl Read + Seek>) -> Result<Container, Error> {
    let mut film = Film::default();
    let mut at = 0;
    while let Some(found) = head_at(source, at)? {
        at = film.element(source, at + found.size, found)?;
    }
    film.into_container()
}

/// The head of the element at `at`; `None` at the end, or where there is none, as in a file that is cut off.
fn head_at(source: &mut Source<impl Read + Seek>, at: u64) -> Result<Option<ebml::Head>, Error> {
    let left = source.len().saturating_sub(at);
    if left == 0 {
        return Ok(None);
    }
    let found = head(&source.bytes(at, left.min(LONGEST_HEAD))?);
    match found {
        Some(found) if found.size <= left => Ok(Some(found)),
        // Something else than elements amid the film: FFmpeg looks for the next cluster.
        None if left > LONGEST_HEAD => Err(Error::Damaged { what: "the film", source: None }),
        _ => Ok(None),
    }
}

/// What has been read.
#[derive(Debug, Default)]
struct Film {
    /// Nanoseconds of a unit of time.
    scale: Option<u64>,
    duration: Option<f64>,
    tags: Tags,
    tracks: Vec<TrackEntry>,
    cluster: Option<u64>,
    blocks: Vec<Block>,
    /// The first time of each track.
    first: BTreeMap<u64, i64>,
    segments: u32,
}

/// A frame of pictures.
#[derive(Debug, Clone, Copy)]
struct Block {
    track: u64,
    offset: u64,
    size: u32,
    pts: i64,
    duration: u64,
}

impl Film {
    /// Takes the element whose content begins at `start` and gives where the next one begins: inside of those that are walked
    /// through, behind all others.
    fn element(
        &mut self,
        source: &mut Source<impl Read + Seek>,
        start: u64,
        found: ebml::Head,
    ) -> Result<u64, Error> {
        let left = source.len() - start;
        match (found.id, found.len) {
            (SEGMENT, _) => {
                self.segments += 1;
                return if self.segments == 1 {
                    Ok(start)
                } else {
                    Err(Error::Unsupported { what: "films of several segments" })
                };
            }
            (CLUSTER, _) => {
                self.cluster = None;
                return Ok(start);
            }
            (_, None) => return Err(Error::Damaged { what: "the film", source: None }),
            // The last element of a film that is cut off.
            (_, Some(len)) if len > left => return Ok(source.len()),
            (INFO, Some(len)) => self.info(&source.bytes(start, len)?).ok_or(DAMAGED)?,
            (TRACKS, Some(len)) if self.tracks.is_empty() => {
                let content = source.bytes(start, len)?;
                for (_, entry) in elements(&content).filter(|(id, _)| *id == 0xae) {
                    self.tracks.push(TrackEntry::read(entry).ok_or(DAMAGED)?);
                }
            }
            (TAGS, Some(len)) => self.tags.read(&source.bytes(start, len)?),
            (TIMESTAMP, Some(len)) => self.cluster = unsigned(&source.bytes(start, len)?),
            (SIMPLE_BLOCK, Some(len)) => self.block(source, start, len, 0)?,
            (BLOCK_GROUP, Some(len)) => self.group(source, start, len)?,
            _ => {}
        }
        Ok(start + found.len.unwrap_or_default())
    }

    fn info(&mut self, content: &[u8]) -> Option<()> {
        for (id, content) in elements(content) {
            match id {
                0x2a_d7b1 => self.scale = Some(unsigned(content)?).filter(|&scale| scale > 0),
                0x4489 => self.duration = Some(float(content)?),
                0x7ba9 => self.tags.set("title", text(content)),
                _ => {}
            }
        }
        Some(())
    }

    /// A block with more about it.
    fn group(
        &mut self,
        source: &mut Source<impl Read + Seek>,
        start: u64,
        len: u64,
    ) -> Result<(), Error> {
        let (mut at, end) = (start, start + len);
        let (mut block, mut duration) = (None, 0);
        while at < end {
            let Some(found) = head_at(source, at)? else { break };
            let content = at + found.size;
            let len = found.len.filter(|&len| len <= end.saturating_sub(content)).ok_or(DAMAGED)?;
            match found.id {
                BLOCK => block = Some((content, len)),
                BLOCK_DURATION => {
                    duration = unsigned(&source.bytes(content, len)?).ok_or(DAMAGED)?;
                }
                _ => {}
            }
            at = content + len;
        }
        block.map_or(Ok(()), |(content, len)| self.block(source, content, len, duration))
    }

    /// Takes a block: its track and time, and where its frame is.
    fn block(
        &mut self,
        source: &mut Source<impl Read + Seek>,
        start: u64,
        len: u64,
        duration: u64,
    ) -> Result<(), Error> {
        let bytes = source.bytes(start, len.min(11))?;
        let damaged = || Error::Damaged { what: "a block of the film", source: None };
        let (track, skipped) = number(&bytes).ok_or_else(damaged)?;
        let Some(&[high, low, flags]) = bytes.get(skipped..).and_then(<[u8]>::first_chunk) else {
            return Err(damaged());
        };
        let Some(entry) = self.tracks.iter().find(|entry| entry.number == track) else {
            return Ok(());
        };
        let is_pictures = entry.kind == 1;
        if !is_pictures && self.first.contains_key(&track) {
            return Ok(());
        }
        let cluster = self.cluster.and_then(|time| i64::try_from(time).ok()).ok_or(NO_TIME)?;
        let time = cluster.checked_add(i64::from(i16::from_be_bytes([high, low])));
        let pts = time.filter(|&time| time >= 0).ok_or(NO_TIME)?;
        self.first.entry(track).or_insert(pts);
        if !is_pictures {
            return Ok(());
        }
        if flags & 6 != 0 {
            return Err(Error::Unsupported { what: "several pictures in a block" });
        }
        if self.blocks.len() as u64 >= MOST_SAMPLES {
            return Err(Error::Limit { what: "samples", allowed: MOST_SAMPLES });
        }
        let head = skipped as u64 + 3;
        let size = u32::try_from(len - head).map_err(|_| damaged())?;
        self.blocks.push(Block { track, offset: start + head, size, pts, duration });
        Ok(())
    }

    fn into_container(self) -> Result<Container, Error> {
        let pictures = || self.tracks.iter().filter(|entry| entry.kind == 1);
        let score = |entry: &&TrackEntry| {
            u64::from(entry.width) * u64::from(entry.height)
                + u64::from(entry.is_default) * 5_000_000
                + u64::from(self.first.contains_key(&entry.number)) * 100_000_000
        };
        // Of equals the first.
        let best = pictures().rev().max_by_key(score).ok_or(Error::NoVideo)?;
        best.check()?;
        let scale = self.scale.unwrap_or(1_000_000);
        let base = time_base(scale).ok_or(DAMAGED)?;
        let begins = |entry: &TrackEntry| {
            let first = *self.first.get(&entry.number)?;
            let delay = i64::try_from(entry.delay_ns).unwrap_or(i64::MAX);
            let delay = rescale(delay, Rational::new(1, NANO), base);
            Some(rescale(first.saturating_sub(delay), base, MICROSECONDS))
        };
        let of = |text: bool| {
            let tracks = self.tracks.iter().filter(move |entry| (entry.kind > 2) == text);
            tracks.filter_map(begins)
        };
        let start = start(of(false), of(true)).ok_or(Error::NoFrames)?;
        let lasts = |block: &Block| match (block.duration, best.frame_ns / scale) {
            (0, 0) => None,
            (0, all) => i64::try_from(all).ok(),
            (own, _) => i64::try_from(own).ok(),
        };
        let blocks = self.blocks.iter().filter(|block| block.track == best.number);
        let samples: Vec<Sample> = blocks
            .map(|block| Sample {
                offset: block.offset,
                size: block.size,
                pts: block.pts,
                duration: lasts(block),
                discarded: false,
                jumps: false,
            })
            .collect();
        #[expect(clippy::cast_precision_loss, reason = "as FFmpeg divides")]
        let said = Said {
            tags: self.tags.0.clone(),
            languages: (self.tracks.iter().map(|entry| entry.language.clone()))
                .filter(|language| language != "und")
                .collect(),
            lengths: self.duration.map(|units| units * scale as f64 / 1e9).into_iter().collect(),
            first: pictures().next().map(|first| {
                let rate = if first.frame_ns > 0 { 1e9 / first.frame_ns as f64 } else { 0.0 };
                (first.width, first.height, rate)
            }),
        };
        let track = Track {
            config: best.config.clone(),
            prefix: best.prefix.clone(),
            time_base: base,
            matrix: None,
            guess: guess(&samples),
            is_parsed: true,
            samples,
        };
        Ok(Container { said, start, track })
    }
}

/// What FFmpeg may take for the duration of a frame: a step of time, or nothing.
fn guess(samples: &[Sample]) -> (i64, i64) {
    let mut times: Vec<i64> = samples.iter().map(|sample| sample.pts).collect();
    times.sort_unstable();
    let most = times.windows(2).map(|pair| pair[1] - pair[0]).max().unwrap_or_default();
    (0, most + most / 50 + 1)
}

/// The unit of time in seconds, reduced.
fn time_base(scale: u64) -> Option<Rational> {
    let (mut a, mut b) = (scale, u64::from(NANO.unsigned_abs()));
    while b != 0 {
        (a, b) = (b, a % b);
    }
    let den = u64::from(NANO.unsigned_abs()) / a;
    Some(Rational::new(i32::try_from(scale / a).ok()?, i32::try_from(den).ok()?))
}
