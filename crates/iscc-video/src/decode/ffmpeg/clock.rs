//! [`Clock`]: the time stamps that FFmpeg 5.1's program makes of a container's.
//!
//! This is the one place that follows a version of the program; the libraries give the same packets to later ones, whose
//! rules differ a little. For sound files of MP4, Matroska and `WebM` all of it comes to: what the container says, from 0.

use iscc_ffmpeg::{MICROSECONDS, Packet, Rational, Stream, rescale};

/// Microseconds that time stamps of formats that [may jump](iscc_ffmpeg::Input::may_jump) can be off without a jump.
const JUMP: i64 = 10_000_000;
/// The same for formats that should not: beyond, the time stamp is none.
const ABSURD: i64 = 30 * 3600 * 1_000_000;

/// Corrects packets' time stamps and predicts missing ones, for the film's stream and the sound that goes with it.
#[derive(Debug)]
pub(crate) struct Clock {
    may_jump: bool,
    /// The container's start in microseconds.
    start: Option<i64>,
    /// The first start of the streams in use in microseconds.
    used_start: Option<i64>,
    /// Microseconds that are added to every time stamp.
    offset: i64,
    /// The last packet's time of decoding, of whatever stream.
    last: Option<i64>,
}

/// What is known of one stream's time, in microseconds.
#[derive(Debug)]
pub(crate) struct StreamClock {
    base: Rational,
    wrap_bits: u32,
    wrap_done: bool,
    begun: bool,
    /// The time of decoding of the packet at hand, and of the next.
    dts: i64,
    next_dts: Option<i64>,
    /// The time of showing of the frame at hand, and of the next.
    pts: i64,
    next_pts: Option<i64>,
}

/// How a packet's time stamps were taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Correction {
    /// As they go on.
    Steady,
    /// They jumped, were absurd, or wrapped around.
    Jumped,
}

impl Clock {
    /// The clock of a file of which these streams are used.
    pub(crate) fn new<'a>(
        may_jump: bool,
        start: Option<i64>,
        used: impl Iterator<Item = &'a Stream>,
    ) -> Self {
        let used_start = used
            .filter_map(|stream| Some(rescale(stream.start_time?, stream.time_base, MICROSECONDS)))
            .min();
        Self {
            may_jump,
            start,
            used_start,
            offset: 0_i64.saturating_sub(start.unwrap_or(0)),
            last: None,
        }
    }

    /// Corrects a packet that was just read.
    pub(crate) fn correct(&mut self, packet: &mut Packet, stream: &mut StreamClock) -> Correction {
        let mut correction = Correction::Steady;
        let before = self.offset;
        let (mut pts, mut dts) = (packet.pts(), packet.dts());
        if let Some(start) = self.start
            && !stream.wrap_done
            && stream.wrap_bits < 63
        {
            // The start was found before it was known which streams would be used.
            if let Some(used) = self.used_start
                && stream.next_dts.is_none()
                && self.offset == -start
                && self.may_jump
                && used > start
            {
                self.offset = -used;
            }
            stream.wrap_done = true;
            let start = rescale(start, MICROSECONDS, stream.base);
            let half = start.saturating_add(1 << (stream.wrap_bits.max(1) - 1));
            for time in [&mut dts, &mut pts] {
                if let Some(time) = time.as_mut().filter(|time| **time > half) {
                    *time -= 1 << stream.wrap_bits;
                    stream.wrap_done = false;
                    correction = Correction::Jumped;
                }
            }
        }
        let offset = rescale(self.offset, MICROSECONDS, stream.base);
        add(&mut dts, offset);
        add(&mut pts, offset);

        let us = |time| rescale(time, stream.base, MICROSECONDS);
        // A stream's first packet is compared with the last of any.
        if let (Some(time), None, Some(last), true) =
            (dts.map(us), stream.next_dts, self.last, self.may_jump)
            && (time - last).abs() > JUMP
        {
            self.jump(time - last, stream.base, &mut pts, &mut dts);
        }
        if let (Some(time), Some(next)) = (dts.map(us), stream.next_dts) {
            let delta = time.saturating_sub(next);
            if self.may_jump {
                let back = time.saturating_add(100_000) < stream.pts.max(stream.dts);
                if delta.abs() > JUMP || back {
                    self.jump(delta, stream.base, &mut pts, &mut dts);
                }
            } else {
                if delta.abs() > ABSURD {
                    dts = None;
                    correction = Correction::Jumped;
                }
                if pts.is_some_and(|pts| us(pts).saturating_sub(next).abs() > ABSURD) {
                    pts = None;
                    correction = Correction::Jumped;
                }
            }
        }
        if let Some(dts) = dts {
            self.last = Some(us(dts));
        }
        packet.set_pts(pts);
        packet.set_dts(dts);
        if self.offset != before && self.last.is_some() && stream.next_dts.is_some() {
            correction = Correction::Jumped;
        }
        correction
    }

    fn jump(&mut self, delta: i64, base: Rational, pts: &mut Option<i64>, dts: &mut Option<i64>) {
        self.offset = self.offset.saturating_sub(delta);
        let delta = rescale(delta, MICROSECONDS, base).saturating_neg();
        add(dts, delta);
        add(pts, delta);
    }
}

