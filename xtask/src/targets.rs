//! Targets without std: iscc-core for a bare machine, the code layers for the web.
//!
//! rustup's targets are used where they are installed. Elsewhere Debian's compiler for the web is unpacked (not
//! installed) below the target folder; its sources of the standard library are built along.

use std::env::consts::ARCH;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use crate::apt::Apt;
use crate::manifest::Manifest;
use crate::process::{Call as _, Outcome, cargo, root, target, which};

const WEB: &str = "wasm32-unknown-unknown";
/// Cortex-M4: 32 bits, no operating system, no heap unless somebody brings one.
const BARE: &str = "thumbv7em-none-eabi";

pub(crate) fn check(crates: &[Manifest]) -> Result<Outcome> {
    let installed = Command::new("rustup").args(["target", "list", "--installed"]).read();
    let installed = installed.unwrap_or_default();
    let has = |target: &str| installed.lines().any(|line| line == target);
    let compiler = if has(WEB) && has(BARE) { Ok(None) } else { debian().map(Some) };
    let compiler = match compiler {
        Ok(compiler) => compiler,
        // rustup's own targets need no other compiler: check what is there.
        Err(_) if has(WEB) => None,
        Err(reason) => return Ok(Outcome::LeftOut(format!("{reason:#}"))),
    };
    let layers: Vec<&Manifest> =
        crates.iter().filter(|manifest| manifest.name != "iscc-cli").collect();
    let core: Vec<&Manifest> =
        crates.iter().filter(|manifest| manifest.name == "iscc-core").collect();
    if compiler.is_some() || has(BARE) {
        build(BARE, &core, compiler.as_deref())?;
    }
    build(WEB, &layers, compiler.as_deref())?;
    if compiler.is_none() && !has(BARE) {
        return Ok(Outcome::LeftOut(format!("{BARE} is not installed; {WEB} is good")));
    }
    Ok(Outcome::Good)
}

/// Builds the libraries without their features for a target.
fn build(triple: &str, crates: &[&Manifest], compiler: Option<&Path>) -> Result<()> {
    let mut cargo = cargo("build --quiet --lib --no-default-features --target");
    cargo.arg(triple).arg("--target-dir").arg(folder()?);
    // It is built, not run: the workspace's optimisation would only cost time here.
    cargo.args(["--config", "profile.dev.package.'*'.opt-level=0"]);
    cargo.args(["--config", "profile.dev.debug=false"]);
    for manifest in crates {
        cargo.args(["--package", &manifest.name]);
    }
    if let Some(compiler) = compiler {
        let no_std = crates.iter().all(|manifest| is_no_std(manifest));
        let libraries = if no_std { "core,alloc" } else { "std,panic_abort" };
        cargo.arg(format!("-Zbuild-std={libraries}"));
        cargo.env("RUSTC", compiler).env("RUSTC_BOOTSTRAP", "1");
    }
    cargo.call().with_context(|| triple.to_owned())
}

fn is_no_std(manifest: &Manifest) -> bool {
    let library = manifest.path.with_file_name("src").join("lib.rs");
    fs::read_to_string(library).is_ok_and(|source| source.contains("#![no_std]"))
}

fn folder() -> Result<PathBuf> {
    Ok(target()?.join("no-std"))
}

