//! One run through a film whose container has been read.

use alloc::collections::BTreeMap;
use alloc::vec::Vec;
use core::ops::Range;
use std::io::{Read, Seek};

use iscc_container::{MICROSECONDS, Rational, rescale};
use rust_h264::decoder::Frame;

use super::h264::Pictures;
use super::small::small;
use super::source::Source;
use super::track::{Container, Sample, Track};
use crate::decode::collected::Collected;
use crate::decode::metadata::Metadata;
use crate::decode::thumbnail::Candidates;
use crate::decode::turning::orientation;
use crate::decode::{DecodeOptions, Done};
use crate::error::Error;
use crate::luma::Luma;
use crate::orientation::Orientation;
use crate::sampling::FiveFps;
use crate::scenes::{SampleDifference, SceneCuts};
use crate::signature::frame_signature;

/// Five a second.
const TICK: Rational = Rational::new(1, 5);

/// Pictures whose order is compared with that of their times.
const RECENT: usize = 32;

/// Runs through the film.
pub(super) fn run(
    source: &mut Source<impl Read + Seek>,
    container: Container,
    options: &DecodeOptions,
) -> Result<Done, Error> {
    let Container { said, start, mut track } = container;
    // The film begins at 0.
    let offset = rescale(start.saturating_neg(), MICROSECONDS, track.time_base);
    for sample in &mut track.samples {
        sample.pts = sample.pts.saturating_add(offset);
    }
    let mut pictures = Pictures::new(&track.config)?;
    let (width, height) = pictures.size();
    if u64::from(width) * u64::from(height) > options.max_pixels {
        return Err(Error::Limit { what: "pixels of a frame", allowed: options.max_pixels });
    }
    let turned = orientation(track.matrix)
        .ok_or(Error::Unsupported { what: "pictures turned by no quarters" })?;
    let coded = pictures.frame_duration().filter(|_| track.is_parsed);
    let programme = programme(&track, coded, options)?;
    let mut order = Order::new(&track, pictures.reordered())?;
    let mut show = Show::new(options, programme, &track, turned);
    let mut sample = Vec::new();
    let mut decoded = 0;
    for (index, place) in track.samples.iter().enumerate() {
        read(source, &track, place, &mut sample)?;
        let kind = pictures.kind(&sample)?;
        order.check(index, place, kind.is_start)?;
        let skipped = options.skip && kind.is_disposable && !show.wants(index);
        if skipped {
            continue;
        }
        decoded += 1;
        if let Some((owner, frame)) = pictures.decode(index, &sample)? {
            order.came(&track.samples[owner], frame.pic_order_cnt)?;
            show.take(owner, frame, (width, height))?;
        }
    }
    if let Some((owner, frame)) = pictures.finish()? {
        order.came(&track.samples[owner], frame.pic_order_cnt)?;
        show.take(owner, frame, (width, height))?;
    }
    let Show { collected, scenes, candidates, waiting, next, programme, .. } = show;
    if !waiting.is_empty() || next < programme.len() {
        return Err(Error::Damaged { what: "pictures are missing", source: None });
    }
    let cuts = scenes.map(|scenes| scenes.cuts.finish());
    let metadata = Metadata::of(&said);
    Ok(Done { collected, cuts, metadata, candidates, decoded })
}

/// Reads the bytes of a sample, with those that are not stored.
fn read(
    source: &mut Source<impl Read + Seek>,
    track: &Track,
    place: &Sample,
    into: &mut Vec<u8>,
) -> Result<(), Error> {
    source.read(place.offset, u64::from(place.size), into)?;
    if !track.prefix.is_empty() {
        into.splice(0..0, track.prefix.iter().copied());
    }
    Ok(())
}

