//! MP3 on two threads: groups of packets are decoded side by side, each after the packets that its sound hangs on, and heard
//! in their order. The samples are those of one decoder.

use alloc::collections::VecDeque;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;

use symphonia::core::packet::Packet;

use super::error::Error;
use super::mp3::{Decoded, Fast, Recent};

/// Packets that are decoded together at most: a second and a half, 600 KB of samples. The first groups are smaller.
const GROUP: usize = 64;
/// Decoders.
const WORKERS: usize = 2;
/// Groups on their way: one that is decoded and one that waits, for each decoder.
const AHEAD: usize = 2 * WORKERS;

/// Packets, and what becomes of them.
#[derive(Default)]
pub(crate) struct Group {
    /// What was before; empty at the start of the file.
    before: Recent,
    packets: Vec<Packet>,
    samples: Vec<f32>,
    /// Rate, channels, and how many of the samples; as far as the packets could be decoded.
    decoded: Vec<(u32, u32, usize)>,
}

impl Group {
    /// Decodes until there is a flaw.
    fn decode(&mut self) {
        let mut decoder = Fast::new();
        for packet in self.before.iter() {
            // The first ones lack what was before them.
            let _ = decoder.decode(&packet.data);
        }
        for packet in &self.packets {
            let Some(Decoded { rate, channels, samples }) = decoder.decode(&packet.data) else {
                break;
            };
            self.samples.extend_from_slice(samples);
            self.decoded.push((rate, channels, samples.len()));
        }
    }

    /// The packets with their samples; `None` from the first flaw on.
    pub(crate) fn packets(&self) -> impl Iterator<Item = (&Packet, Option<Decoded<'_>>)> {
        let (mut decoded, mut rest) = (self.decoded.iter(), &self.samples[..]);
        self.packets.iter().map(move |packet| {
            let found = decoded.next().map(|(rate, channels, len)| {
                let (samples, tail) = rest.split_at(*len);
                rest = tail;
                Decoded { rate: *rate, channels: *channels, samples }
            });
            (packet, found)
        })
    }

    /// What was before the packet of a number.
    pub(crate) fn before(&self, number: usize) -> Recent {
        let mut before = self.before.clone();
        self.packets.iter().take(number).for_each(|packet| before.push(packet.clone()));
        before
    }
}

/// A decoder on a thread of its own, or on the caller's if the system has no more threads.
enum Worker {
    Beside { groups: SyncSender<Group>, done: Receiver<Group> },
    Here(VecDeque<Group>),
}

impl Worker {
    /// Hands a group over; `None` if the worker is gone, which is when it has panicked.
    fn send(&mut self, mut group: Group) -> Option<()> {
        match self {
            Self::Beside { groups, .. } => groups.send(group).ok(),
            Self::Here(decoded) => {
                group.decode();
                decoded.push_back(group);
                Some(())
            }
        }
    }

    /// The next group that is decoded.
    fn receive(&mut self) -> Option<Group> {
        match self {
            Self::Beside { done, .. } => done.recv().ok(),
            Self::Here(decoded) => decoded.pop_front(),
        }
    }
}

