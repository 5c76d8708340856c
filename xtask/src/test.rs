//! `cargo xtask test`: every test of the workspace, the doctests and (as a test of this crate) `tidy`; the ones on sample
//! files where `cargo xtask samples` brought them. The last line sums up all test programs.

use core::fmt;
use std::io::{BufRead as _, BufReader};
use std::process::{ExitCode, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::manifest::members;
use crate::process::cargo;
use crate::{samples, setup};

pub(crate) fn command() -> Result<ExitCode> {
    setup::ensure(false);
    let mut cargo = cargo("test --workspace --no-fail-fast");
    cargo.arg("--features").arg(setup::features(&members()?));
    if samples::are_there() {
        // `#[ignore]` is how a test says that it needs them.
        cargo.args(["--", "--include-ignored"]);
    } else {
        eprintln!(
            "test: without testdata/samples (cargo xtask samples) the tests on them are skipped"
        );
    }
    let mut child = cargo.stdout(Stdio::piped()).spawn().context("cannot run cargo test")?;
    let output = child.stdout.take().context("cargo test has no output")?;
    let mut count = Count::default();
    for line in BufReader::new(output).split(b'\n') {
        // Bytes, not lines: a test may print what is no UTF-8.
        let line = String::from_utf8_lossy(&line?).into_owned();
        println!("{line}");
        count.add(&line);
    }
    let status = child.wait()?;
    if count == Count::default() {
        bail!("cargo test ran nothing ({status})");
    }
    if count.failed == 0 && !status.success() {
        // A test program that died gives no result of its own.
        count.failed = 1;
    }
    println!("\n{count}");
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// What the test programs reported together.
#[derive(Debug, Default, PartialEq, Eq)]
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
