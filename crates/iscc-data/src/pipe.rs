//! The ISCC-SUM of what can only be read in order: reading and the two hashers on a thread each.

use alloc::sync::Arc;
use alloc::vec::Vec;
use std::io::{self, Read};
use std::sync::mpsc::{self, Receiver, Sender};
use std::thread;

use crate::data::DataHasher;
use crate::instance::InstanceHasher;
use crate::read::{read_some, sum_reader};
use crate::sum::Sum;

/// Bytes of a buffer, and how many of them are on their way.
const BYTES: usize = 1 << 20;
const BUFFERS: usize = 4;

/// A buffer that both hashers look at; whoever is done last gives it back.
struct Piece {
    bytes: Vec<u8>,
    filled: usize,
    free: Sender<Vec<u8>>,
}

impl Drop for Piece {
    fn drop(&mut self) {
        // After the end nobody takes it any more.
        let _ = self.free.send(core::mem::take(&mut self.bytes));
    }
}

/// The ISCC-SUM of everything that a reader gives, with reading, Data-Code and Instance-Code on a
/// thread each, which end with the call. For pipes and devices, which cannot be read in several
/// places; memory is constant. If the system has no more threads, this one does all of it.
///
/// ```
/// let sum = iscc_data::sum_reader_parallel(&b"any bytes"[..])?;
/// assert_eq!(sum, iscc_data::sum(b"any bytes"));
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// What the reader gives, except interruptions, which are tried again.
pub fn sum_reader_parallel(reader: impl Read) -> io::Result<Sum> {
    thread::scope(|scope| {
        let (to_data, data) = mpsc::channel();
        let (to_instance, instance) = mpsc::channel();
        let data = thread::Builder::new().spawn_scoped(scope, || {
            let mut hasher = DataHasher::new();
            each(data, |bytes| _ = hasher.update(bytes));
            hasher.finalize()
        });
        let instance = thread::Builder::new().spawn_scoped(scope, || {
            let mut hasher = InstanceHasher::new();
            each(instance, |bytes| _ = hasher.update(bytes));
            hasher
        });
        let (Ok(data), Ok(instance)) = (data, instance) else {
            drop((to_data, to_instance));
            return sum_reader(reader);
        };
        let read = read_all(reader, &[to_data, to_instance]);
        // Without senders the hashers come to their end.
        match (data.join(), instance.join()) {
            (Ok(data), Ok(instance)) => {
                read.map(|()| Sum::new(data, instance.finalize(), instance.size()))
            }
            _ => Err(io::Error::other("a hashing thread has failed")),
        }
    })
}

fn each(pieces: Receiver<Arc<Piece>>, mut update: impl FnMut(&[u8])) {
    for piece in pieces {
        update(&piece.bytes[..piece.filled]);
    }
}

/// Reads to the end, and gives every piece to all hashers.
fn read_all(mut reader: impl Read, hashers: &[Sender<Arc<Piece>>]) -> io::Result<()> {
    let (free, returned) = mpsc::channel();
    for _ in 0..BUFFERS {
        // The receiver is here.
        let _ = free.send(Vec::new());
    }
    loop {
        let mut bytes = returned.recv().map_err(io::Error::other)?;
        bytes.resize(BYTES, 0);
        let mut filled = 0;
        while filled < BYTES {
            match read_some(&mut reader, &mut bytes[filled..])? {
                0 => break,
                read => filled += read,
            }
        }
        if filled == 0 {
            return Ok(());
        }
        let piece = Arc::new(Piece { bytes, filled, free: free.clone() });
        for hasher in hashers {
            hasher.send(Arc::clone(&piece)).map_err(io::Error::other)?;
        }
    }
}
