//! `cargo xtask test`: every test of the workspace, the doctests and (as a test of this crate) `tidy`; those on sample
//! files and against the reference packages where these are there. The last line sums up all test programs.

use core::fmt;
use std::io::{BufRead as _, BufReader};
use std::process::{ExitCode, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::manifest::members;
use crate::process::cargo;
use crate::{oracle, samples, setup};

pub(crate) fn command() -> Result<ExitCode> {
    setup::ensure(false);
    let features = setup::features(&members()?);
    let mut count = Count::default();
    run(&["--no-fail-fast"], &features, &[], &mut count)?;
    // Tests that need something are ignored by default and say in their names what it is.
    let mut more = |there: bool, filter: &str, missing: &str| {
        if !there {
            eprintln!("test: without {missing} the tests on them are skipped");
            return Ok(());
        }
        run(&["--no-fail-fast", "--tests"], &features, &["--ignored", filter], &mut count)
    };
    more(samples::are_there(), "samples", "testdata/samples (cargo xtask samples)")?;
    more(oracle::python().is_some(), "reference", "the reference packages (cargo xtask oracle)")?;
    println!("\n{count}");
    Ok(if count.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Runs cargo test, shows what it prints and counts it.
fn run(args: &[&str], features: &str, of_tests: &[&str], count: &mut Count) -> Result<()> {
    let mut cargo = cargo("test --workspace");
    cargo.args(args).arg("--features").arg(features).arg("--").args(of_tests);
    if let Some(venv) = oracle::python().as_deref().and_then(|python| python.ancestors().nth(2)) {
        cargo.env("ISCC_ORACLE", venv);
    }
    let mut child = cargo.stdout(Stdio::piped()).spawn().context("cannot run cargo test")?;
    let output = child.stdout.take().context("cargo test has no output")?;
    let before = count.clone();
    for line in BufReader::new(output).split(b'\n') {
        // Bytes, not lines: a test may print what is no UTF-8.
        let line = String::from_utf8_lossy(&line?).into_owned();
        println!("{line}");
        count.add(&line);
    }
    let status = child.wait()?;
    if *count == before {
        bail!("cargo test ran nothing ({status})");
    }
    // What a run with a filter runs was skipped before.
    if !of_tests.is_empty() {
        let ran = (count.passed + count.failed) - (before.passed + before.failed);
        count.ignored = before.ignored.saturating_sub(ran);
    }
    if count.failed == before.failed && !status.success() {
        // A test program that died gives no result of its own.
        count.failed += 1;
    }
    Ok(())
}

/// What the test programs reported together.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Count {
    passed: u32,
    failed: u32,
    ignored: u32,
}

impl Count {
    /// Adds a line `test result: ok. 3 passed; 0 failed; 1 ignored; ...`; any other line is nothing.
    fn add(&mut self, line: &str) {
        let Some((_, numbers)) =
            line.strip_prefix("test result: ").and_then(|rest| rest.split_once(". "))
        else {
            return;
        };
        for part in numbers.split("; ") {
            let (number, what) = part.split_once(' ').unwrap_or_default();
            let number = number.parse().unwrap_or(0);
            match what {
                "passed" => self.passed += number,
                "failed" => self.failed += number,
                "ignored" => self.ignored += number,
                _ => {}
            }
        }
    }
}

impl fmt::Display for Count {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed, {} skipped", self.passed, self.failed, self.ignored)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_summed() {
        let mut count = Count::default();
        count.add("test result: ok. 3 passed; 0 failed; 1 ignored; 0 measured; 7 filtered out");
        count.add("test result: FAILED. 2 passed; 4 failed; 0 ignored; 0 measured");
        count.add("test bits::tests::test result: ok ... ok");
        assert_eq!(count.to_string(), "5 passed, 4 failed, 1 skipped");
    }
}
