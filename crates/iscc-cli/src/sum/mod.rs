//! `iscc sum`: checksums that also tell how similar files are, with the lines, the options and the
//! exit codes of iscc-sum 0.1.0.

mod check;
mod files;
mod line;
mod list;
mod progress;
mod similar;
mod tree;

use std::io::{self, Read};
use std::path::PathBuf;

use anyhow::{Result, bail};
use iscc_kit::data::{sum_reader, sum_reader_parallel};

use crate::args::Sum;
use crate::inputs::STDIN;
use crate::jobs::Jobs;
use crate::output::{self, Output};
use crate::{Outcome, is_broken_pipe};

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
    let stdin = [PathBuf::from(STDIN)];
    let inputs = if args.paths.is_empty() { &stdin[..] } else { &args.paths };
    let outcome = output.or_file(args.output.as_deref(), inputs, |output| match folder {
        Some(folder) if args.tree => tree::line(folder, args, output),
        _ if args.similar => files::by_similarity(args, output),
        _ => files::lines(args, output),
    })?;
    output.flush()?;
    Ok(outcome)
}

/// The sum of what can only be read in order.
fn sum_in_order(reader: impl Read, jobs: Jobs) -> io::Result<iscc_kit::data::Sum> {
    if jobs.threads.get() > 1 { sum_reader_parallel(reader) } else { sum_reader(reader) }
}
