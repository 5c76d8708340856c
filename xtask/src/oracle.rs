//! `cargo xtask oracle`: the golden values, made again with the reference packages.
//!
//! Every `xtask/oracle/NAME_golden.py` is run as `python SCRIPT OUTDIR` and writes its files below OUTDIR as they lie
//! below `testdata/`. Where there is a `NAME_corpus.py`, it first makes the files that the golden values are of, and both
//! scripts are given the folder `OUTDIR/NAME`.
//!
//! Where there is a `NAME_parity.py`, it is run after them: it makes a larger corpus that is not committed, has the
//! reference and our example `parity` of the crate `iscc-NAME` read it, and prints how many files agree.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::manifest::members;
use crate::process::{Call as _, cargo, root, target, which};
use crate::setup;

pub(crate) fn command(name: Option<&str>, check: bool) -> Result<()> {
    let python = set_up()?;
    let parity = |name: &str| scripts().join(format!("{name}_parity.py")).exists();
    let mut topics = Vec::new();
    for entry in fs::read_dir(scripts())? {
        let file = entry?.file_name().to_string_lossy().into_owned();
        if let Some(topic) = file.strip_suffix("_golden.py")
            && name.is_none_or(|name| name == topic)
        {
            topics.push(topic.to_owned());
        }
    }
    topics.sort();
    if topics.is_empty() && !name.is_some_and(parity) {
        bail!("oracle: no script xtask/oracle/{}_golden.py", name.unwrap_or("*"));
    }
    let testdata = root().join("testdata");
    if !check {
        topics.iter().try_for_each(|topic| make(&python, topic, &testdata))?;
        return match name {
            Some(name) if parity(name) => compare_corpus(&python, name),
            _ => Ok(()),
        };
    }
    let scratch = env::temp_dir().join(format!("iscc-oracle-check-{}", std::process::id()));
    let made = topics.iter().try_for_each(|topic| make(&python, topic, &scratch));
    let compared = made.and_then(|()| compare(&scratch, &testdata));
    let _ = fs::remove_dir_all(&scratch);
    let (files, differing) = compared?;
    for path in &differing {
        println!("oracle: testdata/{} is not what the reference gives", path.display());
    }
    if !differing.is_empty() {
        bail!("oracle: {} of {files} files differ", differing.len());
    }
    println!("oracle: {files} files are what the reference gives");
    Ok(())
}

/// Python with the reference packages, if they are set up already.
pub(crate) fn python() -> Option<PathBuf> {
    let venv = env::var_os("ISCC_ORACLE").map_or_else(|| root().join("target-oracle"), Into::into);
    let python = venv.join("bin/python");
    (python.exists() && (env::var_os("ISCC_ORACLE").is_some() || up_to_date(&venv)))
        .then_some(python)
}

/// Python with the reference packages, set up if need be.
pub(crate) fn set_up() -> Result<PathBuf> {
    if let Some(python) = python() {
        return Ok(python);
    }
    if let Some(venv) = env::var_os("ISCC_ORACLE") {
        bail!("oracle: ISCC_ORACLE is {}, which is no virtual environment", venv.display());
    }
    let venv = root().join("target-oracle");
    let system =
        which("python3").context("oracle: python3 is needed for the reference packages")?;
    eprintln!("oracle: setting up the reference packages in target-oracle/");
    Command::new(system).args(["-m", "venv"]).arg(&venv).call()?;
    let python = venv.join("bin/python");
    Command::new(&python)
        .args([
            "-m",
            "pip",
            "install",
            "--quiet",
            "--disable-pip-version-check",
            "--no-input",
            "-r",
        ])
        .arg(requirements())
        .call()?;
    fs::copy(requirements(), venv.join(STAMP))?;
    Ok(python)
}

/// A copy of the requirements that the environment was made with.
const STAMP: &str = "requirements-installed.txt";

fn requirements() -> PathBuf {
    root().join("xtask/oracle/requirements.txt")
}

fn up_to_date(venv: &Path) -> bool {
    match (fs::read(requirements()), fs::read(venv.join(STAMP))) {
        (Ok(wanted), Ok(installed)) => wanted == installed,
        _ => false,
    }
}

fn scripts() -> PathBuf {
    root().join("xtask/oracle")
}

/// Has the reference and ours read a corpus of an engine.
fn compare_corpus(python: &Path, name: &str) -> Result<()> {
    setup::ensure(false);
    let package = format!("iscc-{name}");
    let crates = members()?;
    let features = setup::features(
        &crates.into_iter().filter(|manifest| manifest.name == package).collect::<Vec<_>>(),
    );
    cargo("build --quiet --release --example parity --package")
        .args([&package, "--features", &features])
        .call()?;
    let folder = target()?.join("parity").join(name);
    fs::create_dir_all(&folder)?;
    Command::new(python)
        .arg(scripts().join(format!("{name}_parity.py")))
        .arg(folder)
        .arg(target()?.join("release/examples/parity"))
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .call()
}

/// Runs the scripts of a topic; their files are below `out` afterwards.
fn make(python: &Path, topic: &str, out: &Path) -> Result<()> {
    let scripts = scripts();
    let run = |name: String, folder: &Path| {
        eprintln!("oracle: {name}");
        fs::create_dir_all(folder)?;
        let script = scripts.join(name);
        Command::new(python).arg(script).arg(folder).env("PYTHONDONTWRITEBYTECODE", "1").call()
    };
    let corpus = format!("{topic}_corpus.py");
    if !scripts.join(&corpus).exists() {
        return run(format!("{topic}_golden.py"), out);
    }
    let folder = out.join(topic);
    run(corpus, &folder)?;
    // A file that takes a program which is not on this machine is taken as it is.
    for entry in fs::read_dir(root().join("testdata").join(topic))? {
        let (file, made) = (entry?.path(), &folder);
        let made = made.join(file.file_name().unwrap_or_default());
        if file.is_file() && !made.exists() {
            fs::copy(file, made)?;
        }
    }
    run(format!("{topic}_golden.py"), &folder)
}

/// The number of files below `made`, and those that are not the same below `committed`.
fn compare(made: &Path, committed: &Path) -> Result<(usize, Vec<PathBuf>)> {
    let (mut files, mut differing, mut folders) = (0, Vec::new(), vec![made.to_path_buf()]);
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let path = entry?.path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            files += 1;
            let inside = path.strip_prefix(made)?;
            if fs::read(committed.join(inside)).ok() != Some(fs::read(&path)?) {
                differing.push(inside.to_path_buf());
            }
        }
    }
    differing.sort();
    Ok((files, differing))
}
