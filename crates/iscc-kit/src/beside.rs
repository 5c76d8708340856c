//! The content of a file and its ISCC-SUM at the same time.

use core::sync::atomic::{AtomicBool, Ordering};
use std::fs::File;
use std::io::{self, Read};
use std::panic::resume_unwind;
use std::path::PathBuf;
use std::thread;

use iscc_data::{Sum, sum_file_parallel, sum_reader_parallel};

use crate::content::{self, Content};
use crate::error::Error;
use crate::media_type::MediaType;
use crate::options::Options;
use crate::source::Foreign;

/// Shorter files are done before threads are there.
const MIN_BYTES: u64 = 1 << 20;

/// Reads a file for its engine on this thread and for its sum on others, or for both on this one if the system has no more
/// threads.
pub(crate) fn read(
    path: PathBuf,
    media_type: Option<MediaType>,
    mut source: Foreign<'_>,
    options: &Options,
) -> Result<(Content, Sum), Error> {
    let file = File::open(&path)?;
    if file.metadata()?.len() < MIN_BYTES {
        return Ok((content::read(media_type, &mut source, options)?, source.finish()?));
    }
    if !content::is_read(media_type) {
        let content = content::read(media_type, &mut source, options)?;
        return Ok((content, sum_file_parallel(path, options.thread_count())?));
    }
    let stopped = AtomicBool::new(false);
    thread::scope(|scope| {
        let sum = || sum_reader_parallel(Stoppable { file, stopped: &stopped });
        let Ok(sum) = thread::Builder::new().spawn_scoped(scope, sum) else {
            return Ok((content::read(media_type, &mut source, options)?, source.finish()?));
        };
        source.leave_sum();
        let content = content::read(media_type, &mut source, options);
        // Nobody wants the sum of what is damaged.
        stopped.store(content.is_err(), Ordering::Relaxed);
        let sum = sum.join().unwrap_or_else(|panic| resume_unwind(panic));
        Ok((content?, sum?))
    })
}

struct Stoppable<'a> {
    file: File,
    stopped: &'a AtomicBool,
}

impl Read for Stoppable<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.stopped.load(Ordering::Relaxed) {
            return Err(io::ErrorKind::Other.into());
        }
        self.file.read(buffer)
    }
}
