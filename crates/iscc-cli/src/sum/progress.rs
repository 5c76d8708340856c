//! How far it is, in bytes, where somebody watches stderr.

use core::fmt::Display;
use core::num::NonZero;
use core::time::Duration;
use std::fs;
use std::io::{self, IsTerminal as _, Read};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::thread;
use std::time::Instant;

use crate::inputs::{Rules, STDIN, walk};
use crate::output;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use iscc_kit::data::{Sum, sum_file_watched};

/// What is done sooner shows no bar.
const DELAY: Duration = Duration::from_millis(500);

/// A bar on stderr, or nothing where stderr is no terminal.
pub(super) struct Progress(Option<Bar>);

struct Bar {
    inner: ProgressBar,
    started: Instant,
    shown: OnceLock<()>,
}

impl Progress {
    pub(super) fn none() -> Self {
        Self(None)
    }

    /// Bytes, of which it is not known how many there will be.
    pub(super) fn bytes() -> Self {
        if !io::stderr().is_terminal() {
            return Self::none();
        }
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        Self(Some(Bar { inner: bar, started: Instant::now(), shown: OnceLock::new() }))
    }

    /// Bytes of all files that `paths` stand for. They are counted while the first are summed already.
    pub(super) fn bytes_of(paths: &[PathBuf]) -> Self {
        let progress = Self::bytes();
        if let Some(Bar { inner: bar, .. }) = &progress.0
            && !paths.iter().any(|path| path.as_os_str() == STDIN)
        {
            let (bar, paths) = (bar.clone(), paths.to_vec());
            // It ends with the program, or before. Without it the bar has no end.
            let _ = thread::Builder::new().spawn(move || {
                let mut length = 0;
                let mut count = |path: &Path| {
                    length += fs::metadata(path).map_or(0, |metadata| metadata.len());
                    bar.set_length(length);
                };
                for path in paths {
                    if path.is_dir() {
                        walk(&path, Rules::Sums).flatten().for_each(|path| count(&path));
                    } else {
                        count(&path);
                    }
                }
            });
        }
        progress
    }

    /// The sum of a file on so many threads.
    pub(super) fn sum_file(&self, path: &Path, threads: NonZero<usize>) -> io::Result<Sum> {
        sum_file_watched(path, threads, |bytes| self.add(bytes))
    }

    /// A reader whose bytes count.
    pub(super) fn reader<R: Read>(&self, inner: R) -> impl Read {
        Counted { inner, progress: self }
    }

    fn add(&self, bytes: u64) {
        let Some(Bar { inner: bar, started, shown }) = &self.0 else { return };
        bar.inc(bytes);
        if started.elapsed() >= DELAY {
            shown.get_or_init(|| show(bar));
        }
    }

    /// Prints something while the bar is not there.
    pub(super) fn aside<T>(&self, print: impl FnOnce() -> T) -> T {
        match &self.0 {
            Some(Bar { inner: bar, .. }) => bar.suspend(print),
            None => print(),
        }
    }

    /// A message to the user.
    pub(super) fn message(&self, message: impl Display) {
        self.aside(|| output::message(message));
    }
}

fn show(bar: &ProgressBar) {
    let template = match bar.length() {
        Some(_) => {
            "{wide_bar} {binary_bytes} of {binary_total_bytes}, {binary_bytes_per_sec}, {eta}"
        }
        None => "{spinner} {binary_bytes}, {binary_bytes_per_sec}",
    };
    if let Ok(style) = ProgressStyle::with_template(template) {
        bar.set_style(style);
    }
    bar.set_draw_target(ProgressDrawTarget::stderr());
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(Bar { inner: bar, .. }) = &self.0 {
            bar.finish_and_clear();
        }
    }
}

struct Counted<'a, R> {
    inner: R,
    progress: &'a Progress,
}

impl<R: Read> Read for Counted<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.inner.read(buffer)?;
        self.progress.add(read as u64);
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use iscc_kit::data::{sum_file, sum_reader};

    use super::*;

    #[test]
    fn a_bar_changes_no_sum() {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden());
        let progress = Progress(Some(Bar {
            inner: bar.clone(),
            started: Instant::now(),
            shown: OnceLock::new(),
        }));
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml");
        let expected = sum_file(&path).unwrap();
        assert_eq!(progress.sum_file(&path, NonZero::<usize>::MIN).unwrap(), expected);
        let file = fs::File::open(path).unwrap();
        assert_eq!(sum_reader(progress.reader(file)).unwrap(), expected);
        assert_eq!(bar.position(), 2 * expected.size());
    }
}