fn add(time: &mut Option<i64>, offset: i64) {
    if let Some(time) = time {
        *time = time.saturating_add(offset);
    }
}

impl StreamClock {
    pub(crate) fn new(stream: &Stream) -> Self {
        Self {
            base: stream.time_base,
            wrap_bits: stream.wrap_bits,
            wrap_done: false,
            begun: false,
            dts: 0,
            next_dts: None,
            pts: 0,
            next_pts: None,
        }
    }

    /// A packet of the film goes to the decoder (`None`: it is drained), which reorders that many frames. Gives the
    /// predicted time of decoding, which takes the place of the packet's.
    pub(crate) fn begin(
        &mut self,
        dts: Option<i64>,
        rate: Rational,
        reordered: i32,
    ) -> Option<i64> {
        if !self.begun {
            self.begun = true;
            #[expect(clippy::cast_possible_truncation, reason = "as C converts; it saturates")]
            if rate.num != 0 {
                self.dts = (f64::from(-reordered) * 1e6 / rate.to_f64()) as i64;
            }
        }
        self.next_dts.get_or_insert(self.dts);
        self.next_pts.get_or_insert(self.pts);
        if let Some(dts) = dts {
            self.next_dts = Some(rescale(dts, self.base, MICROSECONDS));
        }
        self.turn()
    }

    /// The decoder is asked again.
    pub(crate) fn turn(&mut self) -> Option<i64> {
        self.pts = self.next_pts.unwrap_or(self.pts);
        self.dts = self.next_dts?;
        Some(rescale(self.dts, MICROSECONDS, self.base))
    }

    /// The decoder took a packet or gave a frame: so long is what was decoded (in microseconds, 0 if unknown).
    pub(crate) fn decoded(&mut self, duration: i64) {
        self.next_dts = match (self.next_dts, duration) {
            (Some(next), 1..) => Some(next.saturating_add(duration)),
            _ => None,
        };
    }

    /// A frame is shown at `time` for `duration` of the stream's time base, or for so many microseconds.
    pub(crate) fn shown(&mut self, time: Option<i64>, duration: i64, or_us: i64) {
        if let Some(time) = time {
            self.pts = rescale(time, self.base, MICROSECONDS);
            self.next_pts = Some(self.pts);
        }
        let duration =
            if duration > 0 { rescale(duration, self.base, MICROSECONDS) } else { or_us };
        self.next_pts = self.next_pts.map(|next| next.saturating_add(duration));
    }

    /// Where the film ends, as a count of its time base.
    pub(crate) fn end(&self) -> i64 {
        rescale(self.pts, MICROSECONDS, self.base)
    }

    /// A packet of the sound, which is not decoded: it lasts as long as it says.
    pub(crate) fn sound(&mut self, packet: &Packet) {
        self.next_dts.get_or_insert(self.dts);
        if let Some(dts) = packet.dts() {
            let dts = rescale(dts, self.base, MICROSECONDS);
            (self.next_dts, self.next_pts) = (Some(dts), Some(dts));
        }
        self.pts = self.next_pts.unwrap_or(self.pts);
        self.dts = self.next_dts.unwrap_or(self.dts);
        let duration = rescale(packet.duration(), self.base, MICROSECONDS);
        self.next_dts = self.next_dts.map(|next| next.saturating_add(duration));
        self.next_pts = self.next_pts.map(|next| next.saturating_add(duration));
    }
}
