//! `iscc sum --check`: do files still have the checksums of a list.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use anyhow::Result;

use super::files::regular;
use super::line::{Line, Listed, escape};
use super::list::Lines;
use super::progress::Progress;
use super::tree;
use crate::Outcome;
use crate::args;
use crate::in_order::in_order;
use crate::inputs::STDIN;
use crate::jobs::Jobs;
use crate::output::{Output, Own, message};

/// Codes that are shorter stand for narrow ones, as in the reference; those have 34 characters.
const WIDE: usize = 35;

/// What comes out of the lists, in order.
enum Item<'a> {
    File(Listed),
    Malformed {
        list: &'a Path,
        /// The number of the line, from 1.
        line: usize,
    },
    /// A list that cannot be read, or has nothing to check.
    Trouble(String),
}

/// How one file is.
enum Checked {
    Same,
    Different,
    Unreadable(String),
}

pub(super) fn command(args: &args::Sum, output: &mut Output) -> Result<Outcome> {
    let (jobs, progress) = (Jobs::one_each(args.jobs), Progress::bytes());
    let (mut failed, mut malformed, mut trouble) = (0_u64, 0_u64, false);
    // DIFFERENCE: the reference ends at the first list that it cannot read and, with `--strict`, at the first
    // line that is malformed. Here all files are checked; the exit code is the same.
    in_order(
        args.paths.iter().flat_map(|list| items(list)),
        jobs.files,
        |item| match item {
            Item::File(listed) => {
                let checked = check(&listed, jobs, &progress);
                (Item::File(listed), Some(checked))
            }
            item => (item, None),
        },
        |(item, checked)| {
            progress.aside(|| match (item, checked) {
                (Item::File(listed), Some(checked)) => {
                    failed += u64::from(!matches!(checked, Checked::Same));
                    print(&listed, checked, args, output)
                }
                (Item::Malformed { list, line }, _) => {
                    malformed += 1;
                    if args.warn {
                        message(format_args!(
                            "{}: {line}: improperly formatted ISCC checksum line",
                            list.display()
                        ));
                    }
                    Ok(())
                }
                (Item::Trouble(what), _) => {
                    trouble = true;
                    message(what);
                    Ok(())
                }
                (Item::File(_), None) => Ok(()),
            })
        },
    )?;
    drop(progress);
    output.flush()?;
    if !args.status && malformed > 0 {
        message(format_args!("WARNING: {malformed} line(s) improperly formatted"));
    }
    if !args.status && failed > 0 {
        message(format_args!("WARNING: {failed} computed checksum(s) did NOT match"));
    }
    Ok(match (trouble || (args.strict && malformed > 0), failed) {
        (true, _) => Outcome::Trouble,
        (false, 1..) => Outcome::Failed,
        (false, 0) => Outcome::Done,
    })
}

/// What is in a list.
fn items(list: &Path) -> Box<dyn Iterator<Item = Item<'_>> + '_> {
    // DIFFERENCE: the reference takes `-` for a file of that name.
    let reader: io::Result<Box<dyn Read>> = if list.as_os_str() == STDIN {
        Ok(Box::new(io::stdin()))
    } else {
        File::open(list).map(|file| Box::new(file) as _)
    };
    match reader.and_then(Lines::new) {
        Ok(lines) => Box::new(Items { list, lines: lines.enumerate(), found: false, ended: false }),
        Err(error) => Box::new(core::iter::once(unreadable(list, &error))),
    }
}

fn unreadable<'a>(list: &Path, error: &io::Error) -> Item<'a> {
    Item::Trouble(format!("{}: cannot be read: {error}", list.display()))
}

struct Items<'a> {
    list: &'a Path,
    lines: core::iter::Enumerate<Lines<Box<dyn Read>>>,
    /// There was a file in it.
    found: bool,
    ended: bool,
}

impl<'a> Iterator for Items<'a> {
    type Item = Item<'a>;

    fn next(&mut self) -> Option<Item<'a>> {
        let list = self.list;
        while !self.ended {
            match self.lines.next() {
                Some((_, Ok(line))) if line.is_empty() => {}
                Some((number, Ok(line))) => match Line::parse(&line) {
                    Line::Unit => {}
                    Line::Malformed => return Some(Item::Malformed { list, line: number + 1 }),
                    Line::Listed(listed) => {
                        self.found = true;
                        return Some(Item::File(listed));
                    }
                },
                Some((_, Err(error))) => {
                    self.ended = true;
                    return Some(unreadable(list, &error));
                }
                None => {
                    self.ended = true;
                    if !self.found {
                        // DIFFERENCE: to the reference, a list of nothing is a success.
                        let list = list.display();
                        return Some(Item::Trouble(format!("{list}: no checksum lines found")));
                    }
                }
            }
        }
        None
    }
}

fn check(listed: &Listed, jobs: Jobs, progress: &Progress) -> Checked {
    let Some(path) = listed.path() else {
        return Checked::Unreadable("not a name on this system".into());
    };
    let sum = if listed.is_tree() { sum_tree } else { sum_file };
    let sum = sum(&path, jobs, progress);
    match sum {
        Err(error) => Checked::Unreadable(error),
        Ok(sum) => {
            let wide = listed.code.len() >= WIDE;
            let code = if wide { sum.code_wide() } else { sum.code() };
            if code.to_string() == listed.code { Checked::Same } else { Checked::Different }
        }
    }
}

fn sum_file(path: &Path, jobs: Jobs, progress: &Progress) -> Result<iscc_kit::data::Sum, String> {
    let sum = fs::metadata(path).and_then(|metadata| regular(&metadata));
    sum.and_then(|()| progress.sum_file(path, jobs.threads)).map_err(|error| error.to_string())
}

fn sum_tree(path: &Path, jobs: Jobs, progress: &Progress) -> Result<iscc_kit::data::Sum, String> {
    // Its own path, not one in it, where the folder itself is not there.
    fs::metadata(path).map_err(|error| error.to_string())?;
    tree::sum(path, &Own::none(), jobs, progress).map(|(sum, _)| sum)
}

/// The line of a file on stdout; why it cannot be read on stderr.
fn print(listed: &Listed, checked: Checked, args: &args::Sum, output: &mut Output) -> Result<()> {
    let escaped = escape(&listed.name);
    let name = escaped.as_deref().unwrap_or(&listed.name);
    let result = match checked {
        _ if args.status => return Ok(()),
        Checked::Same if args.quiet => return Ok(()),
        Checked::Same => "OK",
        Checked::Different => "FAILED",
        Checked::Unreadable(error) => {
            output.flush()?;
            let name = String::from_utf8_lossy(name);
            message(format_args!("{name}: {error}"));
            // DIFFERENCE: the reference prints its message in the place of this line.
            "FAILED open or read"
        }
    };
    if escaped.is_some() {
        output.bytes(b"\\")?;
    }
    output.bytes(name)?;
    output.line(format_args!(": {result}"))
}
