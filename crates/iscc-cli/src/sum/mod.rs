//! `iscc sum`: checksums that also tell how similar files are, with the lines, the options and the
//! exit codes of iscc-sum 0.1.0.

mod check;
mod files;
mod line;
mod list;
mod progress;
mod similar;
mod sink;
mod tree;

use core::num::NonZero;
use std::io::{self, Read};
use std::path::PathBuf;
use std::thread;

use anyhow::{Result, bail};
use iscc_kit::data::{sum_reader, sum_reader_parallel};

use crate::args::Sum;
use crate::output::{self, Output};
use crate::{Outcome, is_broken_pipe};
use sink::Sink;

pub(crate) fn command(args: &Sum, output: &mut Output) -> Result<Outcome> {
    match run(args, output) {
        Err(error) if !is_broken_pipe(&error) => {
            output::message(format_args!("{error:#}"));
            Ok(Outcome::Trouble)
        }
        result => result,
    }
}

fn run(args: &Sum, output: &mut Output) -> Result<Outcome> {
    if args.check {
        if args.paths.is_empty() {
            bail!("no checksum file specified");
        }
        return check::command(args, output);
    }
    let folder = match &args.paths[..] {
        [folder] if folder.is_dir() => Some(folder),
        [path] if args.tree => bail!("--tree requires a directory, not a file: {}", path.display()),
        _ if args.tree => bail!("--tree requires exactly one directory"),
        _ => None,
    };
    // DIFFERENCE: the reference wants two paths, even where one is a folder with many files.
    if args.similar && args.paths.len() < 2 && folder.is_none() {
        bail!("--similar requires at least 2 files to compare");
    }
    let mut sink = Sink::new(args.output.as_deref(), output)?;
    let outcome = match folder {
        Some(folder) if args.tree => tree::line(folder, args, &mut sink)?,
        _ if args.similar => files::by_similarity(args, &mut sink)?,
        _ => files::lines(args, &mut sink)?,
    };
    sink.finish()?;
    Ok(outcome)
}

/// How the threads that may be used are shared out.
#[derive(Clone, Copy)]
struct Jobs {
    /// Files that are summed at the same time.
    files: usize,
    /// Threads that sum one file.
    threads: NonZero<usize>,
}

impl Jobs {
    /// One thread a file, where it is not known how many there will be.
    fn one_each(args: &Sum) -> Self {
        Self { files: Self::of(args).threads.get(), threads: NonZero::<usize>::MIN }
    }

    /// All threads for one thing after the other.
    fn of(args: &Sum) -> Self {
        let threads = args.jobs.or_else(|| thread::available_parallelism().ok());
        Self { files: 1, threads: threads.unwrap_or(NonZero::<usize>::MIN) }
    }

    /// One thread a file, or more where there are fewer files than threads.
    fn for_paths(args: &Sum, paths: &[PathBuf]) -> Self {
        let all = Self::of(args).threads;
        let files = if paths.iter().any(|path| path.is_dir()) { usize::MAX } else { paths.len() };
        let files = files.clamp(1, all.get());
        Self { files, threads: NonZero::new(all.get() / files).unwrap_or(NonZero::<usize>::MIN) }
    }

    /// The sum of what can only be read in order.
    fn sum_reader(self, reader: impl Read) -> io::Result<iscc_kit::data::Sum> {
        if self.threads.get() > 1 { sum_reader_parallel(reader) } else { sum_reader(reader) }
    }
}
