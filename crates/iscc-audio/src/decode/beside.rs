//! The fingerprint beside the decoder: two threads and a short queue between them.

use std::io;
use std::panic::resume_unwind;
use std::sync::mpsc::sync_channel;
use std::thread;

use super::error::Error;
use super::sound::{Block, Sink};
use crate::{Fingerprint, Fingerprinter, PcmSpec, Samples, Variant};

/// Pieces that go on their way together, so that the other thread is not woken for each. Each is some thousand samples a
/// channel, as the decoder gives them.
const BATCH: usize = 16;
/// Batches on their way.
const QUEUE: usize = 3;

/// A piece of sound in memory of its own, which goes back and forth.
#[derive(Default)]
struct Piece {
    /// How long each of the channels is; `None` if they are interleaved.
    plane: Option<usize>,
    samples: Owned,
}

/// Samples of one type.
enum Owned {
    U8(Vec<u8>),
    I16(Vec<i16>),
    I32(Vec<i32>),
    F32(Vec<f32>),
    F64(Vec<f64>),
}

impl Default for Owned {
    fn default() -> Self {
        Self::F32(Vec::new())
    }
}

macro_rules! owned {
    ($($variant:ident),*) => {
        impl Owned {
            /// Adds samples; those of another type take the place of all before.
            fn push(&mut self, samples: Samples<'_>) {
                match (&mut *self, samples) {
                    $((Self::$variant(own), Samples::$variant(samples)) => own.extend_from_slice(samples),)*
                    $((_, Samples::$variant(samples)) => *self = Self::$variant(samples.to_vec()),)*
                }
            }

            fn clear(&mut self) {
                match self {
                    $(Self::$variant(own) => own.clear(),)*
                }
            }

            /// The samples, cut into pieces of `plane`.
            fn planes(&self, plane: usize) -> Vec<Samples<'_>> {
                match self {
                    $(Self::$variant(own) => own.chunks(plane.max(1)).map(Samples::from).collect(),)*
                }
            }

            fn all(&self) -> Samples<'_> {
                match self {
                    $(Self::$variant(own) => Samples::from(own),)*
                }
            }
        }
    };
}
owned!(U8, I16, I32, F32, F64);

impl Piece {
    fn fill(&mut self, block: Block<'_>) {
        self.samples.clear();
        match block {
            Block::Interleaved(samples) => {
                self.plane = None;
                self.samples.push(samples);
            }
            Block::Planar(channels) => {
                self.plane = channels.first().map(Samples::len);
                for channel in channels {
                    self.samples.push(*channel);
                }
            }
        }
    }

    fn hear(&self, fingerprinter: &mut Fingerprinter) {
        match self.plane {
            None => fingerprinter.take(Block::Interleaved(self.samples.all())),
            Some(plane) => fingerprinter.take(Block::Planar(&self.samples.planes(plane))),
        }
    }
}

/// Runs `decode` on this thread and the fingerprinter on another one, or on this one too if the system has no more threads.
pub(crate) fn fingerprint<T>(
    variant: Variant,
    decode: impl FnOnce(&mut Sink<'_>) -> Result<T, Error>,
) -> Result<(Fingerprint, T), Error> {
    let (batches, queue) = sync_channel::<Vec<(PcmSpec, Piece)>>(QUEUE);
    // Memory on its way back.
    let (done, empty) = sync_channel::<Vec<(PcmSpec, Piece)>>(QUEUE + 2);
    thread::scope(|scope| {
        let listener = thread::Builder::new().spawn_scoped(scope, move || {
            let mut fingerprinter = None;
            for batch in queue {
                for (spec, piece) in &batch {
                    let new = || Fingerprinter::with_variant(*spec, variant);
                    piece.hear(fingerprinter.get_or_insert_with(new));
                }
                // Nobody waits for it at the end.
                let _ = done.try_send(batch);
            }
            fingerprinter.map(Fingerprinter::finish).unwrap_or_default()
        });
        let Ok(listener) = listener else {
            let mut fingerprinter = None;
            let result = decode(&mut |spec, block| {
                let new = || Fingerprinter::with_variant(spec, variant);
                fingerprinter.get_or_insert_with(new).take(block);
                Ok(())
            })?;
            let fingerprint = fingerprinter.map(Fingerprinter::finish).unwrap_or_default();
            return Ok((fingerprint, result));
        };
        let (mut batch, mut spare) = (Vec::with_capacity(BATCH), Vec::new());
        let result = decode(&mut |spec, block| {
            if spare.is_empty() {
                spare = empty.try_recv().unwrap_or_default();
            }
            let mut piece = spare.pop().map(|(_, piece)| piece).unwrap_or_default();
            piece.fill(block);
            batch.push((spec, piece));
            if batch.len() < BATCH {
                return Ok(());
            }
            let full = core::mem::replace(&mut batch, Vec::with_capacity(BATCH));
            let sent = batches.send(full);
            sent.map_err(|_| Error::Io(io::ErrorKind::BrokenPipe.into()))
        });
        // A listener that is gone has panicked, which joining tells.
        let _ = batches.send(batch);
        drop(batches);
        let fingerprint = listener.join().unwrap_or_else(|panic| resume_unwind(panic));
        Ok((fingerprint, result?))
    })
}