/// The samples whose pictures are looked at in the order of showing, each with the ticks that show it.
fn programme(
    track: &Track,
    coded: Option<(u32, u32)>,
    options: &DecodeOptions,
) -> Result<Vec<(usize, Range<i64>)>, Error> {
    let base = track.time_base;
    let time = |index: usize| track.samples[index].pts;
    let mut shown: Vec<usize> =
        (0..track.samples.len()).filter(|&index| !track.samples[index].discarded).collect();
    shown.sort_by_key(|&index| time(index));
    if shown.windows(2).any(|pair| time(pair[0]) == time(pair[1])) {
        return Err(Error::Unsupported { what: "pictures that are shown at the same time" });
    }
    let last = *shown.last().ok_or(Error::NoFrames)?;
    let end = |duration: i64| {
        let us = |count| rescale(count, base, MICROSECONDS);
        let end = us(time(last)).saturating_add(us(duration));
        rescale(rescale(end, MICROSECONDS, base), base, TICK)
    };
    let coded = coded.and_then(|(seconds, frames)| {
        let units = i64::from(seconds) * i64::from(base.den) / i64::from(base.num);
        // FFmpeg believes no rate of a thousand and more.
        (u64::from(frames) < u64::from(seconds) * 1000).then(|| units / i64::from(frames))
    });
    let (least, most) = match track.samples[last].duration.or(coded) {
        Some(duration) => (duration, duration),
        None => track.guess,
    };
    if end(least) != end(most) {
        return Err(Error::Unsupported {
            what: "a film whose last picture has no certain duration",
        });
    }
    let mut rule = FiveFps::new();
    let mut programme = Vec::with_capacity(shown.len());
    for &index in &shown {
        let before = rule.push(Some(rescale(time(index), base, TICK)));
        if let Some((_, ticks)) = programme.last_mut() {
            *ticks = before;
        }
        programme.push((index, 0..0));
    }
    if let Some((_, ticks)) = programme.last_mut() {
        *ticks = rule.finish(end(least));
    }
    if !options.scenes {
        programme.retain(|(_, ticks)| !ticks.is_empty());
    }
    Ok(programme)
}

/// Makes sure that pictures are shown in the order of their times: FFmpeg goes by what is coded, this crate by the container.
#[derive(Debug)]
struct Order {
    /// The latest time before the last start, and since.
    floor: Option<i64>,
    latest: Option<i64>,
    /// Times and coded places of the last pictures since the last start.
    recent: Vec<(i64, i32)>,
    /// The samples that start anew, of which pictures have not come yet.
    starts: Vec<i64>,
}

const CONTRADICTION: Error =
    Error::Unsupported { what: "pictures in another order than their times" };

impl Order {
    /// Checks how far pictures are reordered: FFmpeg finds it out on the way where the film does not say, and may show some in
    /// the wrong order until then.
    fn new(track: &Track, allowed: Option<u32>) -> Result<Self, Error> {
        let parts = track.samples.chunk_by(|_, next| !next.jumps);
        let depth = parts.flat_map(|part| {
            (0..part.len()).map(|index| {
                let before = &part[index.saturating_sub(RECENT)..index];
                before.iter().filter(|before| before.pts > part[index].pts).count()
            })
        });
        if depth.max().unwrap_or_default() > allowed.unwrap_or_default() as usize {
            return Err(Error::Unsupported {
                what: "a film that does not say how its pictures are reordered",
            });
        }
        let (floor, latest) = (None, None);
        Ok(Self { floor, latest, recent: Vec::new(), starts: Vec::new() })
    }

    /// Takes a sample that may be decoded.
    fn check(&mut self, index: usize, sample: &Sample, is_start: bool) -> Result<(), Error> {
        if (index == 0 || sample.jumps) && !is_start {
            return Err(Error::Unsupported { what: "a film that begins in the middle" });
        }
        if is_start {
            self.floor = self.latest;
            self.starts.push(sample.pts);
        }
        if self.floor.is_some_and(|floor| sample.pts <= floor) && !sample.discarded {
            return Err(CONTRADICTION);
        }
        self.latest = self.latest.max(Some(sample.pts));
        Ok(())
    }

    /// Takes a picture and its place in the order of what is coded.
    fn came(&mut self, sample: &Sample, place: i32) -> Result<(), Error> {
        if let Some(at) = self.starts.iter().position(|&start| start == sample.pts) {
            self.starts.drain(..=at);
            self.recent.clear();
        }
        if self.recent.iter().any(|&(pts, other)| (pts < sample.pts) != (other < place)) {
            return Err(CONTRADICTION);
        }
        if self.recent.len() == RECENT {
            self.recent.remove(0);
        }
        self.recent.push((sample.pts, place));
        Ok(())
    }
}

