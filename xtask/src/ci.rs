//! `cargo xtask ci`: everything that CI checks. All checks run even when one fails; the tests come last.

use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Result, bail};

use crate::arrows::may_reach;
use crate::manifest::{self, Manifest, members};
use crate::process::{Call as _, Outcome, cargo, in_ci, target, which};
use crate::{codegen, oracle, samples, setup, shipped, targets, test, tidy};

type Check = fn(&[Manifest]) -> Result<Outcome>;

const CHECKS: [(&str, Check); 13] = [
    ("tidy", tidy),
    ("format", format),
    ("clippy", clippy),
    ("documentation", documentation),
    ("features", features),
    ("dependencies", dependencies),
    ("targets without std", targets::check),
    ("fuzz targets and benchmarks", own_workspaces),
    ("generated tables", tables),
    ("samples", bring_samples),
    ("exported symbols", shipped::symbols),
    ("parity of the program", shipped::parity),
    ("damaged files", shipped::crashes),
];

pub(crate) fn command(with_tests: bool) -> Result<ExitCode> {
    setup::ensure(false);
    let crates = members()?;
    let (mut failed, mut report) = (false, Vec::new());
    for (name, check) in CHECKS {
        println!("ci: {name}");
        let start = Instant::now();
        let verdict = match check(&crates) {
            Ok(Outcome::Good) => "good".to_owned(),
            Ok(Outcome::LeftOut(reason)) => format!("LEFT OUT: {reason}"),
            Err(error) => {
                failed = true;
                format!("FAILED: {error:#}")
            }
        };
        let line = format!("ci: {name}: {verdict} ({:.0} s)", start.elapsed().as_secs_f32());
        println!("{line}");
        report.push(line);
    }
    println!("\n{}\n", report.join("\n"));
    let tests = if with_tests { test::command()? } else { ExitCode::SUCCESS };
    Ok(if failed { ExitCode::FAILURE } else { tests })
}

fn tidy(_: &[Manifest]) -> Result<Outcome> {
    tidy::check().map(|()| Outcome::Good)
}

fn format(_: &[Manifest]) -> Result<Outcome> {
    if !cargo("fmt --version").succeeds() {
        return Ok(Outcome::LeftOut("rustfmt is not installed".into()));
    }
    cargo("fmt --all --check").call()?;
    for manifest in own()? {
        cargo("fmt --check --manifest-path").arg(manifest.path).call()?;
    }
    Ok(Outcome::Good)
}

fn clippy(crates: &[Manifest]) -> Result<Outcome> {
    if !has_clippy() {
        return Ok(Outcome::LeftOut("clippy is not installed".into()));
    }
    cargo("clippy --quiet --workspace --all-targets --features")
        .arg(setup::features(crates))
        .args(["--", "-D", "warnings"])
        .call()?;
    Ok(Outcome::Good)
}

fn has_clippy() -> bool {
    cargo("clippy --version").succeeds()
}

fn documentation(crates: &[Manifest]) -> Result<Outcome> {
    cargo("doc --quiet --workspace --exclude xtask --no-deps --features")
        .arg(setup::features(crates))
        .env("RUSTDOCFLAGS", "-D warnings")
        .call()?;
    Ok(Outcome::Good)
}

/// Every crate without its features, and with each of them alone.
fn features(crates: &[Manifest]) -> Result<Outcome> {
    // Clippy where it is there: an item that only another feature uses is a warning, and warnings are errors.
    let (check, strict): (_, &[&str]) =
        if has_clippy() { ("clippy", &["--", "-D", "warnings"]) } else { ("check", &[]) };
    let mut failed = Vec::new();
    for manifest in crates {
        let single = manifest.features().filter(|feature| setup::can_build(feature));
        for feature in [""].into_iter().chain(single) {
            let checked = cargo(check)
                .args(["--quiet", "--no-default-features"])
                .args(["--package", &manifest.name, "--features", feature])
                .args(strict)
                .call();
            if checked.is_err() {
                failed.push(format!("{} with {feature:?} alone", manifest.name));
            }
        }
    }
    if !failed.is_empty() {
        bail!("{}", failed.join(", "));
    }
    Ok(Outcome::Good)
}

