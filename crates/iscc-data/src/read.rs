//! From readers and files: bytes in, any hasher of this crate fed, constant memory.

use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;

use crate::data::DataHasher;
use crate::instance::InstanceHasher;
use crate::sum::{Sum, SumHasher};

/// Bytes read at a time: enough for BLAKE3 to fill its SIMD lanes, and it stays in the cache.
const BUFFER: usize = 128 * 1024;

/// The ISCC-SUM of a file, read from start to end.
///
/// ```no_run
/// let sum = iscc_data::sum_file("film.mp4")?;
/// println!("{} {}", sum.code(), sum.size());
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// What opening and reading the file gives.
pub fn sum_file(path: impl AsRef<Path>) -> io::Result<Sum> {
    sum_reader(File::open(path)?)
}

/// The ISCC-SUM of everything that a reader gives.
///
/// # Errors
/// What the reader gives, except interruptions, which are tried again.
pub fn sum_reader(reader: impl Read) -> io::Result<Sum> {
    let mut hasher = SumHasher::new();
    feed(reader, |bytes| {
        hasher.update(bytes);
    })?;
    Ok(hasher.finalize())
}

/// Gives everything that a reader has to `update`.
fn feed(mut reader: impl Read, mut update: impl FnMut(&[u8])) -> io::Result<()> {
    let mut buffer = std::vec![0; BUFFER];
    loop {
        match reader.read(&mut buffer) {
            Ok(0) => return Ok(()),
            // A reader that claims more than the buffer is broken; the slice is what it has.
            Ok(read) => update(&buffer[..read.min(BUFFER)]),
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

/// `io::copy` into a hasher: writing never fails and there is nothing to flush.
macro_rules! write_updates {
    ($($hasher:ty),*) => {$(
        impl Write for $hasher {
            fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
                self.update(bytes);
                Ok(bytes.len())
            }

            fn flush(&mut self) -> io::Result<()> {
                Ok(())
            }
        }
    )*};
}
write_updates!(DataHasher, InstanceHasher, SumHasher);
