//! From readers and files: bytes in, any hasher of this crate fed, constant memory.

use alloc::vec::Vec;
use core::num::NonZero;
use core::ops::Range;
use std::fs::File;
use std::io::{self, ErrorKind, Read, Write};
use std::path::Path;

use crate::data::DataHasher;
use crate::instance::InstanceHasher;
use crate::parallel::{self, Blocks};
use crate::sum::{Sum, SumHasher};

/// Bytes read at a time: enough for BLAKE3 to fill its SIMD lanes, and it stays in the cache.
const BUFFER: usize = 128 * 1024;

/// The ISCC-SUM of a file, read from start to end on the calling thread.
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
    sum_file_parallel(path, NonZero::<usize>::MIN)
}

/// The ISCC-SUM of a file on at most `threads` threads, which end with the call.
///
/// A small file takes no thread but the calling one. Memory is constant: less than a megabyte a thread.
///
/// # Errors
/// What opening and reading the file gives.
pub fn sum_file_parallel(path: impl AsRef<Path>, threads: NonZero<usize>) -> io::Result<Sum> {
    sum_file_watched(path, threads, |_| {})
}

/// As [`sum_file_parallel`], and `watch` receives how many bytes were done since its last call,
/// from any of the threads.
///
/// ```no_run
/// use core::num::NonZero;
/// use core::sync::atomic::{AtomicU64, Ordering};
///
/// let done = AtomicU64::new(0);
/// let watch = |bytes| _ = done.fetch_add(bytes, Ordering::Relaxed);
/// let sum = iscc_data::sum_file_watched("film.mp4", NonZero::<usize>::MIN, watch)?;
/// assert_eq!(done.into_inner(), sum.size());
/// # Ok::<(), std::io::Error>(())
/// ```
///
/// # Errors
/// What opening and reading the file gives.
pub fn sum_file_watched(
    path: impl AsRef<Path>,
    threads: NonZero<usize>,
    watch: impl Fn(u64) + Sync,
) -> io::Result<Sum> {
    let file = File::open(path)?;
    let metadata = file.metadata()?;
    if threads.get() > 1 && metadata.is_file() && metadata.len() >= parallel::MIN_BYTES {
        #[cfg(feature = "mmap")]
        if let Ok(map) = crate::mapping::map(&file) {
            return parallel::run(&&map[..], threads, &watch);
        }
        return parallel::run(&Regular { file, len: metadata.len() }, threads, &watch);
    }
    // One byte more than a small file has, so that its end shows at the first read.
    let hint = usize::try_from(metadata.len()).unwrap_or(usize::MAX).saturating_add(1);
    sum_sequential(file, if metadata.is_file() { hint } else { BUFFER }, watch)
}

/// The ISCC-SUM of everything that a reader gives.
///
/// # Errors
/// What the reader gives, except interruptions, which are tried again.
pub fn sum_reader(reader: impl Read) -> io::Result<Sum> {
    sum_sequential(reader, BUFFER, |_| {})
}

fn sum_sequential(mut reader: impl Read, buffer: usize, watch: impl Fn(u64)) -> io::Result<Sum> {
    let mut hasher = SumHasher::new();
    let mut buffer = std::vec![0; buffer.clamp(1, BUFFER)];
    loop {
        let read = read_some(&mut reader, &mut buffer)?;
        if read == 0 {
            return Ok(hasher.finalize());
        }
        hasher.update(&buffer[..read]);
        watch(read as u64);
    }
}

/// Reads until something came or the end was reached.
pub(crate) fn read_some(reader: &mut impl Read, buffer: &mut [u8]) -> io::Result<usize> {
    loop {
        match reader.read(buffer) {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            // A reader that claims more than the buffer is broken; the buffer is what it has.
            other => return other.map(|read| read.min(buffer.len())),
        }
    }
}

/// A regular file and its length when it was opened.
struct Regular {
    file: File,
    len: u64,
}

impl Blocks for Regular {
    fn len(&self) -> u64 {
        self.len
    }

    fn read<'a>(&'a self, range: Range<u64>, buffer: &'a mut Vec<u8>) -> io::Result<&'a [u8]> {
        let length = usize::try_from(range.end - range.start).map_err(io::Error::other)?;
        if buffer.len() < length {
            buffer.resize(length, 0);
        }
        let bytes = &mut buffer[..length];
        self.read_exact_at(bytes, range.start)?;
        Ok(bytes)
    }
}

impl Regular {
    #[cfg(unix)]
    fn read_exact_at(&self, bytes: &mut [u8], at: u64) -> io::Result<()> {
        std::os::unix::fs::FileExt::read_exact_at(&self.file, bytes, at)
    }

    #[cfg(windows)]
    fn read_exact_at(&self, mut bytes: &mut [u8], mut at: u64) -> io::Result<()> {
        while !bytes.is_empty() {
            match std::os::windows::fs::FileExt::seek_read(&self.file, bytes, at) {
                Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
                Ok(read) => {
                    bytes = &mut bytes[read..];
                    at += read as u64;
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        Ok(())
    }

    #[cfg(not(any(unix, windows)))]
    fn read_exact_at(&self, bytes: &mut [u8], at: u64) -> io::Result<()> {
        use std::io::{Seek, SeekFrom};

        // One thread at a time: the position is the file's.
        static POSITION: std::sync::Mutex<()> = std::sync::Mutex::new(());
        let _held = POSITION.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let mut file = &self.file;
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(bytes)
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
