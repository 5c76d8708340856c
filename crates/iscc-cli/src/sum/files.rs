//! A checksum a file, and files by how similar they are.

use core::iter;
use std::fs::Metadata;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Result;
use iscc_kit::data::Sum;
use iscc_kit::{Bits, Code};

use super::line::{Format, name_of};
use super::progress::Progress;
use super::similar::{compared, groups};
use super::sum_in_order;
use crate::Outcome;
use crate::args;
use crate::in_order::in_order;
use crate::inputs::{Rules, STDIN, walk};
use crate::jobs::Jobs;
use crate::output::Output;

/// A file to sum.
struct Input {
    /// The bytes that it is printed as.
    name: Vec<u8>,
    path: PathBuf,
}

/// What goes wrong with one file, with its name.
type Problem = String;

/// A line a file, in the order of the paths.
pub(super) fn lines(args: &args::Sum, output: &mut Output) -> Result<Outcome> {
    sum_all(args, output, |output, input, sum| output.lines(&lines_of(&sum, &input.name, args)))
}

/// Groups of similar files, each with an empty line before the next.
pub(super) fn by_similarity(args: &args::Sum, output: &mut Output) -> Result<Outcome> {
    let format = format(args);
    let (mut inputs, mut hashes) = (Vec::new(), Vec::new());
    let outcome = sum_all(args, output, |_, input, sum| {
        hashes.push(compared(&sum.data_hash(), args.narrow));
        inputs.push((input.name, code(&sum, args)));
        Ok(())
    })?;
    for (number, group) in groups(&hashes, args.threshold).into_iter().enumerate() {
        let mut lines = Vec::new();
        // Between lines that end in NUL there is nothing to see.
        if number > 0 && !args.zero {
            lines.push(b'\n');
        }
        let (name, code) = &inputs[group.first];
        lines.extend(format.line("", code, name));
        for (distance, file) in group.similar {
            let (name, code) = &inputs[file];
            lines.extend(format.line(format_args!("  ~{distance:02} "), code, name));
        }
        output.lines(&lines)?;
    }
    Ok(outcome)
}

/// The line of a file or folder, and those of its units if they are asked for.
pub(super) fn lines_of(sum: &Sum, name: &[u8], args: &args::Sum) -> Vec<u8> {
    let format = format(args);
    let mut lines = format.line("", code(sum, args), name);
    if args.units {
        // In full, whatever the length of the code.
        lines.extend(format.unit(sum.data_code(Bits::B256)));
        lines.extend(format.unit(sum.instance_code(Bits::B256)));
    }
    lines
}

fn format(args: &args::Sum) -> Format {
    Format { tag: args.tag, zero: args.zero }
}

fn code(sum: &Sum, args: &args::Sum) -> Code {
    if args.narrow { sum.code() } else { sum.code_wide() }
}

/// Sums everything that the paths stand for, several files at a time, and gives them to `done` in order.
///
/// DIFFERENCE: the reference ends at the first file that fails; here the others come all the same.
fn sum_all(
    args: &args::Sum,
    output: &mut Output,
    mut done: impl FnMut(&mut Output, Input, Sum) -> Result<()>,
) -> Result<Outcome> {
    let stdin = [PathBuf::from(STDIN)];
    let paths = if args.paths.is_empty() { &stdin[..] } else { &args.paths };
    let own = output.own();
    let progress = Progress::bytes_of(paths);
    let inputs = paths.iter().flat_map(|path| expand(path));
    let inputs = inputs.filter(|input| !input.as_ref().is_ok_and(|input| own.is(&input.path)));
    let jobs = Jobs::for_paths(args.jobs, paths);
    let mut outcome = Outcome::Done;
    in_order(
        inputs,
        jobs.files,
        |input| input.and_then(|input| sum(&input, jobs, &progress).map(|sum| (input, sum))),
        |summed| match summed {
            Ok((input, sum)) => progress.aside(|| done(output, input, sum)),
            Err(problem) => {
                outcome = Outcome::Trouble;
                progress.message(problem);
                Ok(())
            }
        },
    )?;
    Ok(outcome)
}

/// The files that a path stands for: those of a folder in the order of Treewalk, or itself.
fn expand(path: &Path) -> Box<dyn Iterator<Item = Result<Input, Problem>> + '_> {
    let itself = || Input { name: name_of(path), path: path.to_owned() };
    if path.as_os_str() == STDIN {
        return Box::new(iter::once(Ok(itself())));
    }
    match path.metadata() {
        Ok(metadata) if metadata.is_dir() => Box::new(expand_folder(path)),
        Ok(metadata) => {
            let input = regular(&metadata).map(|()| itself());
            Box::new(iter::once(input.map_err(|error| unreadable(path, &error))))
        }
        Err(error) => Box::new(iter::once(Err(unreadable(path, &error)))),
    }
}

fn expand_folder(folder: &Path) -> impl Iterator<Item = Result<Input, Problem>> {
    // As in the reference, there is always a slash: `folder//file` for `folder/`.
    let name = [&name_of(folder)[..], b"/"].concat();
    walk(folder, Rules::Sums).map(move |file| {
        let file = file.map_err(|error| error.to_string())?;
        let relative = file.strip_prefix(folder).unwrap_or(&file);
        Ok(Input { name: [&name[..], &name_of(relative)].concat(), path: file })
    })
}

fn sum(input: &Input, jobs: Jobs, progress: &Progress) -> Result<Sum, Problem> {
    let sum = if input.path.as_os_str() == STDIN {
        // DIFFERENCE: stdin can be one of several inputs.
        sum_in_order(progress.reader(io::stdin().lock()), jobs)
    } else {
        progress.sum_file(&input.path, jobs.threads)
    };
    sum.map_err(|error| unreadable(&input.path, &error))
}

fn unreadable(path: &Path, error: &io::Error) -> Problem {
    format!("{}: cannot be read: {error}", path.display())
}

/// Pipes and devices may have no end; the reference refuses them too.
pub(super) fn regular(metadata: &Metadata) -> io::Result<()> {
    if metadata.is_file() {
        Ok(())
    } else {
        Err(io::Error::other("not a regular file or directory"))
    }
}
