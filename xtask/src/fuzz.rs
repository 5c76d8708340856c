//! `cargo xtask fuzz TARGET [SECONDS]`: one target of `crates/iscc-fuzz`, guided by coverage.
//!
//! This is what cargo-fuzz does but for the address sanitizer, which only a nightly compiler has; our own code is safe.
//! The corpus and the inputs that fail stay in the crate's ignored folders.

use std::fs;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::process::{Call as _, cargo, root, target};

/// What makes the compiler count the edges that an input takes.
const COVERAGE: &str = "--cfg fuzzing -Ccodegen-units=1 -Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table";

pub(crate) fn command(name: &str, seconds: &str) -> Result<()> {
    let fuzz = root().join("crates/iscc-fuzz");
    let targets = fuzz.join("fuzz_targets");
    if !targets.join(name).with_extension("rs").is_file() {
        let mut names = Vec::new();
        for entry in fs::read_dir(targets)? {
            names.extend(entry?.path().file_stem().map(|name| name.to_string_lossy().into_owned()));
        }
        names.sort();
        bail!("fuzz: the targets are {}", names.join(", "));
    }
    if seconds.parse::<u32>().is_err() {
        bail!("fuzz: {seconds:?} is no number of seconds");
    }
    // The host's name, said aloud, keeps the flags away from build scripts and macros.
    let version = Command::new("rustc").arg("-vV").read()?;
    let host = version.lines().find_map(|line| line.strip_prefix("host: "));
    let host = host.context("rustc does not say its host")?;
    let folder = target()?.join("fuzz");
    let mut build = cargo("build --quiet --release --manifest-path crates/iscc-fuzz/Cargo.toml");
    if name.ends_with("heic") {
        build.args(["--features", "heic"]);
    }
    build
        .args(["--bin", name, "--target", host, "--target-dir"])
        .arg(&folder)
        .env("RUSTFLAGS", COVERAGE)
        .call()?;
    let (corpus, artifacts) = (fuzz.join("corpus").join(name), fuzz.join("artifacts").join(name));
    fs::create_dir_all(&corpus)?;
    fs::create_dir_all(&artifacts)?;
    Command::new(folder.join(host).join("release").join(name))
        .arg(format!("-max_total_time={seconds}"))
        .arg(format!("-artifact_prefix={}/", artifacts.display()))
        .arg(corpus)
        .current_dir(fuzz)
        .call()
}
