//! [`SkipPlan`]: which packets hold frames that are shown, known before they are decoded.

use alloc::collections::{BTreeMap, VecDeque};

/// Packets that are held back at most before the oldest is decoded without a decision.
const HELD_PACKETS: usize = 256;
/// The same in bytes of packets.
const HELD_BYTES: usize = 64 << 20;
/// Time stamps that the depth of reordering is counted in.
const RECENT: usize = 32;

/// Finds the packets whose frames [`FiveFps`](crate::FiveFps) shows, in one pass with a short look ahead.
///
/// Packets go in in the order of decoding and come out in the same order, each with the answer whether its frame is
/// needed. The frame that is shown for a tick is the one with the greatest time among those of that tick. The tick is
/// decided when the decoding time has passed it: no frame is shown before it is decoded, so nothing can come any more.
///
/// Every answer "not needed" rests on time stamps that hold what they promise. Where they don't, there is [`Doubt`], and
/// the caller decodes everything from the start: what was answered before may be wrong then as well.
///
/// ```
/// use iscc_video::{Planned, SkipPlan};
///
/// let mut plan = SkipPlan::new();
/// // Time of showing, tick of it, time of decoding, tick of it, bytes: milliseconds here.
/// plan.push(0, 0, Some(0), Some(0), 100)?;
/// plan.push(40, 0, Some(40), Some(0), 100)?;
/// assert_eq!(plan.pop(), Some(Planned::NotNeeded), "the second frame has the same tick");
/// assert_eq!(plan.pop(), None, "perhaps a third has as well");
/// plan.push(120, 1, Some(120), Some(1), 100)?;
/// assert_eq!(plan.pop(), Some(Planned::Needed));
/// # Ok::<(), iscc_video::Doubt>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct SkipPlan {
    queue: VecDeque<Entry>,
    /// The greatest time of each tick that the queue has frames of.
    latest: BTreeMap<i64, i64>,
    /// The time of decoding that was reached, and its tick.
    reached: Option<(i64, i64)>,
    held_bytes: usize,
    recent: VecDeque<i64>,
    reordered: usize,
    ended: bool,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    /// `None`: to be decoded in any case.
    time: Option<(i64, i64)>,
    bytes: usize,
}

/// Whether a packet's frame is needed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[allow(clippy::exhaustive_enums, reason = "a yes or a no")]
pub enum Planned {
    /// The frame is shown, or nobody knows.
    Needed,
    /// The frame is not shown.
    NotNeeded,
}

/// Why a plan cannot be trusted: everything is to be decoded then.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
#[non_exhaustive]
pub enum Doubt {
    /// A packet says not when it is shown.
    #[error("a packet has no time stamp")]
    NoTime,
    /// A frame is shown before it is decoded, or decoding goes back in time.
    #[error("time stamps go back")]
    Backwards,
    /// Two frames are shown at the same time.
    #[error("two packets have the same time stamp")]
    SameTime,
    /// The container's time stamps jump.
    #[error("time stamps jump")]
    Jump,
    /// A packet is known to be damaged.
    #[error("a packet is damaged")]
    Corrupt,
    /// Packets seem to be missing.
    #[error("packets are missing")]
    Lost,
    /// Frames are reordered more deeply than the decoder expects.
    #[error("frames are reordered more deeply than the decoder expects")]
    Reordered,
    /// A frame came out of the decoder that was not asked for, or with another time.
    #[error("a frame came with an unexpected time stamp")]
    Unexpected,
    /// A frame that was asked for did not come.
    #[error("a frame did not come")]
    Missing,
    /// The decoder reports an error.
    #[error("the decoder reports an error")]
    Decoder,
    /// The decoder left a part of a frame unwritten: it shows what was decoded before, by chance.
    #[error("a frame is incomplete")]
    Incomplete,
    /// The decoder made up frames to take the place of missing ones.
    #[error("the decoder made up frames")]
    MadeUp,
}

