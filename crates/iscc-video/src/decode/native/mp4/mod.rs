//! MP4 and QuickTime films (ISO/IEC 14496-12), as FFmpeg 5.1 reads them.

mod edits;
mod fragments;
mod table;
mod tags;

use alloc::vec::Vec;
use std::io::{Read, Seek};

use iscc_container::{MICROSECONDS, Rational, rescale};

use super::source::Source;
use super::track::{Container, MOST_SAMPLES, Sample, Track, start};
use crate::decode::metadata::Said;
use crate::error::Error;
use edits::{Edit, edits, play, whole};
use fragments::{Defaults, Fragments, Piece};
use iscc_container::isobmff::{Bytes, Kind, boxes, child};
use table::Table;
use tags::{Tags, language};

/// Boxes that a file begins with.
const FIRST: [&Kind; 10] =
    [b"ftyp", b"moov", b"mdat", b"free", b"skip", b"wide", b"styp", b"pnot", b"uuid", b"junk"];

const DAMAGED: Error = Error::Damaged { what: "the head of the film", source: None };
const EDITS: Error = Error::Unsupported { what: "unusual edit lists" };

/// Whether a file that begins like this is MP4 or QuickTime.
pub(super) fn is_mp4(head: &[u8]) -> bool {
    head.get(4..8).is_some_and(|kind| FIRST.iter().any(|first| *first == kind))
}

/// Reads the tables of a film.
pub(super) fn read(source: &mut Source<impl Read + Seek>) -> Result<Container, Error> {
    let (moov, moofs) = parts(source)?;
    let moov = Bytes::new(&moov);
    let film = Film::read(&child(moov.rest(), *b"mvhd").ok_or(DAMAGED)?).ok_or(DAMAGED)?;
    let mut tags = Tags::default();
    let mut traks = Vec::new();
    let mut defaults = Vec::new();
    for (kind, content) in boxes(moov.rest()) {
        match &kind {
            b"udta" => tags.user_data(&content),
            b"meta" => tags.meta(content),
            b"trak" => {
                traks.push(Trak::read(&content, &film)?);
                if let Some(udta) = child(content.rest(), *b"udta") {
                    tags.user_data(&udta);
                }
            }
            b"mvex" => {
                let trexes = boxes(content.rest()).filter(|(kind, _)| kind == b"trex");
                defaults.extend(trexes.filter_map(|(_, content)| Defaults::read(content)));
            }
            _ => {}
        }
    }
    let best = best(&traks)?;
    let mut pieces = Vec::new();
    for trak in &traks {
        let defaults = defaults.iter().find(|defaults| defaults.track == trak.id);
        let mut own = Fragments::new(defaults.copied().unwrap_or_default(), trak.table.duration);
        if defaults.is_some() {
            for (start, moof) in &moofs {
                own.read(&Bytes::new(moof), *start)?;
            }
        }
        pieces.push(own.pieces);
    }
    let mut starts = Vec::new();
    let mut track = None;
    for (index, (trak, pieces)) in traks.iter().zip(&pieces).enumerate() {
        let played = trak.play(pieces)?;
        if let Some(begins) = played.begins {
            let us = rescale(begins, trak.time_base(), MICROSECONDS);
            starts.push((trak.is_text(), us));
        }
        if index == best {
            track = Some(played);
        }
    }
    let of = |text: bool| starts.iter().filter(move |start| start.0 == text).map(|start| start.1);
    let start = start(of(false), of(true)).ok_or(Error::NoFrames)?;
    let (best, played) = (&traks[best], track.ok_or(Error::NoVideo)?);
    let lengths = traks
        .iter()
        .filter(|trak| trak.is_video())
        .map(|trak| seconds(trak.duration(), trak.scale))
        .chain([seconds(played.length, best.scale)])
        .chain((film.duration > 0).then(|| seconds(film.duration, film.scale)));
    let said = Said {
        tags: tags.0,
        languages: traks.iter().filter_map(|trak| language(trak.language)).collect(),
        lengths: lengths.collect(),
        first: traks.iter().find(|trak| trak.is_video()).map(|trak| {
            let steps = trak.table.steady.map_or(played.steps, |step| (step, step));
            let step = if steps.0 == steps.1 { mean(steps.0, 1) } else { played.mean };
            (trak.width, trak.height, rate(steps, step / f64::from(trak.scale)))
        }),
    };
    let track = Track {
        config: best.config.clone(),
        prefix: Vec::new(),
        time_base: best.time_base(),
        matrix: best.matrix,
        samples: played.samples,
        guess: guess(played.steps, best.scale),
        is_parsed: false,
    };
    Ok(Container { said, start, track })
}

