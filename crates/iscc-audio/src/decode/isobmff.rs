//! What the demuxer does not tell of MP4 files: edit lists, Apple's gapless tag, which tracks are on, bit rates.

use std::io::{self, Read, Seek, SeekFrom};

use super::part::Part;

/// Bytes of one box that are read: edit lists, descriptions and names are small.
const SMALL: u64 = 64 * 1024;
/// Boxes that are looked at, and how deep they may lie in each other.
const MAX_BOXES: u32 = 100_000;
const MAX_DEPTH: u32 = 12;

/// A movie's audio tracks and what holds for all of it.
#[derive(Debug, Default)]
pub(crate) struct Movie {
    pub(crate) tracks: Vec<TrackFacts>,
    /// Units of time a second, in which edits are measured.
    pub(crate) timescale: u32,
    /// The encoder delay in samples that Apple's tag says.
    pub(crate) priming: Option<u32>,
    /// Where the last box ends; behind the end of a file that is cut off.
    pub(crate) end: u64,
}

/// What a `trak` box says.
#[derive(Debug, Default, Clone)]
pub(crate) struct TrackFacts {
    pub(crate) id: u32,
    pub(crate) enabled: bool,
    pub(crate) is_audio: bool,
    /// The type of its first sample description.
    pub(crate) codec: [u8; 4],
    /// Bits a second on average, 0 if it is not said.
    pub(crate) bitrate: u32,
    /// Units of time a second.
    pub(crate) timescale: u32,
    /// Samples that the movie box lists; none if all are in fragments.
    pub(crate) samples: u32,
    /// The edits: how long in units of the movie, from where in units of the track; `None` for a pause.
    pub(crate) edits: Vec<(u64, Option<i64>)>,
}

impl Movie {
    /// Reads the boxes of a file. What is damaged is left out; the demuxer has its own opinion on it.
    pub(crate) fn read<R: Read + Seek>(part: &mut Part<R>) -> io::Result<Self> {
        let mut movie = Self::default();
        let mut boxes = MAX_BOXES;
        let end = part.len();
        movie.walk(part, 0, end, 0, &mut boxes)?;
        Ok(movie)
    }

    fn walk<R: Read + Seek>(
        &mut self,
        part: &mut Part<R>,
        mut at: u64,
        end: u64,
        depth: u32,
        boxes: &mut u32,
    ) -> io::Result<()> {
        while at + 8 <= end && *boxes > 0 {
            *boxes -= 1;
            part.seek(SeekFrom::Start(at))?;
            let Some([a, b, c, d, kind @ ..]) = part.take_array::<8>()? else { return Ok(()) };
            let (mut size, mut start) = (u64::from(u32::from_be_bytes([a, b, c, d])), at + 8);
            if size == 1 {
                let Some(large) = part.take_array()? else { return Ok(()) };
                (size, start) = (u64::from_be_bytes(large), at + 16);
            } else if size == 0 {
                size = end - at;
            }
            let Some(next) = at.checked_add(size).filter(|next| *next >= start) else {
                return Ok(());
            };
            if depth == 0 {
                self.end = next;
            }
            let inner_end = next.min(end);
            match &kind {
                b"moov" | b"mdia" | b"minf" | b"stbl" | b"edts" | b"udta" | b"ilst" | b"trak"
                    if depth < MAX_DEPTH =>
                {
                    if &kind == b"trak" {
                        self.tracks.push(TrackFacts::default());
                    }
                    self.walk(part, start, inner_end, depth + 1, boxes)?;
                }
                // A full box in MP4, a plain one in QuickTime, where its first box comes at once.
                b"meta" if depth < MAX_DEPTH => {
                    let header = part.take_array::<8>()?.unwrap_or_default();
                    let start = if &header[4..] == b"hdlr" { start } else { start + 4 };
                    self.walk(part, start, inner_end, depth + 1, boxes)?;
                }
                b"mvhd" | b"tkhd" | b"mdhd" | b"hdlr" | b"elst" | b"stsd" | b"stsz" | b"stz2"
                | b"----" => {
                    let mut body = vec![0; inner_end.saturating_sub(start).min(SMALL) as usize];
                    let read = part.read_up_to(&mut body)?;
                    let _ = self.take_box(kind, &body[..read]);
                }
                _ => {}
            }
            at = next;
        }
        Ok(())
    }

