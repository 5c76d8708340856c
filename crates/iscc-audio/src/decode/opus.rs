//! Opus packets to samples.
//!
//! DIFFERENCE: this is libopus' arithmetic. The reference decodes with FFmpeg's own, which deviates from it by 2e-4 of full
//! scale: about one bit in a hundred items.

use opus_pure::{ChannelLayout as Streams, OpusMSDecoder};

use super::container::Container;
use super::error::{Error, Needed};
use crate::ChannelLayout;

/// 120 ms at 48 kHz, the longest packet (RFC 6716 clause 3.2.5).
const MAX_FRAMES: usize = 5760;

/// The orders of channels of the Vorbis mapping (RFC 7845 clause 5.1.1.2) as places in the order of a mask, and the masks.
const VORBIS_ORDERS: [(u64, &[usize]); 8] = [
    (0x004, &[0]),
    (0x003, &[0, 1]),
    (0x007, &[0, 2, 1]),
    (0x033, &[0, 1, 2, 3]),
    (0x037, &[0, 2, 1, 3, 4]),
    (0x03f, &[0, 2, 1, 4, 5, 3]),
    (0x70f, &[0, 2, 1, 5, 6, 4, 3]),
    (0x63f, &[0, 2, 1, 6, 7, 4, 5, 3]),
];

/// A decoder for the streams that an `OpusHead` describes.
pub(crate) struct Opus {
    decoder: OpusMSDecoder,
    /// Samples at the start that are no sound yet.
    pub(crate) pre_skip: u64,
    pub(crate) layout: ChannelLayout,
    /// For each channel in the order of the layout, which one of the packet's it is.
    order: Vec<usize>,
    gain: f32,
    decoded: Vec<f32>,
    pcm: Vec<f32>,
}

impl Opus {
    /// What `OpusHead` says (RFC 7845 clause 5.1), with its signature. Streams that are not coupled in the usual way need
    /// FFmpeg.
    pub(crate) fn new(head: &[u8], container: Container) -> Result<Self, Error> {
        Self::parse(head)
            .ok_or(Error::MissingFeature(Needed::Codec(container, "this kind of Opus")))
    }

    fn parse(head: &[u8]) -> Option<Self> {
        let rest = head.strip_prefix(b"OpusHead")?;
        let [_version, count, skip0, skip1, _, _, _, _, gain0, gain1, family, rest @ ..] = rest
        else {
            return None;
        };
        let channels = usize::from(*count);
        let (mask, order) = VORBIS_ORDERS.get(channels.checked_sub(1)?)?;
        let streams = Streams::surround(channels, *family).ok()?;
        if *family == 1 {
            // The decoder knows the usual streams only.
            let [count, coupled, mapping @ ..] = rest else { return None };
            let same = usize::from(*count) == streams.nb_streams
                && usize::from(*coupled) == streams.nb_coupled_streams
                && mapping.get(..channels)? == streams.mapping;
            if !same {
                return None;
            }
        }
        // Where each channel of the layout is in the packet's order.
        let mut places = vec![0; channels];
        for (place, channel) in order.iter().enumerate() {
            places[*channel] = place;
        }
        let gain = f32::from(i16::from_le_bytes([*gain0, *gain1])) / 256.0;
        Some(Self {
            decoder: OpusMSDecoder::new(48_000, channels, *family).ok()?,
            pre_skip: u16::from_le_bytes([*skip0, *skip1]).into(),
            layout: ChannelLayout::from_mask(*mask)?,
            order: places,
            gain: if gain == 0.0 { 1.0 } else { 10_f32.powf(gain / 20.0) },
            decoded: vec![0.0; MAX_FRAMES * channels],
            pcm: Vec::new(),
        })
    }

    /// The samples of a packet, interleaved in the order of the layout.
    pub(crate) fn decode(&mut self, packet: &[u8]) -> Result<&[f32], opus_pure::Error> {
        let channels = self.order.len();
        let frames = self.decoder.decode(packet, MAX_FRAMES, &mut self.decoded)?;
        self.pcm.clear();
        for frame in self.decoded.chunks_exact(channels).take(frames) {
            self.pcm.extend(self.order.iter().map(|place| frame[*place] * self.gain));
        }
        Ok(&self.pcm)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads() {
        let stereo = b"OpusHead\x01\x02\x38\x01\x80\xbb\0\0\0\0\0";
        let opus = Opus::parse(stereo).unwrap();
        assert_eq!((opus.pre_skip, opus.layout), (312, ChannelLayout::STEREO));
        assert!(Opus::parse(b"OpusHead\x01\x02\x38\x01\x80\xbb\0\0\0\0\x01\x02\0\0\x01").is_none());
        // 5.1: the center comes second in a packet, low frequency last.
        let surround =
            b"OpusHead\x01\x06\x38\x01\x80\xbb\0\0\0\0\x01\x04\x02\0\x04\x01\x02\x03\x05";
        assert_eq!(Opus::parse(surround).unwrap().order, [0, 2, 1, 5, 3, 4]);
        for cut in 0..stereo.len() {
            assert!(Opus::parse(&stereo[..cut]).is_none());
        }
        assert!(Opus::parse(&surround[..surround.len() - 1]).is_none());
    }
}
