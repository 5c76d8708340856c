//! `cargo xtask oracle`: the golden values, made again with the reference packages.
//!
//! Every `xtask/oracle/*_golden.py` is run as `python SCRIPT OUTDIR` and writes its files below OUTDIR as they lie
//! below `testdata/`.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::process::{Call as _, root, which};

pub(crate) fn command(name: Option<&str>, check: bool) -> Result<()> {
    let python = set_up()?;
    let mut scripts = Vec::new();
    for entry in fs::read_dir(root().join("xtask/oracle"))? {
        let path = entry?.path();
        let file = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if let Some(topic) = file.strip_suffix("_golden.py")
            && name.is_none_or(|name| name == topic)
        {
            scripts.push(path);
        }
    }
    scripts.sort();
    if scripts.is_empty() {
        bail!("oracle: no script xtask/oracle/{}_golden.py", name.unwrap_or("*"));
    }
    let testdata = root().join("testdata");
    if !check {
        return scripts.iter().try_for_each(|script| make(&python, script, &testdata));
    }
    let scratch = env::temp_dir().join(format!("iscc-oracle-check-{}", std::process::id()));
    let made = scripts.iter().try_for_each(|script| make(&python, script, &scratch));
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

fn make(python: &Path, script: &Path, out: &Path) -> Result<()> {
    eprintln!("oracle: {}", script.file_name().unwrap_or_default().display());
    fs::create_dir_all(out)?;
    Command::new(python).arg(script).arg(out).env("PYTHONDONTWRITEBYTECODE", "1").call()
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
