//! The program as `cargo xtask run` builds it, everything in one process: which symbols it shows to libraries, and what it
//! does with damaged files. Engines alone show neither: a decoder of one may meet another's only here.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use crate::damage::{self, damaged};
use crate::manifest::Manifest;
use crate::process::Outcome;
use crate::process::{Call as _, cargo, root, target, which};
use crate::{run, setup};

/// Damaged files that the program must survive.
const FILES: usize = 500;

/// Files that one process is given, and how long it may take with them.
const BATCH: usize = 20;
const LIMIT: Duration = Duration::from_mins(3);

/// No symbol of ours may be what a library of the system binds to: it would call a function of another build with structures
/// of its own.
pub(crate) fn symbols(_: &[Manifest]) -> Result<Outcome> {
    if which("nm").is_none() || !cfg!(target_os = "linux") {
        return Ok(Outcome::LeftOut("there is no nm that reads dynamic symbols".into()));
    }
    let listing = Command::new("nm").args(["-D", "--defined-only"]).arg(run::build()?).read()?;
    let unexpected = unexpected(&listing);
    if !unexpected.is_empty() {
        bail!("the program exports {}", unexpected.join(", "));
    }
    Ok(Outcome::Good)
}

/// The symbols in a listing of `nm -D --defined-only` that a library could bind to by mistake. Those with a version are
/// copies of the libraries' own data.
fn unexpected(listing: &str) -> Vec<&str> {
    let names = listing.lines().filter_map(|line| line.split_whitespace().last());
    names.filter(|name| !name.contains('@') && !LINKER.contains(name)).collect()
}

/// What linkers define by themselves.
const LINKER: [&str; 6] = ["_init", "_fini", "_edata", "_end", "__bss_start", "_IO_stdin_used"];

/// The parity tests that go through the program, with the program as it is built for users.
pub(crate) fn parity(crates: &[Manifest]) -> Result<Outcome> {
    // As `cargo xtask test` builds the tests, so that nothing is built twice.
    cargo("test --quiet --workspace --test it --features")
        .arg(setup::features(crates))
        .args(["parity", "--", "--include-ignored"])
        .env("ISCC_PROGRAM", run::build()?)
        .call()?;
    Ok(Outcome::Good)
}

/// Damaged files of every kind end in a code or a message.
pub(crate) fn crashes(_: &[Manifest]) -> Result<Outcome> {
    let program = run::build()?;
    let folder = target()?.join("damaged");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder)?;
    let files = write_damaged(&folder)?;
    let mut failed = Vec::new();
    for jobs in ["1", "2"] {
        for batch in files.chunks(BATCH) {
            if ends_well(&program, jobs, batch)?.is_ok() {
                continue;
            }
            for file in batch {
                if let Err(how) = ends_well(&program, jobs, core::slice::from_ref(file))? {
                    failed.push(format!("{} at -j {jobs}: {how}", file.display()));
                }
            }
            if failed.is_empty() {
                failed.push(format!("some of {} and those after it, together", batch[0].display()));
            }
        }
    }
    if !failed.is_empty() {
        bail!("{}", failed.join("; "));
    }
    fs::remove_dir_all(&folder)?;
    Ok(Outcome::Good)
}

/// Makes the damaged files: all kinds in turn, so that each has its share.
fn write_damaged(folder: &Path) -> Result<Vec<PathBuf>> {
    let kinds = damage::sources(&root().join("testdata"))?;
    let mut written = Vec::with_capacity(FILES);
    for number in 0..FILES {
        let files = &kinds[number % kinds.len()];
        let source = &files[number / kinds.len() % files.len()];
        let end = source.extension().unwrap_or_default().to_string_lossy();
        let path = folder.join(format!("{number:03}.{end}"));
        let bytes = fs::read(source).with_context(|| source.display().to_string())?;
        fs::write(&path, damaged(bytes, number as u64))?;
        written.push(path);
    }
    Ok(written)
}

/// Whether the program ends by itself in time with 0 or 1, else how it ended.
fn ends_well(program: &Path, jobs: &str, files: &[PathBuf]) -> Result<Result<(), String>> {
    let mut child = Command::new(program)
        .args(["create", "--json", "--granular", "--thumbnail", "-j", jobs, "--"])
        .args(files)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()?;
    let start = Instant::now();
    loop {
        if let Some(status) = child.try_wait()? {
            let good = matches!(status.code(), Some(0 | 1));
            return Ok(if good { Ok(()) } else { Err(status.to_string()) });
        }
        if start.elapsed() > LIMIT {
            child.kill()?;
            child.wait()?;
            return Ok(Err(format!("not done after {} s", LIMIT.as_secs())));
        }
        sleep(Duration::from_millis(10));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decoder_that_exports_its_names_is_found() {
        let clean = "0000000000401000 T _init\n0000000004cc2f10 B environ@GLIBC_2.2.5\n";
        assert!(unexpected(clean).is_empty());
        assert!(unexpected("").is_empty());
        let planted = format!(
            "{clean}00000000016b18c0 T dav1d_send_data\n                 w jpeg_read_header\n"
        );
        assert_eq!(unexpected(&planted), ["dav1d_send_data", "jpeg_read_header"]);
    }
}