/// Decodes the packets that `next` gives and hands them to `hear`, group by group and in their order, until it says `false`.
pub(crate) fn decode(
    mut next: impl FnMut() -> Result<Option<Packet>, Error>,
    mut hear: impl FnMut(&Group) -> Result<bool, Error>,
) -> Result<(), Error> {
    thread::scope(|scope| {
        let mut workers: [Worker; WORKERS] = core::array::from_fn(|_| {
            let (groups, queue) = sync_channel::<Group>(AHEAD);
            let (finished, done) = sync_channel(AHEAD);
            let worker = thread::Builder::new().spawn_scoped(scope, move || {
                for mut group in queue {
                    group.decode();
                    if finished.send(group).is_err() {
                        break;
                    }
                }
            });
            match worker {
                Ok(_) => Worker::Beside { groups, done },
                Err(_) => Worker::Here(VecDeque::new()),
            }
        });
        let (mut recent, mut spare) = (Recent::default(), Vec::new());
        let (mut sent, mut heard, mut is_end) = (0, 0, false);
        loop {
            while !is_end && sent - heard < AHEAD {
                let mut group: Group = spare.pop().unwrap_or_default();
                group.before = recent.clone();
                while group.packets.len() < GROUP.min(sent + 1) {
                    let Some(packet) = next()? else {
                        is_end = true;
                        break;
                    };
                    recent.push(packet.clone());
                    group.packets.push(packet);
                }
                // A worker that is gone has panicked, which the scope tells.
                let Some(()) = workers[sent % WORKERS].send(group) else { return Ok(()) };
                sent += 1;
            }
            if sent == heard {
                return Ok(());
            }
            let Some(mut group) = workers[heard % WORKERS].receive() else { return Ok(()) };
            heard += 1;
            if !hear(&group)? {
                return Ok(());
            }
            group.packets.clear();
            group.samples.clear();
            group.decoded.clear();
            spare.push(group);
        }
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test")]
mod tests {
    use super::*;

    /// The frames of a file of this repository, `times` over.
    fn packets(name: &str, times: usize) -> Vec<Packet> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../testdata/audiofile/");
        let bytes = std::fs::read(format!("{folder}{name}")).unwrap();
        let start = super::super::mpeg::find(&bytes[..]).unwrap().1;
        let mut packets = Vec::new();
        for _ in 0..times {
            let mut rest = &bytes[start..];
            while let Some(len) =
                super::super::mpeg::frame_len(rest).filter(|len| *len <= rest.len())
            {
                packets.push(Packet::new(0, 0.into(), 0_u64.into(), rest[..len].to_vec()));
                rest = &rest[len..];
            }
        }
        packets
    }

    /// All samples by one decoder, up to the first flaw.
    fn at_once(packets: &[Packet]) -> Vec<f32> {
        let mut fast = Fast::new();
        let mut all = Vec::new();
        for packet in packets {
            let Some(decoded) = fast.decode(&packet.data) else { break };
            all.extend_from_slice(decoded.samples);
        }
        all
    }

    fn in_groups(packets: &[Packet]) -> (Vec<f32>, usize) {
        let (mut source, mut all, mut count) = (packets.iter().cloned(), Vec::new(), 0);
        let result = decode(
            || Ok(source.next()),
            |group| {
                for (number, (packet, decoded)) in group.packets().enumerate() {
                    let Some(decoded) = decoded else { return Ok(false) };
                    let before = group.before(number);
                    assert!(count == 0 || before.iter().last().is_some());
                    assert_eq!(packet.data, packets[count].data);
                    count += 1;
                    all.extend_from_slice(decoded.samples);
                }
                Ok(true)
            },
        );
        result.unwrap();
        (all, count)
    }

    #[test]
    fn groups_are_decoded_as_the_whole() {
        for name in ["tagged.mp3", "no-xing.mp3", "short.mp3"] {
            let packets = packets(name, 5);
            assert!(packets.len() > GROUP, "{name}: {}", packets.len());
            let (samples, count) = in_groups(&packets);
            assert_eq!(count, packets.len(), "{name}");
            assert!(samples == at_once(&packets), "{name}");
        }
    }

    #[test]
    fn a_flaw_is_found_at_the_same_place() {
        let mut packets = packets("no-xing.mp3", 5);
        for place in [150, 97, 20, 1, 0] {
            // Another layer.
            packets[place].data[1] ^= 6;
            let (samples, count) = in_groups(&packets);
            assert_eq!(count, place);
            assert!(samples == at_once(&packets), "{place}");
        }
    }

    #[test]
    fn what_a_reader_says_is_handed_on() {
        let result = decode(|| Err(Error::Io(std::io::ErrorKind::TimedOut.into())), |_| Ok(true));
        assert!(matches!(result, Err(Error::Io(_))));
        let packets = packets("no-xing.mp3", 3);
        let (mut source, mut calls) = (packets.iter().cloned(), 0);
        let stop = |_: &Group| {
            calls += 1;
            Ok(calls < 3)
        };
        decode(|| Ok(source.next()), stop).unwrap();
        assert_eq!(calls, 3);
    }
}
