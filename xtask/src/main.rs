//! The chores of the project: `cargo xtask COMMAND`. One file a command; CONTRIBUTING.md has the table.
#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program that reports")]
#![allow(clippy::std_instead_of_core, clippy::std_instead_of_alloc, reason = "a program has std")]

mod apt;
mod arrows;
mod bench;
mod ci;
mod circles;
mod codegen;
mod damage;
mod fuzz;
mod manifest;
mod oracle;
mod process;
mod run;
mod samples;
mod setup;
mod shipped;
mod targets;
mod test;
mod tidy;
mod words;

use std::process::ExitCode;

use anyhow::{Result, bail};

const USAGE: &str = "\
usage: cargo xtask COMMAND

  setup                install the system libraries that make things faster or possible
  run -- ARGS          setup, release build, then `iscc ARGS`
  test                 setup, then every test
  ci [--no-test]       everything that CI checks; the tests come last
  tidy                 the rules of the layout
  samples              bring the files of iscc-samples to testdata/samples
  oracle [--check] [NAME]   make the golden values again with the reference packages
  codegen [--check]    make the constant tables again from the reference packages
  bench [AREA]         ours against the peers, as a Markdown table
  fuzz TARGET [SECONDS]     a fuzz target of crates/iscc-fuzz, guided by coverage
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&args) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(args: &[String]) -> Result<ExitCode> {
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    match args[..] {
        ["setup"] => setup::command(),
        ["run", "--", ref rest @ ..] | ["run", ref rest @ ..] => return run::command(rest),
        ["test"] => return test::command(),
        ["ci"] => return ci::command(true),
        ["ci", "--no-test"] => return ci::command(false),
        ["tidy"] => tidy::check()?,
        ["samples"] => samples::bring()?,
        ["oracle"] => oracle::command(None, false)?,
        ["oracle", "--check"] => oracle::command(None, true)?,
        ["oracle", "--check", name] | ["oracle", name, "--check"] => {
            oracle::command(Some(name), true)?;
        }
        ["oracle", name] => oracle::command(Some(name), false)?,
        ["codegen"] => codegen::command(false)?,
        ["codegen", "--check"] => codegen::command(true)?,
        ["bench"] => bench::command(None)?,
        ["bench", area] => bench::command(Some(area))?,
        ["fuzz", name] => fuzz::command(name, "60")?,
        ["fuzz", name, seconds] => fuzz::command(name, seconds)?,
        ["help" | "--help" | "-h"] => print!("{USAGE}"),
        [] => bail!("no command\n\n{USAGE}"),
        _ => bail!("unknown command: {}\n\n{USAGE}", args.join(" ")),
    }
    Ok(ExitCode::SUCCESS)
}
