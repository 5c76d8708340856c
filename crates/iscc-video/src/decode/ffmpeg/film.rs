//! [`Film`]: one run through a file.

use alloc::collections::VecDeque;
use alloc::vec::Vec;

use iscc_ffmpeg::{
    Code, Decoder, DecoderOptions, DisplayMatrix, Frame, Input, MICROSECONDS, Packet, PixelFormat,
    Rational, Read, Receive, Skip, Stream, rescale,
};

use crate::decode::Done;
use crate::decode::collected::Collected;
use crate::decode::ffmpeg::clock::{Clock, Correction, StreamClock};
use crate::decode::ffmpeg::lost::Lost;
use crate::decode::ffmpeg::pictures::Pictures;
use crate::decode::ffmpeg::said::said;
use crate::decode::ffmpeg::scenes::Scenes;
use crate::decode::ffmpeg::small::Small;
use crate::decode::metadata::Metadata;
use crate::decode::options::DecodeOptions;
use crate::decode::thumbnail::Candidates;
use crate::decode::turning::orientation;
use crate::error::Error;
use crate::select::{Doubt, FiveFps, Planned, SkipPlan, Watch};

/// Five a second.
const TICK: Rational = Rational::new(1, 5);

/// Codecs whose decoders know which frames nothing depends on, and leave those out when they are told to.
const SKIPPING: [&str; 10] =
    ["h264", "hevc", "mpeg1video", "mpeg2video", "mpeg4", "rv30", "rv40", "vc1", "vp8", "wmv3"];

/// Codecs whose decoders, on several threads, pass over damage without a mark on the frame unless they are strict. MPEG-4's marks the
/// frame, and a strict one on threads ends the process (an assertion of FFmpeg 5.1's).
const SILENT: [&str; 2] = ["h264", "hevc"];

/// How a file is decoded.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pass {
    /// Whether frames that are not shown may be left out.
    pub(crate) skip: bool,
    /// Threads of the decoder; 0 takes as many as the machine has.
    pub(crate) threads: u32,
}

impl Pass {
    /// Every packet on one thread, as the reference does it: what comes out is right by definition.
    pub(crate) const PLAIN: Self = Self { skip: false, threads: 1 };
}

/// Why a run ended early.
#[derive(Debug)]
pub(crate) enum Stop {
    /// The result may differ from that of the [plain](Pass::PLAIN) pass.
    Doubt(Doubt),
    /// There is no result.
    Error(Error),
}

impl From<Doubt> for Stop {
    fn from(doubt: Doubt) -> Self {
        Self::Doubt(doubt)
    }
}

impl From<Error> for Stop {
    fn from(error: Error) -> Self {
        Self::Error(error)
    }
}

/// A file on its way through demuxer, plan, decoder and rule.
#[derive(Debug)]
pub(crate) struct Film<'a> {
    input: Input,
    decoder: Decoder,
    stream: Stream,
    sound: Option<(usize, StreamClock)>,
    clock: Clock,
    time: StreamClock,
    /// Times of decoding that the drained decoder's frames take if they have none of their own.
    drained: VecDeque<Option<i64>>,
    plan: Option<Plan>,
    /// Whether this run only counts as long as nothing suggests damage: a plan or threads could change what damage looks like.
    watched: bool,
    /// Answers of the decoder: the program fails if more than two thirds are errors.
    succeeded: u64,
    failed: u64,
    show: Show<'a>,
}

/// Packets between demuxer and decoder.
#[derive(Debug)]
struct Plan {
    skip: SkipPlan,
    lost: Lost,
    watch: Watch,
    packets: VecDeque<Packet>,
    free: Vec<Packet>,
}

impl Plan {
    fn new(lost: Lost) -> Self {
        Self {
            skip: SkipPlan::new(),
            lost,
            watch: Watch::new(),
            packets: VecDeque::new(),
            free: Vec::new(),
        }
    }
}

impl<'a> Film<'a> {
    pub(crate) fn new(
        mut input: Input,
        options: &'a DecodeOptions,
        pass: Pass,
    ) -> Result<Self, Error> {
        let stream = input.best_video().ok_or(Error::NoVideo)?.clone();
        // Where time stamps may jump, those of the sound count as well.
        let sound = input.best_audio().filter(|_| input.may_jump()).cloned();
        for other in 0..input.streams().len() {
            if other != stream.index && sound.as_ref().is_none_or(|sound| sound.index != other) {
                input.discard(other);
            }
        }
        let plan = (pass.skip && gains_by_skipping(&stream))
            .then(|| Plan::new(Lost::new(&stream, input.may_jump())));
        let watched = pass != Pass::PLAIN;
        let decoding = DecoderOptions::new()
            .threads(pass.threads)
            .max_pixels(options.max_pixels)
            .marks(watched)
            .strict(watched && SILENT.contains(&&*stream.codec));
        let decoder = Decoder::new(&input, stream.index, &decoding).map_err(Error::from_ffmpeg)?;
        let used = [Some(&stream), input.best_audio()];
        let clock = Clock::new(input.may_jump(), input.start_time(), used.into_iter().flatten());
        Ok(Self {
            clock,
            time: StreamClock::new(&stream),
            sound: sound.map(|sound| (sound.index, StreamClock::new(&sound))),
            drained: VecDeque::new(),
            watched,
            plan,
            succeeded: 0,
            failed: 0,
            show: Show::new(options, stream.display_matrix, stream.time_base)?,
            input,
            decoder,
            stream,
        })
    }

