//! [`Jobs`]: how many files at a time, and how many threads a file.

use core::num::NonZero;
use std::path::PathBuf;
use std::sync::OnceLock;
use std::thread;

use crate::inputs::is_folder;

/// More threads than this bring nothing on any machine; that many are started at most.
const MOST: usize = 256;

/// How the threads that may be used are shared out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Jobs {
    /// Files that are worked on at the same time.
    pub(crate) files: usize,
    /// Threads that work on one file.
    pub(crate) threads: NonZero<usize>,
}

impl Jobs {
    /// One thread a file, where it is not known how many there will be.
    pub(crate) fn one_each(jobs: Option<NonZero<usize>>) -> Self {
        Self { files: Self::of(jobs).threads.get(), threads: NonZero::<usize>::MIN }
    }

    /// All threads for one thing after the other.
    pub(crate) fn of(jobs: Option<NonZero<usize>>) -> Self {
        let threads = jobs.unwrap_or_else(processors).get().min(MOST);
        Self { files: 1, threads: NonZero::new(threads).unwrap_or(NonZero::<usize>::MIN) }
    }

    /// One thread a file, or more where there are fewer files than threads.
    pub(crate) fn for_paths(jobs: Option<NonZero<usize>>, paths: &[PathBuf]) -> Self {
        let all = Self::of(jobs).threads;
        let files = if paths.iter().any(|path| is_folder(path)) { usize::MAX } else { paths.len() };
        let files = files.clamp(1, all.get());
        Self { files, threads: NonZero::new(all.get() / files).unwrap_or(NonZero::<usize>::MIN) }
    }
}

/// The number of processors. Asked once: on Linux it takes reading some files.
fn processors() -> NonZero<usize> {
    static COUNT: OnceLock<NonZero<usize>> = OnceLock::new();
    *COUNT.get_or_init(|| thread::available_parallelism().unwrap_or(NonZero::<usize>::MIN))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn threads_are_shared_out() {
        let shared = |paths: usize, jobs: usize| {
            let paths: Vec<PathBuf> =
                (0..paths).map(|number| format!("no/{number}").into()).collect();
            let jobs = Jobs::for_paths(NonZero::new(jobs), &paths);
            (jobs.files, jobs.threads.get())
        };
        assert_eq!(shared(1, 8), (1, 8));
        assert_eq!(shared(3, 8), (3, 2));
        assert_eq!(shared(100, 8), (8, 1));
        assert_eq!(shared(100, 1), (1, 1));
        assert_eq!(shared(1000, 100_000), (MOST, 1));
        let folder = [PathBuf::from(".")];
        assert_eq!(Jobs::for_paths(NonZero::new(4), &folder).files, 4);
    }
}
