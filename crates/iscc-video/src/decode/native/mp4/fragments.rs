//! Fragments (ISO/IEC 14496-12, clause 8.8): samples that come in pieces behind the head of the file.

use alloc::vec::Vec;

use crate::decode::native::track::MOST_SAMPLES;
use crate::error::Error;
use iscc_container::isobmff::{Bytes, boxes};

const DAMAGED: Error = Error::Damaged { what: "a fragment of the film", source: None };

/// What a track's samples are where a fragment says nothing (`trex`).
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Defaults {
    pub(super) track: u32,
    description: u32,
    duration: u32,
    size: u32,
}

impl Defaults {
    pub(super) fn read(mut trex: Bytes<'_>) -> Option<Self> {
        trex.version()?;
        let [track, description, duration, size] =
            [trex.u32()?, trex.u32()?, trex.u32()?, trex.u32()?];
        Some(Self { track, description, duration, size })
    }
}

/// A sample of a fragment.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) offset: u64,
    pub(super) size: u32,
    pub(super) dts: i64,
    pub(super) delay: u32,
    pub(super) duration: u32,
}

/// The fragments of one track, as they come.
#[derive(Debug)]
pub(super) struct Fragments {
    defaults: Defaults,
    pub(super) pieces: Vec<Piece>,
    /// Where the next fragment begins if it does not say.
    next_dts: i64,
}

impl Fragments {
    /// Of the track of these defaults, whose samples in the head end at `end`.
    pub(super) const fn new(defaults: Defaults, end: i64) -> Self {
        Self { defaults, pieces: Vec::new(), next_dts: end }
    }

    /// Takes the samples in the `moof` that begins at `start` in the file.
    pub(super) fn read(&mut self, moof: &Bytes<'_>, start: u64) -> Result<(), Error> {
        let mut implicit = start;
        for (kind, traf) in boxes(moof.rest()) {
            if &kind == b"traf" {
                self.track(&traf, start, &mut implicit)?;
            }
        }
        Ok(())
    }

    fn track(&mut self, traf: &Bytes<'_>, start: u64, implicit: &mut u64) -> Result<(), Error> {
        let mut head = None;
        for (kind, mut content) in boxes(traf.rest()) {
            match &kind {
                b"tfhd" => {
                    let read = Head::read(content, self.defaults, start, *implicit);
                    let read = read.ok_or(DAMAGED)?;
                    if read.track == self.defaults.track && read.description > 1 {
                        return Err(Error::Unsupported { what: "films of several descriptions" });
                    }
                    head = Some(read);
                }
                b"tfdt" if head.is_some_and(|head| head.track == self.defaults.track) => {
                    let (version, _) = content.version().ok_or(DAMAGED)?;
                    let time = content.long(version).and_then(|time| i64::try_from(time).ok());
                    self.next_dts = time.ok_or(DAMAGED)?;
                }
                b"trun" => {
                    let head = head.ok_or(DAMAGED)?;
                    *implicit = self.run(content, head).ok_or(DAMAGED)?;
                }
                _ => {}
            }
        }
        if self.pieces.len() as u64 > MOST_SAMPLES {
            return Err(Error::Limit { what: "samples", allowed: MOST_SAMPLES });
        }
        Ok(())
    }

    /// Takes a run of samples and gives where it ends in the file.
    fn run(&mut self, mut trun: Bytes<'_>, head: Head) -> Option<u64> {
        let (_, flags) = trun.version()?;
        let count = trun.u32()?;
        let mut offset = head.base;
        if flags & 1 != 0 {
            offset = offset.checked_add_signed(i64::from(trun.i32()?))?;
        }
        if flags & 4 != 0 {
            trun.u32()?;
        }
        let is_own = head.track == self.defaults.track;
        // Whatever is not stored for each sample could be told of any number of them.
        if flags & 0xf00 == 0 && u64::from(count) > MOST_SAMPLES {
            return None;
        }
        for _ in 0..count {
            let mut field = |bit: u32, default| {
                if flags & bit == 0 { Some(default) } else { trun.u32() }
            };
            let duration = field(0x100, head.duration)?;
            let size = field(0x200, head.size)?;
            field(0x400, 0)?;
            let delay = field(0x800, 0)?;
            if is_own {
                let dts = self.next_dts;
                self.pieces.push(Piece { offset, size, dts, delay, duration });
                self.next_dts = dts.checked_add(i64::from(duration))?;
            }
            offset = offset.checked_add(u64::from(size))?;
        }
        Some(offset)
    }
}

/// The head of a track's fragment.
#[derive(Debug, Clone, Copy)]
struct Head {
    track: u32,
    description: u32,
    base: u64,
    duration: u32,
    size: u32,
}

impl Head {
    fn read(mut tfhd: Bytes<'_>, defaults: Defaults, start: u64, implicit: u64) -> Option<Self> {
        let (_, flags) = tfhd.version()?;
        let track = tfhd.u32()?;
        let base = if flags & 1 != 0 {
            tfhd.u64()?
        } else if flags & 0x2_0000 != 0 {
            start
        } else {
            implicit
        };
        let mut field = |bit: u32, default| {
            if flags & bit == 0 { Some(default) } else { tfhd.u32() }
        };
        Some(Self {
            track,
            base,
            description: field(2, defaults.description)?,
            duration: field(8, defaults.duration)?,
            size: field(16, defaults.size)?,
        })
    }
}
