//! [`Timeline`] and [`StreamTime`]: from the time stamps of packets to those of frames.
//!
//! The rules, their thresholds and the experiments that show them are in docs/engines/video-timestamps.md; "rule 3" here is the third
//! there. They are those of FFmpeg 5.1's program, whichever version is linked, and this is the one place that follows a version.
//! For intact MP4, Matroska and `WebM` all of them come to: what the container says, counted from its start.

use iscc_ffmpeg::{MICROSECONDS, Rational, Stream, rescale};

/// Rule 4: in a broadcast format, so far from where it is expected a stamp belongs to another part of a recording.
const FAR: i64 = 10_000_000;
/// Rule 4: and so far before the time that was reached already.
const BACK: i64 = 100_000;
/// Rule 5: in other formats, so far from where it is expected a stamp is wrong (30 hours).
const ABSURD: i64 = 30 * 3600 * 1_000_000;
/// Stamps of as many bits or more never wrap around.
const ENDLESS_BITS: u32 = 63;

/// When a packet's frame is shown and when it is decoded, in the time base of its stream.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stamps {
    pub(crate) shown: Option<i64>,
    pub(crate) decoded: Option<i64>,
}

impl Stamps {
    fn each(&mut self, change: impl FnMut(&mut i64)) {
        [&mut self.shown, &mut self.decoded].into_iter().flatten().for_each(change);
    }

    fn shift(&mut self, by: i64) {
        self.each(|stamp| *stamp = stamp.saturating_add(by));
    }
}

/// Whether a packet's stamps continue those before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Continuity {
    Steady,
    /// They wrapped around, jumped, or were absurd.
    Broken,
}

/// The time of a whole file, which its streams share. Microseconds.
#[derive(Debug)]
pub(crate) struct Timeline {
    /// Whether the format is one of broadcasting, whose recordings consist of parts.
    is_broadcast: bool,
    /// Where the container starts.
    start: Option<i64>,
    /// What is added to every stamp.
    shift: i64,
    /// When the last packet of any stream is decoded.
    latest: Option<i64>,
}

/// How far decoding and showing of one stream have come. Microseconds.
#[derive(Debug)]
pub(crate) struct StreamTime {
    base: Rational,
    wrap_bits: u32,
    /// Rule 3 applies until the first packet that it leaves alone.
    may_wrap: bool,
    /// When the last packet, or the frame that follows it, is decoded; `None` before the first.
    reached: Option<i64>,
    /// When the next packet is expected, if that is known.
    due: Option<i64>,
    /// When the last frame ends.
    shown_until: i64,
}

impl Timeline {
    /// The time of a file of which these streams are used (rules 1 and 2).
    pub(crate) fn new<'a>(
        is_broadcast: bool,
        start: Option<i64>,
        used: impl Iterator<Item = &'a Stream> + Clone,
    ) -> Self {
        let wraps = used.clone().all(|stream| stream.wrap_bits < ENDLESS_BITS);
        let first_used = used
            .filter_map(|stream| Some(rescale(stream.start_time?, stream.time_base, MICROSECONDS)))
            .min();
        let origin = match (start, first_used) {
            (Some(start), Some(first)) if is_broadcast && wraps => start.max(first),
            (start, _) => start.unwrap_or(0),
        };
        Self { is_broadcast, start, shift: 0_i64.saturating_sub(origin), latest: None }
    }

    /// Places the stamps of a packet that was just read (rules 1 to 5).
    pub(crate) fn place(&mut self, stamps: &mut Stamps, stream: &mut StreamTime) -> Continuity {
        let unwrapped = self.start.is_some_and(|start| stream.unwrap(stamps, start));
        stamps.shift(rescale(self.shift, MICROSECONDS, stream.base));
        let continued =
            if self.is_broadcast { self.join(stamps, stream) } else { stream.drop_absurd(stamps) };
        if let Some(decoded) = stamps.decoded {
            self.latest = Some(stream.microseconds(decoded));
        }
        if unwrapped { Continuity::Broken } else { continued }
    }

    /// Moves a part of a recording to the end of the one before (rule 4).
    fn join(&mut self, stamps: &mut Stamps, stream: &StreamTime) -> Continuity {
        let Some(decoded) = stamps.decoded.map(|decoded| stream.microseconds(decoded)) else {
            return Continuity::Steady;
        };
        let Some(expected) = stream.due.or(self.latest) else { return Continuity::Steady };
        let gap = decoded.saturating_sub(expected);
        // A stream's first packet has nothing before it to go back from.
        let goes_back = stream.due.is_some() && decoded.saturating_add(BACK) < stream.furthest();
        if gap.saturating_abs() <= FAR && !goes_back {
            return Continuity::Steady;
        }
        self.shift = self.shift.saturating_sub(gap);
        stamps.shift(rescale(gap, MICROSECONDS, stream.base).saturating_neg());
        if stream.due.is_some() && gap != 0 { Continuity::Broken } else { Continuity::Steady }
    }
}

