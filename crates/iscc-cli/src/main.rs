//! The program `iscc`: from a file to its ISCC (ISO 24138). Glue only; the work is in `iscc-kit`.
//!
//! Results go to stdout, messages to stderr. Exit codes: 0 done, 1 an input failed, 2 usage; those of `sum` are
//! 0 done, 1 a checksum did not match, 2 trouble.
#![allow(clippy::std_instead_of_core, clippy::std_instead_of_alloc, reason = "a program has std")]

mod args;
mod compare;
mod create;
mod explain;
mod in_order;
mod inputs;
mod jobs;
mod notes;
mod output;
mod selftest;
mod sum;
mod text;

use std::io::ErrorKind;
use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use args::{Args, Command};
use clap::Parser as _;
use clap::error::{ContextKind, ContextValue, ErrorKind as Parsing};
use output::Output;

/// How a command went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Done,
    /// Some input failed; its message was given.
    Failed,
    /// Of `sum` alone: something could not be read, or what it was to check made no sense.
    Trouble,
}

/// What was typed makes no sense, which was seen before anything was done.
#[derive(Debug)]
struct Usage(String);

impl core::fmt::Display for Usage {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str(&self.0)
    }
}

impl core::error::Error for Usage {}

fn main() -> ExitCode {
    let args = Args::try_parse().unwrap_or_else(|error| with_hint(error).exit());
    let mut output = Output::stdout();
    let outcome = match run(&args, &mut output) {
        // Handed over already, or what hindered it was told.
        Ok(Outcome::Trouble) => Ok(Outcome::Trouble),
        outcome => outcome.and_then(|outcome| output.finish().map(|()| outcome)),
    };
    match outcome {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Failed) => ExitCode::from(1),
        Ok(Outcome::Trouble) => ExitCode::from(2),
        // Whoever reads has seen enough.
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            output::message(format_args!("{error:#}"));
            ExitCode::from(if error.is::<Usage>() { 2 } else { 1 })
        }
    }
}

/// Names the command that was left out where a file stands in its place.
fn with_hint(mut error: clap::Error) -> clap::Error {
    let file = std::env::args_os().nth(1).filter(|first| Path::new(first).exists());
    if let (Parsing::InvalidSubcommand, Some(file)) = (error.kind(), file) {
        let file = file.to_string_lossy();
        let tip = format!("to print the code of a file: iscc create {file}");
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
    error
}

fn run(args: &Args, output: &mut Output) -> Result<Outcome> {
    match &args.command {
        Command::Create(args) => create::command(args, output),
        Command::Text(args) => text::command(args, output),
        Command::Explain(args) => explain::command(args, output),
        Command::Compare(args) => compare::command(args, output),
        Command::Sum(args) => sum::command(args, output),
        Command::Selftest => selftest::command(output),
    }
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause
            .downcast_ref::<std::io::Error>()
            .is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
    })
}