/// What only one medium's decoders may bring, by the medium.
const DECODERS: [(&str, &[&str]); 6] = [
    ("text", &["unicode-n", "unicode-g"]),
    ("document", &["html5ever", "cfb", "hayro-syntax", "hayro-cmap"]),
    (
        "image",
        &["png", "image", "resvg", "jxl", "rust_h265", "heifer", "hayro-jpeg2000", "mozjpeg"],
    ),
    ("audio", &["symphonia", "opus-pure", "nanomp3", "lofty", "rubato", "rustfft"]),
    ("video", &["rust_h264"]),
    // What FFMPEG_READERS share.
    ("ffmpeg", &["ffmpeg"]),
];

/// The engines that read files through FFmpeg's libraries, by way of iscc-ffmpeg.
const FFMPEG_READERS: [&str; 2] = ["iscc-audio", "iscc-video"];

/// The arrows: engines point to iscc-core alone, the code layers hold no decoder, and no engine holds another's.
fn dependencies(crates: &[Manifest]) -> Result<Outcome> {
    for manifest in crates {
        let name = &*manifest.name;
        let own = tree(name, "--all-features")?;
        let ours = own.iter().filter(|dependency| dependency.starts_with("iscc-"));
        if let Some(other) = ours.into_iter().find(|other| !may_reach(name, other)) {
            bail!("{name} depends on {other}");
        }
        if !manifest.is_engine() && name != "iscc-core" {
            continue;
        }
        let decoder_of = |dependency: &str, medium: &str| {
            DECODERS.iter().any(|(of, decoders)| {
                *of == medium && decoders.iter().any(|decoder| dependency.starts_with(decoder))
            })
        };
        let bare = tree(name, "--no-default-features")?;
        for (medium, _) in DECODERS {
            let shared = medium == "ffmpeg" && FFMPEG_READERS.contains(&name)
                || medium == "text" && name == "iscc-document";
            if name.ends_with(medium) || shared {
                // Unicode's tables are the text code itself; all else that decodes stays out of the code layer.
                let decoder = |dependency: &&String| {
                    decoder_of(dependency, medium) && !dependency.starts_with("unicode-")
                };
                if let Some(decoder) = bare.iter().find(decoder) {
                    bail!("{name} without features depends on the decoder {decoder}");
                }
            } else if let Some(other) = own.iter().find(|other| decoder_of(other, medium)) {
                bail!("{name} depends on {other}, which is for {medium}");
            }
        }
    }
    Ok(Outcome::Good)
}

/// The names of the packages that are linked into a crate with these features; macros and build scripts left out.
fn tree(name: &str, features: &str) -> Result<Vec<String>> {
    let tree = cargo("tree --quiet --prefix none --edges normal,no-proc-macro --format {p}")
        .args(["--package", name, features])
        .read()?;
    let mut names: Vec<String> =
        tree.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
    names.sort();
    names.dedup();
    Ok(names)
}

/// The workspaces of their own under `crates/`.
fn own() -> Result<Vec<Manifest>> {
    Ok(manifest::all()?.into_iter().filter(Manifest::stands_alone).collect())
}

fn own_workspaces(_: &[Manifest]) -> Result<Outcome> {
    let mut left_out = Vec::new();
    for manifest in own()? {
        // libFuzzer is C++.
        if manifest.name.ends_with("fuzz") && which("c++").or_else(|| which("g++")).is_none() {
            left_out.push(format!("{} needs a C++ compiler", manifest.name));
            continue;
        }
        // In the same folder as the rest, as their dependencies are mostly the same.
        cargo("check --quiet --all-targets --manifest-path")
            .arg(&manifest.path)
            .arg("--target-dir")
            .arg(target()?)
            .call()?;
    }
    Ok(if left_out.is_empty() { Outcome::Good } else { Outcome::LeftOut(left_out.join("; ")) })
}

fn tables(_: &[Manifest]) -> Result<Outcome> {
    if oracle::python().is_none() {
        return Ok(Outcome::LeftOut("no reference packages (cargo xtask oracle)".into()));
    }
    codegen::command(true)?;
    Ok(Outcome::Good)
}

/// CI brings the sample files; elsewhere they are brought by hand, as they are large.
#[expect(clippy::unnecessary_wraps, reason = "a check like the others")]
fn bring_samples(_: &[Manifest]) -> Result<Outcome> {
    if !samples::are_there() && !in_ci() {
        return Ok(Outcome::LeftOut("not in CI; cargo xtask samples brings them".into()));
    }
    Ok(match samples::bring() {
        Ok(()) => Outcome::Good,
        // The tests on them are then listed as ignored: seen, but no failure of ours.
        Err(error) => Outcome::LeftOut(format!("{error:#}")),
    })
}