impl StreamTime {
    pub(crate) fn new(stream: &Stream) -> Self {
        Self {
            base: stream.time_base,
            wrap_bits: stream.wrap_bits,
            may_wrap: stream.wrap_bits < ENDLESS_BITS,
            reached: None,
            due: None,
            shown_until: 0,
        }
    }

    /// A packet goes to the decoder, which brings frames into order that come this many too early. Returns when the packet is
    /// decoded, in the stream's time base: its own stamp, or else when it was expected (rules 6 and 7).
    ///
    /// Without a packet the decoder is being emptied.
    pub(crate) fn packet(&mut self, decoded: Option<i64>, rate: Rational, early: i32) -> i64 {
        let reached = self.reached.unwrap_or_else(|| lead(early, rate));
        let own = decoded.map(|decoded| self.microseconds(decoded));
        let now = own.or(self.due).unwrap_or(reached);
        (self.reached, self.due) = (Some(now), Some(now));
        rescale(now, MICROSECONDS, self.base)
    }

    /// No frame came of the packet, which lasts so long (0 if unknown).
    pub(crate) fn no_frame(&mut self, packet_lasts: i64) {
        self.due =
            self.due.filter(|_| packet_lasts > 0).map(|due| due.saturating_add(packet_lasts));
    }

    /// A frame came of the packet, which lasts so long (0 if unknown). It is shown from `shown` on for `duration` of the time base,
    /// if it says so (rule 9).
    pub(crate) fn frame(&mut self, shown: Option<i64>, duration: i64, packet_lasts: i64) {
        let from = shown.map_or(self.shown_until, |shown| self.microseconds(shown));
        let lasts = if duration > 0 { self.microseconds(duration) } else { packet_lasts };
        self.shown_until = from.saturating_add(lasts);
        self.no_frame(packet_lasts);
        self.reached = self.due.or(self.reached);
    }

    /// A packet of a stream that is not decoded, for its time alone: it lasts as long as it says.
    pub(crate) fn undecoded(&mut self, decoded: Option<i64>, duration: i64) {
        let own = decoded.map(|decoded| self.microseconds(decoded));
        let now = own.or(self.due).or(self.reached).unwrap_or(0);
        self.reached = Some(now);
        self.shown_until = now;
        self.due = Some(now.saturating_add(self.microseconds(duration)));
    }

    /// When the last frame ends (rule 10), in the stream's time base.
    pub(crate) fn end(&self) -> i64 {
        rescale(self.shown_until, MICROSECONDS, self.base)
    }

    fn microseconds(&self, time: i64) -> i64 {
        rescale(time, self.base, MICROSECONDS)
    }

    /// The time that was reached, in decoding or in showing.
    fn furthest(&self) -> i64 {
        self.reached.unwrap_or(0).max(self.shown_until)
    }

    /// Takes stamps behind the wrap for those before it (rule 3). Whether there were any.
    fn unwrap(&mut self, stamps: &mut Stamps, start: i64) -> bool {
        if !self.may_wrap {
            return false;
        }
        let range = 1_i64 << self.wrap_bits;
        let latest = rescale(start, MICROSECONDS, self.base).saturating_add(range / 2);
        let mut wrapped = false;
        stamps.each(|stamp| {
            if *stamp > latest {
                *stamp -= range;
                wrapped = true;
            }
        });
        self.may_wrap = wrapped;
        wrapped
    }

    /// Takes away stamps that are nowhere near where they are expected (rule 5).
    fn drop_absurd(&self, stamps: &mut Stamps) -> Continuity {
        // Without a time of decoding there is nothing to hold against the expected one.
        let (Some(_), Some(due)) = (stamps.decoded, self.due) else { return Continuity::Steady };
        let mut continuity = Continuity::Steady;
        for stamp in [&mut stamps.shown, &mut stamps.decoded] {
            let is_absurd =
                |time| self.microseconds(time).saturating_sub(due).saturating_abs() > ABSURD;
            if stamp.take_if(|time| is_absurd(*time)).is_some() {
                continuity = Continuity::Broken;
            }
        }
        continuity
    }
}