/// The head of the film, and the heads of its fragments with their places.
type Parts = (Vec<u8>, Vec<(u64, Vec<u8>)>);

fn parts(source: &mut Source<impl Read + Seek>) -> Result<Parts, Error> {
    let (mut moov, mut moofs) = (None, Vec::new());
    let mut at = 0;
    while let Some(left) = source.len().checked_sub(at).filter(|&left| left >= 8) {
        let head = source.bytes(at, left.min(16))?;
        let mut head = Bytes::new(&head);
        let (size, kind) = (head.u32().unwrap_or_default(), head.kind().unwrap_or_default());
        let (header, size) = match size {
            0 => (8, left),
            1 => (16, head.u64().unwrap_or_default()),
            size => (8, u64::from(size)),
        };
        if size < header || (moov.is_some() && !kind.iter().all(u8::is_ascii_graphic)) {
            // Something behind the film.
            break;
        }
        if size > left {
            return Err(super::source::cut_off());
        }
        match &kind {
            b"moov" if moov.is_some() => {
                return Err(Error::Unsupported { what: "films of several heads" });
            }
            b"moov" => moov = Some(source.bytes(at + header, size - header)?),
            b"moof" => {
                let moof = source.bytes(at + header, size - header)?;
                let all: usize = moofs.iter().map(|(_, moof): &(u64, Vec<u8>)| moof.len()).sum();
                if all > 256 << 20 {
                    return Err(Error::Limit {
                        what: "bytes of fragments' heads",
                        allowed: 256 << 20,
                    });
                }
                moofs.push((at, moof));
            }
            _ => {}
        }
        at += size;
    }
    Ok((moov.ok_or_else(super::source::cut_off)?, moofs))
}

fn seconds(count: i64, scale: u32) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "as FFmpeg's program prints it")]
    let count = count as f64;
    count / f64::from(scale.max(1))
}

/// What `mvhd` says of the film.
#[derive(Debug)]
struct Film {
    scale: u32,
    duration: i64,
    matrix: [i32; 9],
}

impl Film {
    fn read(mvhd: &Bytes<'_>) -> Option<Self> {
        let mut content = *mvhd;
        let (version, _) = content.version()?;
        content.skip(if version == 1 { 16 } else { 8 })?;
        let scale = content.u32()?;
        let duration = i64::try_from(content.long(version)?).ok()?;
        content.skip(16)?;
        Some(Self { scale, duration, matrix: matrix(&mut content)? })
    }
}

fn matrix(content: &mut Bytes<'_>) -> Option<[i32; 9]> {
    let mut matrix = [0; 9];
    for value in &mut matrix {
        *value = content.i32()?;
    }
    Some(matrix)
}

/// A track.
#[derive(Debug)]
struct Trak {
    id: u32,
    is_enabled: bool,
    matrix: Option<[i32; 9]>,
    handler: Kind,
    scale: u32,
    /// As `mdhd` says.
    length: i64,
    language: u16,
    edits: Vec<Edit>,
    /// Of pictures alone.
    table: Table,
    /// From decoding to showing of the first sample, if there is one.
    first_delay: Option<i64>,
    format: Kind,
    width: u32,
    height: u32,
    config: Vec<u8>,
}

