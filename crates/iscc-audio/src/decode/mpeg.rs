//! Bare streams of MPEG audio, ADTS and LATM frames: they have no signature, so a chain of frames is what tells them.

use super::container::Container;

/// Frames in a row that make a stream.
const CHAIN: usize = 4;

/// The first chain of frames that follow each other without a gap, and where it starts. A chain may end early with the
/// bytes if nothing else is in front of it.
pub(crate) fn find(head: &[u8]) -> Option<(Container, usize)> {
    let kinds: [(Container, fn(&[u8]) -> Option<Frame>); 3] = [
        (Container::Mpeg, mpeg_frame),
        (Container::Adts, adts_frame),
        (Container::Latm, latm_frame),
    ];
    (0..head.len()).find_map(|start| {
        // Every one of the sync words starts with one of these.
        if !matches!(head[start], 0xff | 0x56) {
            return None;
        }
        let found = kinds.iter().find(|(_, frame)| is_chain(head, start, *frame));
        found.map(|(container, _)| (*container, start))
    })
}

/// How much of a stream's end [`is_cut`] looks at: some ten of the longest frames.
pub(crate) const TAIL: usize = 64 * 1024;

/// Whether a stream of MPEG or ADTS frames ends inside a frame. `tail` is its end.
pub(crate) fn is_cut(tail: &[u8]) -> bool {
    let mut start = 0;
    while start < tail.len() {
        let kinds: [fn(&[u8]) -> Option<Frame>; 2] = [mpeg_frame, adts_frame];
        let chains = kinds.map(|frame| chain(tail, start, frame));
        match chains.into_iter().max_by_key(|(frames, _)| *frames) {
            // One that runs over the end counts if it is no chance find.
            Some((frames, end)) if end > tail.len() && (frames > CHAIN || start == 0) => {
                return true;
            }
            Some((frames, end)) if frames >= CHAIN => start = end.max(start + 1),
            _ => start += 1,
        }
    }
    false
}

/// How many frames of one kind follow each other from `start` on, and where the last of them ends.
fn chain(bytes: &[u8], start: usize, frame: fn(&[u8]) -> Option<Frame>) -> (usize, usize) {
    let (mut at, mut kind, mut count) = (start, None, 0);
    while let Some(next) = bytes.get(at..).filter(|rest| rest.len() >= 7).and_then(frame) {
        if kind.is_some_and(|kind| kind != next.kind) {
            break;
        }
        kind = Some(next.kind);
        at += next.len;
        count += 1;
    }
    (count, at)
}

/// What is read from a frame's header.
struct Frame {
    len: usize,
    /// What is the same in all frames of a stream.
    kind: u32,
}

fn is_chain(head: &[u8], start: usize, frame: fn(&[u8]) -> Option<Frame>) -> bool {
    let (mut at, mut kind, mut count) = (start, None, 0);
    while count < CHAIN {
        let Some(rest) = head.get(at..).filter(|rest| rest.len() >= 7) else {
            // All there is: enough for what starts at once, or for what went on for a while.
            return count >= if start == 0 { 1 } else { 3 };
        };
        match frame(rest) {
            Some(next) if kind.is_none_or(|kind| kind == next.kind) => {
                kind = Some(next.kind);
                at += next.len;
                count += 1;
            }
            _ => return false,
        }
    }
    true
}

