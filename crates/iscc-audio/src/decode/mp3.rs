//! MP3 packets to samples: a fast decoder for streams without a flaw, and a careful one from the first flaw on.
//!
//! nanomp3 takes two thirds of the time of symphonia's decoder. Where a packet cannot be decoded as a whole, symphonia's
//! does what FFmpeg does, granule by granule; so it goes on from there. Its state then is that of having decoded all, as it
//! hangs on the last packets only: that is also what lets [`ahead`](super::ahead) decode groups of packets side by side.

use alloc::collections::VecDeque;

use nanomp3_core::{Channels, Decoder, MAX_SAMPLES_PER_FRAME};
use symphonia::core::codecs::audio::AudioDecoder;
use symphonia::core::packet::Packet;

/// A decoder of MP3 as long as there is no flaw.
pub(crate) struct Mp3 {
    fast: Fast,
    /// `None` once it has taken over.
    careful: Option<Box<dyn AudioDecoder>>,
    pub(crate) recent: Recent,
}

impl Mp3 {
    /// With the decoder that takes over.
    pub(crate) fn new(careful: Box<dyn AudioDecoder>) -> Self {
        Self { fast: Fast::new(), careful: Some(careful), recent: Recent::default() }
    }

    /// The samples of a packet, `None` if [`Self::careful`] has to go on with it.
    pub(crate) fn decode(&mut self, packet: &Packet) -> Option<Decoded<'_>> {
        let decoded = self.fast.decode(&packet.data)?;
        self.recent.push(packet.clone());
        Some(decoded)
    }

    /// The careful decoder, ready for what follows the recent packets; once.
    pub(crate) fn careful(&mut self, recent: &Recent) -> Option<Box<dyn AudioDecoder>> {
        let mut careful = self.careful.take()?;
        for packet in recent.iter() {
            // The first ones lack what was before them.
            let _ = careful.decode(packet);
        }
        Some(careful)
    }
}

/// The last packets, as many as the sound of the next one hangs on: two, and before those the main data that they may reach
/// back to.
#[derive(Default, Clone)]
pub(crate) struct Recent {
    packets: VecDeque<Packet>,
}

impl Recent {
    /// Of main data, `main_data_begin` has nine bits (ISO/IEC 11172-3, clause 2.4.1.7).
    const REACH: usize = 511;
    /// Header, checksum and side information at most.
    const HEAD: usize = 4 + 2 + 32;
    /// The smallest packets, of 24 bytes, have 3 of main data.
    const MOST: usize = 256;

    pub(crate) fn push(&mut self, packet: Packet) {
        self.packets.push_back(packet);
        let main = |packet: &Packet| packet.data.len().saturating_sub(Self::HEAD);
        let mut reach = 0;
        let needed = self.packets.iter().rev().skip(2).position(|packet| {
            reach += main(packet);
            reach >= Self::REACH
        });
        let keep = needed.map_or(Self::MOST, |before| before + 3);
        self.packets.drain(..self.packets.len().saturating_sub(keep));
    }

    pub(crate) fn iter(&self) -> impl Iterator<Item = &Packet> {
        self.packets.iter()
    }
}

/// What a packet was decoded to.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Decoded<'a> {
    pub(crate) rate: u32,
    pub(crate) channels: u32,
    /// Interleaved.
    pub(crate) samples: &'a [f32],
}

/// The fast decoder.
pub(crate) struct Fast {
    decoder: Decoder,
    pcm: [f32; MAX_SAMPLES_PER_FRAME],
    /// What the first packet is; all others must be the same.
    kind: Option<(u32, Channels)>,
}

impl Fast {
    pub(crate) fn new() -> Self {
        Self { decoder: Decoder::new(), pcm: [0.0; MAX_SAMPLES_PER_FRAME], kind: None }
    }

    /// The samples of a packet; `None` if there is anything unusual about it.
    pub(crate) fn decode(&mut self, packet: &[u8]) -> Option<Decoded<'_>> {
        let (used, frame) = self.decoder.decode(packet, &mut self.pcm);
        let frame = frame.ok().filter(|frame| frame.layer == 3 && used == packet.len())?;
        let kind = (frame.sample_rate, frame.channels);
        if *self.kind.get_or_insert(kind) != kind {
            return None;
        }
        let channels = usize::from(frame.channels.num());
        let samples = self.pcm.get(..frame.samples_produced * channels)?;
        Some(Decoded { rate: frame.sample_rate, channels: channels as u32, samples })
    }
}
