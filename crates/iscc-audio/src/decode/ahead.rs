//! MP3 on two threads: groups of packets are decoded side by side, each after the packets that its sound hangs on, and heard
//! in their order. The samples are those of one decoder.

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

/// A decoder on a thread of its own.
struct Worker {
    groups: SyncSender<Group>,
    done: Receiver<Group>,
}

/// Decodes the packets that `next` gives and hands them to `hear`, group by group and in their order, until it says `false`.
pub(crate) fn decode(
    mut next: impl FnMut() -> Result<Option<Packet>, Error>,
    mut hear: impl FnMut(&Group) -> Result<bool, Error>,
) -> Result<(), Error> {
    thread::scope(|scope| {
        let workers: [Worker; WORKERS] = std::array::from_fn(|_| {
            let (groups, queue) = sync_channel::<Group>(AHEAD);
            let (finished, done) = sync_channel(AHEAD);
            scope.spawn(move || {
                for mut group in queue {
                    group.decode();
                    if finished.send(group).is_err() {
                        break;
                    }
                }
            });
            Worker { groups, done }
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
                if workers[sent % WORKERS].groups.send(group).is_err() {
                    return Ok(());
                }
                sent += 1;
            }
            if sent == heard {
                return Ok(());
            }
            let Ok(mut group) = workers[heard % WORKERS].done.recv() else { return Ok(()) };
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