/// Brings decoded pictures into the order of showing and takes what is asked for.
struct Show<'a> {
    options: &'a DecodeOptions,
    programme: Vec<(usize, Range<i64>)>,
    /// Where each sample is in the programme.
    places: Vec<Option<u32>>,
    /// Pictures that came before those that are shown before them, by their place.
    waiting: BTreeMap<usize, Frame>,
    next: usize,
    turned: Orientation,
    collected: Collected,
    scenes: Option<Scenes>,
    candidates: Candidates,
}

/// Scenes are cut where a picture differs from the one before.
#[derive(Default)]
struct Scenes {
    cuts: SceneCuts,
    before: Option<Vec<u8>>,
    /// When samples are shown in seconds.
    times: Vec<f64>,
}

impl<'a> Show<'a> {
    fn new(
        options: &'a DecodeOptions,
        programme: Vec<(usize, Range<i64>)>,
        track: &Track,
        turned: Orientation,
    ) -> Self {
        let mut places = alloc::vec![None; track.samples.len()];
        for (place, &(index, _)) in (0u32..).zip(&programme) {
            places[index] = Some(place);
        }
        let base = track.time_base;
        #[expect(clippy::cast_precision_loss, reason = "as FFmpeg prints it")]
        let seconds = |sample: &Sample| sample.pts as f64 * base.to_f64();
        let scenes = options.scenes.then(|| Scenes {
            times: track.samples.iter().map(seconds).collect(),
            ..Scenes::default()
        });
        Self {
            options,
            programme,
            places,
            waiting: BTreeMap::new(),
            next: 0,
            turned,
            collected: Collected::default(),
            scenes,
            candidates: Candidates::new(options.thumbnail),
        }
    }

    /// Whether the picture of a sample is looked at.
    fn wants(&self, index: usize) -> bool {
        self.places[index].is_some()
    }

    /// Takes the next picture that was decoded, of this sample and size.
    fn take(&mut self, index: usize, frame: Frame, size: (u32, u32)) -> Result<(), Error> {
        if (frame.width, frame.height) != size || frame.bit_depth != 8 {
            return Err(Error::Unsupported { what: "films that change in size" });
        }
        let Some(place) = self.places[index] else { return Ok(()) };
        self.waiting.insert(place as usize, frame);
        while let Some(frame) = self.waiting.remove(&self.next) {
            self.show(&frame)?;
            self.next += 1;
        }
        if self.waiting.len() > RECENT {
            return Err(Error::Damaged { what: "pictures are missing", source: None });
        }
        Ok(())
    }

    /// Shows the next picture of the programme.
    fn show(&mut self, frame: &Frame) -> Result<(), Error> {
        let (index, ticks) = self.programme[self.next].clone();
        let (width, height) = (frame.width as usize, frame.height as usize);
        if let Some(scenes) = &mut self.scenes {
            let difference = scenes.before.as_ref().map(|before| {
                let mut difference = SampleDifference::new(8);
                let rows = before.chunks_exact(width).zip(frame.y.chunks_exact(width));
                for (before, now) in rows {
                    difference.add(before, now);
                }
                difference.mean()
            });
            scenes.cuts.update(scenes.times[index], difference);
            scenes.before = Some(frame.y.clone());
        }
        if ticks.is_empty() {
            return Ok(());
        }
        let luma = Luma::new(&frame.y, width, height, width)?.oriented(self.turned);
        let signature = frame_signature(&luma);
        if let Some((width, height)) = self.candidates.wanted(frame.width, frame.height) {
            let rgb = small(frame, width, height);
            self.candidates.push(width as usize, &rgb, self.turned);
        }
        let size = if self.turned.swaps_sides() {
            (frame.height, frame.width)
        } else {
            (frame.width, frame.height)
        };
        self.collected.push(ticks, &signature, size, self.options)
    }
}