/// Debian's `rustc` for the web, unpacked; an error says why there is none.
fn debian() -> Result<PathBuf> {
    let home = folder()?.join("debian");
    let compiler = home.join("rustc");
    if compiler.exists() {
        return Ok(compiler);
    }
    if which("apt-get").is_none() || which("dpkg-deb").is_none() {
        bail!("neither rustup's targets nor Debian's packages (rustc-web, rust-web-src) are there");
    }
    let packages = match packages() {
        Ok(packages) => packages,
        // The lists of a fresh image are empty.
        Err(_) if Apt::find().is_some_and(|apt| apt.update().is_ok()) => packages()?,
        Err(error) => return Err(error),
    };
    let (cache, unpacked) = (home.join("packages"), home.join("unpacked"));
    fs::create_dir_all(&cache)?;
    fs::create_dir_all(&unpacked)?;
    Command::new("apt-get")
        .args(["-qq", "-o", "APT::Sandbox::User=root", "download"])
        .args(&packages)
        .current_dir(&cache)
        .read()
        .context("Debian's packages cannot be downloaded")?;
    for entry in fs::read_dir(&cache)? {
        unpack(&entry?.path(), &unpacked)?;
    }
    fs::remove_dir_all(&cache)?;
    let usr = unpacked.join("usr");
    let (rustc, libraries) = (usr.join("bin/rustc"), usr.join(format!("lib/{ARCH}-linux-gnu")));
    // The libraries must reach this compiler alone, not the linker and the build scripts it is called beside.
    let script = format!(
        "#!/bin/sh\nLD_LIBRARY_PATH='{}' exec '{}' \"$@\"\n",
        libraries.display(),
        rustc.display()
    );
    let draft = home.join("rustc.new");
    fs::write(&draft, script)?;
    Command::new("chmod").arg("+x").arg(&draft).call()?;
    let version = Command::new(&draft).arg("--version").read()?;
    if !is_recent(&version)? {
        bail!("Debian's rustc-web is too old ({})", version.trim());
    }
    // Last, so that its presence means that all is well.
    fs::rename(&draft, &compiler)?;
    Ok(compiler)
}

/// What has to be unpacked: compiler, library sources, LLVM, and what LLVM is linked with.
fn packages() -> Result<Vec<String>> {
    let closure = |package: &str| -> Result<Vec<String>> {
        let closure = Command::new("apt-cache")
            .args(["depends", "--recurse", "--no-recommends", "--no-suggests", "--no-conflicts"])
            .args(["--no-breaks", "--no-replaces", "--no-enhances", package])
            .stderr(std::process::Stdio::null())
            .output()?;
        let text = String::from_utf8_lossy(&closure.stdout).into_owned();
        Ok(text.lines().filter(|line| !line.starts_with([' ', '<'])).map(str::to_owned).collect())
    };
    let compiler = closure("rustc-web")?;
    let llvm = compiler.iter().find(|package| package.starts_with("libllvm"));
    let llvm = llvm.context("Debian has no rustc-web here")?;
    let mut packages = vec!["rustc-web".to_owned(), "rust-web-src".to_owned()];
    packages.extend(compiler.iter().filter(|p| p.starts_with("libstd-rust-web")).cloned());
    // The C library and its companions are the running system's: two of them in one process do not go together.
    let system = ["libc6", "libgcc-s1", "libstdc++6", "libcrypt1"];
    packages.extend(
        closure(llvm)?
            .into_iter()
            .filter(|package| package.starts_with("lib") && !system.contains(&&**package)),
    );
    Ok(packages)
}

/// Unpacks a package; of the sources the library alone, which is a tenth of them.
fn unpack(package: &Path, into: &Path) -> Result<()> {
    let name = package.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if !name.starts_with("rust-web-src") {
        return Command::new("dpkg-deb").arg("-x").arg(package).arg(into).call();
    }
    Command::new("sh")
        .args(["-c", "dpkg-deb --fsys-tarfile \"$1\" | tar -x -C \"$2\" --wildcards './usr/src/*/library' './usr/lib'"])
        .arg("unpack")
        .arg(package)
        .arg(into)
        .call()
}

/// Whether a `rustc 1.96.0 (...)` is at least the workspace's `rust-version`.
fn is_recent(version: &str) -> Result<bool> {
    let manifest = fs::read_to_string(root().join("Cargo.toml"))?;
    let wanted = manifest
        .lines()
        .find_map(|line| line.strip_prefix("rust-version = "))
        .context("the workspace has no rust-version")?;
    let minor = |version: &str| -> Option<u32> { version.split('.').nth(1)?.parse().ok() };
    Ok(minor(version) >= minor(wanted.trim_matches('"')))
}