/// A track as its edits play it.
#[derive(Debug, Default)]
struct Played {
    samples: Vec<Sample>,
    begins: Option<i64>,
    /// The shortest and longest step of time.
    steps: (i64, i64),
    /// The mean step.
    mean: f64,
    /// Where fragments end.
    length: i64,
}

impl Trak {
    fn read(content: &Bytes<'_>, film: &Film) -> Result<Self, Error> {
        let mdia = child(content.rest(), *b"mdia").ok_or(DAMAGED)?;
        let mut head = child(content.rest(), *b"tkhd").ok_or(DAMAGED)?;
        let mut media = child(mdia.rest(), *b"mdhd").ok_or(DAMAGED)?;
        let mut read = || {
            let (version, flags) = head.version()?;
            head.skip(if version == 1 { 16 } else { 8 })?;
            let id = head.u32()?;
            head.skip(if version == 1 { 12 } else { 8 } + 16)?;
            let turned = product(&matrix(&mut head)?, &film.matrix);
            let (version, _) = media.version()?;
            media.skip(if version == 1 { 16 } else { 8 })?;
            let scale = media.u32()?;
            let length = media.long(version)?.cast_signed();
            Some((id, flags & 1 != 0, turned, scale, length, media.u16()?))
        };
        let (id, is_enabled, turned, scale, length, language) = read().ok_or(DAMAGED)?;
        if scale == 0 || i32::try_from(scale).is_err() {
            return Err(DAMAGED);
        }
        let handler = child(mdia.rest(), *b"hdlr").and_then(|mut hdlr| {
            hdlr.skip(8)?;
            hdlr.kind()
        });
        let stbl = child(mdia.rest(), *b"minf")
            .and_then(|minf| child(minf.rest(), *b"stbl"))
            .ok_or(DAMAGED)?;
        let list = child(content.rest(), *b"edts").and_then(|edts| child(edts.rest(), *b"elst"));
        let edits = list.map(|elst| edits(elst, film.scale, scale).ok_or(EDITS)).transpose()?;
        let mut trak = Self {
            id,
            is_enabled,
            matrix: turned,
            handler: handler.ok_or(DAMAGED)?,
            scale,
            length,
            language,
            edits: edits.unwrap_or_default(),
            table: Table::default(),
            first_delay: table::first_delay(&stbl),
            format: *b"    ",
            width: 0,
            height: 0,
            config: Vec::new(),
        };
        if trak.is_video() {
            trak.table = Table::read(&stbl)?;
            trak.describe(&child(stbl.rest(), *b"stsd").ok_or(DAMAGED)?).ok_or(DAMAGED)?;
        }
        Ok(trak)
    }

    /// Reads the description of coded pictures.
    fn describe(&mut self, stsd: &Bytes<'_>) -> Option<()> {
        let mut stsd = *stsd;
        stsd.version()?;
        stsd.u32()?;
        let (format, mut entry) = boxes(stsd.rest()).next()?;
        self.format = format;
        entry.skip(24)?;
        (self.width, self.height) = (u32::from(entry.u16()?), u32::from(entry.u16()?));
        entry.skip(50)?;
        if let Some(config) = child(entry.rest(), *b"avcC") {
            self.config = config.rest().to_vec();
        }
        Some(())
    }

    fn is_video(&self) -> bool {
        &self.handler == b"vide"
    }

    /// Whether FFmpeg takes the track for text or data, which weigh less in when the film begins.
    fn is_text(&self) -> bool {
        !self.is_video() && &self.handler != b"soun"
    }

    fn time_base(&self) -> Rational {
        Rational::new(1, i32::try_from(self.scale).unwrap_or(i32::MAX))
    }