    /// Runs through the file.
    pub(crate) fn run(mut self) -> Result<Done, Stop> {
        let metadata = Metadata::of(&said(&self.input));
        let mut packet = Packet::new().map_err(Error::from_ffmpeg)?;
        while let Read::Packet = self.input.read(&mut packet).map_err(Error::from_ffmpeg)? {
            if packet.stream() == self.stream.index {
                if self.watched && packet.is_corrupt() {
                    return Err(Doubt::Corrupt.into());
                }
                let correction = self.clock.correct(&mut packet, &mut self.time);
                if self.plan.is_some() {
                    packet = self.hold(packet, correction)?;
                } else {
                    self.decode(&mut packet, Planned::Needed)?;
                }
            } else if let Some((index, time)) = &mut self.sound
                && packet.stream() == *index
            {
                self.clock.correct(&mut packet, time);
                time.sound(&packet);
            }
        }
        if let Some(plan) = &mut self.plan {
            plan.skip.finish();
            self.release()?;
        }
        self.drain()?;
        if let Some(plan) = &self.plan {
            plan.watch.finish()?;
        }
        // Other codecs have pictures that are never shown.
        let shows_all = gains_by_skipping(&self.stream);
        if self.watched && shows_all && self.decoder.begun() > self.show.decoded {
            return Err(Doubt::MadeUp.into());
        }
        let has_sound = self.input.best_audio().is_some();
        if is_too_broken(self.failed, self.succeeded, has_sound) {
            let what = "more than two thirds of the film cannot be decoded";
            return Err(Error::Damaged { what, source: None }.into());
        }
        let end = rescale(self.time.end(), self.stream.time_base, TICK);
        self.show.finish(end)?;
        let Show { collected, scenes, candidates, decoded, .. } = self.show;
        let cuts = scenes.map(|scenes| scenes.finish());
        Ok(Done { collected, cuts, metadata, candidates, decoded })
    }

    /// Puts a packet into the plan and decodes what is decided. Gives back an empty packet.
    fn hold(&mut self, packet: Packet, correction: Correction) -> Result<Packet, Stop> {
        let Some(plan) = &mut self.plan else { return Ok(packet) };
        // In formats whose time may jump, a step back or a second's gap is none yet, but might become one.
        if correction == Correction::Jumped {
            return Err(Doubt::Jump.into());
        }
        if plan.lost.before(&packet, self.decoder.reordered_frames()) {
            return Err(Doubt::Lost.into());
        }
        if packet.is_discarded() {
            plan.skip.push_unseen(packet.len());
        } else {
            let pts = packet.pts().ok_or(Doubt::NoTime)?;
            let tick = |time| rescale(time, self.stream.time_base, TICK);
            let dts = packet.dts();
            plan.skip.push(pts, tick(pts), dts, dts.map(tick), packet.len())?;
            // A decoder that does not know how far frames are reordered finds out by showing some in the wrong order.
            let known = usize::try_from(self.decoder.reordered_frames()).unwrap_or_default();
            if plan.skip.reordered() > known.max(usize::from(self.stream.codec != "h264") * 16) {
                return Err(Doubt::Reordered.into());
            }
        }
        plan.packets.push_back(packet);
        let free = plan.free.pop();
        self.release()?;
        match free {
            Some(free) => Ok(free),
            None => Ok(Packet::new().map_err(Error::from_ffmpeg)?),
        }
    }

    /// Decodes the packets that are decided.
    fn release(&mut self) -> Result<(), Stop> {
        while let Some(plan) = &mut self.plan
            && let Some(planned) = plan.skip.pop()
            && let Some(mut packet) = plan.packets.pop_front()
        {
            if let Some(pts) = packet.pts().filter(|_| !packet.is_discarded()) {
                let sent = planned == Planned::Needed || !self.stream.intra_only;
                if sent {
                    plan.watch.sent(pts, planned)?;
                }
            }
            self.decode(&mut packet, planned)?;
            if let Some(plan) = &mut self.plan {
                plan.free.push(packet);
            }
        }
        Ok(())
    }

