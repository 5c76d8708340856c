//! One checksum for all files of a folder.

use std::path::Path;

use anyhow::Result;
use iscc_kit::data::Sum;
use iscc_kit::treewalk::Contents;

use super::files::lines_of;
use super::line::name_of;
use super::progress::Progress;
use super::sum_in_order;
use crate::Outcome;
use crate::args;
use crate::inputs::{Rules, walk};
use crate::jobs::Jobs;
use crate::output::{Output, Own};

/// The line of a folder, which has a slash at its end.
pub(super) fn line(folder: &Path, args: &args::Sum, output: &mut Output) -> Result<Outcome> {
    let progress = Progress::bytes_of(&[folder.to_owned()]);
    match sum(folder, &output.own(), Jobs::of(args.jobs), &progress) {
        Err(problem) => progress.message(problem),
        Ok((_, 0)) => progress.message(format_args!("{}: no files found", folder.display())),
        Ok((sum, _)) => {
            let name = name_of(folder);
            let end = name.iter().rposition(|byte| *byte != b'/').map_or(0, |last| last + 1);
            let name = [&name[..end], b"/"].concat();
            progress.aside(|| output.lines(&lines_of(&sum, &name, args)))?;
            return Ok(Outcome::Done);
        }
    }
    Ok(Outcome::Trouble)
}

/// The sum of all files in a folder and their number, or what went wrong, with the path.
pub(super) fn sum(
    folder: &Path,
    own: &Own,
    jobs: Jobs,
    progress: &Progress,
) -> Result<(Sum, u64), String> {
    let files = walk(folder, Rules::Sums);
    let files = files.filter(|file| !file.as_ref().is_ok_and(|file| own.is(file)));
    let mut contents = Contents::new(files);
    let sum =
        sum_in_order(progress.reader(&mut contents), jobs).map_err(|error| error.to_string())?;
    Ok((sum, contents.files()))
}
