//! `cargo xtask bench [AREA]`: ours against the peers, in one run. The harness is `crates/iscc-bench`, a workspace
//! of its own, so that the peers stay out of the lock file.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::process::{Call as _, cargo, target, which};
use crate::{oracle, run, setup};

/// The version of b3sum that is measured against.
const B3SUM: &str = "b3sum@1.8.7";

pub(crate) fn command(area: Option<&str>) -> Result<()> {
    setup::ensure(false);
    let mut bench = cargo("run --quiet --release --manifest-path crates/iscc-bench/Cargo.toml");
    bench.arg("--target-dir").arg(target()?.join("bench"));
    // Whole processes of the program as `cargo xtask run` builds it.
    if matches!(area, None | Some("audio" | "data" | "programs")) {
        bench.env("ISCC_BIN", run::build()?);
    }
    // Whole programs are measured with the data engine.
    if matches!(area, None | Some("data" | "programs")) {
        for (variable, program) in programs()? {
            bench.env(variable, program);
        }
    }
    if matches!(area, None | Some("video" | "films")) {
        match film() {
            Ok(program) => _ = bench.env("ISCC_FILM_BIN", program),
            Err(error) => eprintln!("bench: without films: {error:#}"),
        }
    }
    if matches!(area, None | Some("audio")) {
        cargo("build --quiet --release --package iscc-audio --example hear --features decode")
            .call()?;
        bench.env("HEAR_BIN", target()?.join("release/examples/hear"));
        for (variable, program) in [("FPCALC_BIN", "fpcalc"), ("FFMPEG_BIN", "ffmpeg")] {
            if let Some(path) = which(program) {
                bench.env(variable, path);
            } else {
                eprintln!("bench: without {program}");
            }
        }
    }
    bench.arg("--").args(area).call()
}

/// Our program that reads films.
fn film() -> Result<PathBuf> {
    cargo("build --quiet --release --package iscc-video --features ffmpeg --example film")
        .call()?;
    Ok(target()?.join("release/examples/film"))
}

/// The peers of our program, by the variables in which the harness looks for them.
fn programs() -> Result<Vec<(&'static str, PathBuf)>> {
    let mut programs = Vec::new();
    let tools = target()?.join("bench/tools");
    let b3sum = tools.join("bin/b3sum");
    if !b3sum.exists() {
        cargo("install --quiet").arg(B3SUM).arg("--root").arg(&tools).call()?;
    }
    programs.push(("B3SUM_BIN", b3sum));
    match oracle::set_up() {
        Ok(python) => {
            let iscc_sum = Path::new(&python).with_file_name("iscc-sum");
            programs.push(("ISCC_SUM_BIN", iscc_sum));
        }
        Err(error) => eprintln!("bench: without iscc-sum: {error:#}"),
    }
    Ok(programs)
}
