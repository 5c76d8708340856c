//! Encoder delay and padding: which samples of what a decoder gives are the recording.
//!
//! Every container says it in its own way, and FFmpeg, which the reference decodes with, follows each in its own way too.

use core::ops::Range;

use symphonia::core::packet::Packet;

/// What is left out, by where it is said.
#[derive(Debug)]
pub(crate) enum Trim {
    /// Nothing.
    Nothing,
    /// A stretch at the start and one before the end, counted in samples from the first that is decoded (LAME's tag).
    Samples {
        /// Samples left out at the start.
        skip: u64,
        /// Samples left out at the end. What comes after is another recording, and stays.
        discard: Range<u64>,
        /// Samples decoded so far.
        at: u64,
    },
    /// What the demuxer says of each packet's end (granule positions of Ogg), and a stretch at the start.
    Packets {
        /// Samples that are still to be left out at the start.
        skip: u64,
    },
    /// The part of the media that the one edit of an edit list shows.
    Edit(Edit),
    /// Samples left out at the ends of some packets (`DiscardPadding` of Matroska), and a stretch at the start.
    Blocks {
        /// Samples that are still to be left out at the start.
        skip: u64,
        /// The numbers of the packets of this track, ascending, each with the samples left out.
        padding: Vec<(u64, u64)>,
        /// Packets seen so far.
        at: u64,
    },
}

/// An edit in units of the track's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Edit {
    /// Where it starts in the media.
    pub(crate) start: i64,
    /// Where it ends. Only whole packets are left out here, as FFmpeg does.
    pub(crate) end: i64,
    /// Samples that are still to be left out because of another tag.
    pub(crate) skip: u64,
    /// Whether the sample to start with was found.
    pub(crate) started: bool,
}

/// What stays of a packet.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Keep {
    /// These samples of each channel.
    Some(Range<usize>),
    /// These are the last.
    Last(Range<usize>),
}

impl Keep {
    /// The samples, and whether there are more packets to come.
    pub(crate) fn parts(self) -> (Range<usize>, bool) {
        match self {
            Self::Some(range) => (range, true),
            Self::Last(range) => (range, false),
        }
    }
}

impl Trim {
    /// Whether there was more than the file says there is.
    pub(crate) fn is_exceeded(&self) -> bool {
        matches!(self, Self::Samples { discard, at, .. } if *at > discard.end)
    }

    /// What stays of the samples that a packet was decoded to.
    pub(crate) fn keep(&mut self, packet: &Packet, frames: usize) -> Keep {
        let range = match self {
            Self::Nothing => 0..frames,
            Self::Samples { skip, discard, at } => {
                let (start, end) = (*at, at.saturating_add(frames as u64));
                *at = end;
                let from = skip.saturating_sub(start).min(frames as u64);
                // What a packet has of the stretch goes, together with what follows in the packet.
                let overlaps = end > discard.start && start < discard.end;
                let to = if overlaps { discard.start.max(start) - start } else { frames as u64 };
                from as usize..to.max(from) as usize
            }
            Self::Packets { skip } => {
                let end = frames.saturating_sub(to_usize(packet.trim_end.get()));
                skipped(skip, frames).min(end)..end
            }
            Self::Edit(edit) => return edit.keep(packet, frames),
            Self::Blocks { skip, padding, at } => {
                let found = padding.binary_search_by_key(at, |(number, _)| *number);
                *at += 1;
                let padding = found.map_or(0, |found| padding[found].1);
                let end = frames.saturating_sub(to_usize(padding));
                skipped(skip, frames).min(end)..end
            }
        };
        Keep::Some(range)
    }
}

impl Edit {
    /// Packets that end before the edit are decoded and left out; in the one that it starts in, samples are left out, as many
    /// as there are units of time; with the one that reaches its end the track ends.
    fn keep(&mut self, packet: &Packet, frames: usize) -> Keep {
        let time = packet.pts.get();
        let end = time.saturating_add_unsigned(packet.dur.get());
        if time < self.start {
            if end <= self.start {
                return Keep::Some(0..0);
            }
            if !self.started {
                self.skip = self.skip.saturating_add(self.start.abs_diff(time));
            }
        }
        self.started = true;
        let range = skipped(&mut self.skip, frames)..frames;
        if end >= self.end { Keep::Last(range) } else { Keep::Some(range) }
    }
}

/// How many of `frames` samples are left out of `skip` that still have to be.
fn skipped(skip: &mut u64, frames: usize) -> usize {
    let now = to_usize(*skip).min(frames);
    *skip -= now as u64;
    now
}

fn to_usize(count: u64) -> usize {
    usize::try_from(count).unwrap_or(usize::MAX)
}
