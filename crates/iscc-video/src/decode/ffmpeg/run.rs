//! [`Run`]: one pass through a file, from packets to frames.

use alloc::collections::VecDeque;
use alloc::vec::Vec;

use iscc_ffmpeg::{
    Decoder, DecoderOptions, Frame, Input, MICROSECONDS, Packet, Read, Receive, Skip, Stream,
    rescale,
};

use crate::decode::Done;
use crate::decode::ffmpeg::facts::facts;
use crate::decode::ffmpeg::lost::Lost;
use crate::decode::ffmpeg::sampler::{Sampler, TICK};
use crate::decode::ffmpeg::timeline::{Continuity, Stamps, StreamTime, Timeline};
use crate::decode::metadata::Metadata;
use crate::decode::options::DecodeOptions;
use crate::error::Error;
use crate::sampling::{Doubt, Planned, SkipPlan, Watch};

/// Answers that an emptied decoder is asked for. None holds back as many frames: a broken one might report errors without end.
const MOST_ANSWERS: usize = 1 << 16;

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

/// A file on its way through demuxer, plan, decoder and sampler.
#[derive(Debug)]
pub(crate) struct Run<'a> {
    input: Input,
    decoder: Decoder,
    stream: Stream,
    timeline: Timeline,
    time: StreamTime,
    /// The audio that goes with the video, where its packets count for the timeline.
    audio: Option<(usize, StreamTime)>,
    plan: Option<Plan>,
    /// Whether this run only counts as long as nothing suggests damage: a plan or threads could change what damage looks like.
    watched: bool,
    /// Answers of the decoder: the program fails if more than two thirds are errors.
    succeeded: u64,
    failed: u64,
    sampler: Sampler<'a>,
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

