//! [`Lost`]: whether packets are missing that nobody reports.

use iscc_ffmpeg::{Packet, Stream};

/// Codecs whose decoders give each frame that nothing depends on at once, and each other when the next of its kind comes: they
/// trust the order of packets, and of a film that has lost some they give frames in the wrong order.
const TRUSTING: [&str; 7] = ["mpeg1video", "mpeg2video", "mpeg4", "rv30", "rv40", "vc1", "wmv3"];

/// Looks for gaps between packets.
#[derive(Debug)]
pub(crate) struct Lost {
    is_trusting: bool,
    /// Transport and program streams: others skip over what they do not find, and say so.
    is_broadcast: bool,
    /// The time of decoding of the packet before, and how long it lasts.
    before: Option<(i64, i64)>,
    /// The steps of time before.
    step: i64,
    /// The latest time of showing so far.
    latest: i64,
}

impl Lost {
    pub(crate) fn new(stream: &Stream, is_broadcast: bool) -> Self {
        let is_trusting = TRUSTING.contains(&&*stream.codec);
        Self { is_trusting, is_broadcast, before: None, step: 0, latest: i64::MIN }
    }

    /// Whether something seems to be missing before this packet; `reordered` frames wait in the decoder.
    pub(crate) fn before(&mut self, packet: &Packet, reordered: i32) -> bool {
        let (Some(shown), Some(decoded)) = (packet.pts(), packet.dts()) else { return false };
        // What comes later than all before is shown after others that are not decoded yet, so it waits.
        let out_of_order =
            self.is_trusting && reordered > 0 && shown == decoded && shown > self.latest;
        self.latest = shown.max(self.latest);
        let mut gap = false;
        if let Some((before, duration)) = self.before {
            let step = decoded.saturating_sub(before);
            let usual = duration.max(self.step);
            gap = self.is_broadcast && usual > 0 && step > usual.saturating_add(usual / 2);
            self.step = step;
        }
        self.before = Some((decoded, packet.duration()));
        out_of_order || gap
    }
}