/// When the first packet is decoded: the frames that wait in the decoder come out from 0 on (rule 6).
fn lead(early: i32, rate: Rational) -> i64 {
    if rate.num == 0 {
        return 0;
    }
    #[expect(clippy::cast_possible_truncation, reason = "it saturates")]
    let lead = (f64::from(early) * 1e6 / rate.to_f64()) as i64;
    lead.saturating_neg()
}

#[cfg(test)]
mod tests {
    use super::*;

    const MPEG: Rational = Rational::new(1, 90_000);
    const SECOND: i64 = 90_000;

    fn stream() -> StreamTime {
        StreamTime {
            base: MPEG,
            wrap_bits: 33,
            may_wrap: true,
            reached: None,
            due: None,
            shown_until: 0,
        }
    }

    fn timeline(is_broadcast: bool) -> Timeline {
        Timeline { is_broadcast, start: Some(0), shift: 0, latest: None }
    }

    /// A packet of a twenty-fifth of a second, of which a frame comes; when it is decoded, and how it continues.
    fn play(file: &mut Timeline, stream: &mut StreamTime, time: i64) -> (i64, Continuity) {
        let mut stamps = Stamps { shown: Some(time), decoded: Some(time) };
        let continuity = file.place(&mut stamps, stream);
        let decoded = stream.packet(stamps.decoded, Rational::new(25, 1), 0);
        stream.frame(stamps.shown, 0, 40_000);
        (decoded, continuity)
    }

    #[test]
    fn parts_of_recordings_are_joined() {
        let (mut file, mut video) = (timeline(true), stream());
        let steady = |time| (time, Continuity::Steady);
        assert_eq!(play(&mut file, &mut video, 0), steady(0));
        // Expected at 40 ms. A gap of ten seconds is one, a microsecond more is a new part.
        assert_eq!(play(&mut file, &mut video, 10 * SECOND + 3600), steady(10 * SECOND + 3600));
        let joined = play(&mut file, &mut video, 30 * SECOND);
        assert_eq!(joined, (10 * SECOND + 7200, Continuity::Broken));
        // The rest of the part follows it.
        assert_eq!(play(&mut file, &mut video, 30 * SECOND + 3600).0, 10 * SECOND + 10_800);
        // Back to the start.
        let joined = play(&mut file, &mut video, 0);
        assert_eq!(joined, (10 * SECOND + 14_400, Continuity::Broken));
    }

    #[test]
    fn a_tenth_of_a_second_back_is_no_new_part() {
        let (mut file, mut video) = (timeline(true), stream());
        play(&mut file, &mut video, SECOND);
        // The frame ends at 1.04 s.
        assert_eq!(play(&mut file, &mut video, SECOND + 3600 - 9000).1, Continuity::Steady);
        play(&mut file, &mut video, 2 * SECOND);
        assert_eq!(play(&mut file, &mut video, 2 * SECOND + 3600 - 9001).1, Continuity::Broken);
    }

    #[test]
    fn other_formats_lose_absurd_stamps_only() {
        let (mut file, mut video) = (timeline(false), stream());
        let day = 24 * 3600 * SECOND;
        assert_eq!(play(&mut file, &mut video, 0).1, Continuity::Steady);
        assert_eq!(play(&mut file, &mut video, day), (day, Continuity::Steady));
        // Decoded when it was expected.
        let expected = day + 3600;
        assert_eq!(play(&mut file, &mut video, 3 * day), (expected, Continuity::Broken));
    }

    #[test]
    fn stamps_are_unwrapped_until_one_is_not() {
        let (mut file, mut video) = (timeline(false), stream());
        let before = (1 << 33) - SECOND;
        assert_eq!(play(&mut file, &mut video, before), (-SECOND, Continuity::Broken));
        assert_eq!(play(&mut file, &mut video, 0), (0, Continuity::Steady));
        assert_eq!(play(&mut file, &mut video, before).0, before);
    }

    #[test]
    fn what_is_not_stamped_is_expected() {
        let mut video = stream();
        let rate = Rational::new(25, 1);
        assert_eq!(video.packet(None, rate, 2), -7200);
        video.no_frame(40_000);
        assert_eq!(video.packet(None, rate, 2), -3600);
        video.frame(Some(0), 1800, 40_000);
        assert_eq!(video.end(), 1800);
        // Of unknown length: the next is decoded when this one was reached.
        video.no_frame(0);
        assert_eq!(video.packet(None, rate, 2), 0);
    }
}