    /// The length in the media's unit, as FFmpeg has it.
    fn duration(&self) -> i64 {
        let own = if self.table.duration > 0 {
            self.length.min(self.table.duration)
        } else {
            self.length
        };
        if self.edits.is_empty() || self.table.entries.is_empty() {
            return own;
        }
        let edits = self.edits.iter().fold(0i64, |sum, edit| sum.saturating_add(edit.duration));
        own.min(edits)
    }

    /// The samples with their times, and when the track begins. Of what holds no pictures only the latter.
    fn play(&self, pieces: &[Piece]) -> Result<Played, Error> {
        if !pieces.is_empty() {
            return self.play_pieces(pieces);
        }
        if !self.is_video() {
            let empty = self.edits.iter().take_while(|edit| edit.start == -1);
            let empty = empty.fold(0i64, |sum, edit| sum.saturating_add(edit.duration));
            let begins = if self.edits.is_empty() { self.first_delay } else { Some(empty) };
            return Ok(Played { begins: self.first_delay.and(begins), ..Played::default() });
        }
        let Table { entries, has_delays, steady, .. } = &self.table;
        if entries.is_empty() {
            return Ok(Played::default());
        }
        let edited = if self.edits.is_empty() {
            Some(whole(entries))
        } else {
            play(entries, *has_delays, &self.edits, MOST_SAMPLES)
        };
        let edited = edited.ok_or(EDITS)?;
        let played = &edited.played;
        let samples = played.iter().enumerate().map(|(index, sample)| {
            // Without delays FFmpeg takes the distance to the next, with them the rate of the film.
            let next = played.get(index + 1).map_or(self.duration(), |next| next.pts);
            let step = next.saturating_sub(sample.pts);
            let duration = if !has_delays && step > 0 { Some(step) } else { *steady };
            Sample {
                offset: sample.entry.offset,
                size: sample.entry.size,
                pts: sample.pts,
                duration,
                discarded: !sample.is_shown,
                jumps: sample.jumps,
            }
        });
        let steps = entries.windows(2).map(|pair| pair[1].dts - pair[0].dts);
        let span = entries.last().map_or(0, |last| last.dts);
        Ok(Played {
            samples: samples.collect(),
            begins: Some(edited.start),
            steps: extremes(steps),
            mean: mean(span, entries.len() - 1),
            length: 0,
        })
    }

    /// The same of samples in fragments, whose times FFmpeg moves by the first edit and no other.
    fn play_pieces(&self, pieces: &[Piece]) -> Result<Played, Error> {
        let offset = match self.edits[..] {
            [] => 0,
            [Edit { start, .. }] if start >= 0 => start,
            [Edit { start: -1, duration }] => -duration,
            [Edit { start: -1, duration }, Edit { start, .. }] if start >= 0 => start - duration,
            _ => return Err(EDITS),
        };
        if !self.table.entries.is_empty() {
            return Err(Error::Unsupported { what: "fragments behind a table of samples" });
        }
        let mut samples: Vec<Sample> = Vec::with_capacity(pieces.len());
        let mut before = None;
        for piece in pieces {
            let delay = i32::try_from(piece.delay);
            let delay =
                delay.map_err(|_| Error::Unsupported { what: "negative delays in fragments" })?;
            let pts = piece.dts.saturating_sub(offset).saturating_add(i64::from(delay));
            // What overlaps the fragment before is not shown.
            let discarded = before.is_some_and(|before| before >= piece.dts);
            before = Some(piece.dts);
            let (offset, size) = (piece.offset, piece.size);
            samples.push(Sample { offset, size, pts, duration: None, discarded, jumps: false });
        }
        let length = pieces.last().map_or(0, |last| last.dts + i64::from(last.duration));
        Ok(Played {
            begins: samples.first().map(|sample| sample.pts),
            samples,
            steps: extremes(pieces.iter().map(|piece| i64::from(piece.duration))),
            mean: mean(length - pieces.first().map_or(0, |first| first.dts), pieces.len()),
            length,
        })
    }
}

