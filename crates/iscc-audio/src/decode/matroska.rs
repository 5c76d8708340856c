//! What the demuxer does not tell of Matroska files: `DiscardPadding` of blocks, and which tracks are not on.

use std::io::{self, Read, Seek, SeekFrom};

use super::part::Part;

/// Elements that are looked at: a block each, some hours of them.
const MAX_ELEMENTS: u64 = 50_000_000;
/// Blocks with padding that are remembered. There is one as a rule, the last of a track.
const MAX_PADDED: usize = 65_536;

const SEGMENT: u64 = 0x1853_8067;
const TRACKS: u64 = 0x1654_ae6b;
const TRACK_ENTRY: u64 = 0xae;
const TRACK_NUMBER: u64 = 0xd7;
const FLAG_DEFAULT: u64 = 0x88;
const CLUSTER: u64 = 0x1f43_b675;
const BLOCK_GROUP: u64 = 0xa0;
const BLOCK: u64 = 0xa1;
const SIMPLE_BLOCK: u64 = 0xa3;
const DISCARD_PADDING: u64 = 0x75a2;

/// A block of a track of which something is left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Padded {
    /// The number of the track.
    pub(crate) track: u64,
    /// The number of the frame within its track, laced ones counted each.
    pub(crate) frame: u64,
    /// Nanoseconds left out at its end.
    pub(crate) nanos: u64,
}

/// What is said of tracks and blocks.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Facts {
    /// All blocks with something left out.
    pub(crate) padded: Vec<Padded>,
    /// Tracks that are not on by default.
    pub(crate) off: Vec<u64>,
}

/// Reads what is above the payload, which is skipped: this costs a seek a block.
pub(crate) fn read<R: Read + Seek>(part: &mut Part<R>) -> io::Result<Facts> {
    let mut scan = Scan::default();
    let (mut at, mut elements) = (0, 0);
    let mut buffered = Buffered::new(part);
    // Clusters and groups are entered, everything else is skipped, so that depth needs no bookkeeping.
    while elements < MAX_ELEMENTS {
        elements += 1;
        let Some((id, size, start)) = buffered.header(at)? else { break };
        at = match id {
            SEGMENT | TRACKS | TRACK_ENTRY | CLUSTER | BLOCK_GROUP => start,
            // Unknown sizes are for the two above only.
            _ => match size.and_then(|size| start.checked_add(size)) {
                Some(next) => next,
                None => break,
            },
        };
        match id {
            TRACK_ENTRY => scan.track = TrackFlags::default(),
            TRACK_NUMBER | FLAG_DEFAULT => {
                let len = size.unwrap_or(0).min(8) as usize;
                let bytes = buffered.bytes::<8>(start)?;
                let value =
                    bytes.iter().take(len).fold(0, |value, byte| value << 8 | u64::from(*byte));
                scan.track(id, value);
            }
            BLOCK_GROUP => scan.last = None,
            BLOCK | SIMPLE_BLOCK => {
                let head = buffered.bytes::<16>(start)?;
                scan.block(&head);
            }
            DISCARD_PADDING => {
                let len = size.unwrap_or(0).min(8) as usize;
                let bytes = buffered.bytes::<8>(start)?;
                scan.padding(bytes.get(..len).unwrap_or(&[]));
            }
            _ => {}
        }
    }
    Ok(scan.facts)
}

#[derive(Default)]
struct TrackFlags {
    number: Option<u64>,
    is_off: bool,
}

#[derive(Default)]
struct Scan {
    facts: Facts,
    /// The track whose entry is read.
    track: TrackFlags,
    /// Frames of each track so far.
    counts: Vec<(u64, u64)>,
    /// The track and last frame of the block in the group that is read.
    last: Option<(u64, u64)>,
}

impl Scan {
    /// The number of a track and its flag may come in any order.
    fn track(&mut self, id: u64, value: u64) {
        match id {
            TRACK_NUMBER => self.track.number = Some(value),
            _ => self.track.is_off = value == 0,
        }
        if let TrackFlags { number: Some(number), is_off: true } = self.track
            && self.facts.off.len() < MAX_PADDED
            && !self.facts.off.contains(&number)
        {
            self.facts.off.push(number);
        }
    }

