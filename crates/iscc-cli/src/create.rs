//! `iscc create`: the ISCC-CODE of files.

use std::borrow::Cow;
use std::io;
use std::path::{Path, PathBuf};

use anyhow::Result;
use iscc_kit::schema::{Members, base64};
use iscc_kit::text::MetaInput;
use iscc_kit::{Bits, Options, Record, Stability, UnitKind};

use crate::args::Create;
use crate::in_order::in_order;
use crate::inputs::{self, STDIN, Unreadable};
use crate::jobs::Jobs;
use crate::notes;
use crate::output::{self, Output};
use crate::{Outcome, Usage};

/// The longer side of thumbnails in pixels: that of the reference.
const THUMBNAIL: u32 = 128;

/// How one file went.
type Coded = (PathBuf, Result<Record, String>);

pub(crate) fn command(args: &Create, output: &mut Output) -> Result<Outcome> {
    check_meta(args)?;
    output.or_file(args.output.as_deref(), &args.paths, |output| run(args, output))
}

fn run(args: &Create, output: &mut Output) -> Result<Outcome> {
    for folder in inputs::empty_folders(&args.paths) {
        tell(folder, "no files in this folder");
    }
    let jobs = Jobs::for_paths(args.jobs, &args.paths);
    let options = options(args).threads(jobs.threads);
    let mut outcome = Outcome::Done;
    let own = output.own();
    let inputs = inputs::expand(&args.paths);
    let inputs = inputs.filter(|input| !input.as_ref().is_ok_and(|path| own.is(path)));
    in_order(
        inputs,
        jobs.files,
        |input| code(input, &options),
        |(path, coded)| {
            if coded.is_err() {
                outcome = Outcome::Failed;
            }
            print(&path, &coded, args, output)
        },
    )?;
    Ok(outcome)
}

/// What is wrong with `--meta` is wrong for every file.
fn check_meta(args: &Create) -> Result<()> {
    let Some(meta) = &args.meta else { return Ok(()) };
    let input = MetaInput::new("any");
    let is_url = meta.trim_start().starts_with("data:");
    let input = if is_url { input.data_url(meta) } else { input.json(meta) };
    match input.code(Bits::B64) {
        Ok(_) => Ok(()),
        Err(error) => Err(Usage(format!("--meta: {error}")).into()),
    }
}

fn options(args: &Create) -> Options {
    let mut options = Options::new().bits(args.bits).granular(args.granular);
    if args.thumbnail {
        options = options.thumbnail(THUMBNAIL);
    }
    if let Some(name) = &args.name {
        options = options.name(name);
    }
    if let Some(description) = &args.description {
        options = options.description(description);
    }
    if let Some(meta) = &args.meta {
        options = options.meta(meta);
    }
    options
}

fn code(input: Result<PathBuf, Unreadable>, options: &Options) -> Coded {
    match input {
        Err(Unreadable { path, reason }) => (path, Err(reason)),
        Ok(path) => {
            let record = if path.as_os_str() == STDIN {
                iscc_kit::code_reader(io::stdin().lock(), None, options)
            } else {
                iscc_kit::code_file(&path, options)
            };
            // With its causes.
            let record = record.map_err(|error| format!("{:#}", anyhow::Error::from(error)));
            (path, record)
        }
    }
}

/// A record and what stands beside it, or the error in its place, with the path as it was given.
fn line(path: &Path, coded: &Result<Record, String>) -> Members {
    let mut line = Members::new();
    let name = path.to_string_lossy();
    line.push("file", &*name);
    if let Cow::Owned(_) = name {
        // Names that are no Unicode are told apart by their bytes.
        line.push("file_bytes", base64::encode(path.as_os_str().as_encoded_bytes()));
    }
    match coded {
        Ok(record) => {
            record.to_members().into_iter().for_each(|(name, value)| line.push(name, value));
        }
        Err(error) => line.push("error", &**error),
    }
    line
}

fn print(
    path: &Path,
    coded: &Result<Record, String>,
    args: &Create,
    output: &mut Output,
) -> Result<()> {
    match coded {
        Ok(record) => {
            record.additions.notes.iter().for_each(|note| tell(path, notes::sentence(note)));
        }
        Err(error) => tell(path, error),
    }
    if args.strict {
        coded.iter().try_for_each(|record| output.json(&record.strict()))?;
    } else if args.json {
        output.json(&line(path, coded))?;
    } else if let Ok(record) = coded {
        output.code_line(record.iscc, path)?;
        if args.units {
            record.units.iter().try_for_each(|unit| output.line(format_args!("  {unit}")))?;
            if let (Some(mode), Some(stability)) = (record.mode, record.additions.stability) {
                let Stability { bits, fragile, .. } = stability;
                let kind = UnitKind::Content(mode);
                output.line(format_args!(
                    "  {fragile} of {} bits of the {kind} are fragile",
                    bits.get()
                ))?;
            }
        }
    }
    output.flush()
}

fn tell(path: &Path, what: impl core::fmt::Display) {
    output::message(format_args!("{}: {what}", path.display()));
}