    /// Takes what is of use from a box; `None` if it ends too early.
    fn take_box(&mut self, kind: [u8; 4], body: &[u8]) -> Option<()> {
        let version = *body.first()?;
        let long = version == 1;
        if &kind == b"mvhd" {
            self.timescale = be32(body, if long { 20 } else { 12 })?;
            return Some(());
        }
        if &kind == b"----" {
            self.priming = priming(body).or(self.priming);
            return Some(());
        }
        let track = self.tracks.last_mut()?;
        match &kind {
            b"tkhd" => {
                track.enabled = body.get(3)? & 1 == 1;
                track.id = be32(body, if long { 20 } else { 12 })?;
            }
            b"mdhd" => track.timescale = be32(body, if long { 20 } else { 12 })?,
            b"hdlr" => track.is_audio |= body.get(8..12)? == b"soun",
            b"elst" => {
                let (entries, entry) = (body.get(8..)?, if long { 20 } else { 12 });
                let count = be32(body, 4)? as usize;
                track.edits = entries.chunks_exact(entry).take(count).filter_map(edit).collect();
            }
            b"stsz" | b"stz2" => track.samples = be32(body, 8)?,
            b"stsd" => {
                track.codec = *body.get(12..)?.first_chunk()?;
                track.bitrate = average_bitrate(body).unwrap_or(0);
            }
            _ => {}
        }
        Some(())
    }
}

/// An entry of an edit list: 12 or 20 bytes.
fn edit(entry: &[u8]) -> Option<(u64, Option<i64>)> {
    let (duration, start) = if entry.len() == 20 {
        let (duration, rest) = entry.split_first_chunk()?;
        (u64::from_be_bytes(*duration), i64::from_be_bytes(*rest.first_chunk()?))
    } else {
        let start = be32(entry, 4)?.cast_signed();
        (u64::from(be32(entry, 0)?), i64::from(start))
    };
    Some((duration, (start != -1).then_some(start)))
}

/// The average bit rate of the elementary stream descriptor in a sample description (ISO 14496-1 clause 7.2.6.6): it comes
/// after the tag of the decoder's configuration, which is 13 bytes long at least.
fn average_bitrate(body: &[u8]) -> Option<u32> {
    let esds = body.windows(4).position(|window| window == b"esds")?;
    let descriptors = body.get(esds + 8..)?;
    let at = descriptors.iter().take(64).position(|byte| *byte == 4)?;
    let mut config = descriptors.get(at + 1..)?;
    while *config.first()? & 0x80 != 0 {
        config = &config[1..];
    }
    be32(config, 10)
}

/// The delay in Apple's gapless tag: hexadecimal numbers of which the second is the delay. FFmpeg takes it if it is below
/// 16384 and all four are there.
fn priming(body: &[u8]) -> Option<u32> {
    let find = |mark: &[u8]| body.windows(mark.len()).position(|window| window == mark);
    find(b"com.apple.iTunes")?;
    find(b"iTunSMPB")?;
    let data = find(b"data")?;
    let text = core::str::from_utf8(body.get(data + 12..)?).ok()?;
    let mut numbers =
        text.split_ascii_whitespace().take(4).map(|number| u64::from_str_radix(number, 16));
    let (_, priming) = (numbers.next()?.ok()?, numbers.next()?.ok()?);
    (numbers.next()?.is_ok() && numbers.next()?.is_ok() && (1..16384).contains(&priming))
        .then_some(priming as u32)
}

fn be32(bytes: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_be_bytes(*bytes.get(at..)?.first_chunk()?))
}