/// The shortest and the longest.
fn extremes(steps: impl Iterator<Item = i64>) -> (i64, i64) {
    steps.fold((i64::MAX, 0), |(least, most), step| (least.min(step.max(0)), most.max(step)))
}

#[expect(clippy::cast_precision_loss, reason = "a mean of time stamps")]
fn mean(span: i64, steps: usize) -> f64 {
    span as f64 / steps.max(1) as f64
}

/// What FFmpeg may take for the duration of a frame of a film with these steps of time: it finds the nearest of common rates.
fn guess((least, most): (i64, i64), scale: u32) -> (i64, i64) {
    let least = least.min(most);
    if least == most && is_common(least, i64::from(scale)) {
        return (least, most);
    }
    (least - least / 50, most.saturating_add(most / 50))
}

/// Whether FFmpeg knows the rate of a film with this one step of time.
fn is_common(step: i64, scale: i64) -> bool {
    let whole = |num: i64, den: i64| (den > 0 && num % den == 0).then(|| num / den);
    whole(12 * scale, step).is_some_and(|twelfths| (1..=360).contains(&twelfths))
        || whole(scale, step).is_some_and(|rate| matches!(rate, 31..=60 | 80 | 120 | 240))
        || whole(1001 * scale, 1000 * step)
            .is_some_and(|rate| matches!(rate, 12 | 15 | 24 | 30 | 48 | 60))
}

/// Frames a second of a film with these steps of time, whose mean is that; 0 if it is near no common rate.
fn rate((least, most): (i64, i64), mean: f64) -> f64 {
    let exact = if mean > 0.0 { 1.0 / mean } else { 0.0 };
    if least == most {
        return exact;
    }
    let common = [24.0, 30.0, 48.0, 60.0].map(|rate| rate * 1000.0 / 1001.0);
    let rates = common.into_iter().chain([exact.round()]);
    let distance = |rate: &f64| (rate - exact).abs();
    let nearest = rates.min_by(|a, b| distance(a).total_cmp(&distance(b)));
    nearest.filter(|rate| distance(rate) < rate * 1e-3).unwrap_or_default()
}

/// How a track is turned in the film: the product of both matrices. `None` if it is not.
fn product(track: &[i32; 9], film: &[i32; 9]) -> Option<[i32; 9]> {
    let mut product = [0i32; 9];
    for (at, value) in product.iter_mut().enumerate() {
        let (row, column) = (at / 3, at % 3);
        for (inner, shift) in [16, 16, 30].into_iter().enumerate() {
            let term = i64::from(track[row * 3 + inner]) * i64::from(film[inner * 3 + column]);
            #[expect(clippy::cast_possible_truncation, reason = "as FFmpeg adds up")]
            let term = (term >> shift) as i32;
            *value = value.wrapping_add(term);
        }
    }
    let [a, _, _, _, d, _, _, _, w] = product;
    (a != 1 << 16 || d != 1 << 16 || w != 1 << 30).then_some(product)
}

/// The track of pictures that FFmpeg's program takes: the largest, and rather one that is on and has samples.
fn best(traks: &[Trak]) -> Result<usize, Error> {
    let score = |trak: &Trak| {
        let filled = !trak.table.entries.is_empty() || trak.first_delay.is_some();
        u64::from(trak.width) * u64::from(trak.height)
            + u64::from(trak.is_enabled) * 5_000_000
            + u64::from(filled) * 100_000_000
    };
    let pictures = traks.iter().enumerate().filter(|(_, trak)| trak.is_video());
    // Of equals the first.
    let best = pictures.rev().max_by_key(|(_, trak)| score(trak)).ok_or(Error::NoVideo)?;
    match (&best.1.format, best.1.config.is_empty()) {
        (b"avc1" | b"avc3", false) => Ok(best.0),
        _ => Err(Error::Unsupported { what: "codecs other than H.264" }),
    }
}