    /// Decodes a packet and shows the frames that come, step by step as the program does it.
    fn decode(&mut self, packet: &mut Packet, planned: Planned) -> Result<(), Stop> {
        let rate = self.stream.average_rate;
        let dts = self.time.begin(packet.dts(), rate, self.decoder.reordered_frames());
        packet.set_dts(dts);
        let skipped = planned == Planned::NotNeeded && self.stream.intra_only;
        if packet.is_empty() || skipped {
            self.time.decoded(self.lasts(Some(packet)));
            return Ok(());
        }
        self.decoder.skip(match planned {
            Planned::Needed => Skip::Nothing,
            Planned::NotNeeded => Skip::NonReference,
        });
        let mut result = self.decoder.send(Some(packet));
        let mut again = false;
        loop {
            if again {
                self.time.turn();
            }
            let mut frame = self.show.take_frame()?;
            let received = match result {
                Ok(()) => self.decoder.receive(&mut frame),
                Err(code) => Err(code),
            };
            let came = received == Ok(Receive::Frame);
            self.book(received);
            let lasts = self.lasts(Some(packet));
            if came {
                self.shown(&frame, frame.best_effort_timestamp(), lasts)?;
            }
            if !again || came {
                self.time.decoded(lasts);
            }
            if !came {
                self.show.give_back(frame);
                // The program says so and goes on with the next packet.
                return match received {
                    Err(_) if self.watched => Err(Doubt::Decoder.into()),
                    _ => Ok(()),
                };
            }
            self.show.next(frame)?;
            (again, result) = (true, Ok(()));
        }
    }

    /// Takes what the decoder still holds.
    fn drain(&mut self) -> Result<(), Stop> {
        self.decoder.skip(Skip::Nothing);
        let rate = self.stream.average_rate;
        let sent = self.decoder.send(None);
        // No decoder holds back as many: a broken one might report errors without end.
        for _ in 0..1 << 16 {
            let dts = self.time.begin(None, rate, self.decoder.reordered_frames());
            self.drained.push_back(dts);
            let mut frame = self.show.take_frame()?;
            let received = match sent {
                Ok(()) => self.decoder.receive(&mut frame),
                Err(code) => Err(code),
            };
            let lasts = self.lasts(None);
            self.book(received);
            match received {
                Ok(Receive::Frame) => {
                    let mut time = frame.best_effort_timestamp();
                    if time.is_none() {
                        time = self.drained.pop_front().flatten();
                    }
                    self.shown(&frame, time, lasts)?;
                    self.time.decoded(lasts);
                    self.show.next_at(frame, time)?;
                }
                Ok(Receive::Hungry) => self.time.decoded(lasts),
                Err(_) if self.watched => return Err(Doubt::Decoder.into()),
                Err(_) if sent.is_ok() => self.time.decoded(lasts),
                Err(_) | Ok(Receive::End) => return Ok(()),
            }
        }
        Ok(())
    }

    /// Counts successes and failures of the decoder.
    fn book(&mut self, received: Result<Receive, Code>) {
        match received {
            Ok(Receive::Frame) => self.succeeded += 1,
            Ok(_) => {}
            Err(_) => self.failed += 1,
        }
    }

    /// Books a frame that the decoder gave.
    fn shown(&mut self, frame: &Frame, time: Option<i64>, lasts: i64) -> Result<(), Stop> {
        if self.watched {
            if frame.is_damaged() {
                return Err(Doubt::Decoder.into());
            }
            if frame.is_incomplete() {
                return Err(Doubt::Incomplete.into());
            }
        }
        if let Some(plan) = &mut self.plan {
            plan.watch.came(time.ok_or(Doubt::NoTime)?)?;
        }
        self.time.shown(time, frame.duration(), lasts);
        Ok(())
    }

    /// How long a packet is shown in microseconds; 0 if nobody knows.
    fn lasts(&self, packet: Option<&Packet>) -> i64 {
        if let Some(packet) = packet.filter(|packet| packet.duration() != 0) {
            return rescale(packet.duration(), self.stream.time_base, MICROSECONDS);
        }
        let rate = self.decoder.frame_rate();
        if !rate.is_positive() {
            return 0;
        }
        let of_frame = i64::from(self.decoder.ticks_per_frame().max(1));
        let repeated = self.input.repeated_fields(self.stream.index);
        let ticks = repeated.map_or(of_frame, |fields| i64::from(fields) + 1);
        1_000_000 * i64::from(rate.den) * ticks / i64::from(rate.num) / of_frame
    }
}

/// Whether something need not be decoded where a frame is not shown. Such codecs show every picture that they decode.
fn gains_by_skipping(stream: &Stream) -> bool {
    stream.intra_only || SKIPPING.contains(&&*stream.codec)
}

