//! `cargo xtask run -- ARGS`: setup, an optimised build, then the program in the caller's folder.

use std::path::PathBuf;
use std::process::{Command, ExitCode};

use anyhow::{Context as _, Result};

use crate::manifest::members;
use crate::process::{Call as _, cargo, target};
use crate::setup;

pub(crate) fn command(args: &[&str]) -> Result<ExitCode> {
    let program = build()?;
    // Not the project's folder: paths on the command line are the caller's.
    let status = Command::new(&program)
        .args(args)
        .status()
        .with_context(|| format!("cannot run {}", program.display()))?;
    Ok(ExitCode::from(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(1)))
}

/// Builds the program with everything that this machine can build; gives its path.
pub(crate) fn build() -> Result<PathBuf> {
    setup::ensure(false);
    let program = target()?.join("quick").join(format!("iscc{}", std::env::consts::EXE_SUFFIX));
    if !program.exists() {
        eprintln!("xtask: building iscc (optimised), once");
    }
    let mut build = cargo("build --quiet --profile quick --package iscc-cli --bin iscc");
    // The target folder that this program runs from, whatever configured it.
    build.arg("--target-dir").arg(target()?);
    build.arg("--features").arg(features()?);
    build.call()?;
    Ok(program)
}

/// The features that the program is built with on this machine.
pub(crate) fn features() -> Result<String> {
    let members = members()?;
    let program = members.iter().find(|manifest| manifest.name == "iscc-cli");
    Ok(program.map(setup::system_features).unwrap_or_default())
}
