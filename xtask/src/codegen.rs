//! `cargo xtask codegen`: the constant tables, made again from the reference packages.

use std::fs;
use std::io::Write as _;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result, bail};

use crate::oracle;
use crate::process::{Call as _, root};

/// What `xtask/oracle/tables.py` calls a table, and the file that holds it.
const TABLES: &[(&str, &str)] = &[
    ("minhash", "crates/iscc-core/src/minhash/permutations.rs"),
    ("gear", "crates/iscc-core/src/cdc/gear.rs"),
    ("wta", "crates/iscc-video/src/permutations.rs"),
    ("mpeg7", "crates/iscc-video/src/signature/tables.rs"),
    ("dct", "crates/iscc-image/src/dct/divisors.rs"),
    ("entities", "crates/iscc-text/src/sanitize/entities.rs"),
];

pub(crate) fn command(check: bool) -> Result<()> {
    let python = oracle::set_up()?;
    let mut stale = Vec::new();
    for (table, path) in TABLES.iter().copied() {
        let source = Command::new(&python)
            .arg(root().join("xtask/oracle/tables.py"))
            .arg(table)
            .env("PYTHONDONTWRITEBYTECODE", "1")
            .read()?;
        let source = rustfmt(&source)?;
        let file = root().join(path);
        if fs::read_to_string(&file).ok().as_ref() == Some(&source) {
            continue;
        }
        stale.push(path);
        if !check {
            fs::write(&file, source).with_context(|| path.to_owned())?;
        }
    }
    match (check, stale.is_empty()) {
        (true, false) => bail!("codegen: not what the reference gives: {}", stale.join(", ")),
        (true, true) => println!("codegen: {} tables are what the reference gives", TABLES.len()),
        (false, _) => println!("codegen: {} tables, {} changed", TABLES.len(), stale.len()),
    }
    Ok(())
}

fn rustfmt(source: &str) -> Result<String> {
    let mut rustfmt = Command::new("rustfmt")
        .arg("--config-path")
        .arg(root())
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .context("cannot run rustfmt")?;
    // It reads everything before it writes, so the two pipes cannot block each other.
    rustfmt.stdin.take().context("rustfmt takes no input")?.write_all(source.as_bytes())?;
    let output = rustfmt.wait_with_output()?;
    if !output.status.success() {
        bail!("rustfmt failed ({})", output.status);
    }
    Ok(String::from_utf8(output.stdout)?)
}