/// Whether the program would fail, of which this is the rule: more than two thirds are errors.
///
/// DIFFERENCE: it counts sound as well, which is not decoded here and, being whole as a rule, outweighs the pictures. So films with
/// sound are never too broken.
const fn is_too_broken(failed: u64, succeeded: u64, has_sound: bool) -> bool {
    !has_sound && failed > 2 * succeeded
}

/// The rule and what it shows.
#[derive(Debug)]
struct Show<'a> {
    options: &'a DecodeOptions,
    base: Rational,
    /// The stream's, for frames that have none of their own.
    matrix: Option<DisplayMatrix>,
    rule: FiveFps,
    /// The last frame, which waits until it is known how long it is shown.
    held: Option<Frame>,
    spare: Option<Frame>,
    kind: Option<FrameKind>,
    pictures: Pictures,
    collected: Collected,
    scenes: Option<Scenes>,
    candidates: Candidates,
    small: Small,
    decoded: u64,
}

/// What FFmpeg's filters are connected for.
type FrameKind = (Option<PixelFormat>, u32, u32, Option<DisplayMatrix>);

impl<'a> Show<'a> {
    fn new(
        options: &'a DecodeOptions,
        matrix: Option<DisplayMatrix>,
        base: Rational,
    ) -> Result<Self, Error> {
        Ok(Self {
            options,
            base,
            matrix,
            rule: FiveFps::new(),
            held: None,
            spare: Some(Frame::new().map_err(Error::from_ffmpeg)?),
            kind: None,
            pictures: Pictures::default(),
            collected: Collected::default(),
            scenes: options.scenes.then(Scenes::default),
            candidates: Candidates::new(options.thumbnail),
            small: Small::default(),
            decoded: 0,
        })
    }

    /// A frame to decode into.
    fn take_frame(&mut self) -> Result<Frame, Error> {
        match self.spare.take() {
            Some(frame) => Ok(frame),
            None => Frame::new().map_err(Error::from_ffmpeg),
        }
    }

    fn give_back(&mut self, frame: Frame) {
        self.spare = Some(frame);
    }

    fn next(&mut self, frame: Frame) -> Result<(), Error> {
        let time = frame.best_effort_timestamp();
        self.next_at(frame, time)
    }

    /// Takes the next frame; the one before is shown until then.
    fn next_at(&mut self, frame: Frame, time: Option<i64>) -> Result<(), Error> {
        self.decoded += 1;
        let kind = (frame.pixel_format(), frame.width(), frame.height(), frame.display_matrix());
        if self.kind.replace(kind).is_some_and(|before| before != kind) {
            // The filters are made anew, and with them the file of signatures.
            self.rule = FiveFps::new();
            self.spare = self.held.take();
            self.pictures = Pictures::default();
            self.collected = Collected::default();
            self.scenes = self.options.scenes.then(Scenes::default);
        }
        if let (Some(scenes), Some(time)) = (&mut self.scenes, time) {
            #[expect(clippy::cast_precision_loss, reason = "as FFmpeg prints it")]
            scenes.update(time as f64 * self.base.to_f64(), &frame);
        }
        let ticks = self.rule.push(time.map(|time| rescale(time, self.base, TICK)));
        self.show(ticks)?;
        let frame = if self.rule.has_begun() { self.held.replace(frame) } else { Some(frame) };
        self.spare = frame;
        Ok(())
    }

    fn finish(&mut self, end: i64) -> Result<(), Error> {
        let ticks = self.rule.finish(end);
        self.show(ticks)
    }

    /// Shows the frame that is held.
    fn show(&mut self, ticks: core::ops::Range<i64>) -> Result<(), Error> {
        let Some(frame) = self.held.as_ref().filter(|_| !ticks.is_empty()) else { return Ok(()) };
        let matrix = frame.display_matrix().or(self.matrix);
        // DIFFERENCE: the program turns by any angle, with interpolation.
        let orientation = orientation(matrix.map(|DisplayMatrix(matrix)| matrix))
            .ok_or(Error::Unsupported { what: "pictures turned by no quarters" })?;
        let signature = self.pictures.signature(frame, orientation)?;
        let (width, height) = (frame.width(), frame.height());
        let size = if orientation.swaps_sides() { (height, width) } else { (width, height) };
        self.small.push(frame, orientation, &mut self.candidates)?;
        self.collected.push(ticks, &signature, size, self.options)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_films_with_sound_have_a_code() {
        assert!(is_too_broken(21, 9, false));
        assert!(!is_too_broken(20, 10, false));
        assert!(is_too_broken(11, 5, false) && !is_too_broken(11, 6, false));
        assert!(!is_too_broken(30, 0, true));
    }
}
