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
use std::thread;

use anyhow::{Result, bail};

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

/// The number of files that are summed at the same time.
fn jobs(args: &Sum) -> usize {
    args.jobs.or_else(|| thread::available_parallelism().ok()).map_or(1, NonZero::get)
}