impl Doubt {
    /// Whether the reason is damage that the decoder was given, and not only time stamps that allow no plan: what a decoder
    /// makes of damage depends on its threads as well.
    #[must_use]
    pub const fn is_damage(self) -> bool {
        !matches!(
            self,
            Self::NoTime
                | Self::Backwards
                | Self::SameTime
                | Self::Jump
                | Self::Lost
                | Self::Reordered
        )
    }
}

impl SkipPlan {
    /// No packets yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Takes the next packet: when its frame is shown, when it is decoded (if that is known), with their ticks (as
    /// [`FiveFps`](crate::FiveFps) has them: never less for a later time), and its length.
    ///
    /// # Errors
    /// [`Doubt`] if the time stamps contradict each other.
    pub fn push(
        &mut self,
        shown: i64,
        tick: i64,
        decoded: Option<i64>,
        decoded_tick: Option<i64>,
        bytes: usize,
    ) -> Result<(), Doubt> {
        if let (Some(decoded), Some(decoded_tick)) = (decoded, decoded_tick) {
            if shown < decoded || self.reached.is_some_and(|(reached, _)| decoded < reached) {
                return Err(Doubt::Backwards);
            }
            self.reached = Some((decoded, decoded_tick));
        }
        if self
            .reached
            .is_some_and(|(reached, reached_tick)| shown < reached || tick < reached_tick)
        {
            return Err(Doubt::Backwards);
        }
        if self.recent.contains(&shown) {
            return Err(Doubt::SameTime);
        }
        let later = self.recent.iter().filter(|&&other| other > shown).count();
        self.reordered = self.reordered.max(later);
        if self.recent.len() == RECENT {
            self.recent.pop_front();
        }
        self.recent.push_back(shown);
        let latest = self.latest.entry(tick).or_insert(shown);
        *latest = shown.max(*latest);
        self.hold(Entry { time: Some((shown, tick)), bytes });
        Ok(())
    }

    /// Takes a packet that is decoded in any case and whose frame is not shown (before the start of an edit list).
    pub fn push_unseen(&mut self, bytes: usize) {
        self.hold(Entry { time: None, bytes });
    }

    fn hold(&mut self, entry: Entry) {
        self.held_bytes = self.held_bytes.saturating_add(entry.bytes);
        self.queue.push_back(entry);
    }

    /// Says that no more packets come: all that are held are needed. A film that was cut off ends in damage that decoders
    /// cover up with what they saw before, so the last frames are all decoded.
    pub fn finish(&mut self) {
        self.ended = true;
    }

    /// Gives the oldest packet's answer and lets the packet go, if it is decided.
    pub fn pop(&mut self) -> Option<Planned> {
        let planned = self.decide(*self.queue.front()?)?;
        let entry = self.queue.pop_front()?;
        self.held_bytes -= entry.bytes.min(self.held_bytes);
        if self.latest.len() > 2 * self.queue.len() + 16 {
            let first = self.queue.iter().filter_map(|entry| Some(entry.time?.1)).min();
            let reached = self.reached.map_or(i64::MIN, |(_, tick)| tick);
            let first = first.unwrap_or(i64::MAX).min(reached);
            self.latest.retain(|&tick, _| tick >= first);
        }
        Some(planned)
    }

    fn decide(&self, entry: Entry) -> Option<Planned> {
        let Some((shown, tick)) = entry.time else { return Some(Planned::Needed) };
        if self.ended {
            return Some(Planned::Needed);
        }
        // The greatest time of a tick only grows.
        if self.latest.get(&tick).is_some_and(|&latest| shown < latest) {
            return Some(Planned::NotNeeded);
        }
        let passed = self.reached.is_some_and(|(_, reached)| reached > tick);
        let full = self.queue.len() > HELD_PACKETS || self.held_bytes > HELD_BYTES;
        (passed || full).then_some(Planned::Needed)
    }

    /// Packets that are held back.
    pub fn held(&self) -> usize {
        self.queue.len()
    }

    /// The most frames so far that are decoded before another but shown after it.
    pub const fn reordered(&self) -> usize {
        self.reordered
    }
}