impl<'a> Run<'a> {
    pub(crate) fn new(
        mut input: Input,
        options: &'a DecodeOptions,
        pass: Pass,
    ) -> Result<Self, Error> {
        let stream = input.best_video().ok_or(Error::NoVideo)?.clone();
        // Where time stamps may jump, those of the audio count as well.
        let audio = input.best_audio().filter(|_| input.may_jump()).cloned();
        for other in 0..input.streams().len() {
            if other != stream.index && audio.as_ref().is_none_or(|audio| audio.index != other) {
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
        let used = used.into_iter().flatten();
        Ok(Self {
            timeline: Timeline::new(input.may_jump(), input.start_time(), used),
            time: StreamTime::new(&stream),
            audio: audio.map(|audio| (audio.index, StreamTime::new(&audio))),
            watched,
            plan,
            succeeded: 0,
            failed: 0,
            sampler: Sampler::new(options, stream.display_matrix, stream.time_base)?,
            input,
            decoder,
            stream,
        })
    }

    /// Runs through the file.
    pub(crate) fn run(mut self) -> Result<Done, Stop> {
        let metadata = Metadata::of(&facts(&self.input));
        let mut packet = Packet::new().map_err(Error::from_ffmpeg)?;
        while let Read::Packet = self.input.read(&mut packet).map_err(Error::from_ffmpeg)? {
            if packet.stream() == self.stream.index {
                if self.watched && packet.is_corrupt() {
                    return Err(Doubt::Corrupt.into());
                }
                let continuity = place(&mut packet, &mut self.timeline, &mut self.time);
                if self.plan.is_some() {
                    packet = self.hold(packet, continuity)?;
                } else {
                    self.decode(&mut packet, Planned::Needed)?;
                }
            } else if let Some((index, time)) = &mut self.audio
                && packet.stream() == *index
            {
                place(&mut packet, &mut self.timeline, time);
                time.undecoded(packet.dts(), packet.duration());
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
        if self.watched && shows_all && self.decoder.begun() > self.sampler.decoded {
            return Err(Doubt::MadeUp.into());
        }
        let has_sound = self.input.best_audio().is_some();
        if is_too_broken(self.failed, self.succeeded, has_sound) {
            let what = "more than two thirds of the film cannot be decoded";
            return Err(Error::Damaged { what, source: None }.into());
        }
        let end = rescale(self.time.end(), self.stream.time_base, TICK);
        self.sampler.finish(end)?;
        let Sampler { collected, scenes, candidates, decoded, .. } = self.sampler;
        let cuts = scenes.map(|scenes| scenes.finish());
        Ok(Done { collected, cuts, metadata, candidates, decoded })
    }

    /// Puts a packet into the plan and decodes what is decided. Gives back an empty packet.
    fn hold(&mut self, packet: Packet, continuity: Continuity) -> Result<Packet, Stop> {
        let Some(plan) = &mut self.plan else { return Ok(packet) };
        // In formats whose time may jump, a step back or a second's gap is none yet, but might become one.
        if continuity == Continuity::Broken {
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

    /// Decodes a packet and shows the frames that come of it.
    fn decode(&mut self, packet: &mut Packet, planned: Planned) -> Result<(), Stop> {
        packet.set_dts(Some(self.begin(packet.dts())));
        let left_out = planned == Planned::NotNeeded && self.stream.intra_only;
        if packet.is_empty() || left_out {
            self.time.no_frame(self.lasts(Some(packet)));
            return Ok(());
        }
        self.decoder.skip(match planned {
            Planned::Needed => Skip::Nothing,
            Planned::NotNeeded => Skip::NonReference,
        });
        let mut frames = 0;
        if self.send(Some(packet))? {
            while let Answer::Frame(frame) = self.receive()? {
                let time = frame.best_effort_timestamp();
                self.take(frame, time, self.lasts(Some(packet)))?;
                frames += 1;
            }
        }
        if frames == 0 {
            self.time.no_frame(self.lasts(Some(packet)));
        }
        Ok(())
    }

    /// Takes what the decoder still holds.
    fn drain(&mut self) -> Result<(), Stop> {
        self.decoder.skip(Skip::Nothing);
        let accepted = self.send(None)?;
        // When frames are expected to be decoded that have no times of their own (rule 8).
        let mut expected = VecDeque::new();
        for _ in 0..MOST_ANSWERS {
            expected.push_back(self.begin(None));
            match if accepted { self.receive()? } else { Answer::End } {
                Answer::Frame(frame) => {
                    let time = frame.best_effort_timestamp().or_else(|| expected.pop_front());
                    self.take(frame, time, self.lasts(None))?;
                }
                Answer::Nothing => self.time.no_frame(self.lasts(None)),
                Answer::End => return Ok(()),
            }
        }
        Ok(())
    }

    /// When the packet with this stamp is decoded.
    fn begin(&mut self, decoded: Option<i64>) -> i64 {
        let early = self.decoder.reordered_frames();
        self.time.packet(decoded, self.stream.average_rate, early)
    }

    /// Sends a packet. Whether the decoder takes it.
    fn send(&mut self, packet: Option<&Packet>) -> Result<bool, Stop> {
        match self.decoder.send(packet) {
            Ok(()) => Ok(true),
            Err(_) => self.fail().map(|()| false),
        }
    }

    /// Asks the decoder for a frame. The program goes on after errors.
    fn receive(&mut self) -> Result<Answer, Stop> {
        let mut frame = self.sampler.take_frame()?;
        let answer = self.decoder.receive(&mut frame);
        if answer == Ok(Receive::Frame) {
            self.succeeded += 1;
            return Ok(Answer::Frame(frame));
        }
        self.sampler.give_back(frame);
        match answer {
            Ok(Receive::End) => Ok(Answer::End),
            Ok(_) => Ok(Answer::Nothing),
            Err(_) => self.fail().map(|()| Answer::Nothing),
        }
    }

    /// Counts an error of the decoder.
    fn fail(&mut self) -> Result<(), Stop> {
        self.failed += 1;
        if self.watched { Err(Doubt::Decoder.into()) } else { Ok(()) }
    }

    /// Takes a frame that is shown at `time` and came of a packet that lasts so long.
    fn take(&mut self, frame: Frame, time: Option<i64>, packet_lasts: i64) -> Result<(), Stop> {
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
        self.time.frame(time, frame.duration(), packet_lasts);
        self.sampler.next(frame, time)?;
        Ok(())
    }

    /// How long a packet lasts in microseconds (rule 9); 0 if nobody knows.
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

/// What asking the decoder for a frame came to.
#[derive(Debug)]
enum Answer {
    Frame(Frame),
    /// An error, or the decoder waits for a packet.
    Nothing,
    /// All frames have come.
    End,
}

/// Places the stamps of a packet that was just read.
fn place(packet: &mut Packet, timeline: &mut Timeline, time: &mut StreamTime) -> Continuity {
    let mut stamps = Stamps { shown: packet.pts(), decoded: packet.dts() };
    let continuity = timeline.place(&mut stamps, time);
    packet.set_pts(stamps.shown);
    packet.set_dts(stamps.decoded);
    continuity
}

/// Whether the program would fail, of which this is the rule: more than two thirds are errors.
///
/// DIFFERENCE: it counts sound as well, which is not decoded here and, being whole as a rule, outweighs the pictures. So films with
/// sound are never too broken.
const fn is_too_broken(failed: u64, succeeded: u64, has_sound: bool) -> bool {
    !has_sound && failed > 2 * succeeded
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