    fn block(&mut self, head: &[u8]) {
        let Some((track, len)) = number(head, true) else { return };
        let Some(flags) = head.get(len + 2) else { return };
        // Laced: one less than there are frames.
        let frames = match flags >> 1 & 3 {
            0 => 1,
            _ => head.get(len + 3).map_or(1, |count| u64::from(*count) + 1),
        };
        let index = self.counts.iter().position(|(known, _)| *known == track);
        let index = index.unwrap_or_else(|| {
            self.counts.push((track, 0));
            self.counts.len() - 1
        });
        self.counts[index].1 += frames;
        self.last = Some((track, self.counts[index].1 - 1));
    }

    fn padding(&mut self, bytes: &[u8]) {
        let Some((track, frame)) = self.last else { return };
        let negative = bytes.first().is_none_or(|first| first & 0x80 != 0);
        let nanos = bytes.iter().fold(0, |value, byte| value << 8 | u64::from(*byte));
        if !negative && nanos > 0 && self.facts.padded.len() < MAX_PADDED {
            self.facts.padded.push(Padded { track, frame, nanos });
        }
    }
}

/// Reads a few bytes at a time at ascending places without a system call each.
struct Buffered<'a, R> {
    part: &'a mut Part<R>,
    buffer: Vec<u8>,
    at: u64,
}

impl<'a, R: Read + Seek> Buffered<'a, R> {
    fn new(part: &'a mut Part<R>) -> Self {
        Self { part, buffer: Vec::new(), at: 0 }
    }

    /// As many of the `N` bytes from `at` on as there are.
    fn bytes<const N: usize>(&mut self, at: u64) -> io::Result<Vec<u8>> {
        let inside = |this: &Self| {
            let from = usize::try_from(at.checked_sub(this.at)?).ok()?;
            this.buffer.get(from..from + N).map(<[u8]>::to_vec)
        };
        if let Some(bytes) = inside(self) {
            return Ok(bytes);
        }
        self.part.seek(SeekFrom::Start(at))?;
        self.buffer.resize(4096, 0);
        let read = self.part.read_up_to(&mut self.buffer)?;
        self.buffer.truncate(read);
        self.at = at;
        Ok(self.buffer[..N.min(read)].to_vec())
    }

    /// The id, size and start of the content of the element at `at`.
    fn header(&mut self, at: u64) -> io::Result<Option<(u64, Option<u64>, u64)>> {
        let bytes = self.bytes::<12>(at)?;
        let Some((id, id_len)) = number(&bytes, false) else { return Ok(None) };
        let Some((size, len)) = number(&bytes[id_len..], true) else { return Ok(None) };
        let unknown = size == (1 << (7 * len)) - 1;
        Ok(Some((id, (!unknown).then_some(size), at + (id_len + len) as u64)))
    }
}

/// A number of variable length (RFC 8794 clause 4), with or without its marker bit; and its length in bytes.
fn number(bytes: &[u8], without_marker: bool) -> Option<(u64, usize)> {
    let first = *bytes.first()?;
    let len = first.leading_zeros() as usize + 1;
    let all = bytes.get(..len).filter(|_| len <= 8)?;
    let value = all.iter().fold(0, |value, byte| value << 8 | u64::from(*byte));
    Some((if without_marker { value & !(1 << (7 * len)) } else { value }, len))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers() {
        assert_eq!(number(&[0x81], true), Some((1, 1)));
        assert_eq!(number(&[0x40, 0x02], true), Some((2, 2)));
        assert_eq!(number(&[0x1a, 0x45, 0xdf, 0xa3], false), Some((0x1a45_dfa3, 4)));
        assert_eq!(number(&[0], true), None);
        assert_eq!(number(&[0x40], true), None);
    }

    #[test]
    fn padding_belongs_to_the_block_of_its_group() {
        let block = |id: u8| vec![id, 0x85, 0x82, 0, 0, 0, 0xff];
        let padding = [0x75, 0xa2, 0x82, 0x03, 0xe8];
        let group = [block(0xa1), padding.to_vec()].concat();
        let group = [vec![0xa0, 0x80 | group.len() as u8], group].concat();
        let cluster = [block(0xa3), group].concat();
        let file = [vec![0x1f, 0x43, 0xb6, 0x75, 0xff], cluster].concat();
        let len = file.len() as u64;
        let mut part = Part::new(io::Cursor::new(file), 0, len).unwrap();
        let expected = Padded { track: 2, frame: 1, nanos: 1000 };
        assert_eq!(read(&mut part).unwrap().padded, [expected]);
    }
}