/// ISO 11172-3 clause 2.4.2.3, ISO 13818-3 and the extension to lower rates that is known as MPEG-2.5.
fn mpeg_frame(bytes: &[u8]) -> Option<Frame> {
    let header = u32::from_be_bytes(*bytes.first_chunk()?);
    let (version, layer) = (header >> 19 & 3, 4 - (header >> 17 & 3));
    let (bitrate, rate, padding) = (header >> 12 & 15, header >> 10 & 3, header >> 9 & 1);
    if header >> 21 != 0x7ff || version == 1 || layer == 4 || rate == 3 || bitrate == 15 {
        return None;
    }
    // Free format says nothing about the frame's length.
    let kilobits = KILOBITS[usize::from(version != 3)][layer as usize - 1][bitrate as usize];
    if kilobits == 0 {
        return None;
    }
    let rate = [44100, 48000, 32000][rate as usize] >> [2, 0, 1, 0][version as usize];
    let bits = u32::from(kilobits) * 1000;
    let len = match (layer, version) {
        (1, _) => (12 * bits / rate + padding) * 4,
        (3, 0 | 2) => 72 * bits / rate + padding,
        _ => 144 * bits / rate + padding,
    };
    Some(Frame { len: len as usize, kind: header & 0xfffe_0c00 })
}

/// How long the frame is that the bytes start with.
#[cfg(test)]
pub(crate) fn frame_len(bytes: &[u8]) -> Option<usize> {
    mpeg_frame(bytes).map(|frame| frame.len)
}

/// Bits a second in thousands, by version (1; 2 and 2.5), layer and index. The same clauses.
#[rustfmt::skip]
const KILOBITS: [[[u16; 15]; 3]; 2] = [
    [
        [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
        [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
        [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
    ],
    [
        [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
        [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
        [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
    ],
];

/// ISO 13818-7 clause 6.2: `adts_frame`.
fn adts_frame(bytes: &[u8]) -> Option<Frame> {
    let header = u32::from_be_bytes(*bytes.first_chunk()?);
    let len =
        usize::from(bytes[3] & 3) << 11 | usize::from(bytes[4]) << 3 | usize::from(bytes[5] >> 5);
    let rate = header >> 10 & 15;
    if header >> 16 & 0xfff6 != 0xfff0 || rate > 12 || len < 7 {
        return None;
    }
    Some(Frame { len, kind: header & 0xffff_fdc0 })
}

/// ISO 14496-3 clause 1.7.2: `AudioSyncStream`.
fn latm_frame(bytes: &[u8]) -> Option<Frame> {
    let header = u32::from_be_bytes(*bytes.first_chunk()?) >> 8;
    let len = header as usize & 0x1fff;
    (header >> 13 == 0x2b7 && len > 0).then_some(Frame { len: len + 3, kind: 0 })
}

#[cfg(test)]
mod tests {
    use super::*;
    use alloc::vec;
    use alloc::vec::Vec;

    /// Frames of 128 kbit/s at 44.1 kHz, joint stereo.
    fn stream(frames: usize) -> Vec<u8> {
        let mut frame = vec![0; 417];
        frame[..4].copy_from_slice(&[0xff, 0xfb, 0x90, 0x64]);
        frame.repeat(frames)
    }

    #[test]
    fn a_chain_is_needed_after_something_else() {
        assert_eq!(find(&stream(1)), Some((Container::Mpeg, 0)));
        let with_junk = |frames| [vec![0xff; 100], stream(frames)].concat();
        assert_eq!(find(&with_junk(2)), None);
        assert_eq!(find(&with_junk(4)), Some((Container::Mpeg, 100)));
    }

    #[test]
    fn an_end_inside_a_frame() {
        let whole = [vec![0; 10], stream(8)].concat();
        assert!(!is_cut(&whole));
        assert!(is_cut(&whole[..whole.len() - 1]));
        assert!(is_cut(&whole[..whole.len() - 410]));
        // Not enough of a header, or of a chain; a tag behind the frames.
        assert!(!is_cut(&whole[..whole.len() - 412]));
        assert!(!is_cut(&[&[0; 10], &stream(4)[..1300]].concat()));
        assert!(!is_cut(&[&whole[..], &[b'T'; 128]].concat()));
        assert!(is_cut(&stream(1)[..100]));
        assert!(!is_cut(&[]));
    }

    #[test]
    fn one_wrong_frame_breaks_the_chain() {
        let mut bytes = [vec![0; 10], stream(3)].concat();
        bytes.extend([0; 500]);
        assert_eq!(find(&bytes), None);
    }
}
